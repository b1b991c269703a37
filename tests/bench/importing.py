"""What an import and an export of 5,000 questions cost, each by a new process as people start it."""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.bench.process import ROOT

QUESTIONS = 5000
RUNS = 3
# what wait4 says of a child's memory is at least what this process has
COMMAND = """
import atexit
atexit.register(lambda: print(next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))))
from bot.cli import main
main()
"""
ITEM = """### {n}. What is thing number {n} of its {m} kinds for?
**Answer:** Thing {n} holds `x_{n}` and $y_{{{n}}}$, which those of kind {m} do not.

- **Size**: as large as {m} others
- **Use**: wherever number {n} is needed

"""


def figures() -> Mapping[str, Any]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "notes.md").write_text(
            "".join(ITEM.format(n=n, m=n * 7919 % 4999) for n in range(1, QUESTIONS + 1))
        )
        (folder / "trivia.json").write_text(json.dumps({"results": [_trivia(n) for n in range(QUESTIONS)]}))
        (folder / "study.yaml").write_text("timezone: UTC\nbank: packs\n")
        return {
            "questions": QUESTIONS,
            "markdown": _best(folder, "bank", "import", "notes.md", "--out", "packs"),
            "opentdb": _best(folder, "bank", "import", "trivia.json", "--out", "trivia"),
            "to_anki": _best(folder, "bank", "export", "--out", "cards.apkg", "--force"),
            "to_yaml": _best(folder, "bank", "export", "--out", "all.yaml", "--force"),
        }


def _trivia(number: int) -> Mapping[str, object]:
    return {
        "category": f"Science: Kind {number % 20}",
        "type": "multiple",
        "difficulty": ("easy", "medium", "hard")[number % 3],
        "question": f"What is &quot;thing {number}&quot; of its {number * 7919 % 4999} kinds?",
        "correct_answer": f"The one of {number}",
        "incorrect_answers": [f"The one of {number + more}" for more in (1, 2, 3)],
    }


def _best(folder: Path, *arguments: str) -> Mapping[str, float]:
    """The quickest of a few runs: others on the machine only ever make one slower."""
    return min((_run(folder, arguments) for _ in range(RUNS)), key=lambda run: run["cpu_seconds"])


def _run(folder: Path, arguments: tuple[str, ...]) -> Mapping[str, float]:
    """RuntimeError if it fails. `os.wait4` tells what this one child has used."""
    environment = os.environ | {"PYTHONPATH": str(ROOT), "STUDYBOT_CONFIG": str(folder / "study.yaml")}
    command, start = [sys.executable, "-P", "-c", COMMAND, *arguments], time.monotonic()
    with (folder / "log").open("w+") as log:
        child = subprocess.Popen(command, cwd=folder, env=environment, stdout=log, stderr=log)
        _, status, used = os.wait4(child.pid, 0)
        seconds, child.returncode = time.monotonic() - start, os.waitstatus_to_exitcode(status)
        log.seek(0)
        last = log.read().split()[-2:]
    if child.returncode:
        raise RuntimeError(f"{' '.join(arguments)} failed with {child.returncode}")
    return {
        "seconds": seconds,
        "cpu_seconds": used.ru_utime + used.ru_stime,
        "megabytes": int(last[0]) / 1024,
    }
