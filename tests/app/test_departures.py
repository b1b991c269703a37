"""Who has left is found out one by one."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.app.departures import Rollcall
from bot.domain.ids import ChannelId, WorkspaceId
from bot.domain.people import Actor
from tests.app.room import Room, opened
from tests.builders import actor
from tests.fakes import FixedGroups

LOUNGE = ChannelId("web:other/lounge")
PEOPLE = [actor("ada"), actor("bob"), actor("bob", LOUNGE), actor("eve")]


@pytest.fixture
async def room(tmp_path: Path) -> AsyncIterator[Room]:
    async with opened(tmp_path / "study.db") as room:
        for one in PEOPLE:
            await room.ctx.store.people.recognise(one)
        yield room


async def name(room: Room, who: Actor) -> str:
    person = await room.ctx.store.people.find(who.account)
    assert person is not None
    return await room.ctx.store.people.name_of(person, WorkspaceId(who.workspace))


async def test_everybody_is_asked_after_and_only_who_is_gone_is_marked(room: Room) -> None:
    groups, rollcall = room.ctx.groups, Rollcall()
    assert isinstance(groups, FixedGroups)
    groups.gone.add(PEOPLE[1].account)
    for _ in range(len(PEOPLE) + 1):
        await rollcall.look(room.ctx)
    assert [await name(room, who) for who in PEOPLE] == ["Ada", "Bob (has left)", "Bob (has left)", "Eve"]
    groups.gone = {PEOPLE[0].account}
    for _ in range(len(PEOPLE)):
        await rollcall.look(room.ctx)
    assert await name(room, PEOPLE[0]) == "Ada (has left)"
    await room.ctx.store.people.recognise(PEOPLE[0])
    assert await name(room, PEOPLE[0]) == "Ada"


async def test_a_platform_that_does_not_answer_makes_nobody_gone(room: Room) -> None:
    groups, rollcall = room.ctx.groups, Rollcall()
    assert isinstance(groups, FixedGroups)
    groups.silent, groups.gone = True, {who.account for who in PEOPLE}
    for _ in range(2 * len(PEOPLE)):
        await rollcall.look(room.ctx)
    assert [await name(room, who) for who in PEOPLE] == ["Ada", "Bob", "Bob", "Eve"]


async def test_whoever_was_known_by_their_login_alone_gets_the_name_that_others_see(room: Room) -> None:
    """A click on Slack brings no other, and takes none away that is better."""
    groups, rollcall, people = room.ctx.groups, Rollcall(), room.ctx.store.people
    assert isinstance(groups, FixedGroups)
    clicks = replace(actor("zoe"), name="zoe.k17", is_login=True)
    await people.recognise(clicks)
    assert await name(room, clicks) == "zoe.k17"
    groups.names[clicks.account] = "Zoë Kravitz"
    for _ in range(len(PEOPLE) + 1):
        await rollcall.look(room.ctx)
    assert await name(room, clicks) == "Zoë Kravitz"
    await people.recognise(clicks)
    people.forget()  # type: ignore[attr-defined] # as after a restart
    await people.recognise(clicks)
    assert await name(room, clicks) == "Zoë Kravitz"
