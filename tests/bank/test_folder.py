"""The bank in use: its compiled copy and its reload."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bot.adapters.bank.compiled import load_compiled, save_compiled
from bot.adapters.bank.folder import BadBank, BankFolder, load_bank
from bot.adapters.bank.reader import read_bank
from bot.adapters.bank.sources import digest, read_sources
from tests.bank.files import HEAD, QUESTION, write

ROOT = Path(__file__).parents[2]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write(tmp_path / "bank")


@pytest.fixture
def compiled(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "bank.msgpack"


def test_the_compiled_copy_holds_the_same_bank(compiled: Path) -> None:
    sources, _ = read_sources(ROOT / "question_bank")
    bank = read_bank(sources).bank
    assert bank is not None
    save_compiled(compiled, digest(sources), bank)
    assert load_compiled(compiled, digest(sources)) == bank


def test_a_second_load_comes_from_the_copy(folder: Path, compiled: Path) -> None:
    first = load_bank(folder, compiled)
    made = compiled.stat().st_mtime_ns
    assert load_bank(folder, compiled) == first
    assert compiled.stat().st_mtime_ns == made


def test_a_changed_source_makes_a_new_copy(folder: Path, compiled: Path) -> None:
    load_bank(folder, compiled)
    write(folder, HEAD + QUESTION.replace("id: scaling", "id: renamed"))
    assert [question.id for question in load_bank(folder, compiled)] == ["renamed"]
    (folder / "attention.yaml").rename(folder / "other.yaml")
    with pytest.raises(BadBank, match="this is the file of `other`"):
        load_bank(folder, compiled)


@pytest.mark.parametrize("at", [0, 20, 50, 90, -1])
def test_a_damaged_copy_is_ignored_and_made_anew(folder: Path, compiled: Path, at: int) -> None:
    bank = load_bank(folder, compiled)
    good = compiled.read_bytes()
    damaged = bytearray(good)
    damaged[at] ^= 1
    for content in (bytes(damaged), good[:at], b""):
        compiled.write_bytes(content)
        assert load_bank(folder, compiled) == bank
        assert compiled.read_bytes() == good


def test_a_copy_that_cannot_be_written_costs_nothing_else(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file where a folder should be")
    assert len(load_bank(folder, tmp_path / "cache" / "bank.msgpack")) == 1


def test_a_start_from_the_copy_needs_neither_yaml_nor_pydantic(folder: Path, compiled: Path) -> None:
    load_bank(folder, compiled)
    code = (
        "import sys; from pathlib import Path; from bot.adapters.bank.folder import BankFolder\n"
        f"assert len(BankFolder(Path({str(folder)!r}), Path({str(compiled)!r})).current) == 1\n"
        "sys.exit(bool({'yaml', 'pydantic'} & set(sys.modules)))"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT)


def test_a_bad_bank_is_not_opened(folder: Path, compiled: Path) -> None:
    write(folder, HEAD + QUESTION.replace("id: scaling", "id: yes"))
    with pytest.raises(BadBank) as raised:
        BankFolder(folder, compiled)
    assert raised.value.problems == [
        f"{folder}/attention.yaml:3: question 1: `id` is read as yes or no (so are on, off, true, false); "
        "put quotes around it"
    ]


async def test_a_reload_shows_the_new_bank(folder: Path, compiled: Path) -> None:
    banks = BankFolder(folder, compiled)
    write(folder, HEAD + QUESTION.replace("id: scaling", "id: renamed"))
    assert await banks.reload() == ()
    assert [question.id for question in banks.current] == ["renamed"]


async def test_a_reload_of_a_wrong_bank_keeps_the_old_one(folder: Path, compiled: Path) -> None:
    banks = BankFolder(folder, compiled)
    old = banks.current
    write(folder, HEAD + QUESTION.replace("level: intermediate", "level: hard"))
    (problem,) = await banks.reload()
    assert "`hard` is unknown" in problem
    assert banks.current is old


async def test_a_reload_of_a_vanished_folder_keeps_the_old_bank(folder: Path, compiled: Path) -> None:
    banks = BankFolder(folder, compiled)
    shutil.rmtree(folder)
    (problem,) = await banks.reload()
    assert "cannot be read" in problem
    assert len(banks.current) == 1
