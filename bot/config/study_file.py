"""The config file: its keys, how each is read, and every problem with them."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from bot.config import readers
from bot.config.readers import Reader
from bot.config.sections import Sections, Values
from bot.domain.ids import ChannelId, TopicId, WorkspaceId, workspace_of
from bot.domain.question import Filter, Kind, Level
from bot.domain.rates import USUAL, Limits
from bot.domain.retention import Retention
from bot.domain.round import Reveal
from bot.domain.schedule import Schedule
from bot.strict_yaml.document import Document
from bot.strict_yaml.problem import Problem, did_you_mean


class Mode(StrEnum):
    """How Slack reaches us."""

    SOCKET = "socket"
    HTTP = "http"


class Departed(StrEnum):
    """What boards do with people who have left."""

    MARK = "mark"
    HIDE = "hide"


TOP: Mapping[str, Reader] = {
    "timezone": readers.zone,
    "catch_up": readers.duration,
    "bank": readers.text,
    "web": readers.as_it_is,
    "discord": readers.as_it_is,
    "slack": readers.as_it_is,
    "workspaces": readers.as_it_is,
    "schedules": readers.as_it_is,
    "retention": readers.as_it_is,
    "limits": readers.as_it_is,
    "backups": readers.as_it_is,
}
WEB: Mapping[str, Reader] = {"host": readers.text, "port": readers.port}
DISCORD: Mapping[str, Reader] = {"manager_roles": readers.names, "members_intent": readers.flag}
RETENTION: Mapping[str, Reader] = dict.fromkeys(
    ("interviews", "notices", "audit", "people"), readers.kept_for
)
LIMITS: Mapping[str, Reader] = dict.fromkeys(("person", "workspace"), readers.as_it_is)
RATE: Mapping[str, Reader] = {"burst": readers.count, "per_second": readers.pace}
BACKUPS: Mapping[str, Reader] = {"folder": readers.path, "keep": readers.copies, "at": readers.one_time}
SLACK: Mapping[str, Reader] = {"mode": partial(readers.word, Mode), "managers": readers.names}
WORKSPACE: Mapping[str, Reader] = {
    "timezone": readers.zone,
    "managers_channel": readers.channel,
    "departed": partial(readers.word, Departed),
}
FILTER: Mapping[str, Reader] = {
    "topics": readers.names,
    "levels": partial(readers.words, Level),
    "kinds": partial(readers.words, Kind),
    "tags": readers.names,
}
SCHEDULE: Mapping[str, Reader] = {
    "id": readers.name,
    "channel": readers.channel,
    "times": readers.times,
    "weekdays": readers.weekdays,
    "zone": readers.zone,
    **FILTER,
    "open_for": readers.open_for,
    "reveal": partial(readers.word, Reveal),
    "mention": readers.text,
    "thread": readers.flag,
    "skip_dates": readers.dates,
    "paused": readers.flag,
}
REQUIRED = ("id", "channel", "times")

ZoneOf = Callable[[WorkspaceId], ZoneInfo]


@dataclass(frozen=True, slots=True, kw_only=True)
class StudyFile:
    """What the config file decides."""

    bank: Path
    catch_up: timedelta
    zone: ZoneInfo
    zones: Mapping[WorkspaceId, ZoneInfo]
    hides_departed: frozenset[WorkspaceId]
    schedules: tuple[Schedule, ...]
    web: Values
    manager_roles: frozenset[str]
    members_intent: bool
    slack_http: bool
    slack_managers: frozenset[str]
    retention: Retention
    limits: Limits
    backups: Values
    inboxes: Mapping[WorkspaceId, ChannelId]


def read_study_file(document: Document) -> tuple[StudyFile, list[Problem]]:
    """What could be read, and every problem; only without problems is the first of use."""
    sections = Sections(document, problems=list(document.problems))
    top = sections.read((), document.value if document.usable else None, TOP)
    slack = sections.read(("slack",), top.get("slack"), SLACK)
    discord = sections.read(("discord",), top.get("discord"), DISCORD)
    zone: ZoneInfo = top.get("timezone", ZoneInfo("UTC"))
    workspaces = _workspaces(sections, top.get("workspaces"))
    zones = {name: each["timezone"] for name, each in workspaces.items() if "timezone" in each}
    web = sections.read(("web",), top.get("web"), WEB)
    study = StudyFile(
        bank=Path(top.get("bank", "question_bank")),
        catch_up=top.get("catch_up", timedelta(hours=3)),
        zone=zone,
        zones=zones,
        hides_departed=_hiding(workspaces),
        schedules=_schedules(sections, top.get("schedules"), lambda workspace: zones.get(workspace, zone)),
        web=web,
        manager_roles=discord.get("manager_roles", frozenset()),
        members_intent=discord.get("members_intent", False),
        slack_http=slack.get("mode") is Mode.HTTP,
        retention=Retention(**sections.read(("retention",), top.get("retention"), RETENTION)),
        limits=_limits(sections, top.get("limits")),
        backups=sections.read(("backups",), top.get("backups"), BACKUPS),
        slack_managers=slack.get("managers", frozenset()),
        inboxes={
            name: each["managers_channel"] for name, each in workspaces.items() if "managers_channel" in each
        },
    )
    return study, sections.problems


def _hiding(workspaces: Mapping[WorkspaceId, Values]) -> frozenset[WorkspaceId]:
    return frozenset(id_ for id_, read in workspaces.items() if read.get("departed") is Departed.HIDE)


def unknown_topics(document: Document, topics: Collection[TopicId]) -> list[Problem]:
    """A problem for each schedule that asks for a topic which is none of these; the file is a good one."""
    sections = Sections(document)
    for at, entry in enumerate(document.value.get("schedules") or ()):
        sections.subject = f"schedule {entry['id']}"
        for topic in sorted(readers.names(entry.get("topics", [])).difference(topics)):
            text = f"`topics`: `{topic}` is none of the bank's; {did_you_mean(topic, topics)}"
            sections.blame(("schedules", at, "topics"), text)
    return sections.problems


def _limits(sections: Sections, value: Any) -> Limits:
    """What is left out stays as it is by default."""
    read = sections.read(("limits",), value, LIMITS)
    person = replace(USUAL.person, **sections.read(("limits", "person"), read.get("person"), RATE))
    workspace = replace(
        USUAL.workspace, **sections.read(("limits", "workspace"), read.get("workspace"), RATE)
    )
    return Limits(person=person, workspace=workspace)


def _workspaces(sections: Sections, value: Any) -> dict[WorkspaceId, Values]:
    workspaces: dict[WorkspaceId, Values] = {}
    for key, entry in sections.mapping(("workspaces",), value).items():
        read = sections.read(("workspaces", key), entry, WORKSPACE)
        try:
            workspace = readers.workspace(key)
        except ValueError as error:
            sections.blame(("workspaces", key), str(error))
            continue
        workspaces[workspace] = read
        channel = read.get("managers_channel")
        if channel is not None and workspace_of(channel) != workspace:
            text = f"`managers_channel`: {channel} belongs to another workspace; name one of {workspace}"
            sections.blame(("workspaces", key, "managers_channel"), text)
    return workspaces


def _schedules(sections: Sections, value: Any, zone_of: ZoneOf) -> tuple[Schedule, ...]:
    entries = sections.entries(("schedules",), value)
    schedules = []
    for at, entry in enumerate(entries):
        sections.subject = _subject(entries, at)
        read = sections.read(("schedules", at), entry, SCHEDULE, required=REQUIRED)
        if all(key in read for key in REQUIRED):
            schedules.append(_schedule(read, zone_of))
        for earlier in range(at):
            if _subject(entries, earlier) == sections.subject:
                line = sections.document.line(("schedules", earlier))
                sections.blame(
                    ("schedules", at), f"the `id` is that of the schedule in line {line}; rename one"
                )
    return tuple(schedules)


def _subject(entries: list[Any], at: int) -> str:
    id_ = entries[at].get("id") if isinstance(entries[at], dict) else None
    return f"schedule {id_}" if isinstance(id_, str) else f"schedule {at + 1}"


def _schedule(read: Values, zone_of: ZoneOf) -> Schedule:
    wanted = {key: read.pop(key) for key in FILTER if key in read}
    zone = read.pop("zone", None) or zone_of(workspace_of(read["channel"]))
    return Schedule(**read, zone=zone, filter=Filter(**wanted), from_file=True)
