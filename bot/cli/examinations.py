"""What `studybot doctor` looks at, one part of the bot after the other."""

import asyncio
import os
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from bot.config.settings import Settings
from bot.domain.ids import ChannelId, platform_of


class Health(StrEnum):
    WELL = "well"
    OFF = "off"
    ILL = "ill"


@dataclass(frozen=True, slots=True)
class Finding:
    """`remark` says how things stand; every problem says what to do about it."""

    about: str
    remark: str = ""
    problems: list[str] = field(default_factory=list)
    is_off: bool = False

    @property
    def health(self) -> Health:
        if self.problems:
            return Health.ILL
        return Health.OFF if self.is_off else Health.WELL


def bank(settings: Settings) -> Finding:
    from bot.adapters.bank.check import check_folder
    from bot.config.load import unknown_topics
    from bot.domain.ids import TopicId

    report = check_folder(settings.bank)
    if report.figures is None:
        return Finding("question bank", problems=list(report.failures))
    topics = [TopicId(topic) for topic in report.figures.by_topic]
    remark = f"{report.figures.questions} questions in {len(topics)} topics"
    return Finding("question bank", remark, [*report.failures, *unknown_topics(settings, topics)])


def schedules(settings: Settings) -> Finding:
    source = f"in {settings.config}" if settings.config else "and no config/study.yaml"
    return Finding("schedules", f"{len(settings.schedules)} {source}; more can be made with /schedule add")


def database(settings: Settings) -> Finding:
    from bot.adapters.store.integrity import check_totals
    from bot.adapters.store.schema import NewerSchema

    if not settings.database.exists():
        return _no_database(settings)
    try:
        problems = [f"{settings.database}: {line}" for line in check_totals(settings.database)]
    except NewerSchema as error:
        problems = [str(error)]
    except (OSError, sqlite3.Error) as error:
        problems = [f"{error}; restore a backup, or set STUDYBOT_DATA to another folder"]
    return Finding("database", f"{settings.database} is sound", problems)


def _no_database(settings: Settings) -> Finding:
    if folder := _unwritable(settings.data):
        problem = f"{folder} cannot be written; correct its mode, or set STUDYBOT_DATA to another folder"
        return Finding("database", problems=[problem])
    return Finding("database", f"{settings.database} is made at the first start")


def _unwritable(folder: Path) -> Path | None:
    """What keeps us from writing into a folder, which may have to be made; None if nothing does."""
    there = next(place for place in (folder, *folder.absolute().parents) if place.exists())
    return None if there.is_dir() and os.access(there, os.W_OK) else there


def backups(settings: Settings) -> Finding:
    from bot.adapters.store.backups import copies_in

    folder, keep = settings.backup_folder, settings.backups.keep
    if not keep:
        return Finding("backups", "none are made, since the config file keeps 0 of them", is_off=True)
    if place := _unwritable(folder):
        problem = f"{place} cannot be written; correct its mode, or set `backups.folder` to another one"
        return Finding("backups", problems=[problem])
    copies = copies_in(folder)
    if not copies:
        return Finding("backups", f"none in {folder} yet; the running bot makes one a day and keeps {keep}")
    return Finding("backups", f"{len(copies)} of {keep} in {folder}, the newest {copies[-1].name}")


def playground(settings: Settings) -> Finding:
    web = settings.web
    try:
        asyncio.run(_listen(web.host, web.port))
    except OSError as error:
        reason = os.strerror(error.errno) if error.errno and error.errno > 0 else str(error)
        problem = f"{web.host} port {web.port}: {reason}; stop what runs there, or set STUDYBOT_PORT"
        return Finding("playground", problems=[problem])
    return Finding("playground", f"port {web.port} of {web.host} is free")


async def _listen(host: str, port: int) -> None:
    server = await asyncio.start_server(lambda reader, writer: writer.close(), host, port)
    server.close()
    await server.wait_closed()


def discord(settings: Settings) -> Finding:
    channels = _channels(settings, "discord")
    if settings.discord is None:
        return _off("Discord", channels, "STUDYBOT_DISCORD_TOKEN in .env, then `studybot discord invite`")
    from bot.adapters.discord.diagnose import diagnose

    problems = asyncio.run(diagnose(settings.discord, channels))
    return Finding("Discord", "signed in, with all permissions in every channel of the schedules", problems)


def slack(settings: Settings) -> Finding:
    channels = _channels(settings, "slack")
    if settings.slack is None:
        todo = "`studybot slack manifest`, then STUDYBOT_SLACK_BOT_TOKEN and STUDYBOT_SLACK_APP_TOKEN in .env"
        return _off("Slack", channels, todo)
    from bot.adapters.slack.diagnose import diagnose

    problems = asyncio.run(diagnose(settings.slack, channels))
    return Finding("Slack", "signed in, with all scopes, in every channel of the schedules", problems)


def _channels(settings: Settings, platform: str) -> list[ChannelId]:
    channels = {schedule.channel for schedule in settings.schedules}
    return sorted(channel for channel in channels if platform_of(channel) == platform)


def _off(platform: str, channels: list[ChannelId], todo: str) -> Finding:
    problems = [f"a schedule asks in {channel}, but no token is set: {todo}" for channel in channels]
    return Finding(platform, f"not set up; {todo}", problems, is_off=True)


def model(settings: Settings) -> Finding:
    if settings.llm is None:
        todo = "interviews guess from the words alone; STUDYBOT_LLM_URL and STUDYBOT_LLM_MODEL name one"
        return Finding("language model", f"not set up; {todo}", is_off=True)
    from bot.adapters.grader import diagnose

    remark = f"{settings.llm.model} may refine what an interview suggests"
    return Finding("language model", remark, asyncio.run(diagnose(settings.llm)))


EXAMINATIONS: tuple[Callable[[Settings], Finding], ...] = (
    schedules,
    bank,
    database,
    backups,
    playground,
    discord,
    slack,
    model,
)
