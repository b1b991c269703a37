"""How long things are kept, as the config file says it."""

from datetime import timedelta

import pytest

from bot.config.readers import kept_for
from bot.config.study_file import read_study_file
from bot.domain.retention import FOR_EVER, Retention
from bot.strict_yaml.document import parse


def read(text: str) -> tuple[Retention, list[str]]:
    study, problems = read_study_file(parse(text.encode(), "study.yaml"))
    return study.retention, [str(problem) for problem in problems]


def test_everything_is_kept_unless_said_otherwise() -> None:
    assert read("timezone: UTC\n") == (FOR_EVER, [])


def test_days_are_read() -> None:
    text = "retention:\n  interviews: 365d\n  people: 730 days\n  audit: forever\n"
    assert read(text) == (Retention(interviews=timedelta(days=365), people=timedelta(days=730)), [])


@pytest.mark.parametrize("typed", ["0d", "soon", "3h", "-1d", "99999d", "²d"])
def test_what_is_no_number_of_days_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match="write days, as in 365d, or forever"):
        kept_for(typed)


def test_a_key_of_another_name_is_a_problem() -> None:
    _, (problem,) = read("retention:\n  answers: 365d\n")
    assert "`answers` is no key" in problem
