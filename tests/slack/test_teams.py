"""`/study team` on Slack, and the user groups that teams follow."""

import pytest

from bot import commands as c
from bot.adapters.slack.adapter import SlackAdapter
from bot.domain.ids import Account, TeamId, WorkspaceId
from bot.ports.outside import Refused
from bot.presses.teams import EndTeam
from bot.wording.teams import sure_to_disband_card
from tests.platforms.slack import LoopbackSlack
from tests.slack.study import FakeStudy
from tests.store.test_teams import team

HERE = WorkspaceId("slack:T0STUDY")


@pytest.mark.usefixtures("adapter")
async def test_team_commands_reach_the_core(slack: LoopbackSlack, study: FakeStudy) -> None:
    typed = {
        "team create The Maskers": c.CreateTeam("The Maskers"),
        "team join The Maskers": c.JoinTeam("The Maskers"),
        "team invite <@U0BOB|bob>": c.InviteToTeam("U0BOB"),
        "team sync <!subteam^S0RED|@red>": c.SyncTeam("S0RED"),
        "team balance 4": c.BalanceTeams(4),
    }
    for text in typed:
        await slack.command(text)
    await slack.wait_for(lambda: len(study.commands) == len(typed))
    assert set(study.commands) == set(typed.values())


async def test_a_user_group_has_a_name_and_people(slack: LoopbackSlack, adapter: SlackAdapter) -> None:
    slack.world.groups["S0RED"] = ("Red team", ["U0ADA", "U0BOB"])
    assert await adapter.title(HERE, "S0RED") == "Red team"
    assert await adapter.members(HERE, "S0RED") == [
        (Account("slack:T0STUDY/U0ADA"), ""),
        (Account("slack:T0STUDY/U0BOB"), ""),
    ]
    slack.world.user("ada")
    assert await adapter.name_of(HERE, Account("slack:T0STUDY/U0ADA")) == "Ada"
    for broken in (adapter.title(HERE, "S0BLUE"), adapter.members(HERE, "S0BLUE")):
        with pytest.raises(Refused, match="no such user group"):
            await broken
    with pytest.raises(Refused, match="not in this workspace"):
        await adapter.name_of(HERE, Account("slack:T0STUDY/U0NOBODY"))


async def test_the_scope_is_named_where_it_is_missing(slack: LoopbackSlack, adapter: SlackAdapter) -> None:
    slack.world.scopes = slack.world.scopes - {"usergroups:read"}
    with pytest.raises(Refused, match="usergroups:read"):
        await adapter.title(HERE, "S0RED")


async def test_a_manager_who_presses_disband_is_known_as_one(
    slack: LoopbackSlack, adapter: SlackAdapter, study: FakeStudy
) -> None:
    reds = team("Reds", id=TeamId("abcdefgh2345"))
    slack.world.user("boss")
    await adapter.tell(Account("slack:T0STUDY/U0BOSS"), sure_to_disband_card(reds, []))
    [message] = slack.direct("boss")
    await slack.click(message, "Disband", user="boss")
    await slack.wait_for(lambda: slack.ephemerals("boss"))
    assert study.actors[-1].manager
    assert EndTeam(reds.id)


async def test_whoever_has_been_switched_off_is_there_no_more(
    slack: LoopbackSlack, adapter: SlackAdapter
) -> None:
    ada = slack.world.user("ada")
    assert await adapter.name_there(HERE, Account("slack:T0STUDY/U0ADA")) == "Ada"
    ada.deleted = True
    assert await adapter.name_there(HERE, Account("slack:T0STUDY/U0ADA")) is None
    with pytest.raises(Refused):
        await adapter.name_there(HERE, Account("slack:T0STUDY/U0NOBODY"))
