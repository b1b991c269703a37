"""A workspace with a real store, in which people do things one after the other."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bot.adapters.store.opening import open_store
from bot.app.ask import ask_now
from bot.app.context import Context
from bot.app.postman import Postman
from bot.app.studybot import StudyBot
from bot.cards import Card
from bot.commands import Command
from bot.domain.people import Actor
from bot.domain.round import Round
from bot.presses import Press
from bot.presses.questions import Choose
from tests.builders import HALL, bank, question
from tests.contexts import context
from tests.fakes import RecordingChannels, StoppedClock


class Room:
    def __init__(self, ctx: Context, clock: StoppedClock, path: Path) -> None:
        self.path = path
        self.ctx = ctx
        self.clock = clock
        self.study = StudyBot(ctx, Postman(ctx))
        self.groups, self.tellers = ctx.groups, ctx.tellers

    async def does(self, who: Actor, command: Command) -> Card:
        self.clock.advance(seconds=1)
        return (await self.study.command(command, who)).card

    async def presses(self, who: Actor, press: Press) -> Card:
        return (await self.study.press(press, who)).card

    async def team_of(self, who: Actor) -> str:
        person = await self.ctx.store.people.recognise(who)
        team = await self.ctx.store.teams.of_person(who.workspace, person)
        return team.name if team else ""

    async def answers(self, *people: Actor) -> None:
        """The first of them is right."""
        asked = await _ask(self.ctx)
        for n, who in enumerate(people):
            await self.study.press(Choose(asked.id, (asked.question.key + min(n, 1)) % 4), who)


async def _ask(ctx: Context) -> Round:
    asked = await ask_now(ctx, HALL)
    assert asked is not None
    return asked


@asynccontextmanager
async def opened(path: Path) -> AsyncIterator[Room]:
    clock = StoppedClock()
    async with open_store(path) as store:
        questions = bank(*(question(f"question-{n}") for n in range(4)))
        yield Room(context(store, RecordingChannels(), clock, questions), clock, path)
