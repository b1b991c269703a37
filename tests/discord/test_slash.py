"""Slash commands: what Discord is told about them, and what the core gets."""

from typing import Any

import pytest

from bot.adapters.discord.adapter import DiscordAdapter
from bot.adapters.discord.sync import same
from bot.commands import (
    AddSchedule,
    AmendCompetition,
    Ask,
    CancelCompetition,
    Command,
    CompetitionHistory,
    CompetitionStatus,
    EditSchedule,
    EndCompetition,
    Help,
    InterviewHistory,
    Leaderboard,
    ListCompetitions,
    ListSchedules,
    PauseSchedule,
    PreviewSchedule,
    ReloadBank,
    RemoveSchedule,
    ReportQuestion,
    ResumeSchedule,
    ScheduleFields,
    ShowQuestion,
    SkipDate,
    StartCompetition,
    StartInterview,
    StartLiveQuiz,
    StartQuiz,
    Stats,
)
from bot.domain.boards import Of, Period
from bot.domain.ids import ChannelId, QuestionId, TopicId
from bot.domain.question import Level
from tests.discord.conftest import answers, connected
from tests.discord.fake_study import FakeStudy
from tests.platforms.discord import LoopbackDiscord
from tests.platforms.discord.loopback import MANAGER

COMMANDS = r"/applications/\d+/commands"
GENERAL = "200000000000000001"
HERE = ChannelId(f"discord:100000000000000001/{GENERAL}")


@pytest.mark.parametrize(
    ("words", "options", "command"),
    [
        ("ask", {}, Ask()),
        ("ask", {"question": "kv-cache-size"}, Ask(QuestionId("kv-cache-size"))),
        ("quiz", {}, StartQuiz()),
        (
            "quiz",
            {"topic": "attention", "level": "expert", "count": 7},
            StartQuiz(TopicId("attention"), Level.EXPERT, 7),
        ),
        ("quiz", {"mode": "solo", "count": 3}, StartQuiz(count=3)),
        ("quiz", {"mode": "live"}, StartLiveQuiz()),
        (
            "quiz",
            {"mode": "live", "topic": "attention", "count": 7, "seconds": 30, "changes": True},
            StartLiveQuiz(TopicId("attention"), None, 7, 30, True),
        ),
        ("leaderboard", {}, Leaderboard()),
        ("leaderboard", {"picture": True}, Leaderboard(picture=True)),
        ("leaderboard", {"period": "month", "channel": GENERAL}, Leaderboard(Period.MONTH, HERE)),
        ("leaderboard", {"scope": "teams", "period": "season"}, Leaderboard(of=Of.TEAMS, season=True)),
        (
            "leaderboard",
            {"topic": "attention", "period": "all"},
            Leaderboard(Period.ALL, topic=TopicId("attention")),
        ),
        ("stats", {}, Stats()),
        ("stats", {"picture": True}, Stats(picture=True)),
        ("schedule list", {}, ListSchedules()),
        ("schedule pause", {"name": "daily"}, PauseSchedule("daily")),
        ("schedule resume", {"name": "daily"}, ResumeSchedule("daily")),
        ("schedule skip", {"name": "daily"}, SkipDate("daily")),
        ("schedule skip", {"name": "daily", "date": "2026-12-25"}, SkipDate("daily", "2026-12-25")),
        ("schedule remove", {"name": "daily"}, RemoveSchedule("daily")),
        ("schedule preview", {}, PreviewSchedule()),
        ("question show", {"question": "kv-cache-size"}, ShowQuestion(QuestionId("kv-cache-size"))),
        (
            "question report",
            {"question": "kv-cache-size", "reason": "B is right too"},
            ReportQuestion(QuestionId("kv-cache-size"), "B is right too"),
        ),
        ("question reload", {}, ReloadBank()),
        ("help", {}, Help()),
        ("interview", {}, StartInterview()),
        (
            "interview",
            {"topic": "attention", "level": "expert", "minutes": 45},
            StartInterview(TopicId("attention"), Level.EXPERT, 45),
        ),
        ("interview", {"history": True}, InterviewHistory()),
        ("competition status", {}, CompetitionStatus()),
        ("competition status", {"name": "Autumn cup"}, CompetitionStatus("Autumn cup")),
        ("competition list", {}, ListCompetitions()),
        ("competition history", {"name": "Autumn cup"}, CompetitionHistory("Autumn cup")),
        ("competition end", {"name": "Autumn cup"}, EndCompetition("Autumn cup")),
        ("competition cancel", {"name": "Autumn cup"}, CancelCompetition("Autumn cup")),
        (
            "competition amend",
            {"name": "Autumn cup", "reason": "two keys"},
            AmendCompetition("Autumn cup", "two keys"),
        ),
        ("competition start", {"name": "Cup", "to": "2w"}, StartCompetition("Cup", end="2w")),
        (
            "competition start",
            {
                "name": "Cup",
                "from": "today",
                "to": "2026-12-24",
                "between": "teams",
                "rule": "best",
                "best": 2,
                "scope": f"<#{GENERAL}> attention, kv-cache",
                "freeze": True,
            },
            StartCompetition(
                "Cup",
                "today",
                "2026-12-24",
                "teams",
                "best",
                "2",
                channels=(HERE,),
                topics="attention, kv-cache",
                freeze="yes",
            ),
        ),
        (
            "competition start",
            {"name": "Ladder", "season": "month", "divisions": True},
            StartCompetition("Ladder", season="month", divisions="yes"),
        ),
    ],
)
async def test_a_command_reaches_the_core_as_what_it_means(
    server: LoopbackDiscord,
    adapter: DiscordAdapter,
    study: FakeStudy,
    words: str,
    options: dict[str, str | int | bool],
    command: Command,
) -> None:
    typed = await (await server.slash(words, options)).answered()
    assert [seen for seen, _ in study.commanded] == [command]
    assert server.ephemerals("ann") == [typed.reply]


async def test_stats_of_another_member_name_them_by_number(
    server: LoopbackDiscord, adapter: DiscordAdapter, study: FakeStudy
) -> None:
    await (await server.slash("stats", {"member": "bob"})).answered()
    assert study.commanded[0][0] == Stats(server.person("bob")["id"])


async def test_a_schedule_is_added_as_it_was_typed(
    server: LoopbackDiscord, adapter: DiscordAdapter, study: FakeStudy
) -> None:
    typed: dict[str, str | int | bool] = {
        "times": "09:00, 16:30",
        "name": "daily",
        "channel": GENERAL,
        "weekdays": "mon-fri",
        "zone": "Europe/Berlin",
        "topics": "attention, kv-cache",
        "reveal": "at-close",
        "mention": server.world.lead_role,
        "thread": True,
    }
    await (await server.slash("schedule add", typed, permissions=MANAGER)).answered()
    command, actor = study.commanded[0]
    fields = ScheduleFields(
        times="09:00, 16:30",
        weekdays="mon-fri",
        zone="Europe/Berlin",
        topics="attention, kv-cache",
        reveal="at-close",
        mention=server.world.lead_role,
        thread="yes",
    )
    assert command == AddSchedule(fields, HERE, "daily")
    assert actor.manager


async def test_an_edit_leaves_out_what_was_not_typed(
    server: LoopbackDiscord, adapter: DiscordAdapter, study: FakeStudy
) -> None:
    await (
        await server.slash("schedule edit", {"name": "daily", "open_for": "4h", "thread": False})
    ).answered()
    fields = ScheduleFields(open_for="4h", thread="no")
    assert study.commanded[0][0] == EditSchedule("daily", fields)


@pytest.mark.parametrize(
    ("words", "options", "focused", "first"),
    [
        ("quiz", {"topic": "kv"}, "topic", {"name": "KV cache", "value": "kv-cache"}),
        (
            "schedule add",
            {"times": "09:00", "topics": "sampling, att"},
            "topics",
            {"name": "sampling, attention (Attention)", "value": "sampling, attention"},
        ),
        (
            "schedule edit",
            {"name": "daily", "levels": "beginner,exp"},
            "levels",
            {"name": "beginner, expert", "value": "beginner, expert"},
        ),
        (
            "schedule edit",
            {"name": "daily", "kinds": "ma"},
            "kinds",
            {"name": "math", "value": "math"},
        ),
        (
            "schedule pause",
            {"name": "da"},
            "name",
            {"name": "daily-discord:100000000000000001", "value": "daily-discord:100000000000000001"},
        ),
    ],
)
async def test_options_complete_as_one_types(
    server: LoopbackDiscord,
    adapter: DiscordAdapter,
    words: str,
    options: dict[str, str | int | bool],
    focused: str,
    first: dict[str, str],
) -> None:
    assert (await server.autocomplete(words, options, focused))[0] == first


async def test_a_long_question_is_shortened_to_what_discord_shows(
    server: LoopbackDiscord, adapter: DiscordAdapter
) -> None:
    [suggestion] = await server.autocomplete("question show", {"question": "cache"}, "question")
    assert suggestion["value"] == "kv-cache-size"
    assert len(suggestion["name"]) == 100
    assert suggestion["name"].endswith("…")


async def test_a_command_that_is_gone_is_answered(
    server: LoopbackDiscord, adapter: DiscordAdapter, study: FakeStudy
) -> None:
    typed = await (await server.slash("trivia")).answered()
    assert "changed" in typed.reply.text
    assert study.commanded == []


async def test_every_command_works_in_servers_only_and_is_hidden_from_nobody(
    server: LoopbackDiscord, adapter: DiscordAdapter
) -> None:
    names = {command["name"] for command in server.world.commands}
    commands = (
        "ask audit competition quiz league leaderboard link managers stats schedule question help interview "
        "review status team unlink privacy exclude readmit"
    )
    assert names == set(commands.split())
    assert all(command["contexts"] == [0] for command in server.world.commands)
    assert all(command["default_member_permissions"] is None for command in server.world.commands)


async def test_known_commands_are_not_sent_again(server: LoopbackDiscord, study: FakeStudy) -> None:
    async with connected(server, study):
        await server.wait_for(lambda: server.world.commands)
    async with connected(server, study):
        await server.wait_for(lambda: len(server.sent("GET", COMMANDS)) == 2)
        await answers(server)
    assert len(server.sent("PUT", COMMANDS)) == 1


async def test_a_failing_sync_does_not_keep_the_bot_from_its_work(
    server: LoopbackDiscord, study: FakeStudy, logs: list[Any]
) -> None:
    server.fail("PUT", COMMANDS, status=403)
    async with connected(server, study):
        await server.wait_for(lambda: any(entry["event"] == "discord.commands_not_synced" for entry in logs))
        await (await server.slash("help")).answered()


def test_what_we_leave_out_may_differ() -> None:
    ours = {"name": "ask", "options": [{"name": "question", "required": False}], "nsfw": False}
    theirs = {"name": "ask", "options": [{"name": "question", "type": 3}], "id": "1", "version": "2"}
    assert same(ours, theirs)


@pytest.mark.parametrize(
    "theirs",
    [
        None,
        {"name": "ask"},
        {"name": "ask", "options": [{"name": "question", "required": True}]},
        {"name": "ask", "options": [{"name": "question"}, {"name": "topic"}]},
    ],
)
def test_any_difference_in_what_we_say_counts(theirs: object) -> None:
    assert not same({"name": "ask", "options": [{"name": "question", "required": False}]}, theirs)
