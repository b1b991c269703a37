"""What teams have earned in workspaces and channels by period, whoever is in them now."""

from itertools import product

from sqlalchemy import literal_column
from sqlalchemy.dialects.sqlite import insert

from bot.adapters.store.team_tables import team_totals
from bot.adapters.store.totals import period_keys
from bot.adapters.store.transaction import Transaction, given
from bot.domain.boards import Period
from bot.domain.ids import workspace_of
from bot.domain.round import Answer

_EARNED = {
    "team": given("the_team"),
    "points": given("earned"),
    "right": given("is_right"),
    "answered": literal_column("1"),
}
_ADD = insert(team_totals).values(
    [
        {"scope": given(scope), "period": given(period), **_EARNED}
        for scope, period in product(("workspace", "channel"), Period)
    ]
)
_MOVE = _ADD.on_conflict_do_update(
    index_elements=[team_totals.c.scope, team_totals.c.period, team_totals.c.team],
    set_={name: team_totals.c[name] + _ADD.excluded[name] for name in ("points", "right", "answered")},
)


def move_team_totals(tx: Transaction, answer: Answer, team: str) -> None:
    """Add a scored answer of a member to every total of the team."""
    earned = {"the_team": team, "earned": answer.points, "is_right": answer.right}
    scopes = {"workspace": workspace_of(answer.channel), "channel": answer.channel}
    tx.run(_MOVE, {**earned, **scopes, **period_keys(answer.day)})
