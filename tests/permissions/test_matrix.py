"""`docs/permissions.md` is what the core does: every cell of its tables is walked through the front door."""

import re
from collections.abc import AsyncIterator, Iterator
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args

import pytest
import pytest_asyncio

from bot.cards import Reply, Tone
from bot.commands import Command, StartCompetition
from bot.commands.leagues import JoinLeague
from bot.domain.ids import ChannelId
from bot.domain.people import Actor
from bot.plain import to_plain
from bot.presses import OPENS_FORM, Press
from bot.presses.contests import AmendIt, CancelIt, EndNow, ShowContest
from bot.presses.imports import ChooseFile
from tests.permissions.acts import COMMANDS, PRESSES, TEXTS, Deed
from tests.permissions.stage import (
    ANN,
    BOB,
    BOSS,
    CAP,
    FAR,
    HOME,
    OURS,
    Sent,
    Stage,
    Things,
    build,
    copied,
    elsewhere,
    nowhere,
    opened,
)

DOCUMENT = Path(__file__).parents[2] / "docs" / "permissions.md"
COLUMNS = ("member", "manager", "other workspace", "direct message")
WORDS = {"allowed", "refused", "own", "managers", "there"}
DEEDS = {**COMMANDS, **PRESSES}

pytestmark = pytest.mark.asyncio(loop_scope="module")


def table() -> dict[str, dict[str, str]]:
    """Each row of the document by its first cell."""
    rows = {}
    for line in DOCUMENT.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("| ") and len(cells) == 5 and cells[1] in WORDS:
            assert cells[0] not in rows, cells[0]
            rows[cells[0]] = dict(zip(COLUMNS, cells[1:], strict=True))
    return rows


TABLE = table()


class Theatre:
    """Opens a fresh stage for an act, from one that was built once."""

    def __init__(self, template: Path, things: Things, ids: Iterator[int]) -> None:
        self.things = things
        self._template = template
        self._ids = ids

    def stage(self) -> AbstractAsyncContextManager[Stage]:
        return opened(copied(self._template, self._template.with_name("act.db")), self._ids)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def theatre(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Theatre]:
    template = tmp_path_factory.mktemp("stage") / "template.db"
    yield Theatre(template, *await build(template))


def classes(union: Any) -> set[type]:
    parts = get_args(union)
    return {union} if not parts else set().union(*map(classes, parts))


async def test_every_command_and_every_press_there_is_stands_in_the_table(theatre: Theatre) -> None:
    made = {type(deed.make(theatre.things)) for deed in DEEDS.values()}
    assert made == classes(Command) | classes(Press)
    assert list(TABLE) == list(DEEDS)
    assert {word for row in TABLE.values() for word in row.values()} <= WORDS


@pytest.mark.parametrize("name", DEEDS)
async def test_a_member_may_do_what_the_table_says(theatre: Theatre, name: str) -> None:
    deed, word = DEEDS[name], TABLE[name]["member"]
    if word == "own":
        await allows(theatre, deed, deed.owner)
        await refuses(theatre, deed, *({ANN, BOB} - {deed.owner}))
    elif word == "allowed":
        await allows(theatre, deed, deed.owner)
    else:
        await refuses(theatre, deed, ANN, BOB, CAP)


@pytest.mark.parametrize("name", DEEDS)
async def test_a_manager_may_do_what_the_table_says(theatre: Theatre, name: str) -> None:
    deed = DEEDS[name]
    check = allows if TABLE[name]["manager"] == "allowed" else refuses
    await check(theatre, deed, BOSS)


@pytest.mark.parametrize("name", DEEDS)
async def test_from_another_workspace_nothing_of_ours_is_seen_or_moved(theatre: Theatre, name: str) -> None:
    deed = DEEDS[name]
    guests = [elsewhere(who) for who in (ANN, BOB, CAP, BOSS)]
    await walked(theatre, deed, TABLE[name]["other workspace"], elsewhere, [FAR, *guests])


@pytest.mark.parametrize("name", DEEDS)
async def test_in_direct_messages_everybody_is_a_stranger(theatre: Theatre, name: str) -> None:
    deed = DEEDS[name]
    people = [nowhere(who) for who in (FAR, ANN, BOB, CAP, BOSS)]
    await walked(theatre, deed, TABLE[name]["direct message"], nowhere, people)


async def walked(theatre: Theatre, deed: Deed, word: str, there: Any, people: list[Actor]) -> None:
    """Somebody's place may differ from where the thing belongs: `there` puts a person into that place."""
    match word:
        case "refused":
            await refuses(theatre, deed, *people)
        case "own" | "managers":
            theirs = there(BOSS if word == "managers" else deed.owner)
            await allows(theatre, deed, theirs)
            await refuses(theatre, deed, *(who for who in people if who.account != theirs.account))
        case "there":
            for who in people:
                await keeps_to_itself(theatre, deed, who)
        case _:
            await allows(theatre, deed, *people)


async def allows(theatre: Theatre, deed: Deed, *people: Actor) -> None:
    for who in people:
        async with theatre.stage() as stage:
            for reply in await acted(stage, theatre, deed, who):
                asks = bool(deed.asks) and reply.card.title.startswith(deed.asks)
                assert asks or reply.card.tone is not Tone.REFUSAL, to_plain(reply.card)
                assert who.account != FAR.account or OURS not in to_plain(reply.card)


async def refuses(theatre: Theatre, deed: Deed, *people: Actor) -> None:
    """A refusal changes nothing, opens no form, and tells nobody elsewhere anything of ours."""
    async with theatre.stage() as stage:
        before = stage.rows()
        for who in people:
            for reply in await acted(stage, theatre, deed, who):
                assert reply.card.tone is Tone.REFUSAL, (who.account, to_plain(reply.card))
                assert reply.form is None
                assert reply.file is None
                knows = who.workspace == HOME or who.account in deed.insiders
                assert knows or OURS not in to_plain(reply.card)
        assert stage.rows() == before


async def keeps_to_itself(theatre: Theatre, deed: Deed, who: Actor) -> None:
    """Whatever is done is done elsewhere: nothing of ours is changed or told."""
    async with theatre.stage() as stage:
        before = stage.rows()
        for reply in await acted(stage, theatre, deed, who):
            assert OURS not in to_plain(reply.card)
        after = stage.rows()
        assert not before - after
        assert not re.search(rf"{HOME}(?!\d)|{OURS}", repr(after - before))


async def acted(stage: Stage, theatre: Theatre, deed: Deed, who: Actor) -> list[Reply]:
    """What comes of a command, or of a press and, where it opens a form, of the form sent without it."""
    act: Any = deed.make(theatre.things)
    if isinstance(act, Command):
        return [await stage.study.command(act, who)]
    replies = [await stage.study.press(act, who)]
    if isinstance(act, ChooseFile):
        replies.append(await stage.study.hand_in(act, Sent(), who))
    elif isinstance(act, OPENS_FORM):
        replies.append(await stage.study.submit(act, TEXTS, who))
    return replies


async def test_a_league_is_the_one_thing_that_workspaces_share(theatre: Theatre) -> None:
    """A competition over it may be looked at from each of them; ending it is for its founder's managers."""
    async with theatre.stage() as stage:
        (league,) = await stage.ctx.store.leagues.of_workspace(HOME)
        await stage.study.command(JoinLeague(league.code), FAR)
        start = StartCompetition("Joint cup", end="2w", league=league.name)
        assert (await stage.study.command(start, BOSS)).card.tone is not Tone.REFUSAL
        known = await stage.ctx.store.contests.of_workspace(HOME)
        cup = next(contest.id for contest in known if contest.name == "Joint cup")
        before = stage.rows()
        assert (await stage.study.press(ShowContest(cup), FAR)).card.tone is not Tone.REFUSAL
        for press in (EndNow(cup), CancelIt(cup), AmendIt(cup, "why not"), EndNow(league.id)):
            assert (await stage.study.press(press, FAR)).card.tone is Tone.REFUSAL
        assert stage.rows() == before
        stranger = replace(FAR, channel=ChannelId("discord:3/30"))
        assert (await stage.study.press(ShowContest(cup), stranger)).card.tone is Tone.REFUSAL
