"""Teams: the list of them, one of them, and what became of what somebody wanted with one."""

from collections.abc import Sequence

from bot.cards import Block, Button, Card, Facts, Look, Tone
from bot.domain.ids import PersonId
from bot.domain.team import Team
from bot.ports.teams import Joined, Left, Membership, TeamSize
from bot.presses.teams import EndTeam, EnterTeam, ShowTeams
from bot.wording.phrases import counted, line
from bot.wording.replies import refused

PAGE = 10
MOST_MEMBERS = 25
STAYS = "What it has earned stays on the boards."
MOVES_NOTHING = "Points stay with the team in which they were earned."


def list_card(teams: Sequence[TeamSize], page: int, own: Team | None) -> Card:
    shown = teams[page * PAGE : (page + 1) * PAGE]
    blocks: tuple[Block, ...] = (Facts(tuple(_row(one, own) for one in shown)),)
    if not shown:
        blocks = (line("There is no team here yet. /team create begins one."),)
    turns = []
    if page > 0:
        turns.append(Button("Previous page", ShowTeams(page - 1)))
    if len(teams) > (page + 1) * PAGE:
        turns.append(Button("Next page", ShowTeams(page + 1)))
    return Card(
        title=f"Teams ({len(teams):,})" if teams else "Teams",
        blocks=blocks,
        buttons=tuple(turns),
        note="/leaderboard scope:teams ranks them. /team list with a name shows who is in it.",
    )


def _row(one: TeamSize, own: Team | None) -> tuple[str, str]:
    yours = ", your team" if own is not None and own.id == one.team.id else ""
    numbers = f"{counted(one.members, 'member')}, {counted(one.points, 'point')}"
    return one.team.name, f"{numbers}, {way_in(one.team)}{yours}"


def way_in(team: Team) -> str:
    """How one gets into a team."""
    if team.source:
        return "follows a role or group"
    return "open" if team.is_open else "by invitation"


def team_card(team: Team, members: Sequence[Membership], reader: PersonId) -> Card:
    best_first = sorted(members, key=lambda one: (-one.points, -one.right))
    rows = tuple((_called(one, team, reader), _earned(one)) for one in best_first[:MOST_MEMBERS])
    more = len(members) - len(rows)
    rest = (line(f"And {more:,} more."),) if more else ()
    may_join = team.is_open and not team.source and all(one.person != reader for one in members)
    return Card(
        title=f"Team {team.name}",
        blocks=(
            line(f"{counted(len(members), 'member')}, {way_in(team)}."),
            *((Facts(rows),) if rows else ()),
            *rest,
        ),
        buttons=(Button("Join", EnterTeam(team.id), Look.MAIN),) if may_join else (),
        note="Only what was earned in this team is counted here.",
    )


def _called(one: Membership, team: Team, reader: PersonId) -> str:
    marks = [
        mark
        for mark, fits in (("you", one.person == reader), ("captain", one.person == team.captain))
        if fits
    ]
    return f"{one.name} ({', '.join(marks)})" if marks else one.name


def _earned(one: Membership) -> str:
    return f"{counted(one.points, 'point')}, {one.right:,} of {one.answered:,} right"


def created_card(team: Team) -> Card:
    joining = (
        f"Anybody can join with /team join {team.name}."
        if team.is_open
        else "Others join when you invite them with /team invite."
    )
    return Card(
        title=f"Team {team.name} is there",
        tone=Tone.RIGHT,
        blocks=(
            line(f"You are its captain and first member. {joining}"),
            line("From now on what you earn here counts for the team as well."),
        ),
    )


def bad_name_card(problem: str) -> Card:
    return refused("That name does not work", problem)


def name_taken_card(other: str) -> Card:
    whose = f"The team {other} has" if other else "Another team has"
    return refused("That name is taken", f"{whose} a name that looks the same. Choose another one.")


def in_a_team_card(own: Team | None) -> Card:
    where = f"in {own.name}" if own else "in a team"
    return refused("One team at a time", f"You are {where}. /team leave comes first.")


def in_no_team_card() -> Card:
    return refused("You are in no team", "/team list shows the teams here, /team create begins one.")


def unknown_card(near: Sequence[str]) -> Card:
    hint = f"There is: {', '.join(near)}." if near else "There are no teams yet; /team create begins one."
    return refused("There is no team of that name", hint)


def ended_card() -> Card:
    return refused("That team has ended", "/team list shows those that there are.")


def elsewhere_card() -> Card:
    """Without the team's name, which is not for whoever has a button of it."""
    return refused("That team belongs elsewhere", "Join it where it plays, or ask its captain to invite you.")


def no_such_member_card() -> Card:
    return refused("I do not know that person", "Pick somebody who is a member here.")


def captains_only_card(team: Team) -> Card:
    leaders = "managers" if team.source else "its captain and managers"
    return refused(f"Not yours to change: {team.name}", f"Only {leaders} may do that.")


def follows_card(team: Team) -> Card:
    return refused(
        f"{team.name} follows a role or group",
        "Whoever is in that role or user group is in the team, and nobody else. "
        "Managers change it where roles and groups are kept.",
    )


def joined_card(outcome: Joined, team: Team, left: Left | None, of: str | None) -> Card:
    """`of` is the name of somebody whom a manager has put there."""
    who, be = (of, "is") if of else ("You", "are")
    match outcome:
        case Joined.DONE:
            text = f"{who} {be} in {team.name} from now on.{_out_of(left)}"
            title = f"Welcome to {team.name}"
            return Card(title=title, tone=Tone.RIGHT, blocks=(line(text),), note=MOVES_NOTHING)
        case Joined.ALREADY:
            return refused(f"Already in {team.name}", f"{who} {be} in that team.")
        case Joined.ENDED:
            return ended_card()
        case Joined.BY_INVITATION:
            return refused(f"{team.name} takes members by invitation", "Ask its captain to /team invite you.")
        case Joined.FOLLOWS:
            return follows_card(team)
        case Joined.IS_TIED:
            return refused(
                "A role or group decides that",
                f"{who} {be} in a team by a role or user group. Managers change it there.",
            )


def _out_of(left: Left | None) -> str:
    if left is None:
        return ""
    ended = f" {left.team.name} has ended, since nobody is left in it." if left.has_ended else ""
    return f" That ends the time in {left.team.name}.{ended}"


def left_card(left: Left | None, of: str | None, captain: str) -> Card:
    who, be = (of, "is") if of else ("You", "are")
    if left is None:
        return refused(f"{who} {be} in no team", "There is nothing to leave.")
    now = f"{who} {be} no longer in {left.team.name}."
    if left.has_ended:
        now += f" The team has ended, since nobody is left in it. {STAYS}"
    if captain:
        now += f" {captain} is its captain now."
    return Card(title=f"Left {left.team.name}", blocks=(line(now),), note=MOVES_NOTHING)


def renamed_card(before: str, after: str) -> Card:
    return Card(title=f"{before} is now {after}", blocks=(line("Boards show the new name at once."),))


def is_in_it_card(name: str, team: Team) -> Card:
    return refused(f"Already in {team.name}", f"{name} is in that team.")


def invited_before_card(name: str, team: Team) -> Card:
    return refused("Invited before", f"{name} has an invitation to {team.name} and may still take it.")


def invitation_card(team: Team, by: str) -> Card:
    return Card(
        title=f"An invitation to {team.name}",
        blocks=(
            line(f"{by} invites you to the team {team.name}: /team join {team.name}."),
            line("Joining takes you out of the team you are in, if any. Points stay where they were earned."),
        ),
        buttons=(Button("Join", EnterTeam(team.id), Look.MAIN),),
    )


def invited_card(name: str, team: Team) -> Card:
    return Card(
        title=f"{name} is invited",
        blocks=(line(f"They are told in private, and join with /team join {team.name}."),),
        note="Whoever takes no direct messages reads it with the next private reply here.",
    )


def not_in_it_card(team: Team) -> Card:
    return refused("A captain is a member", f"That person is not in {team.name}.")


def handed_over_card(team: Team, name: str) -> Card:
    return Card(title=f"{name} leads {team.name}", blocks=(line(f"{name} is the captain now."),))


def sure_to_disband_card(team: Team, members: Sequence[Membership]) -> Card:
    return Card(
        title=f"Disband {team.name}?",
        blocks=(line(f"{_freed(len(members))} {STAYS} It cannot be undone."),),
        buttons=(Button("Disband", EndTeam(team.id), Look.DANGER),),
    )


def _freed(members: int) -> str:
    return f"{counted(members, 'member')} will be in no team." if members else "Nobody is in it."


def disbanded_card(team: Team) -> Card:
    return Card(title=f"{team.name} has ended", blocks=(line(STAYS),))
