"""Writes a picture of every kind: `python -m tests.gallery_pictures FOLDER`."""

import sys
from pathlib import Path

from bot.adapters.pictures.draw import draw
from bot.wording.pictures import alt_text
from tests.charts import CHARTS


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, chart in CHARTS.items():
        (folder / f"{name}.png").write_bytes(draw(chart))
        (folder / f"{name}.txt").write_text(alt_text(chart) + "\n", encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python -m tests.gallery_pictures FOLDER")
    main(Path(sys.argv[1]))
