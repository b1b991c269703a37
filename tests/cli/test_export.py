"""`studybot bank export` and `studybot results export`."""

import asyncio
import csv
import json
import sqlite3
import subprocess
import sys
from io import StringIO

import pytest

from bot.adapters.bank.importing.quiz_formats import reader
from bot.adapters.store.opening import open_store
from tests.builders import round_
from tests.cli.process import Folder
from tests.store.builders import answer, member, post


def test_the_ending_of_the_file_says_the_format_and_filters_choose(folder: Folder) -> None:
    result = folder.studybot(
        "bank", "export", "--topic", "attention", "--level", "expert", "--out", "some.gift"
    )
    assert (result.returncode, result.stderr) == (0, "")
    told, *losses = result.stdout.splitlines()
    assert told.endswith(" as gift")
    assert all(line.startswith("not in it: ") for line in losses)
    found = reader("gift").read((folder.path / "some.gift").read_bytes())
    assert told.startswith(f"some.gift: {len(found.questions)} question")
    assert {question.topic for question in found.questions} == {"attention"}


def test_drafts_are_told_since_no_format_has_them(folder: Folder) -> None:
    (folder.path / "soil.md").write_text("## 1. What is loam?\nSoil.\n\n## 2. Why mulch?\n")
    folder.studybot("bank", "import", "soil.md", "--out", "packs")
    folder.configure("timezone: UTC\nbank: packs\n")
    result = folder.studybot("bank", "export", "--out", "soil.json")
    assert result.stdout.splitlines() == [
        "soil.json: 1 question as json",
        "not in it: drafts, which have no answer yet (1)",
    ]


def test_nothing_is_overwritten_unless_it_is_meant(folder: Folder) -> None:
    (folder.path / "mine.json").write_text("precious")
    refused = folder.studybot("bank", "export", "--out", "mine.json")
    assert refused.returncode == 1
    assert refused.stderr == "mine.json is there already; choose another name, or add --force\n"
    assert (folder.path / "mine.json").read_text() == "precious"
    assert folder.studybot("bank", "export", "--out", "mine.json", "--force").returncode == 0
    assert json.loads((folder.path / "mine.json").read_text())["studybot"] == 1
    assert [path.name for path in folder.path.glob("*mine*")] == ["mine.json"]


@pytest.mark.parametrize(
    ("arguments", "code", "why"),
    [
        (("--out", "x.txt"), 2, "the ending of x.txt names no format"),
        (("--out", "x.csv", "--topic", "nope"), 1, "no topic is called 'nope'; there are "),
        (("--out", "x.csv", "--tag", "nope"), 1, "no question is like that"),
        (("--out", "no/x.csv"), 1, "no is not there; make the folder first"),
        (("--out", ".", "--format", "csv"), 1, ". is a folder"),
        (("--out", "x.csv", "--level", "hard"), 2, "'hard' is not one of"),
    ],
)
def test_what_cannot_be_done_is_told(folder: Folder, arguments: tuple[str, ...], code: int, why: str) -> None:
    result = folder.studybot("bank", "export", *arguments)
    assert (result.returncode, result.stdout) == (code, "")
    assert why in result.stderr
    assert len(result.stderr.splitlines()) == 1


def play(folder: Folder) -> None:
    async def played() -> None:
        async with open_store(folder.path / "data" / "study.db") as store:
            asked = await post(store, round_())
            for name in ("ada", "=bob"):
                person = await member(store, name)
                await store.answers.record(answer(asked, person, right=name == "ada"), asked)

    asyncio.run(played())


def table(folder: Folder, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO((folder.path / name).read_text("utf-8-sig"))))


def test_results_are_three_tables(folder: Folder) -> None:
    play(folder)
    result = folder.studybot("results", "export", "--out", "r.csv")
    assert (result.returncode, result.stderr) == (0, "")
    assert (
        result.stdout == "r-rounds.csv, r-answers.csv, r-boards.csv: 1 round, 2 answers, 4 places on boards\n"
    )
    assert [row["answered"] for row in table(folder, "r-rounds.csv")] == ["2"]
    assert [row["name"] for row in table(folder, "r-answers.csv")] == ["Ada", "'=bob"]
    assert {row["place"] for row in table(folder, "r-boards.csv")} == {"1", "2"}
    again = folder.studybot("results", "export", "--out", "r.csv")
    assert (again.returncode, again.stdout) == (1, "")
    assert again.stderr.startswith("r-rounds.csv is there already")


def test_results_may_be_one_file_without_names(folder: Folder) -> None:
    play(folder)
    arguments = (
        "--format",
        "json",
        "--out",
        "r.json",
        "--without-names",
        "--from",
        "2026-11-23",
        "--to",
        "2026-11-23",
    )
    assert folder.studybot("results", "export", *arguments).returncode == 0
    value = json.loads((folder.path / "r.json").read_text())
    assert (value["from"], value["to"], value["workspace"]) == ("2026-11-23", "2026-11-23", None)
    assert len(value["answers"]) == 2
    assert "Ada" not in json.dumps(value)


def test_results_of_a_workspace_that_is_not_there_are_refused_with_those_that_are(folder: Folder) -> None:
    play(folder)
    result = folder.studybot("results", "export", "--out", "r.csv", "--workspace", "nowhere")
    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr.startswith("no workspace is called 'nowhere'; there are ")
    assert not list(folder.path.glob("r-*"))


def test_results_need_a_database_of_this_version(folder: Folder) -> None:
    missing = folder.studybot("results", "export", "--out", "r.csv")
    assert missing.stderr == "data/study.db is not there; `studybot db upgrade` makes it\n"
    folder.studybot("db", "upgrade")
    for version, why in (("0001", "earlier studybot"), ("9999", "newer studybot")):
        with sqlite3.connect(folder.path / "data" / "study.db") as database:
            database.execute("UPDATE alembic_version SET version_num = ?", (version,))
        database.close()
        result = folder.studybot("results", "export", "--out", "r.csv")
        assert (result.returncode, result.stdout) == (1, "")
        assert why in result.stderr
    backwards = folder.studybot(
        "results", "export", "--out", "r.csv", "--from", "2026-11-02", "--to", "2026-11-01"
    )
    assert (backwards.returncode, backwards.stderr.count("--to is before --from")) == (2, 1)


def test_the_command_starts_without_the_libraries_of_formats(folder: Folder) -> None:
    code = (
        "import sys; from bot.cli.entry import studybot; import bot.wiring.running; "
        "print([name for name in ('genanki', 'zstandard', 'defusedxml', 'rapidfuzz') if name in sys.modules])"
    )
    told = subprocess.run(
        [sys.executable, "-c", code],
        env=folder.environ(),
        cwd=folder.path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout == "[]\n"
