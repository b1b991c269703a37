"""How long a bank of 500 rich questions takes to load, cold and from its compiled copy; prints JSON."""

import json
import re
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
QUESTIONS = 500
RUNS = 7

ONE_LOAD = """
import sys; from pathlib import Path; from time import perf_counter
from bot.adapters.bank.folder import load_bank
start = perf_counter()
load_bank(Path(sys.argv[1]), Path(sys.argv[2]))
print(perf_counter() - start)
"""


def measure() -> dict[str, object]:
    with tempfile.TemporaryDirectory() as name:
        folder, compiled = Path(name) / "bank", Path(name) / "bank.msgpack"
        size = make_bank(folder)
        cold = [load(folder, compiled, fresh=True) for _ in range(RUNS)]
        warm = [load(folder, compiled, fresh=False) for _ in range(RUNS)]
    return {
        "questions": QUESTIONS,
        "megabytes": round(size / 1e6, 2),
        "cold": spread(cold),
        "warm": spread(warm),
    }


def make_bank(folder: Path) -> int:
    """The bundled questions over and over under other ids; the size in bytes."""
    folder.mkdir()
    size = 0
    paths = sorted((ROOT / "question_bank").glob("*.yaml"))
    for number, path in enumerate(paths):
        head, body = path.read_text(encoding="utf-8").split("questions:\n", 1)
        items = re.split(r"(?m)^(?=  - id: )", body)[1:]
        wanted = range(number, QUESTIONS, len(paths))
        renamed = (re.sub(r"- id: (\S+)", rf"- id: \1-{n}", items[n % len(items)], count=1) for n in wanted)
        text = f"{head}questions:\n{''.join(renamed)}"
        size += (folder / path.name).write_bytes(text.encode())
    return size


def load(folder: Path, compiled: Path, *, fresh: bool) -> float:
    """Seconds that a new process takes to load the bank, the libraries it needs for that included."""
    if fresh:
        compiled.unlink(missing_ok=True)
    command = [sys.executable, "-c", ONE_LOAD, str(folder), str(compiled)]
    return float(subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT).stdout)


def spread(seconds: list[float]) -> dict[str, float]:
    return {"median_ms": round(1000 * statistics.median(seconds), 1), "max_ms": round(1000 * max(seconds), 1)}


if __name__ == "__main__":
    print(json.dumps({"bank": measure()}))
