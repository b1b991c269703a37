"""What an answer is worth, and what several say about their topics."""

from collections.abc import Iterable, Mapping

from bot.domain.ids import TopicId
from bot.domain.question import Level
from bot.domain.round import Verdict

POINTS = {Level.BEGINNER: 10, Level.INTERMEDIATE: 15, Level.ADVANCED: 20, Level.EXPERT: 25}


def points_for(verdict: Verdict, level: Level) -> int:
    """A right first answer earns its level's points; everything else earns none."""
    return POINTS[level] if verdict is Verdict.RIGHT else 0


def right_by_topic(answers: Iterable[tuple[TopicId, bool]]) -> Mapping[TopicId, tuple[int, int]]:
    """How many were right and asked in each topic, the weakest topic first."""
    counts: dict[TopicId, tuple[int, int]] = {}
    for topic, is_right in answers:
        right, asked = counts.get(topic, (0, 0))
        counts[topic] = (right + is_right, asked + 1)
    return dict(sorted(counts.items(), key=lambda item: item[1][0] / item[1][1]))
