"""A bot on platforms of its own, with questions that it has asked before it starts."""

import asyncio
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, timedelta
from pathlib import Path

from bot.adapters.bank.folder import load_bank
from bot.adapters.chance import new_id
from bot.adapters.clock import SystemClock
from bot.adapters.discord.render import to_message
from bot.adapters.store.opening import open_store
from bot.config.load import load_settings
from bot.domain.ids import ChannelId, MessageId, RoundId
from bot.domain.round import Round, RoundKind
from bot.ports.records import Action
from bot.wording.rounds import open_card
from tests.bench.process import ALL_CORES, ROOT, Process, process
from tests.platforms.discord.world import World

# some kernels put two processes that wake each other on one core, however idle the others are
CROWDS_CORE = {min(ALL_CORES)}
BOTS_CORES = ALL_CORES - CROWDS_CORE or ALL_CORES
PEOPLE = 200
ROUNDS = 100
OURS = ("-m", "bot", "run", "--port", "0")
FLOOR = ("-m", "tests.bench.floor")


@dataclass(frozen=True)
class Stage:
    """`started_in` is how many seconds the bot took from its process's start to the first click."""

    crowd: Process
    bot: Process
    messages: list[str]
    started_in: float


@contextmanager
def stage(*bot: str, with_slack: bool) -> Iterator[Stage]:
    """A bot that has been started again, and has answered its first click."""
    rounds = make_rounds(ROUNDS)
    with (
        tempfile.TemporaryDirectory() as folder,
        process("-m", "tests.bench.crowd", cores=CROWDS_CORE) as crowd,
    ):
        addresses = crowd.hear()
        cards = [open_card(round_, "A topic", 0, UTC) for round_ in rounds]
        messages = crowd.ask("post", messages=[to_message(card) for card in cards])
        settings = load_settings({"STUDYBOT_DATA": folder})
        asyncio.run(keep(settings.database, rounds, messages))
        load_bank(settings.bank, settings.compiled_bank)
        start = time.monotonic()
        environment = {**addresses, "STUDYBOT_DATA": folder}
        with process(*bot, environment=environment, cores=BOTS_CORES) as running:
            try:
                ready = crowd.ask("await_start", message=messages[0], with_slack=with_slack)
            except RuntimeError as error:
                raise RuntimeError(f"{bot} did not answer a click: {running.log}") from error
            yield Stage(crowd, running, messages, ready - start)


def make_rounds(count: int) -> list[Round]:
    """Open rounds in the loopback's first channel, each with another question of the bundled bank."""
    world, now = World(), SystemClock().now()
    with tempfile.TemporaryDirectory() as name:
        bank = load_bank(ROOT / "question_bank", Path(name) / "compiled")
    questions = [question for question in bank.questions if not question.is_open]
    return [
        Round(
            id=RoundId(new_id()),
            kind=RoundKind.DAILY,
            channel=ChannelId(f"discord:{world.guild}/{next(iter(world.channels))}"),
            question=questions[number % len(questions)],
            opened_at=now,
            day=now.date(),
            closes_at=now + timedelta(days=1),
        )
        for number in range(count)
    ]


async def keep(path: Path, rounds: list[Round], messages: list[str]) -> None:
    async with open_store(path) as store:
        for round_, message in zip(rounds, messages, strict=True):
            await store.rounds.claim(round_)
            await store.outbox.done(round_.id, Action.POST, MessageId(message), round_.opened_at)
