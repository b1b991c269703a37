"""Answers a second from a press to its durable rows, against a plain loop that commits each answer."""

import asyncio
import statistics
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, timedelta
from pathlib import Path
from typing import Any

from bot.adapters.bank.folder import BankFolder
from bot.adapters.bank.writing import PackFiles
from bot.adapters.chance import draw, new_id
from bot.adapters.clock import SystemClock
from bot.adapters.memory import FsrsMemory
from bot.adapters.platforms import Everybody, Platforms
from bot.adapters.store.opening import SqliteStore, open_store
from bot.app.context import Context
from bot.app.postman import Postman
from bot.app.studybot import StudyBot
from bot.domain.ids import Account
from bot.domain.people import Actor
from bot.domain.rates import Limits, Rate
from bot.domain.round import Round
from bot.presses.questions import Choose
from tests.bench import plain
from tests.bench.process import ROOT
from tests.bench.stage import keep, make_rounds
from tests.fakes import DirectImporter, TinyPainter

PEOPLE = 500
ROUNDS = 6
AT_ONCE = 64
TURNS = 5
NO_LIMIT = Rate(1_000_000, 1000)
"""Reckoned with as any other."""


def answers() -> dict[str, Any]:
    """Both take turns, and each ratio is of one turn.

    The plain loop waits for the disk at each answer and we once for many, so a disk that is busy with
    something else flatters us: `commit_ms` is what a row alone takes to commit in the same turn.
    """
    turns = [_turn() for _ in range(TURNS)]
    names = ("studybot_per_second", "floor_per_second", "ratio", "commit_ms")
    return {
        **{name: statistics.median(turn[name] for turn in turns) for name in names},
        "turns": [{name: turn[name] for name in names} for turn in turns],
        "same_rows": all(turn["same_rows"] for turn in turns),
    }


def _turn() -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as name:
        path, copy = Path(name) / "study.db", Path(name) / "plain.db"
        rounds = make_rounds(ROUNDS)
        ours = asyncio.run(_press_all(path, rounds))
        floor = plain.loop(path, copy, rounds[0].channel)
        return {
            "studybot_per_second": PEOPLE * ROUNDS / ours,
            "floor_per_second": PEOPLE * ROUNDS / floor,
            "ratio": floor / ours,
            "commit_ms": 1000 * plain.smallest_commit(Path(name) / "commit.db"),
            "same_rows": plain.rows(path) == plain.rows(copy),
        }


async def _press_all(path: Path, rounds: list[Round]) -> float:
    """Seconds for every person to answer every round, all of them known already."""
    await keep(path, rounds, [str(number) for number in range(ROUNDS)])
    async with open_store(path) as store:
        study = _study(store, path.parent)
        people = [
            Actor(Account(f"discord:{n}"), f"Member {n}", rounds[0].channel, manager=False)
            for n in range(PEOPLE)
        ]
        await asyncio.gather(*map(store.people.recognise, people))
        presses = iter([(round_, n % 4, actor) for round_ in rounds for n, actor in enumerate(people)])
        start = time.perf_counter()
        await asyncio.gather(*(_one_after_the_other(study, presses) for _ in range(AT_ONCE)))
        return time.perf_counter() - start


async def _one_after_the_other(study: StudyBot, presses: Iterator[tuple[Round, int, Actor]]) -> None:
    for round_, choice, actor in presses:
        await study.press(Choose(round_.id, choice), actor)


def _study(store: SqliteStore, folder: Path) -> StudyBot:
    context = Context(
        store=store,
        banks=BankFolder(ROOT / "question_bank", folder / "bank.msgpack"),
        channels=Platforms(),
        watchers=Everybody(),
        clock=SystemClock(),
        chance=draw,
        new_id=new_id,
        zone_of=lambda _: UTC,
        file_schedules=(),
        catch_up=timedelta(hours=3),
        memory=FsrsMemory(),
        tellers=Platforms(),
        painter=TinyPainter(),
        groups=Platforms(),
        roster=Platforms(),
        pack_format=PackFiles(),
        importer=DirectImporter(),
        limits=Limits(person=NO_LIMIT, workspace=NO_LIMIT),
    )
    return StudyBot(context, Postman(context))
