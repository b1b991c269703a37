"""How much people may ask for, as the config file says it."""

import pytest

from bot.config.study_file import read_study_file
from bot.domain.rates import USUAL, Limits, Rate
from bot.strict_yaml.document import parse


def read(text: str) -> tuple[Limits, list[str]]:
    study, problems = read_study_file(parse(text.encode(), "study.yaml"))
    return study.limits, [str(problem) for problem in problems]


def test_the_usual_limits_hold_unless_said_otherwise() -> None:
    assert read("timezone: UTC\n") == (USUAL, [])


def test_each_number_is_read_by_itself() -> None:
    text = "limits:\n  person: { burst: 5, per_second: 0.5 }\n  workspace:\n    per_second: 50\n"
    assert read(text) == (Limits(person=Rate(5, 0.5), workspace=Rate(USUAL.workspace.burst, 50)), [])


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("burst: 0", "no count"),
        ("burst: yes", "no count"),
        ("burst: 1.5", "no count"),
        ("per_second: 0", "no pace"),
        ("per_second: -1", "no pace"),
        ("per_second: 0.000", "no pace"),
        ("per_second: .inf", "no pace"),
        ("per_second: many", "no pace"),
        ("per_minute: 5", "`per_minute` is no key"),
    ],
)
def test_what_is_no_limit_is_a_problem_with_its_line(typed: str, problem: str) -> None:
    limits, (said,) = read(f"limits:\n  person:\n    {typed}\n")
    assert problem in said
    assert "study.yaml:3" in said
    assert limits == USUAL
