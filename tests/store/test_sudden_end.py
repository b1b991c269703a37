"""What was confirmed is on the disk, even if the process is killed the moment after."""

import asyncio
import subprocess
import sys
from pathlib import Path

from bot.adapters.store.integrity import check_totals
from bot.adapters.store.opening import open_store
from bot.domain.ids import PersonId
from tests.builders import round_

ANSWERER = """
import asyncio, sys
from pathlib import Path
from bot.adapters.store.opening import open_store
from tests.builders import round_
from tests.store.builders import answer, member, post

async def main():
    async with open_store(Path(sys.argv[1])) as store:
        asked = await post(store, round_())
        async def play(n):
            person = await member(store, f"p{n}")
            await store.answers.record(answer(asked, person), asked)
            print(person, flush=True)
        await asyncio.gather(*(play(n) for n in range(5000)))

asyncio.run(main())
"""


def confirmed_before_a_kill(path: Path) -> list[int]:
    command = [sys.executable, "-c", ANSWERER, str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        confirmed = [int(child.stdout.readline()) for _ in range(300)]
        child.kill()
        return confirmed + [int(line) for line in child.stdout if line.endswith("\n")]


async def test_a_killed_process_loses_nothing_that_it_confirmed(path: Path) -> None:
    confirmed = await asyncio.to_thread(confirmed_before_a_kill, path)
    assert len(confirmed) < 5000
    assert check_totals(path) == []
    async with open_store(path) as store:
        for person in confirmed:
            assert await store.answers.find(round_().id, PersonId(person)) is not None
