"""A live quiz: a channel races through a row of questions against the clock.

Its whole state is a value. `step` says what it becomes as time passes, the other functions what it becomes
when its host does something; nothing here waits.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.ids import ChannelId, PersonId, QuestionId, QuizId, RoundId, WorkspaceId, workspace_of

LOBBY_TIME = timedelta(minutes=1)
SHOW_TIME = timedelta(seconds=12)
"""How long a question's results stand before the next question comes."""
LONGEST_PAUSE = timedelta(minutes=30)
EXTENSION = timedelta(seconds=15)
MOST_EXTENDED = timedelta(seconds=60)
"""How much one question can be extended in all."""
ENOUGH = 2
"""People with whom a quiz starts by itself."""
MOST_SILENT = 3
"""Questions in a row without any answer after which it ends by itself."""
SHORTEST, LONGEST, USUAL = 5, 120, 20
"""Seconds for a question."""


class Phase(StrEnum):
    LOBBY = "lobby"
    ASKING = "asking"
    SHOWING = "showing"
    PAUSED = "paused"
    ENDED = "ended"


class Ending(StrEnum):
    """Why a quiz is over."""

    FINISHED = "finished"
    STOPPED = "stopped"
    SILENT = "silent"
    TOO_FEW = "too-few"
    DESERTED = "deserted"
    """Its host left, and nobody else was there."""
    FORGOTTEN = "forgotten"
    """Nobody went on after a pause."""
    UNREACHABLE = "unreachable"
    """Something could not be posted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveQuiz:
    """`until` is the deadline of the phase; None while the question is not posted yet, and once it has ended.

    `round` is the question that is open, at `position` from 0. `left` is what a pause has kept of its time,
    or of the time for which results stand where no question is open. `extended` is what the host has added
    to the open question's time. `silent` counts questions in a row without any answer.
    """

    id: QuizId
    channel: ChannelId
    host: PersonId
    questions: tuple[QuestionId, ...]
    seconds: int
    may_change: bool = False
    phase: Phase = Phase.LOBBY
    position: int = -1
    round: RoundId | None = None
    until: datetime | None = None
    left: timedelta | None = None
    extended: timedelta = timedelta(0)
    silent: int = 0
    ending: Ending | None = None

    @property
    def workspace(self) -> WorkspaceId:
        return workspace_of(self.channel)

    @property
    def time(self) -> timedelta:
        """What each question is given."""
        return timedelta(seconds=self.seconds)

    def left_at(self, now: datetime) -> timedelta:
        """What is left of the phase; all of a question's time while it is not posted yet."""
        if self.phase is Phase.PAUSED:
            return self.left or timedelta(0)
        return self.time if self.until is None else max(self.until - now, timedelta(0))

    def left_of_given(self, now: datetime) -> timedelta:
        """What is left of the time that everybody was given; none while only an extension runs."""
        return max(self.left_at(now) - self.extended, timedelta(0))

    def is_due(self, now: datetime) -> bool:
        """True once the phase is over, though nobody may have looked yet."""
        return self.until is not None and now >= self.until

    def takes_answers(self, round_: RoundId, now: datetime) -> bool:
        return self.phase is Phase.ASKING and self.round == round_ and not self.is_due(now)


@dataclass(frozen=True, slots=True)
class Seen:
    """What a look finds: how many are in, how many answered, and when what is open was posted.

    What is open is the question, or the lobby before the first one.
    """

    joined: int = 0
    answered: int = 0
    posted_at: datetime | None = None
    failed: bool = False
    """True if it can never be posted."""


def step(quiz: LiveQuiz, now: datetime, seen: Seen, fresh: RoundId) -> LiveQuiz:
    """What the quiz has become by `now`; itself where nothing is due. `fresh` is the next round's id."""
    if seen.failed and quiz.phase in (Phase.LOBBY, Phase.ASKING):
        return end(quiz, Ending.UNREACHABLE)
    quiz = timed(quiz, seen.posted_at)
    if not quiz.is_due(now):
        return quiz
    match quiz.phase:
        case Phase.LOBBY:
            return go_on(quiz, fresh) if seen.joined >= ENOUGH else end(quiz, Ending.TOO_FEW)
        case Phase.ASKING:
            return _counted(show(quiz, now), seen)
        case Phase.SHOWING:
            return go_on(quiz, fresh)
        case Phase.PAUSED:
            return end(quiz, Ending.FORGOTTEN)
        case Phase.ENDED:
            return quiz


def timed(quiz: LiveQuiz, posted_at: datetime | None) -> LiveQuiz:
    """A question's time begins when it stands in the channel, not when it was to be posted."""
    if quiz.phase is not Phase.ASKING or quiz.until is not None or posted_at is None:
        return quiz
    return replace(quiz, until=posted_at + quiz.time)


def _counted(quiz: LiveQuiz, seen: Seen) -> LiveQuiz:
    quiz = replace(quiz, silent=0 if seen.answered else quiz.silent + 1)
    return end(quiz, Ending.SILENT) if quiz.silent >= MOST_SILENT else quiz


def is_overtaken(before: LiveQuiz, after: LiveQuiz, seen: Seen) -> bool:
    """True if a step took a question for silent, or too few to have come, and `seen` knows better by now."""
    is_answered = after.silent > before.silent and seen.answered > 0
    return is_answered or (after.ending is Ending.TOO_FEW and seen.joined >= ENOUGH)


def go_on(quiz: LiveQuiz, fresh: RoundId) -> LiveQuiz:
    """Ask the next question, or end after the last one."""
    position = quiz.position + 1
    if position >= len(quiz.questions):
        return end(quiz, Ending.FINISHED)
    return replace(
        quiz,
        phase=Phase.ASKING,
        position=position,
        round=fresh,
        until=None,
        left=None,
        extended=timedelta(0),
    )


def show(quiz: LiveQuiz, now: datetime) -> LiveQuiz:
    """Close the open question and let its results stand for a while."""
    return replace(quiz, phase=Phase.SHOWING, round=None, until=now + SHOW_TIME, left=None)


def end(quiz: LiveQuiz, why: Ending) -> LiveQuiz:
    return replace(quiz, phase=Phase.ENDED, round=None, until=None, left=None, ending=why)


def skip(quiz: LiveQuiz, now: datetime, answered: int) -> LiveQuiz:
    """From an open question to its results.

    A question that is skipped before anybody answered is not counted as silent, for it had less time.
    """
    if quiz.round is None:
        return quiz
    return replace(show(quiz, now), silent=0 if answered else quiz.silent)


def skip_results(quiz: LiveQuiz, fresh: RoundId) -> LiveQuiz:
    """From results to the next question."""
    stands = quiz.round is None and quiz.phase in (Phase.SHOWING, Phase.PAUSED)
    return go_on(quiz, fresh) if stands else quiz


def pause(quiz: LiveQuiz, now: datetime) -> LiveQuiz:
    """Keep what is left of the time, if any is; a question that is not posted yet keeps all of it."""
    if quiz.phase not in (Phase.ASKING, Phase.SHOWING) or quiz.is_due(now):
        return quiz
    return replace(quiz, phase=Phase.PAUSED, until=now + LONGEST_PAUSE, left=quiz.left_at(now))


def resume(quiz: LiveQuiz, now: datetime) -> LiveQuiz:
    if quiz.phase is not Phase.PAUSED:
        return quiz
    phase = Phase.SHOWING if quiz.round is None else Phase.ASKING
    return replace(quiz, phase=phase, until=now + (quiz.left or timedelta(0)), left=None)


def extend(quiz: LiveQuiz, now: datetime) -> LiveQuiz:
    """A little more time for an open question whose time is running or paused, up to MOST_EXTENDED."""
    extended = quiz.extended + EXTENSION
    if quiz.round is None or quiz.is_due(now) or extended > MOST_EXTENDED:
        return quiz
    if quiz.left is not None:
        return replace(quiz, left=quiz.left + EXTENSION, extended=extended)
    return quiz if quiz.until is None else replace(quiz, until=quiz.until + EXTENSION, extended=extended)


def hand_over(quiz: LiveQuiz, others: Sequence[PersonId]) -> LiveQuiz:
    """To the first of the others in line; without any there is nobody to take it."""
    return replace(quiz, host=others[0]) if others else quiz


def without_host(quiz: LiveQuiz, others: Sequence[PersonId]) -> LiveQuiz:
    """What becomes of it when the host leaves."""
    return hand_over(quiz, others) if others else end(quiz, Ending.DESERTED)
