"""200 people who answer one question of a live quiz within a second, over a loopback Discord."""

import asyncio
import statistics
import tempfile
from dataclasses import replace
from datetime import UTC
from pathlib import Path

from bot.adapters.discord.render import to_message
from bot.adapters.store.opening import open_store
from bot.config.load import load_settings
from bot.domain import live_quiz as rules
from bot.domain.announcement import Announcement, AnnouncementKind
from bot.domain.ids import Account, AnnouncementId, MessageId, PersonId, QuizId
from bot.domain.live_quiz import LiveQuiz
from bot.domain.people import Actor
from bot.domain.round import Round, RoundKind
from bot.ports.records import Action
from bot.wording.live import question_card
from tests.bench.process import process
from tests.bench.stage import BOTS_CORES, CROWDS_CORE, OURS, PEOPLE, make_rounds

TURNS = 6
LONG = 3600  # seconds; the question stays open for the whole measurement


def figures() -> dict[str, float]:
    """From a click to its acknowledgement; the first turn, when everybody is new, is counted by itself."""
    quiz, round_ = _made()
    with (
        tempfile.TemporaryDirectory() as folder,
        process("-m", "tests.bench.crowd", cores=CROWDS_CORE) as crowd,
    ):
        addresses = crowd.hear()
        card = question_card(quiz, round_, "A topic", 0, round_.opened_at)
        messages = crowd.ask("post", messages=[to_message(card)])
        asyncio.run(_keep(load_settings({"STUDYBOT_DATA": folder}).database, quiz, round_, messages[0]))
        with process(*OURS, environment={**addresses, "STUDYBOT_DATA": folder}, cores=BOTS_CORES):
            crowd.ask("await_start", message=messages[0], with_slack=True)
            order = {"messages": messages, "people": PEOPLE, "clicks": PEOPLE, "rate": float(PEOPLE)}
            turns = [crowd.ask("click", **order)["latencies"] for _ in range(TURNS)]
    return {**_delays("first_", turns[0]), **_delays("", [one for turn in turns[1:] for one in turn])}


def _delays(prefix: str, latencies: list[float]) -> dict[str, float]:
    hundredths = statistics.quantiles(latencies, n=100)
    delays = {"p50_ms": hundredths[49], "p99_ms": hundredths[98], "max_ms": max(latencies)}
    return {f"{prefix}{name}": 1000 * seconds for name, seconds in delays.items()}


def _made() -> tuple[LiveQuiz, Round]:
    """A quiz in its lobby and its first question; choices may be changed, so that each turn counts."""
    [asked] = make_rounds(1)
    quiz = LiveQuiz(
        id=QuizId("benchquiz"),
        channel=asked.channel,
        host=PersonId(1),
        questions=(asked.question.id,),
        seconds=LONG,
        may_change=True,
    )
    return quiz, replace(asked, kind=RoundKind.LIVE, quiz=quiz.id, closes_at=None)


async def _keep(path: Path, quiz: LiveQuiz, round_: Round, message: str) -> None:
    """Keep the quiz with its question open, as if both had been posted."""
    at = round_.opened_at
    lobby = Announcement(
        id=AnnouncementId("benchlobby"),
        kind=AnnouncementKind.LOBBY,
        channel=quiz.channel,
        subject=quiz.id,
        opened_at=at,
    )
    async with open_store(path) as store:
        host = await store.people.recognise(Actor(Account("discord:1"), "Host", quiz.channel))
        assert host == quiz.host
        await store.live.start(quiz, lobby)
        await store.outbox.failed(lobby.id, Action.POST, "nobody looks at it")
        await store.live.advance(quiz, rules.go_on(quiz, round_.id), at, UTC, ask=round_)
        await store.outbox.done(round_.id, Action.POST, MessageId(message), at)
