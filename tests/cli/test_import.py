"""`studybot bank import`."""

import json
import re
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.process import Folder

GARDEN = "# 2 Garden questions\n## Soil\n### 1. What is loam?\n**Answer:** Soil.\n\n### 2. Who digs?\n"

NOTING_MEMORY = (
    "import atexit, shutil; atexit.register(shutil.copy, '/proc/self/status', 'status'); "
    "from bot.cli import main; main()"
)
"""What the system says of a child's memory begins with its parent's, so the child tells its own."""


def _write(folder: Folder, name: str, text: str | bytes) -> Path:
    path = folder.path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def test_a_file_becomes_a_pack_that_the_bank_check_takes(folder: Folder) -> None:
    _write(folder, "garden.md", GARDEN)
    result = folder.studybot("bank", "import", "garden.md", "--out", "packs")
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.splitlines() == [
        "garden.md: markdown by heading “### 1.”: 2 questions; the file claims 2",
        "  1 answered, 1 without an answer",
        "  without an answer, kept as drafts: `who-digs`",
        "2 questions without a level: taken as intermediate (--level)",
        f"2 questions, 1 draft among them in {Path('packs', 'garden.yaml')}",
    ]
    assert [path.name for path in (folder.path / "packs").iterdir()] == ["garden.yaml"]
    check = folder.studybot("bank", "check", "packs")
    assert (check.returncode, check.stderr) == (0, "")
    assert check.stdout.startswith("1 question in 1 topic, no error, 0 warnings")


def test_each_stretch_that_is_left_out_is_told_with_its_lines_and_its_heading(folder: Folder) -> None:
    _write(
        folder,
        "garden.md",
        "---\na: b\n---\nHello.\n\n" + GARDEN + "Ada.\n\n## References\n- [x](http://y)\n- z\n",
    )
    result = folder.studybot("bank", "import", "garden.md", "--dry-run")
    assert [line for line in result.stdout.splitlines() if "left out" in line] == [
        "  left out: lines 1–3: settings at the top of the file",
        "  left out: line 4: text outside all questions",
        "  left out: lines 15–16: text outside all questions, under “References”",
    ]


def test_stats_count_what_was_imported_and_what_waits(folder: Folder) -> None:
    _write(folder, "garden.md", GARDEN)
    folder.studybot("bank", "import", "garden.md", "--out", "packs")
    folder.configure("timezone: UTC\nbank: packs\n")
    figures = json.loads(folder.studybot("bank", "stats", "--json").stdout)
    assert (figures["questions"], figures["imported"], figures["drafts"]) == (1, 1, 1)


def test_the_report_for_programs_has_every_field_and_a_broken_file_stops_no_other(folder: Folder) -> None:
    _write(folder, "in/a.bin", b"\x89PNG\xff")
    _write(folder, "in/deep/garden.txt", GARDEN)
    _write(folder, "in/.hidden/x.md", GARDEN)
    result = folder.studybot("bank", "import", "in", "--out", "o", "--pack", "mine", "--report", "json")
    report = json.loads(result.stdout)
    broken, garden = report["files"]
    assert result.returncode == 0
    assert (broken["path"], broken["questions"]) == (str(Path("in", "a.bin")), 0)
    assert "is not UTF-8" in broken["error"]
    wanted = {"format": "markdown", "questions": 2, "answered": 1, "open": 1, "with_options": 0, "claimed": 2}
    assert {key: garden[key] for key in wanted} == wanted
    assert {
        "follow_ups",
        "red_flags",
        "levels",
        "warnings",
        "formulas",
        "code_blocks",
        "tables",
    } <= garden.keys()
    assert garden["drafts"] == [{"line": 6, "id": "who-digs", "prompt": "Who digs?"}]
    assert report["written"] == [str(Path("o", "mine.yaml"))]


def test_a_dry_run_and_a_strict_one_with_warnings_write_nothing(folder: Folder) -> None:
    _write(folder, "a.md", GARDEN.replace("2 Garden", "3 Garden"))
    dry = folder.studybot("bank", "import", "a.md", "--dry-run", "--out", "o")
    assert (dry.returncode, dry.stdout.splitlines()[-1]) == (
        0,
        "2 questions, 1 draft among them; nothing was written",
    )
    strict = folder.studybot("bank", "import", "a.md", "--strict", "--out", "o")
    assert strict.returncode == 1
    assert (
        "  warning: line 1: says that it has 3 questions; 2 were found (count)" in strict.stdout.splitlines()
    )
    assert not (folder.path / "o").exists()
    _write(folder, "b.md", GARDEN)
    assert folder.studybot("bank", "import", "b.md", "--strict", "--out", "o").returncode == 0


def test_nothing_that_can_be_read_exits_1(folder: Folder) -> None:
    _write(folder, "a.md", "# Nothing\nhere\n")
    result = folder.studybot("bank", "import", "a.md", "missing.md")
    assert result.returncode == 1
    assert "a.md: not imported: holds nothing that reads as a question" in result.stdout
    assert "missing.md: not imported: is not there; check the path" in result.stdout
    assert not list(folder.path.glob("*.yaml"))


def test_importing_again_replaces_the_pack_but_no_file_that_somebody_wrote(folder: Folder) -> None:
    _write(folder, "garden.md", GARDEN)
    folder.studybot("bank", "import", "garden.md")
    first = (folder.path / "garden.yaml").read_text()
    assert folder.studybot("bank", "import", "garden.md").returncode == 0
    assert (folder.path / "garden.yaml").read_text() == first
    _write(folder, "soil.yaml", "title: By hand\nquestions: []\n")
    result = folder.studybot("bank", "import", "garden.md", "--pack", "soil")
    assert result.returncode == 1
    assert result.stderr == "soil.yaml: was not imported and stays; choose another name with --pack\n"
    assert "By hand" in (folder.path / "soil.yaml").read_text()


def test_ids_that_other_files_of_the_folder_have_are_left_to_them(folder: Folder) -> None:
    _write(folder, "garden.md", GARDEN)
    for pack in ("one", "two"):
        assert folder.studybot("bank", "import", "garden.md", "--out", "o", "--pack", pack).returncode == 0
    assert "id: what-is-loam-2" in (folder.path / "o/two.yaml").read_text()
    assert folder.studybot("bank", "check", "o").returncode == 0


@pytest.mark.parametrize("name", ["../evil", "/evil", "a b", "A"])
def test_a_pack_has_a_name_and_never_a_path(folder: Folder, name: str) -> None:
    _write(folder, "garden.md", GARDEN)
    result = folder.studybot("bank", "import", "garden.md", "--pack", name)
    assert result.returncode == 1
    assert "is no name; use lower-case words joined by hyphens" in result.stderr


def test_a_link_in_the_place_of_the_pack_is_replaced_and_never_followed(folder: Folder) -> None:
    _write(folder, "garden.md", GARDEN)
    outside = _write(folder, "outside.yaml", "imported: true\n")
    (folder.path / "o").mkdir()
    (folder.path / "o/garden.yaml").symlink_to(outside)
    assert folder.studybot("bank", "import", "garden.md", "--out", "o").returncode == 0
    assert outside.read_text() == "imported: true\n"
    assert not (folder.path / "o/garden.yaml").is_symlink()


def test_five_thousand_questions_take_two_seconds_and_progress_is_shown(folder: Folder) -> None:
    item = "### {n}. What is thing {n} for?\n**Answer:** Thing {n} does:\n- **One**: `a`\n- **Two**: $b$\n\n"
    _write(folder, "big.md", "".join(item.format(n=n) for n in range(1, 5001)))
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    result = subprocess.run(
        [sys.executable, "-c", NOTING_MEMORY, "bank", "import", "big.md"],
        cwd=folder.path,
        env=folder.environ(),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert result.stdout.splitlines()[-1] == "5,000 questions in big.yaml"
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    assert used < 4  # seconds of the processor; less than two on an idle machine
    [most] = re.findall(r"VmHWM:\s+(\d+) kB", (folder.path / "status").read_text())
    assert int(most) < 200 * 1024
    assert set(result.stderr.splitlines()) <= {"reading big.md …", "comparing 5,000 questions …"}
