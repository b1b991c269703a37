"""A live quiz in a channel, led by the clock and by its host."""

import asyncio
from collections.abc import Sequence
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.app.ask import ask_now
from bot.app.postman import Postman
from bot.app.refresh import Refresher
from bot.app.studybot import StudyBot
from bot.app.tick import tick
from bot.app.timeline import timeline
from bot.cards import Button, Card, Ranking
from bot.commands import StartLiveQuiz
from bot.domain.ids import QuizId, TopicId
from bot.domain.live_quiz import LOBBY_TIME, SHOW_TIME, LiveQuiz, Phase
from bot.domain.people import Actor
from bot.domain.race_scoring import race_points
from bot.domain.round import Round
from bot.plain import to_plain
from bot.ports.outside import Refused, Unreachable
from bot.presses import Act, Choose, Live, ReadAnswer, ShowAnswer
from tests.builders import HALL, actor, bank, question
from tests.contexts import context
from tests.fakes import RecordingChannels, StoppedClock
from tests.fakes_store import MemoryStore

ADA, BOB, CLEO = actor("ada"), actor("bob"), actor("cleo")
BOSS = actor("boss", manager=True)


class Table:
    """A bot, a channel that records, and shorthand for what people do."""

    def __init__(self) -> None:
        self.clock = StoppedClock()
        self.channels = RecordingChannels()
        questions = bank(*(question(f"q{n}", "attention") for n in range(6)))
        self.ctx = context(MemoryStore(), self.channels, self.clock, questions)
        self.restart()

    def restart(self) -> None:
        """Everything that is not in the store is new."""
        self.postman = Postman(self.ctx)
        self.study = StudyBot(self.ctx, self.postman)

    async def look(self, seconds: float = 0) -> None:
        self.clock.advance(seconds=seconds)
        await self.study.conductor.look()
        await self.postman.settle()

    async def start(self, host: Actor = ADA, count: int = 3, changes: bool = False) -> Card:
        command = StartLiveQuiz(count=count, changes=changes)
        return (await self.study.command(command, host)).card

    async def begin(self, count: int = 3, changes: bool = False) -> Round:
        await self.start(count=count, changes=changes)
        await self.act(Act.START, ADA)
        return await self.open_round()

    async def open_round(self) -> Round:
        """The open question, its time running."""
        await self.look()
        quiz = await self.quiz()
        assert quiz.round is not None
        round_ = await self.ctx.store.rounds.find(quiz.round)
        assert round_ is not None
        assert round_.closes_at is not None
        return round_

    async def quiz(self) -> LiveQuiz:
        quiz = await self.ctx.store.live.find(self.id)
        assert quiz is not None
        return quiz

    @property
    def id(self) -> QuizId:
        lobby = next(iter(self.ctx.store.announcements.kept.announcements.values()))  # type: ignore[attr-defined]
        return QuizId(lobby.subject)

    async def act(self, act: Act, who: Actor) -> Card:
        card = (await self.study.press(Live(self.id, act), who)).card
        await self.postman.settle()
        return card

    async def choose(self, round_: Round, who: Actor, right: bool = True) -> Card:
        choice = round_.question.key if right else (round_.question.key + 1) % 4
        return (await self.study.press(Choose(round_.id, choice), who)).card

    def shown(self) -> list[str]:
        return [to_plain(card) for card in self.channels.cards(HALL)]


@pytest.fixture
def table() -> Table:
    return Table()


async def test_a_lobby_is_posted_and_its_host_gets_the_panel(table: Table) -> None:
    panel = await table.start()
    assert panel.title == "Host the live quiz"
    await table.postman.settle()
    [lobby] = table.channels.cards(HALL)
    assert [button.label for button in lobby.buttons] == ["Join", "Start now", "Host"]
    assert "Ada (1)" in to_plain(lobby)


async def test_the_lobby_shows_who_is_in(table: Table) -> None:
    await table.start()
    assert (await table.act(Act.JOIN, BOB)).title == "You are in"
    assert (await table.act(Act.JOIN, BOB)).title == "You are in already"
    refresher = Refresher()
    refresher.changed(HALL)
    await refresher.refresh(table.ctx)
    assert "Ada, Bob (2)" in table.shown()[0]


async def test_it_starts_by_itself_after_a_minute_with_two(table: Table) -> None:
    await table.start()
    await table.act(Act.JOIN, BOB)
    await table.look(LOBBY_TIME.seconds - 1)
    assert (await table.quiz()).phase is Phase.LOBBY
    await table.look(1)
    assert (await table.quiz()).phase is Phase.ASKING
    lobby, asked = table.channels.cards(HALL)
    assert "It has begun" in to_plain(lobby)
    assert not lobby.buttons
    assert asked.title.startswith("Question 1 of 3")


async def test_with_too_few_it_ends_with_a_word(table: Table) -> None:
    await table.start()
    await table.look(LOBBY_TIME.seconds)
    [lobby] = table.shown()
    assert "Too few people came" in lobby
    assert (await table.act(Act.JOIN, BOB)).title == "This quiz is over"


async def test_a_choice_is_locked_and_judged_when_time_is_up(table: Table) -> None:
    round_ = await table.begin()
    letter = "ABCD"[round_.question.key]
    assert (await table.choose(round_, BOB)).title == f"{letter}, locked"
    again = await table.choose(round_, BOB, right=False)
    assert again.title == f"{letter}, locked"
    assert "first choice counts" in to_plain(again)
    await table.look(20)
    late = await table.choose(round_, CLEO)
    assert late.title == "Time is up"
    closed = table.shown()[-1]
    assert "Why" in closed
    assert "Bob: +30 in 0.0 s" in closed
    assert "1 answer, 1 right" in closed


async def test_where_changes_are_allowed_the_last_choice_counts(table: Table) -> None:
    round_ = await table.begin(changes=True)
    first = await table.choose(round_, BOB)
    assert "You may change until time is up" in to_plain(first)
    await table.choose(round_, BOB, right=False)
    await table.look(20)
    assert "1 answer, 0 right" in table.shown()[-1]


async def test_the_answer_waits_until_time_is_up(table: Table) -> None:
    round_ = await table.begin()
    for press in (ShowAnswer(round_.id), ReadAnswer(round_.id, 0)):
        assert "closes" in (await table.study.press(press, BOB)).card.title
    await table.look(20)
    assert (await table.study.press(ReadAnswer(round_.id, 0), BOB)).card.title == "The answer in full"


async def test_the_standing_tells_who_moved(table: Table) -> None:
    first = await table.begin()
    await table.choose(first, ADA)
    await table.choose(first, BOB, right=False)
    await table.look(20)
    for _ in range(2):
        await table.look(SHOW_TIME.seconds)
        await table.choose(await table.open_round(), BOB)
        await table.look(20)
    second, third = (standing(card) for card in table.channels.cards(HALL)[-2:])
    assert second == [(1, "Ada", 30, ""), (1, "Bob", 30, "▲ up 1")]
    assert third == [(1, "Bob", 62, ""), (2, "Ada", 30, "▼ down 1")]


def standing(card: Card) -> list[tuple[int, str, int, str]]:
    [ranking] = [block for block in card.blocks if isinstance(block, Ranking)]
    return [(one.place, one.name, one.points, one.detail) for one in ranking.rows]


async def test_at_the_end_there_is_a_podium_and_everybody_s_own_result(table: Table) -> None:
    round_ = await table.begin(count=1)
    table.clock.advance(seconds=4)
    await table.choose(round_, BOB)
    await table.choose(round_, CLEO, right=False)
    await table.look(16)
    await table.look(SHOW_TIME.seconds)
    podium = table.channels.cards(HALL)[-1]
    assert "Bob wins with 27 points" in to_plain(podium)
    result = await table.act(Act.RESULT, BOB)
    assert result.title == "Your result: place 1, 27 points"
    assert "Fastest right answer: 4.0 s" in to_plain(result)
    missed = await table.act(Act.RESULT, CLEO)
    assert missed.buttons == (Button("Answer 1", ReadAnswer(round_.id, 0)),)
    assert (await table.act(Act.RESULT, ADA)).title == "You did not answer this time"


async def test_a_shared_first_place_is_said_in_words(table: Table) -> None:
    round_ = await table.begin(count=1)
    await table.choose(round_, BOB)
    await table.choose(round_, CLEO)
    await table.look(20)
    await table.look(SHOW_TIME.seconds)
    assert "Bob and Cleo share the first place with 30 points" in table.shown()[-1]


async def test_three_questions_without_an_answer_end_it(table: Table) -> None:
    await table.begin(count=6)
    for _ in range(3):
        await table.look(20)
        await table.look(SHOW_TIME.seconds)
        await table.look()
    assert (await table.quiz()).phase is Phase.ENDED
    assert "Nobody answered 3 questions in a row" in table.shown()[-1]


async def test_a_restart_in_the_middle_goes_on_with_what_is_left(table: Table) -> None:
    round_ = await table.begin()
    await table.choose(round_, BOB)
    table.clock.advance(seconds=9)
    table.restart()
    await table.look()
    quiz = await table.quiz()
    assert quiz.left_at(table.clock.now()) == timedelta(seconds=11)
    await table.choose(round_, CLEO)
    await table.look(11)
    assert "2 answers, 2 right" in table.shown()[-1]


async def test_a_deadline_that_passed_while_down_is_settled_with_what_came_in(table: Table) -> None:
    round_ = await table.begin()
    await table.choose(round_, BOB)
    table.clock.advance(minutes=5)
    table.restart()
    await table.look()
    assert "1 answer, 1 right" in table.shown()[-1]
    await table.look(SHOW_TIME.seconds)
    assert table.channels.cards(HALL)[-1].title.startswith("Question 2 of 3")


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


async def test_stopping_keeps_what_was_earned_and_names_a_winner(table: Table) -> None:
    round_ = await table.begin()
    await table.choose(round_, BOB)
    await table.act(Act.STOP, ADA)
    closed, podium = table.shown()[-2:]
    assert "1 answer, 1 right" in closed
    assert "Bob wins with 30 points" in podium
    assert "It was stopped" in podium


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
    await table.act(Act.SKIP, ADA)
    assert (await table.quiz()).position == 1
    await table.act(Act.HAND_OVER, ADA)
    assert (await table.act(Act.PANEL, BOB)).title == "Host the live quiz"


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


async def test_the_countdown_and_the_count_are_shown_in_steps(table: Table) -> None:
    round_ = await table.begin()
    refresher = Refresher()
    await table.look(7)
    await table.choose(round_, BOB)
    refresher.changed(HALL)
    await refresher.refresh(table.ctx)
    assert "15 s left · 1 answered" in table.shown()[-1]


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
