"""Runs the real command in a folder of its own."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
COMMAND = (sys.executable, "-c", "from bot.cli import main; main()")


@dataclass(frozen=True)
class Folder:
    """A working directory with the bundled bank and an empty config."""

    path: Path

    def environ(self, **more: str) -> dict[str, str]:
        kept = {
            name: value for name, value in os.environ.items() if not name.startswith(("STUDYBOT_", "PORT"))
        }
        return {**kept, "PYTHONPATH": str(ROOT), "COLUMNS": "100", **more}

    def studybot(self, *arguments: str, **environ: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*COMMAND, *arguments],
            cwd=self.path,
            env=self.environ(**environ),
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    def start(self, *arguments: str, **environ: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [*COMMAND, *arguments],
            cwd=self.path,
            env=self.environ(**environ),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def configure(self, text: str) -> None:
        (self.path / "config").mkdir(exist_ok=True)
        (self.path / "config" / "study.yaml").write_text(text, encoding="utf-8")
