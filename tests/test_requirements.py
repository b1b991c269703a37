"""Whatever is installed is the file that was locked, from wherever it comes."""

import json
import re
import runpy
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parents[1] / "requirements"
LOCKED = ("run", "dev", "sbom")
HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}")
PINNED = re.compile(r"[a-z0-9][a-z0-9.-]*(?:\[[a-z0-9,-]+\])?==[^\s;]+( ; .+)?")


def requirements(name: str) -> list[tuple[str, list[str]]]:
    """Each requirement of a lock file with what follows it."""
    lines = (FOLDER / f"{name}.txt").read_text().replace("\\\n", "\0").splitlines()
    parts = [
        [part.strip() for part in line.split("\0")] for line in lines if line and not line.startswith("#")
    ]
    return [(head, rest) for head, *rest in parts]


@pytest.mark.parametrize("name", LOCKED)
def test_every_requirement_is_pinned_by_hash(name: str) -> None:
    locked = requirements(name)
    assert locked
    for head, rest in locked:
        assert PINNED.fullmatch(head), head
        assert rest, head
        assert all(HASH.fullmatch(each) for each in rest), head


@pytest.mark.parametrize("name", LOCKED)
def test_no_lock_file_names_an_address(name: str) -> None:
    text = (FOLDER / f"{name}.txt").read_text()
    assert "://" not in text
    assert not re.search(r"(?m)^\s*(-i|-f|--(index-url|extra-index-url|find-links|trusted-host))\b", text)


@pytest.mark.parametrize("name", LOCKED)
def test_every_lock_file_holds_what_was_asked_for(name: str) -> None:
    locked = {re.split(r"[\[=]", head)[0] for head, _ in requirements(name)}
    for line in (FOLDER / f"{name}.in").read_text().splitlines():
        if line and not line.startswith(("#", "-r")):
            assert re.split(r"[\[<>=]", line)[0].lower().replace("_", "-").replace(".", "-") in {
                one.lower().replace(".", "-") for one in locked
            }


def test_what_ships_is_the_same_for_who_develops() -> None:
    assert set(map(str, requirements("run"))) <= set(map(str, requirements("dev")))


def test_the_bill_of_materials_names_packages_and_hashes_and_no_place() -> None:
    files = {"comment": "implicit dist url", "url": "https://index.example/simple/a/", "hashes": ["aa", "bb"]}
    tool = {"name": "writer", "externalReferences": [{"url": "https://index.example/project/writer/"}]}
    bill: dict[str, Any] = {
        "components": [{"name": "a", "purl": "pkg:pypi/a@1", "externalReferences": [files]}, {"name": "b"}],
        "metadata": {"tools": {"components": [tool]}},
    }
    told = runpy.run_path(str(FOLDER / "bill.py"))["without_places"](bill)
    assert "://" not in json.dumps(told)
    [kept] = told["components"][0]["externalReferences"]
    assert (kept["url"], kept["hashes"]) == ("pkg:pypi/a@1", ["aa", "bb"])
