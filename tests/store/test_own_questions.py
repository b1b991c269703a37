from dataclasses import replace

from bot.domain.ids import QuestionId, TopicId, WorkspaceId
from bot.domain.own_questions import OwnQuestion, State, Written
from bot.domain.question import Level
from bot.ports.store import Store
from tests.builders import NOON, actor, after, question

HERE, THERE = WorkspaceId("web:playground"), WorkspaceId("slack:T1")
WRITTEN = Written(
    topic=TopicId("attention"),
    level=Level.EXPERT,
    prompt="Why “√d”?",
    right="The variance",
    wrong="Speed | no\nChance | no\nMemory | no",
    answer="It keeps the variance.\n- At 1.",
    source="",
)


async def written(store: Store, id_: str = "own-why", **changes: object) -> OwnQuestion:
    own = OwnQuestion(
        workspace=HERE,
        id=QuestionId(id_),
        author=await store.people.recognise(actor("grace")),
        written=WRITTEN,
        question=question(id_),
        state=State.SUGGESTED,
        written_at=NOON,
    )
    return replace(own, **changes)  # type: ignore[arg-type] # the fields of one


async def test_a_suggestion_is_kept_as_it_is(store: Store) -> None:
    own = await written(store)
    assert await store.own_questions.add(own)
    assert await store.own_questions.find(HERE, own.id) == own
    assert await store.own_questions.find(THERE, own.id) is None


async def test_a_draft_need_not_be_readable(store: Store) -> None:
    own = await written(store, question=None, state=State.DRAFT)
    await store.own_questions.add(own)
    assert await store.own_questions.find(HERE, own.id) == own


async def test_an_id_is_taken_once_in_each_workspace(store: Store) -> None:
    own = await written(store)
    assert await store.own_questions.add(own)
    assert not await store.own_questions.add(replace(own, reason="another"))
    assert await store.own_questions.add(replace(own, workspace=THERE))
    assert await store.own_questions.find(HERE, own.id) == own


async def test_a_decision_holds_for_the_state_and_the_text_it_was_made_on(store: Store) -> None:
    own = await written(store)
    await store.own_questions.add(own)
    decided = replace(
        own, state=State.APPROVED, reason="good", decided_by=own.author, decided_at=after(hours=1)
    )
    rewritten = replace(own, written=replace(WRITTEN, prompt="Why not?"))
    assert await store.own_questions.replace(own, rewritten)
    assert not await store.own_questions.replace(own, decided)
    assert await store.own_questions.replace(rewritten, replace(decided, written=rewritten.written))
    assert not await store.own_questions.replace(rewritten, own)
    found = await store.own_questions.find(HERE, own.id)
    assert found == replace(decided, written=rewritten.written)


async def test_lists_go_by_workspace_and_state_the_oldest_first(store: Store) -> None:
    late = await written(store, "own-late", written_at=after(hours=1))
    early = await written(store, "own-early")
    others = [
        await written(store, "own-draft", state=State.DRAFT),
        await written(store, "own-there", workspace=THERE),
        await written(store, "own-taken", state=State.APPROVED, decided_by=late.author, decided_at=NOON),
        await written(
            store, "own-gone", state=State.REMOVED, decided_by=late.author, decided_at=after(hours=2)
        ),
        await written(store, "own-no", state=State.DECLINED),
    ]
    for own in (late, early, *others):
        await store.own_questions.add(own)
    assert await store.own_questions.listed(HERE, State.SUGGESTED) == [early, late]
    waiting = [others[0], early, late]
    assert await store.own_questions.waiting(HERE, late.author) == waiting
    assert await store.own_questions.packs() == {HERE: [others[2], others[3]]}
    assert await store.own_questions.packs(HERE) == {HERE: [others[2], others[3]]}
    assert await store.own_questions.packs(THERE) == {}


async def test_a_question_is_hidden_and_shown_again_in_one_workspace(store: Store) -> None:
    person = await store.people.recognise(actor("ada"))
    id_ = QuestionId("kv-cache")
    assert await store.hidden_questions.hide(HERE, id_, person, NOON)
    assert not await store.hidden_questions.hide(HERE, id_, person, NOON)
    assert await store.hidden_questions.hide(THERE, id_, person, NOON)
    assert await store.hidden_questions.unhide(THERE, id_)
    assert not await store.hidden_questions.unhide(THERE, id_)
    assert await store.hidden_questions.all() == {HERE: [id_]}
    assert await store.hidden_questions.all(HERE) == {HERE: [id_]}
    assert await store.hidden_questions.all(THERE) == {}
