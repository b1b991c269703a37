"""Reads the environment; secrets may come from files that it names."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bot.config.variables import FILE, NAMES, PREFIX, VARIABLES
from bot.strict_yaml.problem import did_you_mean

SECRETS = frozenset(each.name for each in VARIABLES if each.secret)


def with_dotenv(environ: Mapping[str, str], folder: Path) -> dict[str, str]:
    """The environment, and below it what the `.env` file of a folder says."""
    # imported here because most installations have no such file
    path = folder / ".env"
    if not path.is_file():
        return dict(environ)
    from dotenv import dotenv_values

    values = dotenv_values(path, interpolate=False)
    return {**{name: value for name, value in values.items() if value is not None}, **environ}


@dataclass(slots=True)
class Environment:
    """Looks variables up and gathers what is wrong with them; no problem ever shows a value."""

    values: Mapping[str, str]
    problems: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        for name in sorted(self.values):
            if name.startswith(PREFIX) and name not in NAMES:
                self.problems.append(f"{name}: is no setting of ours; {did_you_mean(name, NAMES)}")

    def text(self, name: str) -> str:
        """Empty if the variable is not set."""
        if name in SECRETS and self.values.get(name + FILE):
            return self._from_file(name)
        return self.values.get(name, "").strip()

    def _from_file(self, name: str) -> str:
        if self.values.get(name):
            self.problems.append(f"{name}: is set, and so is {name}{FILE}; keep one of the two")
        try:
            return Path(self.values[name + FILE]).read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            reason = error.strerror if isinstance(error, OSError) else "it is no text"
            self.problems.append(f"{name}{FILE}: the file cannot be read ({reason}); check its path and mode")
            return ""

    def secret(self, name: str, is_good: Callable[[str], str | None]) -> str:
        """A token; `is_good` says in a sentence what is wrong with it, without showing it."""
        value = self.text(name)
        fault = is_good(value) if value else None
        if fault:
            self.problems.append(f"{name}: {fault}")
        return value

    def address(self, name: str, *schemes: str) -> str | None:
        value = self.text(name).rstrip("/")
        if value and not value.startswith(tuple(f"{scheme}://" for scheme in schemes)):
            self.problems.append(f"{name}: is no address; write {schemes[0]}://host:port")
        return value or None

    def port(self) -> int | None:
        """`STUDYBOT_PORT`, or `PORT` as many hosting platforms set it."""
        name = "STUDYBOT_PORT" if self.text("STUDYBOT_PORT") else "PORT"
        value = self.text(name)
        if not value:
            return None
        if not re.fullmatch(r"\d{1,5}", value, re.ASCII) or int(value) > 65_535:
            self.problems.append(f"{name}: is no port; write a number from 0 to 65535")
            return None
        return int(value)

    def one_of(self, name: str, *known: str) -> str:
        """One of the known words; the first if the variable is not set."""
        value = self.text(name).lower() or known[0]
        if value not in known:
            self.problems.append(f"{name}: is unknown; write {', '.join(known)}")
        return value
