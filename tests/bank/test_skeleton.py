"""A skeleton stands where it belongs, and cannot be used before it is written."""

import re
from pathlib import Path

import pytest

from bot.adapters.bank.check import check_folder
from bot.adapters.bank.skeleton import CannotAdd, add_skeleton
from tests.bank.files import HEAD, QUESTION, write


def test_a_skeleton_comes_last_and_leaves_the_rest_alone(tmp_path: Path) -> None:
    old = HEAD + QUESTION
    place = add_skeleton(write(tmp_path, old), "attention", "flash-attention")
    text = (tmp_path / "attention.yaml").read_text()
    assert text.startswith(old.rstrip())
    assert text.splitlines()[place.line - 1] == "  - id: flash-attention"


def test_every_unwritten_part_is_listed_with_its_line(tmp_path: Path) -> None:
    place = add_skeleton(tmp_path, "new-topic", "first")
    report = check_folder(tmp_path)
    assert all(f"{tmp_path}/new-topic.yaml:" in line and ": first: " in line for line in report.failures)
    told = "\n".join(report.failures)
    keys = ("level", "kind", "prompt", "answer", "options[1].text", "options[4].why", "references[1].year")
    assert all(f"`{key}`" in told for key in keys)
    assert sum("still says TODO; write it" in line for line in report.failures) == 15
    assert place.line == 3


def test_a_written_skeleton_is_a_good_question(tmp_path: Path) -> None:
    add_skeleton(tmp_path, "attention", "scaling")
    path = tmp_path / "attention.yaml"
    unfinished = path.read_text()
    written = QUESTION.splitlines()
    path.write_text("\n".join([*unfinished.splitlines()[:2], *written]) + "\n")
    assert check_folder(tmp_path).failures == ()
    assert _keys(unfinished) == _keys("\n".join(written))


def test_lists_further_left_are_kept_there(tmp_path: Path) -> None:
    text = HEAD + QUESTION.replace("\n  ", "\n").removeprefix("  ")
    add_skeleton(write(tmp_path, text), "attention", "second")
    assert "\n- id: second\n  topic: attention\n" in (tmp_path / "attention.yaml").read_text()


@pytest.mark.parametrize(
    ("content", "topic", "id_", "reason"),
    [
        (HEAD + QUESTION, "attention", "scaling", "`scaling` is taken by "),
        (HEAD + QUESTION, "other", "scaling", "attention.yaml:3; choose another id"),
        (HEAD + QUESTION, "attention", "Bad Id", "'Bad Id' is no name"),
        (HEAD + QUESTION, "../attention", "fine", "'../attention' is no name"),
        ("questions:\n" + QUESTION + "title: Attention\n", "attention", "fine", "put `questions:` last"),
        (HEAD + "  - id: [\n", "attention", "fine", "cannot be added to"),
    ],
)
def test_what_cannot_be_added_changes_nothing(
    tmp_path: Path, content: str, topic: str, id_: str, reason: str
) -> None:
    write(tmp_path, content)
    with pytest.raises(CannotAdd, match=r"is no name|taken|cannot") as refused:
        add_skeleton(tmp_path, topic, id_)
    assert reason in str(refused.value)
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {"attention.yaml": content}


def test_a_folder_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    (tmp_path / "bank").write_text("a file")
    with pytest.raises(CannotAdd, match=r"cannot be written: .*; check the path"):
        add_skeleton(tmp_path / "bank", "attention", "fine")


def _keys(text: str) -> list[str]:
    return [line.split(":")[0] for line in text.splitlines() if re.match(r"    \w", line)]
