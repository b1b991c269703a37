"""Names for things, so that a channel can never be passed as a person."""

from typing import NewType

QuestionId = NewType("QuestionId", str)
TopicId = NewType("TopicId", str)
RoundId = NewType("RoundId", str)
ScheduleId = NewType("ScheduleId", str)
PersonId = NewType("PersonId", int)
QuizId = NewType("QuizId", str)
AnnouncementId = NewType("AnnouncementId", str)
InterviewId = NewType("InterviewId", str)
ReviewId = NewType("ReviewId", int)
TeamId = NewType("TeamId", str)
ContestId = NewType("ContestId", str)
CaseId = NewType("CaseId", str)
NoticeId = NewType("NoticeId", int)
UploadId = NewType("UploadId", str)
TroubleId = NewType("TroubleId", int)
HaltId = NewType("HaltId", int)

NOBODY = PersonId(0)
"""Stands for somebody who looks and has never done anything; people are numbered from 1."""

Account = NewType("Account", str)
"""A platform account, written `discord:<user>`, `slack:<team>/<user>` or `web:<name>`."""

WorkspaceId = NewType("WorkspaceId", str)
"""`discord:<guild>`, `slack:<team>` or `web:playground`."""

ChannelId = NewType("ChannelId", str)
"""`<workspace>/<channel>`, such as `discord:<guild>/<channel>`: a channel belongs to one workspace."""

MessageId = NewType("MessageId", str)
"""What a platform calls a message that it has accepted: a snowflake, a timestamp."""

PLAYGROUND = ChannelId("web:playground/general")
"""The one channel of the local playground."""

DIRECT = "@me"
"""Stands for the workspace of a direct message, where a platform's direct messages belong to none."""

PLATFORMS = ("discord", "slack", "web")


def platform_of(id_: WorkspaceId | ChannelId | Account) -> str:
    """`discord`, `slack` or `web`."""
    return id_.partition(":")[0]


def workspace_of(channel: ChannelId) -> WorkspaceId:
    """The workspace that a channel belongs to."""
    return WorkspaceId(channel.partition("/")[0])


def parse_channel(text: str) -> ChannelId:
    """Read a channel as the config writes it; ValueError says what is missing."""
    platform, _, rest = text.partition(":")
    workspace, _, channel = rest.partition("/")
    if platform not in PLATFORMS or not workspace or not channel:
        raise ValueError(
            f"{text!r} is not a channel; write discord:<guild>/<channel>, slack:<team>/<channel> "
            "or web:playground/general"
        )
    return ChannelId(text)
