"""Competitions played on the real store with a stopped clock: whoever tests them sits at this table."""

import re
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from bot.adapters.store.opening import SqliteStore, open_store
from bot.app.contest_clock import look
from bot.app.context import Context
from bot.app.postman import Postman
from bot.app.studybot import StudyBot
from bot.cards import Card, Ranking
from bot.command_text import read
from bot.domain.contest import Contest
from bot.domain.ids import ChannelId
from bot.domain.people import Actor
from bot.plain import to_plain
from tests.builders import HALL, actor, bank, carried, question, round_
from tests.contexts import context
from tests.fakes import RecordingChannels, StoppedClock
from tests.store.builders import answer, post

BOSS = actor("boss", manager=True)
TOPICS = ("attention", "inference-serving")


class SeasonTable:
    """The core around an open store; `restart` gives another one around the same store."""

    def __init__(
        self, store: SqliteStore, path: Path, clock: StoppedClock, channels: RecordingChannels
    ) -> None:
        self.store, self.path, self.clock, self.channels = store, path, clock, channels
        questions = bank(*(question(f"about-{topic}", topic) for topic in TOPICS))
        self.ctx: Context = context(store, channels, clock, questions)
        self.postman = Postman(self.ctx)
        self.study = StudyBot(self.ctx, self.postman)
        self._asked = 0

    async def say(self, text: str, who: Actor = BOSS) -> Card:
        """The card that answers what is typed after `/`."""
        command = read(
            text,
            dict(self.study.topics("", BOSS.workspace)),
            lambda name: ChannelId(f"web:playground/{name}"),
        )
        card = (await self.study.command(command, who)).card
        await self.postman.settle()
        return card

    async def press(self, card: Card, label: str, who: Actor = BOSS) -> Card:
        """The card behind a button, whose meaning goes through its token."""
        [button] = [one for one in card.buttons if one.label == label]
        card = (await self.study.press(carried(button.press), who)).card
        await self.postman.settle()
        return card

    async def look(self, at: datetime | None = None, **span: float) -> None:
        self.clock.advance(**span)
        self.clock.time = at or self.clock.time
        await look(self.ctx, self.postman)
        await self.postman.settle()

    async def answered(
        self,
        right: Sequence[str],
        wrong: Sequence[str] = (),
        topic: str = "attention",
        where: ChannelId = HALL,
    ) -> None:
        """A new question, which some get right and others wrong, a second one after the other."""
        self._asked += 1
        now = self.clock.now()
        name = f"q{self._asked}"
        asked = round_(
            f"r{self._asked}", question=question(name, topic), opened_at=now, day=now.date(), channel=where
        )
        await post(self.store, asked)
        for who in (*right, *wrong):
            self.clock.advance(seconds=1)
            person = await self.store.people.recognise(actor(who, where))
            await self.store.answers.record(answer(asked, person, who in right, self.clock.now()), asked)

    async def contests(self) -> Sequence[Contest]:
        return await self.store.contests.of_workspace(BOSS.workspace)

    def news(self) -> list[Card]:
        """What the channel was told about competitions."""
        return [card for card in self.channels.cards(HALL) if "Standings" in [b.label for b in card.buttons]]

    def titles(self) -> list[str]:
        return [card.title for card in self.news()]


@asynccontextmanager
async def season_table(
    path: Path, now: datetime = datetime(2026, 11, 23, 12, tzinfo=UTC)
) -> AsyncIterator[SeasonTable]:
    async with open_store(path) as store:
        table = SeasonTable(store, path, StoppedClock(now), RecordingChannels())
        yield table
        await table.postman.settle()


def restarted(table: SeasonTable) -> SeasonTable:
    """The same store, clock and platform with nothing in memory."""
    again = SeasonTable(table.store, table.path, table.clock, table.channels)
    counted = [0]

    def new_id() -> str:
        counted[0] += 1
        return f"again{counted[0]:07}"

    again.ctx = replace(again.ctx, new_id=new_id)
    again.postman = Postman(again.ctx)
    again.study = StudyBot(again.ctx, again.postman)
    return again


def ranks(card: Card) -> list[tuple[int, str, float]]:
    return [(r.place, r.name, r.points) for b in card.blocks if isinstance(b, Ranking) for r in b.rows]


def drawn(card: Card) -> list[str]:
    """The places in a card's picture, as its words tell them."""
    [picture] = card.pictures
    return re.findall(r"[0-9]+\. [^:.]+: [0-9.,]+ points?", picture.alt)


def text(card: Card) -> str:
    return to_plain(card)
