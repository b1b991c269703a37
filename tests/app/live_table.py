"""A live quiz to test with: a bot, a channel that records, and shorthand for what people do."""

from bot.app.postman import Postman
from bot.app.studybot import StudyBot
from bot.cards import Card
from bot.commands import StartLiveQuiz
from bot.domain.ids import QuizId
from bot.domain.live_quiz import LiveQuiz
from bot.domain.people import Actor
from bot.domain.round import Round
from bot.plain import to_plain
from bot.presses.live import Act, Live
from bot.presses.questions import Choose
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
