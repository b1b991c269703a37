"""Teams as people meet them, on the real store."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.app.notices import deliver
from bot.app.team_groups import Follower
from bot.cards import Tone
from bot.commands import (
    BalanceTeams,
    Command,
    CreateTeam,
    DisbandTeam,
    HandOverTeam,
    InviteToTeam,
    JoinTeam,
    LeaveTeam,
    ListTeams,
    RenameTeam,
    SyncTeam,
)
from bot.domain.ids import Account, ChannelId, WorkspaceId
from bot.plain import to_plain
from bot.ports.outside import Refused
from tests.app.room import Room, opened
from tests.builders import actor
from tests.fakes import FixedGroups, RecordingTellers

ADA, BOB, EVE, BOSS = actor("ada"), actor("bob"), actor("eve"), actor("boss", manager=True)
HERE = WorkspaceId("web:playground")


@pytest.fixture
async def room(tmp_path: Path) -> AsyncIterator[Room]:
    async with opened(tmp_path / "study.db") as room:
        yield room


async def test_a_team_is_made_joined_and_listed(room: Room) -> None:
    made = await room.does(ADA, CreateTeam("The *Maskers*"))
    assert made.title == "Team The Maskers is there"
    assert "Welcome" in (await room.does(BOB, JoinTeam("the maskers"))).title
    await room.answers(ADA, BOB)
    listed = to_plain(await room.does(EVE, ListTeams()))
    assert "The Maskers: 2 members, 15 points, open" in listed
    assert "your team" not in listed
    shown = await room.does(BOB, ListTeams("The Maskers"))
    text = to_plain(shown)
    assert "Ada (captain): 15 points, 1 of 1 right" in text
    assert "Bob (you): 0 points" in text
    assert not shown.buttons
    assert [b.label for b in (await room.does(EVE, ListTeams("maskers the"))).buttons] == []


async def test_names_that_do_not_work_say_why(room: Room) -> None:
    assert "2 to 30" in to_plain(await room.does(ADA, CreateTeam("x" * 40)))
    await room.does(ADA, CreateTeam("Reds"))
    assert "One team at a time" in (await room.does(ADA, CreateTeam("Blues"))).title
    taken = await room.does(BOB, CreateTeam("r e d s"))
    assert "The team Reds has a name that looks the same" in to_plain(taken)
    assert "Reds" in to_plain(await room.does(BOB, JoinTeam("Redds")))


async def test_switching_moves_no_points(room: Room) -> None:
    await room.does(ADA, CreateTeam("Reds"))
    await room.does(BOB, CreateTeam("Blues"))
    await room.answers(ADA)
    card = await room.does(ADA, JoinTeam("Blues"))
    assert "Reds has ended" in to_plain(card)
    assert "Blues: 2 members, 0 points" in to_plain(await room.does(EVE, ListTeams()))


async def test_an_invitation_comes_in_private_and_its_button_works_in_a_direct_message(room: Room) -> None:
    await room.does(ADA, CreateTeam("Reds", by_invitation=True))
    assert "by invitation" in (await room.does(BOB, JoinTeam("Reds"))).title
    assert "Bob is invited" in (await room.does(ADA, InviteToTeam("bob"))).title
    assert "Invited before" in (await room.does(ADA, InviteToTeam("bob"))).title
    await deliver(room.ctx)
    tellers = room.tellers
    assert isinstance(tellers, RecordingTellers)
    [(account, card)] = tellers.told
    assert account == BOB.account
    assert "Ada invites you to the team Reds" in to_plain(card)
    [button] = card.buttons
    direct = replace(BOB, channel=ChannelId("web:@me/77"))
    stranger = replace(EVE, channel=ChannelId("web:@me/78"))
    assert (await room.presses(stranger, button.press)).tone is Tone.REFUSAL
    assert "Welcome to Reds" in (await room.presses(direct, button.press)).title
    assert "Already in Reds" in (await room.presses(direct, button.press)).title
    assert await room.team_of(BOB) == "Reds"


async def test_whoever_cannot_be_told_is_invited_all_the_same(room: Room) -> None:
    await room.does(ADA, CreateTeam("Reds", by_invitation=True))
    await room.does(BOB, ListTeams())
    assert isinstance(room.tellers, RecordingTellers)
    room.tellers.failures = [Refused("Bob takes no messages")]
    assert "Bob is invited" in (await room.does(ADA, InviteToTeam("bob"))).title
    await deliver(room.ctx)
    met = to_plain(await room.does(BOB, ListTeams()))
    assert "Meanwhile: An invitation to Reds" in met
    assert "/team join Reds" in met
    assert "Welcome" in (await room.does(BOB, JoinTeam("Reds"))).title
    assert (await room.does(ADA, InviteToTeam("nobody"))).title == "I do not know that person"


async def test_an_invitation_that_was_taken_meanwhile_is_told_no_more_and_a_new_one_is(room: Room) -> None:
    await room.does(ADA, CreateTeam("Reds", by_invitation=True))
    await room.does(ADA, InviteToTeam("bob"))
    await room.does(BOB, JoinTeam("Reds"))
    await deliver(room.ctx)
    assert isinstance(room.tellers, RecordingTellers)
    assert room.tellers.told == []
    await room.does(BOB, LeaveTeam())
    await room.does(ADA, InviteToTeam("bob"))
    await deliver(room.ctx)
    assert len(room.tellers.told) == 1


@pytest.mark.parametrize(
    "command",
    [
        RenameTeam("Blues", "Reds"),
        InviteToTeam("eve", "Reds"),
        HandOverTeam("bob", "Reds"),
        DisbandTeam("Reds"),
    ],
)
async def test_only_the_captain_and_managers_lead_a_team(room: Room, command: Command) -> None:
    await room.does(ADA, CreateTeam("Reds"))
    await room.does(BOB, JoinTeam("Reds"))
    await room.does(EVE, ListTeams())
    assert "Not yours to change" in (await room.does(BOB, command)).title
    assert (await room.does(BOSS, command)).tone is not Tone.REFUSAL


async def test_a_captain_hands_over_and_is_asked_before_the_end(room: Room) -> None:
    await room.does(ADA, CreateTeam("Reds"))
    await room.does(BOB, JoinTeam("Reds"))
    assert "Bob leads Reds" in (await room.does(ADA, HandOverTeam("bob"))).title
    assert "Not yours" in (await room.does(ADA, RenameTeam("Blues"))).title
    assert "Reds is now Blues" in (await room.does(BOB, RenameTeam("Blues"))).title
    asked = await room.does(BOB, DisbandTeam())
    assert await room.team_of(ADA) == "Blues"
    [button] = asked.buttons
    assert "Not yours" in (await room.presses(EVE, button.press)).title
    assert "has ended" in (await room.presses(BOB, button.press)).title
    assert (await room.team_of(ADA), await room.team_of(BOB)) == ("", "")
    assert "has ended" in (await room.presses(BOB, button.press)).title


async def test_managers_put_people_into_teams_and_take_them_out(room: Room) -> None:
    await room.does(ADA, CreateTeam("Reds", by_invitation=True))
    await room.does(BOB, ListTeams())
    assert (await room.does(EVE, JoinTeam("Reds", "bob"))).title == "That one is for managers"
    assert "Bob is in Reds" in to_plain(await room.does(BOSS, JoinTeam("Reds", "bob")))
    assert (await room.does(EVE, LeaveTeam("bob"))).title == "That one is for managers"
    assert "Bob is no longer in Reds" in to_plain(await room.does(BOSS, LeaveTeam("bob")))
    assert "no team" in (await room.does(BOB, LeaveTeam())).title


async def test_the_last_to_leave_is_told_that_the_team_has_ended(room: Room) -> None:
    await room.does(ADA, CreateTeam("Reds"))
    await room.does(BOB, JoinTeam("Reds"))
    assert "Bob is its captain now" in to_plain(await room.does(ADA, LeaveTeam()))
    assert "has ended" in to_plain(await room.does(BOB, LeaveTeam()))


async def test_dealing_shows_first_and_does_what_it_showed(room: Room) -> None:
    people = [actor(f"p{n}") for n in range(6)]
    await room.answers(*people)
    await room.does(people[0], CreateTeam("Reds"))
    assert (await room.does(ADA, BalanceTeams(2))).title == "That one is for managers"
    card = await room.does(BOSS, BalanceTeams(2))
    assert card.title == "6 people in 2 teams?"
    assert "The team that is here now will end." in to_plain(card)
    assert await room.team_of(people[0]) == "Reds"
    [button] = card.buttons
    assert (await room.presses(ADA, button.press)).title == "That one is for managers"
    assert "dealt" in (await room.presses(BOSS, button.press)).title
    assert {await room.team_of(one) for one in people} == {"Team 1", "Team 2"}


async def test_dealing_is_shown_anew_where_somebody_has_answered_meanwhile(room: Room) -> None:
    people = [actor(f"p{n}") for n in range(4)]
    await room.answers(*people)
    card = await room.does(BOSS, BalanceTeams(2))
    await room.answers(*reversed(people))
    again = await room.presses(BOSS, card.buttons[0].press)
    assert again.title == "4 people in 2 teams?"
    assert await room.team_of(people[0]) == ""
    assert "2 to 4" in to_plain(await room.does(BOSS, BalanceTeams(9)))


def groups_of(room: Room) -> FixedGroups:
    assert isinstance(room.groups, FixedGroups)
    return room.groups


async def test_a_team_follows_a_group_and_takes_in_people_never_seen(room: Room) -> None:
    groups = groups_of(room)
    new = Account("web:new")
    gone = Account("web:gone")
    groups.groups["R1"], groups.names[new] = ("Red <@1> team", [ADA.account, new, gone]), "New"
    await room.does(ADA, ListTeams())
    assert (await room.does(ADA, SyncTeam("R1"))).title == "That one is for managers"
    card = await room.does(BOSS, SyncTeam("R1"))
    assert "Red team follows" in to_plain(card)
    shown = to_plain(await room.does(ADA, ListTeams("Red team")))
    assert "Ada (you)" in shown
    assert "New" in shown
    assert "follows a role" in (await room.does(ADA, LeaveTeam())).title
    assert "follows a role" in (await room.does(EVE, JoinTeam("Red team"))).title
    assert "follow" in (await room.does(BOSS, BalanceTeams(2))).title


async def test_a_group_is_looked_at_again_now_and_then(room: Room) -> None:
    groups = groups_of(room)
    groups.groups["R1"] = ("Red", [])
    await room.does(BOSS, SyncTeam("R1"))
    await room.team_of(ADA)
    groups.groups["R1"] = ("Red", [ADA.account])
    follower = Follower(timedelta(minutes=10))
    await follower.look(room.ctx)
    assert await room.team_of(ADA) == "Red"
    groups.groups["R1"] = ("Red", [])
    await follower.look(room.ctx)
    assert await room.team_of(ADA) == "Red"  # ten minutes are not over
    room.clock.advance(minutes=10)
    await follower.look(room.ctx)
    assert await room.team_of(ADA) == ""


async def test_where_roles_come_with_those_who_act_they_decide(room: Room) -> None:
    groups = groups_of(room)
    groups.is_listed = False
    groups.groups["R1"] = ("Red", [])
    assert "only when they act" in to_plain(await room.does(BOSS, SyncTeam("R1")))
    await room.answers(replace(ADA, groups=frozenset(("R1", "R7"))))
    assert await room.team_of(ADA) == "Red"
    assert "Red: 1 member, 15 points" in to_plain(await room.does(EVE, ListTeams()))
    await room.does(replace(ADA, groups=frozenset()), ListTeams())
    assert await room.team_of(ADA) == ""


async def test_a_group_that_cannot_be_read_is_said(room: Room) -> None:
    assert "there is no group R9" in to_plain(await room.does(BOSS, SyncTeam("R9")))


async def test_many_teams_are_listed_in_pages(room: Room) -> None:
    for n in range(23):
        await room.does(actor(f"p{n}"), CreateTeam(f"Group {chr(65 + n)}"))
    first = await room.does(ADA, ListTeams())
    assert [b.label for b in first.buttons] == ["Next page"]
    second = await room.presses(ADA, first.buttons[0].press)
    assert [b.label for b in second.buttons] == ["Previous page", "Next page"]
    assert [b.label for b in (await room.presses(ADA, second.buttons[1].press)).buttons] == ["Previous page"]
    assert await room.study.teams("group b", HERE) == ["Group B"]
