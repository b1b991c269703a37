"""Teams that follow a role or a user group."""

from dataclasses import dataclass

from bot.cards import Block, Card, Tone
from bot.domain.team import Team
from bot.wording.phrases import counted, line
from bot.wording.replies import refused


@dataclass(frozen=True, slots=True)
class Followed:
    """How following went. `held` are in an older team by another group, `to_come` have not been met yet."""

    is_listed: bool
    held: int = 0
    to_come: int = 0


def otherwise(number: int) -> str:
    """What a team is called whose role has no name that could be shown."""
    return f"Team {number}"


def synced_card(team: Team, title: str, members: int, how: Followed) -> Card:
    blocks: list[Block] = [line(f"{team.name} follows {title}: {counted(members, 'member')} so far.")]
    if how.is_listed:
        blocks.append(line("It is brought up to date every ten minutes."))
    else:
        blocks.append(
            line(
                "Discord tells the roles of people only when they act, so each of them joins with their next "
                "press or command. To have all of them at once, set members_intent in the config file."
            )
        )
    if how.held:
        blocks.append(
            line(f"{counted(how.held, 'person', 'people')} also in an older team's role stay there.")
        )
    if how.to_come:
        blocks.append(line(f"{counted(how.to_come, 'person', 'people')} will follow within the next looks."))
    return Card(title=f"Team {team.name}", tone=Tone.RIGHT, blocks=tuple(blocks))


def name_taken_card(title: str) -> Card:
    return refused("That name is taken", f"Another team has a name that looks like {title}. Rename it first.")


def trouble_card(trouble: str) -> Card:
    return refused("The role or group could not be read", trouble)
