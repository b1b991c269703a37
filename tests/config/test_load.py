"""From the environment and the config file to settings, or to every problem at once."""

from contextlib import suppress
from datetime import date, time, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.config.load import BadConfig, load_settings, unknown_topics
from bot.config.settings import Settings
from bot.domain.ids import TopicId, WorkspaceId
from bot.domain.question import Kind, Level
from bot.domain.round import Reveal

DISCORD = "MTIzNDU2Nzg5.Gabcde.made-up-token_of_a_test"
SLACK = {"STUDYBOT_SLACK_BOT_TOKEN": "xoxb-1-made-up", "STUDYBOT_SLACK_APP_TOKEN": "xapp-1-made-up"}
DAILY = "schedules:\n  - id: daily\n    channel: web:playground/general\n    times: 09:00\n"


@pytest.fixture
def config(tmp_path: Path) -> Path:
    path = tmp_path / "study.yaml"
    path.touch()
    return path


def load(config: Path, text: str = "", **environ: str) -> Settings:
    config.write_text(text, encoding="utf-8")
    return load_settings(environ, config)


def problems(config: Path, text: str = "", **environ: str) -> list[str]:
    with pytest.raises(BadConfig) as raised:
        load(config, text, **environ)
    return [problem.replace(str(config), "study.yaml") for problem in raised.value.problems]


def test_nothing_at_all_is_a_playground_with_defaults(config: Path) -> None:
    settings = load(config)
    assert (settings.discord, settings.slack, settings.schedules) == (None, None, ())
    assert (settings.web.host, settings.web.port) == ("127.0.0.1", 8080)
    assert (settings.zone.key, settings.catch_up, settings.data) == ("UTC", timedelta(hours=3), Path("data"))


def test_the_default_config_asks_the_playground_once_a_day() -> None:
    (schedule,) = load_settings({}).schedules
    assert (schedule.channel, schedule.times) == ("web:playground/general", (time(9),))
    assert schedule.from_file


def test_a_schedule_has_all_that_its_file_says(config: Path) -> None:
    (schedule,) = load(
        config,
        DAILY.replace("09:00", "[17:30, 9:00:05]")
        + "    weekdays: [mon, wed]\n    zone: europe/berlin\n    topics: attention\n"
        "    levels: [advanced, expert]\n    kinds: math\n    tags: [softmax]\n    open_for: 8h\n"
        "    reveal: at-close\n    mention: 345678901234567890\n    thread: true\n"
        "    skip_dates: [2026-12-24, 2027-01-01..2027-01-02]\n    paused: true\n",
    ).schedules
    assert schedule.times == (time(9, 0, 5), time(17, 30))
    assert schedule.weekdays == {0, 2}
    assert schedule.zone.key == "Europe/Berlin"
    assert schedule.filter.topics == {"attention"}
    assert schedule.filter.levels == {Level.ADVANCED, Level.EXPERT}
    assert schedule.filter.kinds == {Kind.MATH}
    assert schedule.filter.tags == {"softmax"}
    assert (schedule.open_for, schedule.reveal) == (timedelta(hours=8), Reveal.AT_CLOSE)
    assert (schedule.mention, schedule.thread, schedule.paused) == ("345678901234567890", True, True)
    assert schedule.skip_dates == {date(2026, 12, 24), date(2027, 1, 1), date(2027, 1, 2)}


def test_a_schedule_without_a_zone_has_that_of_its_workspace(config: Path) -> None:
    text = "timezone: Asia/Tokyo\nworkspaces:\n  discord:7: {timezone: America/Santiago}\n" + DAILY
    settings = load(config, text + "  - {id: there, channel: discord:7/8, times: 10:00}\n")
    assert [schedule.zone.key for schedule in settings.schedules] == ["Asia/Tokyo", "America/Santiago"]
    assert settings.zone_of(WorkspaceId("discord:7")).key == "America/Santiago"
    assert settings.zone_of(WorkspaceId("discord:8")).key == "Asia/Tokyo"


def test_a_workspace_may_have_a_channel_for_its_managers_and_no_zone(config: Path) -> None:
    settings = load(config, "workspaces:\n  discord:7: {managers_channel: discord:7/9}\n")
    assert settings.inboxes == {"discord:7": "discord:7/9"}
    assert settings.zones == {}


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            "workspaces:\n  discord:7:\n    managers_channel: discord:8/9",
            "3: `managers_channel`: discord:8/9 belongs to another workspace; name one of discord:7",
        ),
        ("timezon: UTC", "1: `timezon` is no key; did you mean timezone?"),
        (
            "timezone: Europe/Berln",
            "1: `timezone`: “Europe/Berln” is no time zone; did you mean Europe/Berlin?",
        ),
        (
            "timezone: no",
            "1: `timezone`: is read as yes or no (so are on, off, true, false); put quotes around it",
        ),
        ("timezone:", "1: `timezone`: is empty; write it, or leave the key out"),
        ("bank: [a]", "1: `bank`: needs one text; take the brackets or dashes away"),
        (
            "catch_up: soon",
            "1: `catch_up`: “soon” is no length of time; write 3h, 90m, 2d or 1h 30m",
        ),
        ("web:\n  port: 99999", "2: `port`: is no port; write a number from 0 to 65535"),
        ("web:\n  port: yes", "2: `port`: is no port; write a number from 0 to 65535"),
        ("web: 8080", "1: `web` has no keys; write `key: value` below it"),
        ("- a", "1: this has no keys; write `key: value` below it"),
        ("slack:\n  mode: https", "2: `mode`: `https` is unknown; did you mean http?"),
        (
            "workspaces:\n  discord: {timezone: UTC}",
            "2: `discord` is no workspace; write discord:<guild>, slack:<team> or web:playground",
        ),
        ("schedules: {a: b}", "1: `schedules` needs a list; begin each entry with `- `"),
        ("timezone: UTC\ntimezone: UTC", "2: `timezone` stands twice, first in line 1; keep one of the two"),
        ("timezone: &z UTC", "1: sets an anchor (&z); remove it"),
    ],
)
def test_a_fault_of_the_file_is_told_with_its_line_and_cure(config: Path, text: str, problem: str) -> None:
    assert problems(config, text) == [f"study.yaml:{problem}"]


@pytest.mark.parametrize(
    ("old", "new", "line", "fault"),
    [
        ("    times: 09:00\n", "", 2, "`times` is missing; add it"),
        ("09:00", "25:00", 4, "`times`: “25:00” is no time of day"),
        ("web:playground/general", "web:hall/x", 3, "`channel`: `web:hall/x` is no channel; the playground"),
        ("web:playground/general", "general", 3, "`channel`: 'general' is not a channel"),
        ("times: 09:00", "times: 09:00\n    on: mon", 5, "`on` is no key; did you mean zone?"),
        ("times: 09:00", "times: 09:00\n    thread: maybe", 5, "`thread`: is neither true nor false"),
        ("times: 09:00", "times: 09:00\n    weekdays: [no]", 5, "`weekdays`: is read as yes or no"),
        ("times: 09:00", "times: 09:00\n    levels: hard", 5, "`levels`: `hard` is unknown; use one of"),
        ("times: 09:00", "times: 09:00\n    skip_dates: soon", 5, "`skip_dates`: “soon” is no date"),
        ("times: 09:00", "times: 09:00\n    open_for: 0h", 5, "`open_for`: “0h” leaves no time to answer"),
        ("times: 09:00", "times: 09:00\n    reveal: later", 5, "`reveal`: `later` is unknown"),
    ],
)
def test_a_fault_of_a_schedule_names_it(config: Path, old: str, new: str, line: int, fault: str) -> None:
    (problem,) = problems(config, DAILY.replace(old, new))
    assert problem.startswith(f"study.yaml:{line}: schedule daily: {fault}")
    assert "; " in problem


def test_two_schedules_of_one_name_are_a_fault(config: Path) -> None:
    text = DAILY + "  - {id: daily, channel: slack:T1/C1, times: 10:00}\n"
    assert problems(config, text) == [
        "study.yaml:5: schedule daily: the `id` is that of the schedule in line 2; rename one"
    ]


def test_all_faults_of_file_and_environment_come_at_once(config: Path) -> None:
    found = problems(config, "catch_up: soon\nbnak: x\n", PORT="x", STUDYBOT_DISCORD_TOKN="x")
    assert [problem.partition(": ")[0] for problem in found] == [
        "study.yaml:1",
        "study.yaml:2",
        "STUDYBOT_DISCORD_TOKN",
        "PORT",
    ]


def test_a_config_that_is_named_has_to_be_there(tmp_path: Path) -> None:
    with pytest.raises(BadConfig, match=r"nowhere\.yaml:1: cannot be read: No such file or directory"):
        load_settings({"STUDYBOT_CONFIG": str(tmp_path / "nowhere.yaml")})


def test_no_config_anywhere_is_as_good_as_an_empty_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("bot.config.load.INSTALLED", tmp_path)
    assert load_settings({}).config is None


def test_an_installed_bot_finds_its_bundled_config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    settings = load_settings({})
    assert settings.config is not None
    assert settings.config.is_file()
    assert (settings.bank / "attention.yaml").is_file()
    assert settings.data == Path("data")


def test_unknown_topics_are_named_with_their_line(config: Path) -> None:
    settings = load(config, DAILY + "    topics:\n      - attention\n      - atention\n")
    assert unknown_topics(settings, [TopicId("attention"), TopicId("evaluation")]) == [
        f"{config}:5: schedule daily: `topics`: `atention` is none of the bank's; did you mean attention?"
    ]
    assert unknown_topics(settings, [TopicId("attention"), TopicId("atention")]) == []


def test_both_platforms_come_from_their_tokens(config: Path) -> None:
    text = "discord:\n  manager_roles: [123, '0456']\nslack:\n  managers: U1\n"
    settings = load(
        config,
        text,
        STUDYBOT_DISCORD_TOKEN=DISCORD,
        STUDYBOT_DISCORD_API="http://127.0.0.1:1/",
        STUDYBOT_DISCORD_GATEWAY="ws://127.0.0.1:2",
        STUDYBOT_SLACK_API="http://127.0.0.1:3",
        **SLACK,
    )
    assert settings.discord
    assert settings.slack
    assert (settings.discord.api, settings.discord.gateway) == ("http://127.0.0.1:1", "ws://127.0.0.1:2")
    assert settings.discord.manager_roles == {"123", "0456"}
    assert (settings.slack.api, settings.slack.http) == ("http://127.0.0.1:3", False)
    assert settings.slack.managers == {"U1"}
    assert set(settings.secrets) == {DISCORD, *SLACK.values()}


def test_no_setting_shows_a_secret_in_its_repr(config: Path) -> None:
    shown = repr(load(config, STUDYBOT_DISCORD_TOKEN=DISCORD, **SLACK))
    assert not [secret for secret in (DISCORD, *SLACK.values()) if secret in shown]


def test_the_environment_wins_over_the_file(config: Path) -> None:
    text = "web: {host: 0.0.0.0, port: 1}"
    token = {"STUDYBOT_WEB_TOKEN": "sixteen-letters-or-more"}
    assert load(config, text, **token).web.port == 1
    assert load(config, text, PORT="2", **token).web.port == 2
    assert load(config, text, PORT="2", STUDYBOT_PORT="3", STUDYBOT_HOST="127.0.0.2").web.port == 3
    assert load(config, text, STUDYBOT_HOST="127.0.0.2").web.host == "127.0.0.2"


def test_http_mode_needs_the_signing_secret_and_no_app_token(config: Path) -> None:
    text, bot = "slack: {mode: http}", {"STUDYBOT_SLACK_BOT_TOKEN": "xoxb-1"}
    assert problems(config, text, **bot) == [
        "STUDYBOT_SLACK_SIGNING_SECRET: is missing; HTTP mode trusts no call without it"
    ]
    slack = load(config, text, STUDYBOT_SLACK_SIGNING_SECRET="0123abcd", **bot).slack
    assert slack
    assert slack.http


def test_socket_mode_needs_the_app_token(config: Path) -> None:
    assert problems(config, STUDYBOT_SLACK_BOT_TOKEN="xoxb-1") == [
        "STUDYBOT_SLACK_APP_TOKEN: is missing; Socket Mode does not connect without it"
    ]


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("DISCORD_TOKEN", "xoxb-1-secret", "holds a token of Slack"),
        ("DISCORD_TOKEN", "123456789012345678", "is no bot token, which has three parts"),
        ("DISCORD_TOKEN", f"Bot {DISCORD}", "is no bot token"),
        ("SLACK_BOT_TOKEN", "xapp-1-secret", "that one belongs into STUDYBOT_SLACK_APP_TOKEN"),
        ("SLACK_BOT_TOKEN", "xoxp-1-secret", "is no bot token, which begins with xoxb-"),
        ("SLACK_APP_TOKEN", "xoxb-1-secret", "that one belongs into STUDYBOT_SLACK_BOT_TOKEN"),
        ("SLACK_APP_TOKEN", "secret", "is no app-level token, which begins with xapp-"),
        ("SLACK_SIGNING_SECRET", "xoxb-1-secret", "is no signing secret"),
    ],
)
def test_a_token_in_the_wrong_place_is_told_and_never_shown(
    config: Path, name: str, value: str, words: str
) -> None:
    found = problems(config, **{f"STUDYBOT_{name}": value})
    assert any(problem.startswith(f"STUDYBOT_{name}: ") and words in problem for problem in found)
    assert not any(value in problem for problem in found)


@given(text=st.text(alphabet="ab :-[]{}\n#'\"09/,&*", max_size=80))
def test_any_file_gives_settings_or_problems(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    config = tmp_path_factory.getbasetemp() / "any.yaml"
    config.write_text(text, encoding="utf-8")
    with suppress(BadConfig):
        assert load_settings({}, config).config == config


def test_a_language_model_needs_an_address_and_a_name_and_hides_its_key(config: Path) -> None:
    url = {"STUDYBOT_LLM_URL": "http://127.0.0.1:11434/v1/"}
    settings = load(config, "", **url, STUDYBOT_LLM_MODEL="small", STUDYBOT_LLM_KEY="sk-1")
    assert settings.llm
    assert (settings.llm.url, settings.llm.model) == ("http://127.0.0.1:11434/v1", "small")
    assert settings.secrets == ("sk-1",)
    assert "sk-1" not in repr(settings)
    assert load(config, "").llm is None


@pytest.mark.parametrize(
    ("environ", "problem"),
    [
        ({"STUDYBOT_LLM_MODEL": "small"}, "STUDYBOT_LLM_URL: is missing"),
        ({"STUDYBOT_LLM_URL": "http://localhost"}, "STUDYBOT_LLM_MODEL: is missing"),
        ({"STUDYBOT_LLM_KEY": "sk"}, "STUDYBOT_LLM_MODEL: is missing"),
        ({"STUDYBOT_LLM_URL": "localhost", "STUDYBOT_LLM_MODEL": "a"}, "STUDYBOT_LLM_URL: is no address"),
        (
            {"STUDYBOT_LLM_URL": "http://a", "STUDYBOT_LLM_MODEL": "a", "STUDYBOT_LLM_KEY": "s\nk"},
            "STUDYBOT_LLM_KEY: holds signs that no key has",
        ),
    ],
)
def test_half_a_language_model_is_a_problem(config: Path, environ: dict[str, str], problem: str) -> None:
    with pytest.raises(BadConfig) as bad:
        load(config, "", **environ)
    assert any(line.startswith(problem) for line in bad.value.problems)
    assert "s\nk" not in str(bad.value)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.7", "studybot.example.org"])
def test_a_page_that_others_reach_needs_a_token(config: Path, host: str) -> None:
    with pytest.raises(BadConfig, match="STUDYBOT_WEB_TOKEN: is missing; others can reach"):
        load(config, STUDYBOT_HOST=host)
    with pytest.raises(BadConfig, match="STUDYBOT_WEB_TOKEN: is no token") as wrong:
        load(config, STUDYBOT_HOST=host, STUDYBOT_WEB_TOKEN="too short")
    assert "too short" not in str(wrong.value)
    token = "sixteen-letters-or-more"
    settings = load(config, STUDYBOT_HOST=host, STUDYBOT_WEB_TOKEN=token)
    assert token in settings.secrets
    assert token not in repr(settings)


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.9.1", "::1", "localhost"])
def test_a_page_for_this_machine_needs_none(config: Path, host: str) -> None:
    assert load(config, STUDYBOT_HOST=host).web.token == ""
