"""What a live quiz's host, its platform and the clock do to it."""

import asyncio
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.app.ask import ask_now
from bot.app.refresh import Refresher
from bot.app.tick import tick
from bot.app.timeline import timeline
from bot.commands import StartLiveQuiz
from bot.domain.ids import QuizId, TopicId
from bot.domain.live_quiz import SHOW_TIME, LiveQuiz, Phase, Seen
from bot.domain.race_scoring import race_points
from bot.plain import to_plain
from bot.ports.outside import Refused, Unreachable
from bot.presses.live import Act, Live
from tests.app.live_table import ADA, BOB, BOSS, CLEO, Table
from tests.builders import HALL, actor


async def test_a_question_that_came_late_has_all_of_its_time(table: Table) -> None:
    await table.start()
    await table.postman.settle()
    table.channels.failures = [Unreachable("down"), Unreachable("down")]
    await table.act(Act.START, ADA)
    await table.look(40)
    round_ = await table.open_round()
    assert round_.closes_at == table.clock.now() + timedelta(seconds=20)


async def test_a_question_that_cannot_be_posted_ends_the_quiz(table: Table) -> None:
    await table.start()
    await table.postman.settle()
    table.channels.failures = [Refused("no permission")] * 9
    await table.act(Act.START, ADA)
    await table.look()
    await table.look()
    assert (await table.quiz()).phase is Phase.ENDED
    assert table.channels.posts == 1


async def test_a_lobby_that_cannot_be_posted_is_told_and_leaves_the_channel_free(table: Table) -> None:
    table.channels.failures = [Refused("The bot lacks Send Messages")]
    card = await table.start()
    assert "lacks Send Messages" in to_plain(card)
    assert (await table.start()).title == "Host the live quiz"


async def test_a_second_one_in_the_channel_is_refused_with_a_link(table: Table) -> None:
    await table.start()
    refused = await table.start(BOB)
    assert refused.title == "A live quiz is running here"
    assert "https://example.org/m1" in to_plain(refused)


async def test_only_the_host_and_managers_steer(table: Table) -> None:
    await table.begin()
    refused = await table.act(Act.STOP, BOB)
    assert refused.title == "The host has the reins"
    assert (await table.quiz()).phase is Phase.ASKING
    panel = await table.act(Act.PANEL, BOSS)
    assert [button.label for button in panel.buttons] == ["Skip", "Pause", "+15 s", "Stop"]


async def test_a_pause_stops_the_clock_and_going_on_starts_it(table: Table) -> None:
    round_ = await table.begin()
    table.clock.advance(seconds=15)
    await table.act(Act.PAUSE, ADA)
    assert (await table.choose(round_, BOB)).title == "The quiz is paused"
    await table.look(300)
    assert (await table.quiz()).phase is Phase.PAUSED
    await table.act(Act.EXTEND, ADA)
    await table.act(Act.GO_ON, ADA)
    await table.look(19)
    assert (await table.choose(round_, BOB)).title.endswith("locked")
    await table.look(1)
    assert "Bob: +15" in table.shown()[-1]


async def test_an_answer_in_the_extra_time_shows_as_the_slowest(table: Table) -> None:
    round_ = await table.begin()
    await table.act(Act.EXTEND, ADA)
    await table.look(4)
    await table.choose(round_, CLEO)
    await table.look(30)
    await table.choose(round_, BOB)
    await table.look(1)
    assert "Cleo: +27 in 4.0 s" in table.shown()[-1]
    assert "Bob: +15 in 20.0 s" in table.shown()[-1]


async def test_presses_just_after_time_is_up_reopen_nothing(table: Table) -> None:
    round_ = await table.begin()
    table.clock.advance(seconds=20.2)
    for late in (Act.EXTEND, Act.PAUSE):
        await table.act(late, ADA)
        assert (await table.choose(round_, BOB)).title == "Time is up"
    await table.look()
    assert (await table.quiz()).phase is Phase.SHOWING


async def test_the_panel_offers_no_more_time_than_there_is(table: Table) -> None:
    await table.begin()
    for _ in range(4):
        await table.act(Act.EXTEND, ADA)
    panel = await table.act(Act.PANEL, ADA)
    assert "+15 s" not in [button.label for button in panel.buttons]


async def test_stopping_keeps_what_was_earned_and_names_a_winner(table: Table) -> None:
    round_ = await table.begin()
    await table.choose(round_, BOB)
    await table.act(Act.STOP, ADA)
    closed, podium = table.shown()[-2:]
    assert "1 answer, 1 right" in closed
    assert "Bob wins with 30 points" in podium
    assert "It was stopped" in podium


async def test_a_lobby_that_is_stopped_says_no_more_than_that(table: Table) -> None:
    await table.start()
    panel = await table.act(Act.STOP, ADA)
    for said in (to_plain(panel), table.shown()[0]):
        assert "It was stopped before it began." in said
        assert "earned" not in said


async def test_a_host_who_leaves_hands_over_and_the_last_one_ends_it(table: Table) -> None:
    round_ = await table.begin()
    await table.choose(round_, BOB)
    await table.act(Act.LEAVE, ADA)
    bob = await table.ctx.store.people.recognise(BOB)
    assert (await table.quiz()).host == bob
    assert (await table.act(Act.PANEL, ADA)).title == "The host has the reins"
    await table.act(Act.LEAVE, BOB)
    assert "nobody else was in" in table.shown()[-1]


async def test_the_host_hands_over_and_skips(table: Table) -> None:
    await table.begin()
    await table.act(Act.JOIN, BOB)
    await table.act(Act.SKIP, ADA)
    assert (await table.quiz()).phase is Phase.SHOWING
    panel = await table.act(Act.SKIP, ADA)  # as on a panel that still shows the question
    assert (await table.quiz()).phase is Phase.SHOWING
    [further] = [button for button in panel.buttons if button.label == "Next question"]
    assert further.press == Live(table.id, Act.NEXT)
    await table.act(Act.NEXT, ADA)
    assert (await table.quiz()).position == 1
    await table.act(Act.HAND_OVER, ADA)
    assert (await table.act(Act.PANEL, BOB)).title == "Host the live quiz"


async def test_an_answered_question_that_is_skipped_breaks_the_silence(table: Table) -> None:
    await table.begin(count=6)
    for _ in range(2):
        await table.look(20)
        await table.look(SHOW_TIME.seconds)
        await table.look()
    assert (await table.quiz()).silent == 2
    await table.choose(await table.open_round(), BOB)
    await table.act(Act.SKIP, ADA)
    assert (await table.quiz()).silent == 0


async def test_old_buttons_of_other_workspaces_and_lost_quizzes_say_so(table: Table) -> None:
    lost = (await table.study.press(Live(QuizId("nothere"), Act.JOIN), ADA)).card
    assert lost.title == "This live quiz is no longer here"


async def test_a_filter_that_nothing_fits_is_said(table: Table) -> None:
    reply = await table.study.command(StartLiveQuiz(TopicId("cooking")), ADA)
    assert reply.card.title == "No question fits"


async def test_a_daily_question_stays_open_beside_a_race(table: Table) -> None:
    daily = await ask_now(table.ctx, HALL)
    assert daily is not None
    table.clock.advance(seconds=1)
    await table.begin()
    await tick(table.ctx, table.postman)
    await table.postman.settle()
    ids = [id_ for id_, _ in await timeline(table.ctx, HALL, 7)]
    assert ids[0] == daily.id
    assert len(ids) == 3
    assert not (await table.ctx.store.rounds.latest(HALL, 1))[0].is_closed(table.clock.now())


async def test_a_timeline_holds_the_newest_posts_and_the_open_daily_question(table: Table) -> None:
    daily = await ask_now(table.ctx, HALL)
    assert daily is not None
    table.clock.advance(seconds=1)
    await table.begin(count=3)
    for _ in range(2):
        table.clock.advance(seconds=1)
        await table.act(Act.SKIP, ADA)
        await table.act(Act.NEXT, ADA)
    every = await timeline(table.ctx, HALL, 7)
    assert len(every) == 5
    assert [id_ for id_, _ in await timeline(table.ctx, HALL, 2)] == [
        daily.id,
        *(id_ for id_, _ in every[-2:]),
    ]


async def test_nothing_is_asked_of_the_database_while_no_quiz_runs(table: Table) -> None:
    await table.look()
    reads = 0
    running = table.ctx.store.live.running

    async def counted() -> Sequence[LiveQuiz]:
        nonlocal reads
        reads += 1
        return await running()

    table.ctx.store.live.running = counted  # type: ignore[method-assign]
    for _ in range(5):
        await table.look(1)
    assert reads == 0
    await table.start()
    await table.look(1)
    assert reads


async def test_a_post_is_edited_only_where_it_looks_different(table: Table) -> None:
    round_ = await table.begin()
    refresher = Refresher()
    edits = 0
    edit = table.channels.edit

    async def counted(*what: Any) -> None:
        nonlocal edits
        edits += 1
        await edit(*what)

    table.channels.edit = counted  # type: ignore[method-assign, assignment]
    for seconds, who, expected in ((0, None, 1), (6, None, 1), (1, BOB, 2), (5, None, 2)):
        await table.look(seconds)
        if who is not None:
            await table.choose(round_, who)
        refresher.changed(HALL)
        await refresher.refresh(table.ctx)
        assert edits == expected


async def test_the_countdown_and_the_count_are_shown_in_steps(table: Table) -> None:
    round_ = await table.begin()
    refresher = Refresher()
    await table.look(7)
    await table.choose(round_, BOB)
    refresher.changed(HALL)
    await refresher.refresh(table.ctx)
    assert "at least 10 s left" in table.shown()[-1]  # 13 are
    assert "1 answered" in table.shown()[-1]


async def test_a_choice_that_comes_in_during_a_look_breaks_the_silence(table: Table) -> None:
    round_ = await table.begin()
    live, bob = table.ctx.store.live, await table.ctx.store.people.recognise(BOB)
    in_time = table.clock.now() + timedelta(seconds=19)
    seen = live.seen

    async def seen_too_early(quiz: LiveQuiz) -> Seen:
        live.seen = seen  # type: ignore[method-assign]
        found = await seen(quiz)
        await live.choose(round_, bob, round_.question.key, in_time)
        return found

    live.seen = seen_too_early  # type: ignore[method-assign]
    await table.look(20)
    assert (await table.quiz()).phase is Phase.ASKING
    await table.look()
    quiz = await table.quiz()
    assert (quiz.phase, quiz.silent) == (Phase.SHOWING, 0)


happenings = st.lists(
    st.tuples(
        st.sampled_from(["ada", "bob", "cleo", *Act]), st.floats(0, 30, allow_nan=False), st.booleans()
    ),
    max_size=25,
)


@settings(max_examples=40, deadline=None)
@given(happenings, st.booleans())
def test_whatever_happens_points_follow_from_what_was_chosen_and_it_ends(
    happens: list[tuple[str, float, bool]], changes: bool
) -> None:
    asyncio.run(_played(happens, changes))


async def _played(happens: list[tuple[str, float, bool]], changes: bool) -> None:
    table = Table()
    await table.begin(changes=changes)
    for what, seconds, right in happens:
        await table.look(seconds)
        quiz = await table.quiz()
        if what in set(Act):
            await table.act(Act(what), ADA)
        elif quiz.round is not None:
            round_ = await table.ctx.store.rounds.find(quiz.round)
            assert round_ is not None
            await table.choose(round_, actor(what), right)
    for _ in range(12):
        await table.look(3600)
    assert (await table.quiz()).phase is Phase.ENDED
    race = await table.ctx.store.live.race(table.id)
    assert race is not None
    runs: dict[int, int] = {}
    for one in race.rounds:
        answers = {entry.person: entry for entry in one.entries}
        assert len(answers) == len(one.entries)
        runs = {p: runs.get(p, 0) + 1 for p, e in answers.items() if e.points} if answers else runs
        for person, entry in answers.items():
            right = entry.choice == one.round.question.key
            worth = race_points(one.round.question.level, entry.left, race.quiz.time, runs.get(person, 1))
            assert entry.points == (worth if right else 0)
            kept = await table.ctx.store.answers.find(one.round.id, person)
            assert kept is not None
            assert (kept.right, kept.choice) == (right, entry.choice)
