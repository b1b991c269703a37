"""Walks at random: people at work on both platforms while the bot is killed again and again.

python -m tests.chaos [--crashes 300 | --minutes 30] [--seed 1] [--people 10]
"""

import asyncio
import logging
import shutil
import sys
import tempfile
from argparse import ArgumentParser, Namespace
from pathlib import Path

from tests.chaos.report import figures, judged
from tests.chaos.walk import Walk
from tests.platforms.discord import LoopbackDiscord
from tests.platforms.slack import LoopbackSlack

TOLD_EVERY = 10  # crashes
UNENDING = 1_000_000


async def main(arguments: Namespace) -> int:
    """0 if every promise was kept; else the data stay for whoever wants to look."""
    folder = Path(tempfile.mkdtemp(prefix="chaos"))
    crashes = arguments.crashes or (UNENDING if arguments.minutes else 300)
    async with LoopbackDiscord() as discord, LoopbackSlack() as slack:
        walk = Walk(folder, arguments.seed, arguments.people, discord, slack)
        try:
            await walk.play(crashes, arguments.minutes, _told)
            problems = await judged(walk)
        except Exception as error:  # noqa: BLE001 - said below, with what led to it
            problems = [f"the walk broke off: {error!r}", walk.lives.log.read_text()[-3000:]]
        finally:
            await walk.lives.close()
    if problems:
        print("\n".join(("The last events:", *walk.record.events)))
        print("\n".join(problems))
    print(figures(walk))
    if problems:
        again = f"--crashes {walk.crashes} --seed {walk.seed} --people {arguments.people}"
        print(f"{len(problems)} promises broken. Again: python -m tests.chaos {again}")
        print(f"Kept: {folder}")
        return 1
    shutil.rmtree(folder)
    print("Nothing lost, nothing doubled, nothing missed; db check is clean.")
    return 0


def _told(walk: Walk) -> None:
    if walk.crashes % TOLD_EVERY == 0:
        print(f"{walk.crashes} crashes, {len(walk.record.told)} verdicts", flush=True)


def _arguments() -> Namespace:
    parser = ArgumentParser(prog="python -m tests.chaos", description="Kill the bot at random moments.")
    parser.add_argument("--crashes", type=int, default=0, help="so many crashes, 300 unless told otherwise")
    parser.add_argument("--minutes", type=float, default=0.0, help="or as many as come in so many minutes")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--people", type=int, default=10)
    return parser.parse_args()


if __name__ == "__main__":
    logging.getLogger("asyncio").setLevel(logging.ERROR)
    sys.exit(asyncio.run(main(_arguments())))
