"""A workspace with people, managers and a real database, in which questions are reported and decided."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from bot.adapters.store.opening import open_store
from bot.app.context import Context
from bot.app.notices import deliver
from bot.app.postman import Postman
from bot.app.refresh import Refresher
from bot.app.studybot import StudyBot
from bot.app.tick import tick
from bot.cards import Button, Card, Reply
from bot.commands.managing import SetInbox
from bot.domain.ids import ChannelId, PersonId, workspace_of
from bot.domain.people import Actor
from bot.domain.round import Round
from bot.presses.managing import ReportRound
from bot.presses.questions import Choose
from bot.wording.forms import TEXT
from tests.builders import HALL, actor, bank, question, round_
from tests.contexts import context
from tests.fakes import FixedRoster, RecordingChannels, RecordingTellers, StoppedClock

HERE = workspace_of(HALL)
MODS = ChannelId(f"{HERE}/mods")
ADA = actor("ada", manager=True)
GRACE, ALAN = actor("grace"), actor("alan")
SCALING = question()


@dataclass
class Office:
    ctx: Context
    clock: StoppedClock
    channels: RecordingChannels
    tellers: RecordingTellers
    roster: FixedRoster
    study: StudyBot
    postman: Postman
    refresher: Refresher

    async def look(self, **span: float) -> None:
        """Whatever is due happens: posts, edits, private words."""
        self.clock.advance(**span)
        await tick(self.ctx, self.postman)
        await self.postman.settle()
        await self.refresher.refresh(self.ctx)
        await deliver(self.ctx)

    async def ask(self, name: str = "r1") -> Round:
        asked = round_(name)
        await self.ctx.store.rounds.claim(asked)
        await self.look()
        return asked

    async def report(self, asked: Round, who: Actor, reason: str) -> Reply:
        press = ReportRound(asked.id)
        form = (await self.study.press(press, who)).form
        assert form is not None
        return await self.study.submit(form.press, {TEXT: reason}, who)

    async def decide(self, card: Card, label: str, why: str, who: Actor) -> Reply:
        """A manager's press on a case, with the sentence that the form asks for."""
        form = (await self.study.press(button(card, label).press, who)).form
        assert form is not None
        return await self.study.submit(form.press, {TEXT: why}, who)

    async def choose(self, asked: Round, who: Actor, choice: int) -> Reply:
        return await self.study.press(Choose(asked.id, choice), who)

    def told(self, who: Actor) -> list[Card]:
        return [card for account, card in self.tellers.told if account == who.account]


def button(card: Card, label: str) -> Button:
    return next(button for button in card.buttons if button.label == label)


@asynccontextmanager
async def office(path: Path) -> AsyncIterator[Office]:
    """Ada manages and has been seen; Grace and Alan are members."""
    clock, channels, roster = StoppedClock(), RecordingChannels(), FixedRoster((ADA.account, HERE))
    tellers, refresher = RecordingTellers(), Refresher()

    async with open_store(path) as store:
        plain = context(store, channels, clock, bank(SCALING, question("kv-cache")))
        ctx = replace(plain, tellers=tellers, roster=roster, watchers=refresher)
        postman = Postman(ctx)
        study = StudyBot(ctx, postman)
        yield Office(ctx, clock, channels, tellers, roster, study, postman, refresher)
        await postman.settle()


async def person(at: Office, who: Actor) -> PersonId:
    return await at.ctx.store.people.recognise(who)


async def in_mods(at: Office) -> Card:
    """What stands in the managers' channel, after setting it and one report."""
    await at.study.command(SetInbox(MODS), ADA)
    await at.report(await at.ask(), GRACE, "B is right, too")
    await at.look()
    [card] = at.channels.cards(MODS)
    return card


async def asked_and_answered(at: Office) -> Card:
    """Grace chose A, Alan the key, and Grace has said that A is right, too."""
    await at.study.command(SetInbox(MODS), ADA)
    asked = await at.ask()
    await at.choose(asked, GRACE, 0)
    await at.choose(asked, ALAN, asked.question.key)
    await at.report(asked, GRACE, "A is right, too")
    await at.look()
    [card] = at.channels.cards(MODS)
    return card
