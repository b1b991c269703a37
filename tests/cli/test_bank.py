"""`studybot bank …`."""

import json
import shutil

import pytest

from tests.bank.files import HEAD, QUESTION, write
from tests.cli.process import ROOT, Folder


def test_the_bundled_bank_passes_its_check(folder: Folder) -> None:
    result = folder.studybot("bank", "check")
    assert (result.returncode, result.stderr) == (0, "")
    assert " questions in 16 topics, no error, " in result.stdout


def test_a_bad_bank_lists_every_error_and_exits_1(folder: Folder) -> None:
    write(folder.path / "mine", HEAD + QUESTION.replace("level: intermediate", "level: hard"))
    write(folder.path / "mine", b"\xff", "softmax")
    result = folder.studybot("bank", "check", "mine")
    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr.splitlines() == [
        "mine/attention.yaml:5: scaling: `level`: `hard` is unknown; "
        "use one of advanced, beginner, expert, intermediate",
        "mine/softmax.yaml:1: is not UTF-8: byte 0 is 0xff; save it in the encoding UTF-8",
        "2 errors",
    ]


def test_one_file_can_be_checked_alone(folder: Folder) -> None:
    write(folder.path / "mine", HEAD + QUESTION.replace("}$?", "}$."))
    result = folder.studybot("bank", "check", "mine/attention.yaml")
    assert result.returncode == 0
    first, *_, last = result.stdout.splitlines()
    assert first.startswith("warning: mine/attention.yaml:3: scaling: ")
    assert last.startswith("1 question in 1 topic, no error, ")


def test_stats_count_the_bank_for_programs(folder: Folder) -> None:
    figures = json.loads(folder.studybot("bank", "stats", "--json").stdout)
    assert figures["questions"] == sum(figures["by_topic"].values()) >= 48
    assert sum(figures["by_level"].values()) == sum(figures["by_kind"].values()) == figures["questions"]
    assert figures.keys() >= {
        "with_options",
        "with_formula",
        "with_demo",
        "guessers",
        "key_longest",
        "key_shortest",
        "length_ratio",
        "warnings",
    }
    assert all(0 <= share <= 0.33 for share in figures["guessers"].values())
    assert figures["coverage"] is None


@pytest.fixture
def with_one_topic(folder: Folder) -> Folder:
    """Its bank takes a tenth of the time that the bundled one takes."""
    bank = folder.path / "small"
    bank.mkdir()
    shutil.copy(ROOT / "question_bank" / "attention.yaml", bank)
    folder.configure("timezone: UTC\nbank: small\n")
    return folder


def test_stats_say_how_far_concepts_are_covered(with_one_topic: Folder) -> None:
    concept = "- {id: %s, topic: attention, level: intermediate, kind: math}\n"
    text = "concepts:\n" + concept % "attention-scaling-factor" + concept % "telepathy"
    (with_one_topic.path / "concepts.yaml").write_text(text)
    asked = ("bank", "stats", "--concepts", "concepts.yaml")
    told = with_one_topic.studybot(*asked, "--json").stdout
    coverage = json.loads(told)["coverage"]
    assert (coverage["concepts"], coverage["covered"], coverage["missing"]) == (2, 1, ["telepathy"])
    assert "1 of 2 concepts covered\nmissing: telepathy\n" in (with_one_topic.studybot(*asked).stdout)


def test_stats_refuse_a_bad_list_of_concepts(with_one_topic: Folder) -> None:
    (with_one_topic.path / "concepts.yaml").write_text("concepts: []\n")
    result = with_one_topic.studybot("bank", "stats", "--concepts", "concepts.yaml")
    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr.startswith("concepts.yaml:1: `concepts`: ")


def test_a_new_question_is_begun_and_has_to_be_written(folder: Folder) -> None:
    write(folder.path / "mine", HEAD + QUESTION)
    folder.configure("bank: mine\n")
    result = folder.studybot("bank", "new", "attention", "fresh")
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.startswith("mine/attention.yaml:31: fresh: write what says TODO")
    unwritten = folder.studybot("bank", "check", "mine")
    assert unwritten.returncode == 1
    assert "mine/attention.yaml:35: fresh: `prompt` still says TODO; write it" in unwritten.stderr
    again = folder.studybot("bank", "new", "attention", "fresh")
    assert (again.returncode, again.stdout) == (1, "")
    assert again.stderr.startswith("`fresh` is taken by ")


def test_stats_are_a_table_for_people(folder: Folder) -> None:
    shown = folder.studybot("bank", "stats").stdout
    assert "attention" in shown
    assert "key is strictly the longest" in shown


@pytest.mark.parametrize("face", ["discord", "slack"])
def test_a_question_is_shown_as_a_platform_gets_it(folder: Folder, face: str) -> None:
    post, *pages = json.loads(
        folder.studybot("bank", "show", "attention-scaling-factor", "--as", face).stdout
    )
    assert post
    assert pages
    assert "Show answer" in json.dumps(post)


def test_a_question_is_shown_as_text_and_as_html(folder: Folder) -> None:
    plain = folder.studybot("bank", "show", "attention-scaling-factor").stdout
    assert "(right)" in plain
    assert "Key points" in plain
    html = folder.studybot("bank", "show", "attention-scaling-factor", "--as", "html").stdout
    assert html.startswith("<article")


def test_an_unknown_question_suggests_near_ones(folder: Folder) -> None:
    result = folder.studybot("bank", "show", "attention-scaling-facto")
    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr.startswith(
        "no question is called 'attention-scaling-facto'; did you mean attention-scaling-factor"
    )


def test_a_question_far_from_all_gets_another_hint(folder: Folder) -> None:
    assert "counts what there is" in folder.studybot("bank", "show", "zzz").stderr
