"""A small working core: it keeps what it was asked and answers with whatever card a test has put there."""

import asyncio
from collections.abc import Mapping, Sequence

from bot.cards import Button, Card, Choices, Heading, Prose, Reply, Spoiler, Tone
from bot.commands import Command
from bot.domain.announcement import PostId
from bot.domain.ids import ChannelId, QuestionId, RoundId, ScheduleId, TopicId, WorkspaceId
from bot.domain.importing import LARGEST
from bot.domain.people import Actor
from bot.ports.outside import SentFile
from bot.presses import Press
from bot.presses.questions import Choose, ShowAnswer
from bot.richtext.nodes import Paragraph, Rich, Text

TOPICS = {"attention": "Attention", "kv-cache": "KV cache", "sampling": "Sampling"}


def rich(text: str) -> Rich:
    return (Paragraph((Text(text),)),)


def question_card(round_: str = "abcdefgh2345") -> Card:
    id_ = RoundId(round_)
    letters = tuple(Button(letter, Choose(id_, n)) for n, letter in enumerate("ABCD"))
    return Card(
        title="Question of the day",
        tone=Tone.QUESTION,
        blocks=(Prose(rich("Why scale by √d?")), Choices(tuple(rich(f"option {n}") for n in range(4)))),
        buttons=(*letters, Button("Show answer", ShowAnswer(id_))),
        note="Nobody has answered yet.",
    )


def private_card(text: str = "Right!") -> Card:
    answer = Spoiler("Model answer", (Prose(rich("a || b")),), ShowAnswer(RoundId("abcdefgh2345")))
    return Card(title=text, tone=Tone.RIGHT, blocks=(Heading("Why"), Prose(rich("Because.")), answer))


class FakeStudy:
    """`delay` makes every reply late by so many seconds, `failure` makes it an exception."""

    def __init__(self) -> None:
        self.reply = Reply(private_card())
        self.delay = 0.0
        self.failure: Exception | None = None
        self.pressed: list[tuple[Press, Actor]] = []
        self.submitted: list[tuple[Press, Mapping[str, str], Actor]] = []
        self.commanded: list[tuple[Command, Actor]] = []
        self.handed_in: list[tuple[Press, str, bytes | None]] = []

    async def press(self, press: Press, actor: Actor) -> Reply:
        self.pressed.append((press, actor))
        return await self._reply()

    async def command(self, command: Command, actor: Actor) -> Reply:
        self.commanded.append((command, actor))
        return await self._reply()

    async def submit(self, press: Press, values: Mapping[str, str], actor: Actor) -> Reply:
        self.submitted.append((press, values, actor))
        return await self._reply()

    async def hand_in(self, press: Press, file: SentFile, actor: Actor) -> Reply:
        self.handed_in.append((press, file.name, await file.read(LARGEST)))
        return await self._reply()

    async def _reply(self) -> Reply:
        await asyncio.sleep(self.delay)
        if self.failure is not None:
            raise self.failure
        return self.reply

    async def home(self, actor: Actor) -> Sequence[Card]:
        return []

    async def look(self, command: Command, actor: Actor) -> Reply:
        return await self.command(command, actor)

    async def timeline(self, channel: ChannelId, limit: int = 7) -> Sequence[tuple[PostId, Card]]:
        return []

    def apology(self) -> Reply:
        return Reply(Card(title="Something went wrong", tone=Tone.REFUSAL))

    def topics(self, typed: str, workspace: WorkspaceId) -> Sequence[tuple[TopicId, str]]:
        return [(TopicId(id_), title) for id_, title in TOPICS.items() if typed.lower() in id_]

    def questions(self, typed: str, workspace: WorkspaceId) -> Sequence[tuple[QuestionId, str]]:
        return [(QuestionId("kv-cache-size"), f"How large is a KV cache? {typed}" + "x" * 100)]

    async def teams(self, typed: str, workspace: WorkspaceId) -> Sequence[str]:
        return [name for name in ("Reds", "The Maskers") if typed.lower() in name.lower()]

    async def competitions(self, typed: str, workspace: WorkspaceId) -> Sequence[str]:
        return [name for name in ("Autumn cup", "Spring cup") if typed.lower() in name.lower()]

    async def schedules(self, typed: str, workspace: WorkspaceId) -> Sequence[ScheduleId]:
        return [ScheduleId(f"daily-{workspace}")]
