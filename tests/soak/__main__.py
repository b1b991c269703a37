"""Watches the memory of the real process under a steady load.

python -m tests.soak [--minutes N] [--seed N]
"""

import asyncio
import json
import sys
from argparse import ArgumentParser

from tests.soak.run import RATE, soak


def main() -> None:
    parser = ArgumentParser(prog="python -m tests.soak", description=f"{RATE:.0f} interactions a second.")
    parser.add_argument("--minutes", type=float, default=30.0)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    done = asyncio.run(soak(asked.minutes, asked.seed))
    print(json.dumps(done.report(), indent=2))
    sys.exit(done.verdict or 0)


if __name__ == "__main__":
    main()
