"""A small core that works: one question, one quiz, one board, schedules by name."""

import asyncio
from collections.abc import Mapping, Sequence

from bot import commands as c
from bot.cards import (
    Button,
    Card,
    Choices,
    Facts,
    Field,
    Form,
    Look,
    Prose,
    Rank,
    Ranking,
    Reply,
    Spoiler,
    Tone,
)
from bot.domain.announcement import PostId
from bot.domain.boards import Period
from bot.domain.ids import (
    ChannelId,
    InterviewId,
    QuestionId,
    QuizId,
    RoundId,
    ScheduleId,
    TopicId,
    WorkspaceId,
)
from bot.domain.importing import LARGEST
from bot.domain.people import Actor
from bot.ports.outside import SentFile
from bot.presses import Press
from bot.presses.boards import ShowBoard
from bot.presses.interviews import AnswerTurn
from bot.presses.questions import Choose, ReadAnswer, ShowAnswer
from bot.presses.quizzes import NextQuestion
from bot.richtext.parse import parse

ROUND = RoundId("r1")
TOPICS = [(TopicId("attention"), "Attention mechanisms"), (TopicId("fine-tuning"), "Fine-tuning and PEFT")]


def open_card() -> Card:
    return Card(
        title="Question of the day: Attention mechanisms",
        tone=Tone.QUESTION,
        blocks=(
            Prose(parse("Why does attention divide by $\\sqrt{d_k}$?")),
            Choices(
                tuple(
                    parse(text) for text in ("To keep the variance", "For speed", "By chance", "For memory")
                )
            ),
        ),
        buttons=(
            *(Button(letter, Choose(ROUND, n), Look.MAIN) for n, letter in enumerate("ABCD")),
            Button("Show answer", ShowAnswer(ROUND)),
        ),
        note="Intermediate, 15 points",
        more=ReadAnswer(ROUND, 0),
    )


def interview_card(press: AnswerTurn) -> Card:
    return Card(title="Interview, question 1", buttons=(Button("Answer", press, Look.MAIN),))


def interview_form(press: AnswerTurn) -> Form:
    field = Field(name="text", label="Your answer", hint="In your own words")
    return Form("Interview, question 1", press, (field,))


class FakeStudy:
    """Remembers who did what; `broken` makes the next call raise, `pace` holds commands up."""

    def __init__(self) -> None:
        self.chosen: dict[str, int] = {}
        self.actors: list[Actor] = []
        self.commands: list[c.Command] = []
        self.schedules_made: list[c.AddSchedule] = []
        self.submitted: list[tuple[Press, Mapping[str, str]]] = []
        self.handed_in: list[tuple[Press, str, bytes | None]] = []
        self.broken = False
        self.pace: asyncio.Event | None = None

    def _meet(self, actor: Actor) -> None:
        self.actors.append(actor)
        if self.broken:
            self.broken = False
            raise RuntimeError("on purpose")

    async def press(self, press: Press, actor: Actor) -> Reply:
        self._meet(actor)
        match press:
            case Choose(round_, choice):
                return self._choose(round_, choice, actor)
            case NextQuestion(quiz):
                return Reply(_quiz_card(quiz), replaces=True)
            case AnswerTurn():
                return Reply(interview_card(press), replaces=True, form=interview_form(press))
            case ShowAnswer():
                return Reply(Card(title="Model answer", blocks=(Prose(parse("It keeps the variance.")),)))
            case _:
                return Reply(Card(title="Something else"))

    async def submit(self, press: Press, values: Mapping[str, str], actor: Actor) -> Reply:
        self._meet(actor)
        self.submitted.append((press, values))
        return Reply(Card(title="Compare", blocks=(Prose(parse("Three points.")),)), replaces=True)

    async def hand_in(self, press: Press, file: SentFile, actor: Actor) -> Reply:
        self._meet(actor)
        self.handed_in.append((press, file.name, await file.read(LARGEST)))
        return Reply(Card(title="Read before you import"))

    def _choose(self, round_: RoundId, choice: int, actor: Actor) -> Reply:
        first = self.chosen.setdefault(actor.account, choice)
        title = "✓ Right" if first == 0 else "✗ Not this time"
        spoiler = Spoiler("Model answer", (Prose(parse("the hidden answer")),), ShowAnswer(round_))
        return Reply(Card(title=title, tone=Tone.RIGHT, blocks=(spoiler,), note=f"choice {first}"))

    async def command(self, command: c.Command, actor: Actor) -> Reply:
        self._meet(actor)
        self.commands.append(command)
        if self.pace:
            await self.pace.wait()
        match command:
            case c.StartInterview():
                return Reply(interview_card(AnswerTurn(InterviewId("i1"), 0)))
            case c.StartQuiz():
                return Reply(_quiz_card(QuizId("q1")))
            case c.Leaderboard():
                return Reply(
                    Card(title="Board", blocks=(Ranking((Rank(1, actor.name, 15, "1/1 right", True),)),))
                )
            case c.Misunderstood(_, hint):
                return Reply(
                    Card(title="I did not get that", tone=Tone.REFUSAL, blocks=(Prose(parse(hint)),))
                )
            case c.AddSchedule(fields):
                return self._add(command, fields, actor)
            case _:
                return Reply(Card(title=type(command).__name__))

    def _add(self, command: c.AddSchedule, fields: c.ScheduleFields, actor: Actor) -> Reply:
        if not actor.manager:
            return Reply(Card(title="Only managers may do that", tone=Tone.REFUSAL))
        if fields.times != "09:00":
            words = Prose(parse(f"{fields.times} is no time of day"))
            return Reply(Card(title="That did not work", tone=Tone.REFUSAL, blocks=(words,)))
        self.schedules_made.append(command)
        return Reply(Card(title="The schedule is there"))

    async def home(self, actor: Actor) -> Sequence[Card]:
        self._meet(actor)
        numbers = Card(title="Your numbers", blocks=(Facts((("Name", actor.name), ("Points", "15"))),))
        board = Card(
            title="Board",
            buttons=(Button("Next page", ShowBoard(WorkspaceId("slack:T0STUDY"), Period.WEEK)),),
        )
        return [open_card(), numbers, board]

    async def look(self, command: c.Command, actor: Actor) -> Reply:
        return await self.command(command, actor)

    async def timeline(self, channel: ChannelId, limit: int = 7) -> Sequence[tuple[PostId, Card]]:
        return [(ROUND, open_card())]

    def apology(self) -> Reply:
        return Reply(Card(title="Sorry, that went wrong"))

    def topics(self, typed: str, workspace: WorkspaceId) -> Sequence[tuple[TopicId, str]]:
        return TOPICS

    def questions(self, typed: str, workspace: WorkspaceId) -> Sequence[tuple[QuestionId, str]]:
        return []

    async def teams(self, typed: str, workspace: WorkspaceId) -> Sequence[str]:
        return [name for name in ("Reds", "The Maskers") if typed.lower() in name.lower()]

    async def competitions(self, typed: str, workspace: WorkspaceId) -> Sequence[str]:
        return [name for name in ("Autumn cup", "Spring cup") if typed.lower() in name.lower()]

    async def schedules(self, typed: str, workspace: WorkspaceId) -> Sequence[ScheduleId]:
        return []


def _quiz_card(quiz: QuizId) -> Card:
    return Card(title="Quiz", buttons=(Button("Next question", NextQuestion(quiz), Look.MAIN),))
