"""The core's context around whatever a test brings."""

from datetime import timedelta
from itertools import count
from random import Random
from zoneinfo import ZoneInfo

from bot.app.context import Context
from bot.domain.bank import Bank
from bot.ports.outside import Channels, Clock
from bot.ports.store import Store
from tests.builders import bank, question
from tests.fakes import FixedBanks, RecordingWatchers


def context(store: Store, channels: Channels, clock: Clock, questions: Bank | None = None) -> Context:
    ids = count()
    return Context(
        store=store,
        banks=FixedBanks(questions or bank(question())),
        channels=channels,
        watchers=RecordingWatchers(),
        clock=clock,
        chance=Random(7).randrange,
        new_id=lambda: f"id{next(ids):010}",
        zone_of=lambda _: ZoneInfo("Europe/Berlin"),
        file_schedules=(),
        catch_up=timedelta(hours=3),
    )
