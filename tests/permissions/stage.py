"""A workspace in which everything there is to press exists, and the people who try."""

import shutil
import sqlite3
from collections import Counter
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, replace
from datetime import time, timedelta
from itertools import count
from pathlib import Path

from bot.adapters.store.opening import open_store
from bot.app.ask import ask_now
from bot.app.context import Context
from bot.app.postman import Postman
from bot.app.studybot import StudyBot
from bot.cards import Reply
from bot.commands import (
    AddSchedule,
    AddToReview,
    CreateTeam,
    EndCompetition,
    HideQuestion,
    InviteToTeam,
    Review,
    ScheduleFields,
    StartCompetition,
    StartInterview,
    StartLiveQuiz,
    StartQuiz,
)
from bot.commands.leagues import CreateLeague
from bot.commands.managing import Exclude
from bot.domain.ids import (
    Account,
    CaseId,
    ChannelId,
    ContestId,
    HaltId,
    InterviewId,
    QuestionId,
    QuizId,
    ReviewId,
    RoundId,
    ScheduleId,
    TeamId,
    TopicId,
    UploadId,
    WorkspaceId,
)
from bot.domain.own_questions import State
from bot.domain.people import Actor
from bot.domain.question import Level
from bot.domain.schedule import Slot
from bot.domain.trouble import HALT_AFTER
from bot.ports.outside import Refused
from bot.ports.store import Store
from bot.presses.contests import EndNow
from bot.presses.imports import ChooseFile, TakeIn
from bot.presses.interviews import AnswerTurn, GoOn
from bot.presses.live import Act, Live
from bot.presses.managing import ReportRound
from bot.presses.questions import Choose
from bot.presses.reviews import RecallAnswer
from bot.presses.suggestions import ApproveSuggestion, WriteSuggestion
from bot.wording.forms import TEXT
from tests.builders import NOON, bank, open_question, question, round_
from tests.contexts import context
from tests.fakes import FixedGroups, FixedRoster, RecordingChannels, StoppedClock

HOME, AWAY = WorkspaceId("discord:1"), WorkspaceId("discord:2")
HERE, QUIET, RACES = ChannelId("discord:1/10"), ChannelId("discord:1/11"), ChannelId("discord:1/12")
THERE, THERE_TOO = ChannelId("discord:2/20"), ChannelId("discord:2/21")
NOWHERE = ChannelId("discord:@me/5")
OURS = "Zebra"
"""Stands in every name and text of the workspace, with this capital: nobody elsewhere may read it."""


def person(number: int, name: str, manager: bool = False) -> Actor:
    return Actor(Account(f"discord:{number}"), f"{name} {OURS}", HERE, manager)


BOSS, ANN, BOB, CAP = person(11, "Boss", True), person(12, "Ann"), person(13, "Bob"), person(14, "Cap")
DAN, EVE = person(15, "Dan"), person(16, "Eve")
FAR = Actor(Account("discord:9"), "Far", THERE, manager=True)


def elsewhere(who: Actor) -> Actor:
    """The same account as a manager of the other workspace."""
    return replace(who, name="A guest", channel=THERE, manager=True)


def nowhere(who: Actor) -> Actor:
    """The same account in a direct message, where no platform says who manages."""
    return replace(who, name="A guest", channel=NOWHERE, manager=False)


class HomeGroups(FixedGroups):
    """A role of our workspace, which no other one has."""

    async def title(self, workspace: WorkspaceId, group: str) -> str:
        if workspace != HOME:
            raise Refused("there is no such role")
        return f"{OURS} role"

    async def members(self, workspace: WorkspaceId, group: str) -> Sequence[tuple[Account, str]] | None:
        return []


@dataclass
class Sent:
    """Implements `SentFile`."""

    name: str = "zebra.md"
    content: bytes = b"## 1. What holds water?\n\n- [ ] A) Sand\n- [ ] B) Clay\n\n**Answer:** B\n"

    async def read(self, most: int) -> bytes | None:
        return self.content


@dataclass(init=False)
class Things:
    """The ids of what there is."""

    open_round: RoundId
    missed_round: RoundId
    approved: QuestionId
    suggested: QuestionId
    draft: QuestionId
    team: TeamId
    quiz: QuizId
    finished_quiz: QuizId
    lobby: QuizId
    over: QuizId
    cup: ContestId
    past_cup: ContestId
    interview: InterviewId
    case: CaseId
    card: ReviewId
    reps: int
    shown: int
    upload: UploadId
    halt: HaltId
    league_code: str
    far_code: str


class Stage:
    def __init__(self, store: Store, path: Path, ids: Iterator[int]) -> None:
        self.path = path
        questions = bank(*(question(f"q{n}", f"topic-{n % 2}") for n in range(12)), open_question())
        made = context(store, RecordingChannels(), StoppedClock(), questions)
        roster = FixedRoster((BOSS.account, HOME), (FAR.account, AWAY))
        self.ctx: Context = replace(
            made, roster=roster, groups=HomeGroups(), new_id=lambda: f"id{next(ids):010}"
        )
        self.postman = Postman(self.ctx)
        self.study = StudyBot(self.ctx, self.postman)

    def rows(self) -> Counter[tuple[object, ...]]:
        """Everything that is kept, but for who was seen where and how far the clock was watched."""
        with closing(sqlite3.connect(self.path)) as db:
            tables = [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
            kept = [table for table in tables if table not in BOOKKEEPING and not table.startswith("sqlite_")]
            return Counter((table, *row) for table in kept for row in db.execute(f"SELECT * FROM {table}"))


DAILY = ScheduleId("home-daily")
BOOKKEEPING = ("persons", "accounts", "members", "managers", "alembic_version")


@asynccontextmanager
async def opened(path: Path, ids: Iterator[int]) -> AsyncIterator[Stage]:
    async with open_store(path) as store:
        stage = Stage(store, path, ids)
        await stage.ctx.packs.load(store)
        yield stage
        await stage.postman.settle()


async def build(path: Path) -> tuple[Things, Iterator[int]]:
    """Everything there is, made through the front door."""
    ids = count()
    async with opened(path, ids) as stage:
        things = Things()
        for make in (_questions, _teams, _practice, _contests, _interview, _managing):
            await make(stage, things)
        await stage.postman.deliver_due()  # or else an act would be charged with what was due before
        await stage.postman.settle()
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return things, ids


def copied(template: Path, to: Path) -> Path:
    shutil.copy(template, to)
    return to


WHOLE = {
    "right": "So that no token sees later ones",
    "wrong": "So that all heads agree | Heads are independent of each other, masked or not.\n"
    "So that memory is saved | A mask by itself saves nothing; kernels may skip what it hides.\n"
    "So that weights stay small | The softmax normalises the weights with a mask or without.",
    "answer": "A decoder predicts the next token, so the later ones must be hidden while it learns.\n\n"
    "- Training sees all positions at once.\n- Decoding has no later tokens anyway.",
    "source": "Attention Is All You Need; Vaswani et al.; 2017; NeurIPS 2017",
}


async def _questions(stage: Stage, things: Things) -> None:
    study, own = stage.study, stage.ctx.store.own_questions
    write = WriteSuggestion(TopicId("topic-1"), Level.ADVANCED)
    await study.submit(write, {"prompt": f"{OURS}: why is a causal mask needed?"} | WHOLE, ANN)
    (first,) = await own.listed(HOME, State.SUGGESTED)
    await study.press(ApproveSuggestion(HOME, first.id), BOSS)
    await study.submit(write, {"prompt": f"{OURS}: why is a mask needed in a decoder?"} | WHOLE, ANN)
    await study.submit(write, {"prompt": f"{OURS}: what is not written yet?"}, ANN)
    things.approved = first.id
    (things.suggested,) = [each.id for each in await own.listed(HOME, State.SUGGESTED)]
    (things.draft,) = [each.id for each in await own.listed(HOME, State.DRAFT)]
    await study.command(HideQuestion(QuestionId("q11")), BOSS)
    known = stage.ctx.banks.current
    missed = await ask_now(stage.ctx, HERE, known.find(QuestionId("q4")))
    assert missed is not None
    for who in (ANN, BOB, CAP, DAN, EVE):
        await study.press(Choose(missed.id, (missed.question.key + (who is ANN)) % 4), who)
    still_open = await ask_now(stage.ctx, HERE, known.find(QuestionId("q5")))
    assert still_open is not None
    things.missed_round, things.open_round = missed.id, still_open.id
    await study.command(AddToReview(QuestionId("q1")), ANN)
    shown = (await study.command(Review(), ANN)).card
    recall = next(b.press for b in shown.buttons if isinstance(b.press, RecallAnswer))
    things.card, things.reps = recall.card, recall.reps
    things.shown = int(stage.ctx.clock.now().timestamp())


async def _teams(stage: Stage, things: Things) -> None:
    await stage.study.command(CreateTeam(f"{OURS} team"), CAP)
    await stage.study.command(InviteToTeam("12"), CAP)
    ((listed),) = await stage.ctx.store.teams.of_workspace(HOME)
    things.team = listed.team.id


async def _practice(stage: Stage, things: Things) -> None:
    study, store = stage.study, stage.ctx.store
    known = await store.people.recognise(ANN)
    for field in ("finished_quiz", "quiz"):
        reply = await study.command(StartQuiz(count=1 if field == "finished_quiz" else 3), ANN)
        quiz = await store.quizzes.latest(known, HOME)
        assert quiz is not None
        setattr(things, field, quiz.id)
        if field == "finished_quiz":
            await study.press(next(b.press for b in reply.card.buttons if isinstance(b.press, Choose)), ANN)
    for field, channel in (("lobby", RACES), ("over", QUIET)):
        reply = await study.command(StartLiveQuiz(), replace(CAP, channel=channel))
        setattr(things, field, next(b.press.quiz for b in reply.card.buttons if isinstance(b.press, Live)))
    await study.press(Live(things.over, Act.START), CAP)
    await study.press(Live(things.over, Act.STOP), CAP)


async def _contests(stage: Stage, things: Things) -> None:
    study, store = stage.study, stage.ctx.store
    for field, name in (("past_cup", f"{OURS} past"), ("cup", f"{OURS} cup")):
        await study.command(StartCompetition(name, end="2w"), BOSS)
        contest = next(each for each in await store.contests.of_workspace(HOME) if each.name == name)
        setattr(things, field, contest.id)
        if field == "past_cup":
            await study.command(EndCompetition(name), BOSS)
            await study.press(EndNow(contest.id), BOSS)
    await study.command(CreateLeague(f"{OURS} league"), replace(BOSS, channel=QUIET))
    await study.command(CreateLeague("Far league"), replace(FAR, channel=THERE_TOO))
    (ours,) = await store.leagues.of_workspace(HOME)
    (theirs,) = await store.leagues.of_workspace(AWAY)
    things.league_code, things.far_code = ours.code, theirs.code


async def _interview(stage: Stage, things: Things) -> None:
    await stage.study.command(StartInterview(), ANN)
    known = await stage.ctx.store.people.recognise(ANN)
    (interview,) = await stage.ctx.store.interviews.latest(known, 5)
    things.interview = interview.id
    await stage.study.submit(AnswerTurn(interview.id, 0), {TEXT: f"{OURS} says so."}, ANN)
    await stage.study.press(GoOn(interview.id, 0), ANN)


async def _managing(stage: Stage, things: Things) -> None:
    study, store = stage.study, stage.ctx.store
    report = ReportRound(things.missed_round)
    await study.submit(report, {TEXT: f"{OURS}: the key is wrong"}, BOB)
    ((case),) = await store.reports.open(HOME, 5)
    things.case = case.id
    looked = await study.hand_in(ChooseFile(None, None), Sent(), BOSS)
    things.upload = _upload(looked)
    fields = ScheduleFields(times="09:00", zone="Europe/Berlin")
    await study.command(Exclude("15", "a second account"), BOSS)
    await study.command(AddSchedule(fields, name=DAILY), BOSS)
    for number in range(HALT_AFTER):
        made = round_(f"refused-{number}", channel=HERE, opened_at=NOON)
        await store.rounds.claim(made, Slot(DAILY, NOON.date() + timedelta(days=number), time(9)), NOON)
        await store.outbox.refused(made.id, "no room", NOON)
    things.halt = (await store.troubles.halts())[DAILY].id


def _upload(reply: Reply) -> UploadId:
    return next(b.press.upload for b in reply.card.buttons if isinstance(b.press, TakeIn))
