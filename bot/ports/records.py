"""What the store hands back that is more than a thing of the domain."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.announcement import Post
from bot.domain.boards import Standing
from bot.domain.ids import Account, MessageId, PersonId, TopicId, WorkspaceId
from bot.domain.review import Reminder
from bot.domain.round import Answer, Rating


class Action(StrEnum):
    """What has to reach a platform for a post."""

    POST = "post"
    CLOSE = "close"


class DeliveryState(StrEnum):
    CLAIMED = "claimed"
    SENDING = "sending"
    """Handed to the platform; after a crash nobody knows whether it arrived."""
    DONE = "posted"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """An outbox entry; there is one at most for each post and action."""

    post: Post
    action: Action
    state: DeliveryState
    attempts: int
    message: MessageId | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """What became of an answer. `answer` is the one that counts: this one if `is_new`, else the earlier one.

    `points` and `streak` are the person's in the workspace afterwards, over all time. `freezes` are those
    held, and `spent` those that have just kept the streak: right before the latest answered day, or since.
    """

    is_new: bool
    answer: Answer
    points: int
    streak: int
    freezes: int
    spent: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundResult:
    """How a round went: how many chose each option, how many looked first, who was right first."""

    chosen: tuple[int, ...]
    peeked: int
    first_right: str | None
    ratings: Mapping[Rating, int]

    @property
    def answered(self) -> int:
        return sum(self.chosen) + sum(self.ratings.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardPage:
    """`after` is the cursor of the next page, None on the last one; `before` the same towards the top."""

    standings: tuple[Standing, ...]
    after: tuple[int, PersonId] | None
    before: tuple[int, PersonId] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicScore:
    """`expert` counts the right answers at expert level."""

    topic: TopicId
    right: int
    answered: int
    expert: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class DueReminder:
    person: PersonId
    reminder: Reminder


@dataclass(frozen=True, slots=True)
class Seen:
    """Somebody who was seen in a workspace and has not left it as far as we know."""

    account: Account
    workspace: WorkspaceId
    person: PersonId
