"""Between a live quiz and its rows in `quizzes` and `live_quizzes`."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import msgspec

from bot.adapters.store.codec import to_micros, to_moment
from bot.adapters.store.live_tables import live_quizzes
from bot.adapters.store.tables import quizzes
from bot.adapters.store.transaction import Row
from bot.domain.ids import QuestionId
from bot.domain.live_quiz import Ending, LiveQuiz, Phase

MICROSECOND = timedelta(microseconds=1)
MOVING = ("host", "phase", "position", "round", "until", "left", "extended", "silent", "ending")
"""The columns that change as a quiz goes on."""
LIVE_COLUMNS = (
    live_quizzes.c.quiz,
    live_quizzes.c.channel,
    quizzes.c.questions,
    live_quizzes.c.seconds,
    live_quizzes.c.may_change,
    *(live_quizzes.c[name] for name in MOVING),
)


def to_live(row: Row) -> LiveQuiz:
    """A live quiz from the values of LIVE_COLUMNS."""
    id_, channel, questions, seconds, may_change, host, phase, position, round_, *rest = row
    until, left, extended, silent, end = rest
    return LiveQuiz(
        id=id_,
        channel=channel,
        questions=msgspec.json.decode(questions, type=tuple[QuestionId, ...]),
        seconds=seconds,
        may_change=bool(may_change),
        host=host,
        phase=Phase(phase),
        position=position,
        round=round_,
        until=None if until is None else to_moment(until),
        left=None if left is None else left * MICROSECOND,
        extended=extended * MICROSECOND,
        silent=silent,
        ending=None if end is None else Ending(end),
    )


def moving(quiz: LiveQuiz) -> Mapping[str, Any]:
    """The values of MOVING."""
    return {
        "host": quiz.host,
        "phase": quiz.phase,
        "position": quiz.position,
        "round": quiz.round,
        "until": None if quiz.until is None else to_micros(quiz.until),
        "left": None if quiz.left is None else quiz.left // MICROSECOND,
        "extended": quiz.extended // MICROSECOND,
        "silent": quiz.silent,
        "ending": quiz.ending,
    }


def from_live(quiz: LiveQuiz) -> Mapping[str, Any]:
    """A row of `live_quizzes`."""
    fixed = {"quiz": quiz.id, "channel": quiz.channel, "seconds": quiz.seconds, "may_change": quiz.may_change}
    return {**fixed, **moving(quiz)}
