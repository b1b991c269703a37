"""A line of a board."""

from bot.domain.boards import Standing
from bot.domain.team_scores import TeamStanding
from bot.ports.contests import ContestStanding
from bot.wording.boards import BoardLine
from bot.wording.contest_boards import name_of, where
from bot.wording.phrases import counted


def person_line(standing: Standing, before: int | None, is_own: bool) -> BoardLine:
    score = standing.score
    streak = f", streak {counted(score.streak, 'day')}" if score.streak else ""
    return BoardLine(
        place=standing.place,
        name=score.name,
        points=score.points,
        detail=f"{score.right:,} of {score.answered:,} right{streak}",
        before=before,
        is_own=is_own,
    )


def league_line(standing: ContestStanding, before: int | None, is_own: bool) -> BoardLine:
    score = standing.score
    return BoardLine(
        place=standing.place,
        name=name_of(score),
        points=score.points,
        detail=f"{score.right:,} of {score.answered:,} right{where(score)}",
        before=before,
        is_own=is_own,
    )


def team_line(standing: TeamStanding, before: int | None, is_own: bool) -> BoardLine:
    tally = standing.tally
    earned = f"{tally.right:,} of {tally.answered:,} right, {counted(tally.points, 'point')} in all"
    return BoardLine(
        place=standing.place,
        name=f"{tally.name} (ended)" if tally.has_ended else tally.name,
        points=standing.score / 100,
        detail=earned,
        before=before,
        is_own=is_own,
    )
