"""Plays a season on both platforms, proves its boards, tells how it went and keeps its pictures.

python -m tests.demo_season [--days 30] [--people 60] [--out FOLDER]
"""

import asyncio
import logging
import sys
import tempfile
import time
from argparse import ArgumentParser, Namespace
from pathlib import Path

from bot.cli.logs import set_up_logs
from tests.demo_season.proof import proof_of
from tests.demo_season.report import report, save_pictures
from tests.demo_season.season import new_season


async def main(arguments: Namespace) -> int:
    """0 if everything held."""
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        async with new_season(Path(folder), arguments.days, arguments.people) as season:
            await season.play()
            proof = await proof_of(season)
            problems = await proof.problems()
            print(await report(season, proof, time.monotonic() - began))
            if arguments.out:
                await save_pictures(season, proof, arguments.out)
    print("\n".join(problems) or "Every board equals a slow count of what people pressed; db check is clean.")
    return 1 if problems else 0


def _arguments() -> Namespace:
    about = "Play a season of two workspaces on loopback platforms."
    parser = ArgumentParser(prog="python -m tests.demo_season", description=about)
    parser.add_argument("--days", type=int, default=30)
    parser.add_argument("--people", type=int, default=60)
    parser.add_argument("--out", type=Path, help="a folder for the pictures")
    return parser.parse_args()


if __name__ == "__main__":
    arguments = _arguments()
    if arguments.out:
        arguments.out.mkdir(parents=True, exist_ok=True)
    set_up_logs("warning", (), for_people=True)
    logging.getLogger("asyncio").setLevel(logging.ERROR)
    sys.exit(asyncio.run(main(arguments)))
