"""A wall clock of the bot's own, which can be set while it runs; its steady clock stays the machine's."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.adapters.clock import SystemClock

LIBRARY = "libfaketimeMT.so.1"
PLACES = ("lib/*/faketime", "lib64/faketime", "lib/faketime", "local/lib/faketime")


class OwnClock:
    """What a process that is started with `settings` takes for the time of day; true until it is set."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "clock"
        self._ahead = timedelta()
        self.settings = {
            "LD_PRELOAD": _library(),
            "FAKETIME_TIMESTAMP_FILE": str(self._file),
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",
            "FAKETIME_NO_CACHE": "1",
        }
        self.jump()

    def now(self) -> datetime:
        return SystemClock().now() + self._ahead

    def jump(self, **span: float) -> None:
        self._ahead += timedelta(**span)
        # replaced as a whole: a file that is half written would be another time
        written = self._file.with_suffix(".new")
        written.write_text(f"{self._ahead.total_seconds():+f}\n")
        written.replace(self._file)

    def show(self, moment: datetime) -> None:
        """Set it to this moment, from which it goes on."""
        self.jump(seconds=(moment - self.now()).total_seconds())


def _library() -> str:
    found = [path for place in PLACES for path in Path("/usr").glob(f"{place}/{LIBRARY}")]
    if not found:
        pytest.skip(f"no {LIBRARY} below /usr, which sets a process's clock (apt install libfaketime)")
    return str(found[0])
