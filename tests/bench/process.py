"""A child process that is measured: what it has used of a processor and of memory, and its end."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
ALL_CORES = frozenset(os.sched_getaffinity(0))
ENDS_WITHIN = 10.0  # seconds
USERS_ENVIRON = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
"""As people start it: Python keeps what it has compiled."""
_TICKS = os.sysconf("SC_CLK_TCK")


class Process:
    """A Python process; what it prints as lines of JSON can be read, what it is told goes in the same way."""

    def __init__(self, arguments: list[str], environment: Mapping[str, str], cores: Collection[int]) -> None:
        self._log = tempfile.TemporaryFile("w+")  # noqa: SIM115 - closed in `end`; a full pipe would stop the child
        self._process = subprocess.Popen(
            [sys.executable, *arguments],
            cwd=ROOT,
            env={**USERS_ENVIRON, **environment},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._log,
            text=True,
        )
        os.sched_setaffinity(self._process.pid, cores)

    def hear(self) -> Any:
        """The next line of JSON."""
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError(self.log)
        return json.loads(line)

    def ask(self, do: str, **order: Any) -> Any:
        assert self._process.stdin is not None
        print(json.dumps({"do": do, **order}), file=self._process.stdin, flush=True)
        return self.hear()

    @property
    def log(self) -> str:
        self._log.seek(0)
        return self._log.read()

    @property
    def cpu_seconds(self) -> float:
        """Time on a processor so far, of all threads, in user and in kernel mode."""
        fields = self._read("stat").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / _TICKS

    @property
    def megabytes(self) -> float:
        """Resident memory, shared pages included."""
        rows = dict(line.split(":", 1) for line in self._read("status").splitlines())
        return int(rows["VmRSS"].split()[0]) / 1024

    def _read(self, name: str) -> str:
        return Path(f"/proc/{self._process.pid}/{name}").read_text()

    def end(self) -> None:
        self._process.terminate()
        try:
            self._process.communicate(timeout=ENDS_WITHIN)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.communicate()
        self._log.close()


@contextmanager
def process(
    *arguments: str, environment: Mapping[str, str] | None = None, cores: Collection[int] = ALL_CORES
) -> Iterator[Process]:
    """Run on these cores until the end of the block."""
    child = Process(list(arguments), environment or {}, cores)
    try:
        yield child
    finally:
        child.end()
