"""What `bank check` reports."""

from pathlib import Path

from bot.adapters.bank.check import check_folder
from tests.bank.files import HEAD, QUESTION, write


def test_the_bundled_bank_is_good() -> None:
    report = check_folder(Path(__file__).parents[2] / "question_bank")
    assert report.failures == ()
    assert report.figures
    assert report.figures.questions >= 48


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
    (failure,) = check_folder(write(tmp_path, text)).failures
    assert failure == (
        f"{tmp_path}: the key is the longest option in 100% of 100 questions; "
        "bring it to 30% or less, so that length tells nothing"
    )
