"""What `bank check` reports."""

from pathlib import Path

import pytest

from bot.adapters.bank.check import check_folder
from bot.adapters.bank.concepts import read_concepts
from bot.adapters.bank.reader import read_bank
from bot.adapters.bank.sources import read_sources
from bot.bank_lint.coverage import coverage_of
from tests.bank.files import HEAD, QUESTION, write

ROOT = Path(__file__).parents[2]


def test_the_bundled_bank_is_good() -> None:
    report = check_folder(ROOT / "question_bank")
    assert (report.failures, report.warnings) == ((), ())
    assert report.figures
    assert report.figures.questions >= 477


def test_a_flaw_is_a_warning_with_its_place(tmp_path: Path) -> None:
    write(
        tmp_path,
        HEAD + QUESTION.replace("back to one.\n", "and of all other things there are back to one.\n", 1),
    )
    report = check_folder(tmp_path)
    assert report.failures == ()
    assert all(line.startswith(f"{tmp_path}/attention.yaml:3: scaling: ") for line in report.warnings)
    assert any("the longest option has 79 characters" in line for line in report.warnings)


def test_a_broken_bank_has_failures_and_no_figures(tmp_path: Path) -> None:
    report = check_folder(write(tmp_path, HEAD))
    assert report.figures is None
    assert len(report.failures) == 1


def test_a_hundred_keys_that_stick_out_are_a_failure(tmp_path: Path) -> None:
    text = HEAD + "".join(QUESTION.replace("id: scaling", f"id: q{n}") for n in range(100))
    failures = check_folder(write(tmp_path, text)).failures
    file = f"{tmp_path}/attention.yaml"
    assert (
        f"{tmp_path}: guessing by `longest` is right in 100% of 100 questions; bring it to 30% or less; "
        f"begin with {file}:3: q0, {file}:31: q1, {file}:59: q2, {file}:87: q3, {file}:115: q4"
    ) in failures
    learned = "logistic regression over the options alone is right in 100% of 100 questions; bring it to 33%"
    assert any(learned in failure for failure in failures)


def test_the_bundled_bank_covers_its_concepts() -> None:
    listed = ROOT.parent / "shared" / "bank" / "concepts.yaml"
    if not listed.exists():
        pytest.skip("the list of concepts is not at hand")
    concepts, problems = read_concepts(listed)
    assert problems == ()
    reading = read_bank(*read_sources(ROOT / "question_bank"))
    assert reading.bank
    coverage = coverage_of(reading.bank, concepts)
    assert (coverage.missing, coverage.differing) == ((), ())


def test_a_bad_list_of_concepts_is_told_by_line(tmp_path: Path) -> None:
    path = tmp_path / "concepts.yaml"
    path.write_text("concepts:\n- id: a\n  topic: t\n  level: hard\n  kind: math\n")
    _, problems = read_concepts(path)
    assert [str(problem).split("`")[0] for problem in problems] == [f"{path}:4: "]
    path.write_text("concepts: [")
    _, problems = read_concepts(path)
    assert "is no YAML" in str(problems[0])
