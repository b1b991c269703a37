"""The one door through which every platform reaches the core."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from bot.cards import Card, Reply
from bot.commands import Command
from bot.domain.announcement import PostId
from bot.domain.ids import ChannelId, QuestionId, ScheduleId, TopicId, WorkspaceId
from bot.domain.people import Actor
from bot.ports.outside import SentFile
from bot.presses import Press


class Study(Protocol):
    """What an adapter may ask of the core. Every expected outcome, refusals included, is a Reply."""

    async def press(self, press: Press, actor: Actor) -> Reply: ...

    async def command(self, command: Command, actor: Actor) -> Reply: ...

    async def look(self, command: Command, actor: Actor) -> Reply:
        """A command that a page gives by itself whenever it is drawn, which is no haste of whoever looks."""
        ...

    async def submit(self, press: Press, values: Mapping[str, str], actor: Actor) -> Reply:
        """What somebody has written into the form that `press` opened, by the names of its fields."""
        ...

    async def hand_in(self, press: Press, file: SentFile, actor: Actor) -> Reply:
        """A file that somebody has put into the form that `press` opened, or sent with a command."""
        ...

    async def home(self, actor: Actor) -> Sequence[Card]:
        """Today's question, one's numbers and the board, for a place of one's own such as App Home."""
        ...

    async def timeline(self, channel: ChannelId, limit: int = 7) -> Sequence[tuple[PostId, Card]]:
        """A channel now, oldest first: its newest posts, and before them what is still open."""
        ...

    def apology(self) -> Reply:
        """What to say after an exception that nobody expected."""
        ...

    def topics(self, typed: str, workspace: WorkspaceId) -> Sequence[tuple[TopicId, str]]:
        """At most 25 topics (id, title) of a workspace that match what has been typed so far."""
        ...

    def questions(self, typed: str, workspace: WorkspaceId) -> Sequence[tuple[QuestionId, str]]:
        """At most 25 questions (id, shortened prompt in plain text) that match what has been typed so far.

        They are those that a workspace can be asked.
        """
        ...

    async def teams(self, typed: str, workspace: WorkspaceId) -> Sequence[str]:
        """At most 25 names of a workspace's teams that match what has been typed so far."""
        ...

    async def schedules(self, typed: str, workspace: WorkspaceId) -> Sequence[ScheduleId]:
        """At most 25 schedules of a workspace that match what has been typed so far."""
        ...

    async def competitions(self, typed: str, workspace: WorkspaceId) -> Sequence[str]:
        """At most 25 names of a workspace's competitions that match what has been typed so far."""
        ...
