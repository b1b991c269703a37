from datetime import timedelta

import pytest

from bot.domain.boards import Period
from bot.domain.ids import ChannelId, MessageId, PersonId, WorkspaceId
from bot.domain.round import Round, RoundKind
from bot.ports.records import Action
from bot.ports.store import Store
from tests.builders import HALL, NOON, after, open_question, round_
from tests.store.builders import answer, member, peek, post

LOUNGE = ChannelId("web:playground/lounge")
PLAYGROUND = WorkspaceId("web:playground")
TODAY = NOON.date()


def daily(number: int, channel: ChannelId = HALL, closes: bool = True) -> Round:
    """The question of day `number`, which closes within it unless it waits for the next one."""
    opened = after(days=number)
    return round_(
        f"{channel}-{number}",
        channel=channel,
        opened_at=opened,
        day=opened.date(),
        closes_at=opened + timedelta(hours=3) if closes else None,
    )


async def answered(store: Store, person: PersonId, number: int, channel: ChannelId = HALL) -> int:
    """The streak that the reply tells."""
    asked = await store.rounds.find(daily(number, channel).id)
    assert asked is not None
    return (await store.answers.record(answer(asked, person, at=after(days=number)), asked)).streak


async def streak(store: Store, person: PersonId, number: int, scope: ChannelId | WorkspaceId = HALL) -> int:
    """The streak that a board of day `number` shows."""
    standing = await store.boards.standing(scope, Period.ALL, TODAY + timedelta(days=number), person)
    page = await store.boards.page(scope, Period.ALL, TODAY + timedelta(days=number))
    assert standing in page.standings
    assert standing is not None
    return standing.score.streak


async def test_a_streak_counts_asked_days_in_a_row(store: Store) -> None:
    ada = await member(store, "ada")
    told = []
    for number in (0, 1, 4):  # nothing was asked on the days between
        await post(store, daily(number))
        told.append(await answered(store, ada, number))
    assert told == [1, 2, 3]
    assert await streak(store, ada, 9) == 3


async def test_a_missed_day_breaks_a_streak_once_it_is_over(store: Store) -> None:
    ada = await member(store, "ada")
    for number in (0, 1):
        await post(store, daily(number))
    await answered(store, ada, 0)
    assert await streak(store, ada, 1) == 1
    assert await streak(store, ada, 2) == 0
    await post(store, daily(2))
    assert await answered(store, ada, 2) == 1


async def test_a_day_is_not_missed_while_its_question_waits_for_the_next_one(store: Store) -> None:
    ada = await member(store, "ada")
    await post(store, daily(0, closes=False))
    await answered(store, ada, 0)
    await post(store, daily(1, closes=False))
    assert await streak(store, ada, 2) == 1
    assert await streak(store, ada, 2, PLAYGROUND) == 1
    await post(store, daily(2, closes=False))
    assert await streak(store, ada, 2) == 0


@pytest.mark.parametrize("order", [(0, 1, 2, 4), (4, 2, 1, 0), (4, 0, 2, 1), (1, 4, 0, 2)])
async def test_the_order_of_answers_does_not_matter(store: Store, order: tuple[int, ...]) -> None:
    ada = await member(store, "ada")
    for number in (0, 1, 2, 3, 4):
        await post(store, daily(number))
    for number in order:
        await answered(store, ada, number)
    assert await streak(store, ada, 4) == 1
    await answered(store, ada, 3)
    assert await streak(store, ada, 4) == 5


async def test_a_question_that_reached_nobody_breaks_no_streak(store: Store) -> None:
    ada = await member(store, "ada")
    await post(store, daily(0))
    await answered(store, ada, 0)
    lost = daily(1)
    await store.rounds.claim(lost)
    await store.outbox.failed(lost.id, Action.POST, "no such channel")
    assert await streak(store, ada, 2) == 1


async def test_a_question_posted_late_counts_where_it_belongs(store: Store) -> None:
    ada, bob = await member(store, "ada"), await member(store, "bob")
    late = daily(1)
    await post(store, daily(0))
    await store.rounds.claim(late)
    await post(store, daily(2))
    for person in (ada, bob):
        await answered(store, person, 0)
        assert await answered(store, person, 2) == 2
    await store.outbox.done(late.id, Action.POST, MessageId("m"), after(days=2))
    assert await streak(store, ada, 2) == 1
    await answered(store, bob, 1)
    assert (await streak(store, ada, 2), await streak(store, bob, 2)) == (1, 3)


async def test_an_answer_may_overtake_the_note_that_the_question_was_posted(store: Store) -> None:
    ada = await member(store, "ada")
    asked = daily(0)
    await store.rounds.claim(asked)
    assert await answered(store, ada, 0) == 1
    await store.outbox.done(asked.id, Action.POST, MessageId("m"), NOON)
    assert await streak(store, ada, 0) == 1


async def test_a_workspace_s_day_is_answered_in_any_of_its_channels(store: Store) -> None:
    ada = await member(store, "ada")
    for number, channel in ((0, HALL), (0, LOUNGE), (1, HALL), (1, LOUNGE), (2, LOUNGE)):
        await post(store, daily(number, channel))
    for number, channel in ((0, HALL), (1, LOUNGE), (1, HALL), (2, LOUNGE)):
        await answered(store, ada, number, channel)
    assert await streak(store, ada, 2, PLAYGROUND) == 3
    assert await streak(store, ada, 2, HALL) == 2
    assert await streak(store, ada, 2, LOUNGE) == 2


async def test_only_scored_answers_to_daily_questions_make_a_streak(store: Store) -> None:
    ada = await member(store, "ada")
    asked = await post(store, round_("asked", kind=RoundKind.ASKED))
    assert (await store.answers.record(answer(asked, ada), asked)).streak == 0
    looked = await post(store, daily(0))
    assert (await store.answers.record(peek(looked, ada), looked)).streak == 0
    await post(store, daily(1))
    assert await answered(store, ada, 1) == 1


async def test_a_day_with_only_an_open_question_is_not_an_asked_day(store: Store) -> None:
    ada = await member(store, "ada")
    await post(store, daily(0))
    await answered(store, ada, 0)
    await post(store, round_("open", question=open_question(), day=after(days=1).date()))
    await post(store, daily(2))
    assert await answered(store, ada, 2) == 2
