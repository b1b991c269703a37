"""`team …` as people type it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import commands as c
from bot.command_text import read


def understood(text: str) -> c.Command:
    return read(text, {}, lambda _: None, "/study ")


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("team", c.ListTeams()),
        ("teams", c.ListTeams()),
        ("team list", c.ListTeams()),
        ("team list The Maskers", c.ListTeams("The Maskers")),
        ("team The Maskers", c.ListTeams("The Maskers")),
        ("team create The Maskers", c.CreateTeam("The Maskers")),
        ("team create name: “The Maskers”", c.CreateTeam("The Maskers")),
        ("team create name:The Maskers", c.CreateTeam("The Maskers")),
        ("team create name:The Maskers by_invitation:True", c.CreateTeam("The Maskers", True)),
        ("team create Name Tags", c.CreateTeam("Name Tags")),
        ("TEAM New team Blue, by invitation", c.CreateTeam("Blue", True)),
        ("team create Blue closed", c.CreateTeam("Blue", True)),
        ("team join The Maskers", c.JoinTeam("The Maskers")),
        ("team join The Maskers <@U1|ada>", c.JoinTeam("The Maskers", "U1")),
        ("team join The Maskers member:@ada", c.JoinTeam("The Maskers", "ada")),
        ("team leave", c.LeaveTeam()),
        ("team leave @ada", c.LeaveTeam("ada")),
        ("team rename The Blues", c.RenameTeam("The Blues")),
        ("team rename name:The Blues", c.RenameTeam("The Blues")),
        ("team rename Reds = Blues", c.RenameTeam("Blues", "Reds")),
        ("team invite <@U1>", c.InviteToTeam("U1")),
        ("team invite <@U1> to Reds", c.InviteToTeam("U1", "Reds")),
        ("team captain @grace", c.HandOverTeam("grace")),
        ("team disband", c.DisbandTeam()),
        ("team disband Reds", c.DisbandTeam("Reds")),
        ("team sync <!subteam^S1|@red>", c.SyncTeam("S1")),
        ("team sync @red", c.SyncTeam("red")),
        ("team sync role:@red", c.SyncTeam("red")),
        ("team balance 4", c.BalanceTeams(4)),
        ("team balance teams:4", c.BalanceTeams(4)),
        ("team balance into 4 teams", c.BalanceTeams(4)),
        ("team leav", c.ListTeams("leav")),
    ],
)
def test_teams_are_read_as_people_type_them(text: str, command: c.Command) -> None:
    assert understood(text) == command


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("team create", "/study team create The Maskers"),
        ("team join @ada", "/study team join The Maskers"),
        ("team invite Ada", "/study team invite @somebody"),
        ("team sync", "/study team sync"),
        ("team balance", "/study team balance 4"),
    ],
)
def test_what_is_missing_is_said(text: str, hint: str) -> None:
    command = understood(text)
    assert isinstance(command, c.Misunderstood)
    assert hint in command.hint


@given(st.text(max_size=60))
def test_nothing_typed_behind_team_raises(text: str) -> None:
    understood(f"team {text}")
