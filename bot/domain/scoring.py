"""What an answer is worth."""

from bot.domain.question import Level
from bot.domain.round import Verdict

POINTS = {Level.BEGINNER: 10, Level.INTERMEDIATE: 15, Level.ADVANCED: 20, Level.EXPERT: 25}


def points_for(verdict: Verdict, level: Level) -> int:
    """A right first answer earns its level's points; everything else earns none."""
    return POINTS[level] if verdict is Verdict.RIGHT else 0
