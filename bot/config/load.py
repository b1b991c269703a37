"""Settings from the environment and the config file, or every reason why there are none."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from bot.config import study_file, tokens
from bot.config.environment import Environment
from bot.config.settings import (
    BackupSettings,
    DiscordSettings,
    LlmSettings,
    Settings,
    SlackSettings,
    WebSettings,
)
from bot.config.study_file import StudyFile, read_study_file
from bot.domain.ids import TopicId
from bot.strict_yaml.document import parse
from bot.strict_yaml.problem import Problem

INSTALLED = Path(__file__).parents[2]
"""The folder beside whose `bot` the bundled `config` and `question_bank` lie."""

CONFIG = Path("config/study.yaml")


class BadConfig(Exception):
    """The settings cannot be used; `problems` has a line for every reason."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


def load_settings(environ: Mapping[str, str], config: Path | None = None) -> Settings:
    """Read everything that is set; `config` instead of the file that the environment or habit names.

    Raises BadConfig.
    """
    environment = Environment(environ)
    path = config or _config_path(environment)
    study, problems = _study(path)
    settings = Settings(
        data=Path(environment.text("STUDYBOT_DATA") or "data"),
        bank=_found(study.bank),
        catch_up=study.catch_up,
        zone=study.zone,
        zones=study.zones,
        schedules=study.schedules,
        retention=study.retention,
        limits=study.limits,
        web=_web(environment, study),
        discord=_discord(environment, study),
        slack=_slack(environment, study),
        config=path,
        log_level=environment.one_of("STUDYBOT_LOG_LEVEL", "info", "debug", "warning", "error"),
        llm=_llm(environment),
        hides_departed=study.hides_departed,
        inboxes=study.inboxes,
        backups=BackupSettings(**study.backups),
    )
    if problems or environment.problems:
        raise BadConfig([*map(str, sorted(problems)), *environment.problems])
    return settings


def unknown_topics(settings: Settings, topics: Collection[TopicId]) -> list[str]:
    """A problem for each schedule of the config file that asks for a topic which the bank does not have."""
    asked = {topic for schedule in settings.schedules for topic in schedule.filter.topics}
    if settings.config is None or asked <= set(topics):
        return []
    # read once more, for the lines
    document = parse(settings.config.read_bytes(), str(settings.config))
    return [str(problem) for problem in study_file.unknown_topics(document, topics)]


def _config_path(environment: Environment) -> Path | None:
    """The file that is named, or the usual one if it is there."""
    named = environment.text("STUDYBOT_CONFIG")
    if named:
        return Path(named)
    usual = _found(CONFIG)
    return usual if usual.is_file() else None


def _found(path: Path) -> Path:
    """A path from the working directory, or from where we are installed if it is only there."""
    installed = INSTALLED / path
    return installed if not path.exists() and installed.exists() else path


def _study(path: Path | None) -> tuple[StudyFile, list[Problem]]:
    if path is None:
        return read_study_file(parse(b"", str(CONFIG)))
    try:
        document = parse(path.read_bytes(), str(path))
    except OSError as error:
        text = f"cannot be read: {error.strerror}; check STUDYBOT_CONFIG"
        document = replace(parse(b"", str(path)), problems=(Problem(str(path), 1, "", text),))
    return read_study_file(document)


def _web(environment: Environment, study: StudyFile) -> WebSettings:
    host, port = environment.text("STUDYBOT_HOST"), environment.port()
    token = environment.secret("STUDYBOT_WEB_TOKEN", tokens.web_token)
    chosen = {"host": host} if host else {}
    settings = WebSettings(**{**study.web, **chosen, **({} if port is None else {"port": port})}, token=token)
    if not token and not settings.is_private:
        environment.problems.append(
            f"STUDYBOT_WEB_TOKEN: is missing; others can reach the page at {settings.host}, so it needs one: "
            "16 or more letters and digits that nobody guesses"
        )
    return settings


def _discord(environment: Environment, study: StudyFile) -> DiscordSettings | None:
    token = environment.secret("STUDYBOT_DISCORD_TOKEN", tokens.discord_token)
    key = environment.secret("STUDYBOT_DISCORD_PUBLIC_KEY", tokens.discord_public_key)
    api = environment.address("STUDYBOT_DISCORD_API", "https", "http")
    gateway = environment.address("STUDYBOT_DISCORD_GATEWAY", "wss", "ws")
    if key and not token:
        environment.problems.append(
            "STUDYBOT_DISCORD_TOKEN: is missing; STUDYBOT_DISCORD_PUBLIC_KEY does nothing without it"
        )
    if not token:
        return None
    return DiscordSettings(
        token=token,
        public_key=key,
        api=api,
        gateway=gateway,
        manager_roles=study.manager_roles,
        members_intent=study.members_intent,
    )


def _slack(environment: Environment, study: StudyFile) -> SlackSettings | None:
    bot = environment.secret("STUDYBOT_SLACK_BOT_TOKEN", tokens.slack_bot_token)
    app = environment.secret("STUDYBOT_SLACK_APP_TOKEN", tokens.slack_app_token)
    signing = environment.secret("STUDYBOT_SLACK_SIGNING_SECRET", tokens.slack_signing_secret)
    api = environment.address("STUDYBOT_SLACK_API", "https", "http")
    for name, value, reason in (
        ("STUDYBOT_SLACK_BOT_TOKEN", bot, "the other Slack settings do nothing without it"),
        ("STUDYBOT_SLACK_APP_TOKEN", app or study.slack_http, "Socket Mode does not connect without it"),
        (
            "STUDYBOT_SLACK_SIGNING_SECRET",
            signing or not study.slack_http,
            "HTTP mode trusts no call without it",
        ),
    ):
        if (bot or app or signing) and not value:
            environment.problems.append(f"{name}: is missing; {reason}")
    if not bot:
        return None
    return SlackSettings(
        bot_token=bot,
        app_token=app,
        signing_secret=signing,
        api=api,
        http=study.slack_http,
        managers=study.slack_managers,
    )


def _llm(environment: Environment) -> LlmSettings | None:
    url = environment.address("STUDYBOT_LLM_URL", "https", "http")
    model = environment.text("STUDYBOT_LLM_MODEL")
    key = environment.secret("STUDYBOT_LLM_KEY", tokens.llm_key)
    for name, value in (("STUDYBOT_LLM_URL", url), ("STUDYBOT_LLM_MODEL", model)):
        if (url or model or key) and not value:
            environment.problems.append(
                f"{name}: is missing; the other settings of the model do nothing alone"
            )
    return LlmSettings(url=url, model=model, key=key) if url and model else None
