"""How a bot is that has a bad day, with more schedules than a card shows."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.cards import Card
from bot.domain.ids import ChannelId, ScheduleId
from bot.ports.overview import LatestSlot, Undelivered
from bot.ports.vitals import Logged, Vitals
from bot.wording.status import Standing, Status, status_card
from tests.builders import schedule

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
HALL = ChannelId("slack:T0STUDY/C0GENERAL")
REFUSED = "studybot is not in the channel C0GENERAL. Write /invite @studybot there."
LIMITED = "Slack asks us to wait 30 s with chat.postMessage"
TOKEN = "Slack refuses the bot token (invalid_auth). Copy the Bot User OAuth Token (xoxb-…) anew."


def _standing(number: int) -> Standing:
    asked = LatestSlot(
        decided_at=NOW - timedelta(hours=number), asked=True, trouble=REFUSED if number % 3 else ""
    )
    one = replace(schedule(), id=ScheduleId(f"schedule-{number}"), paused=number == 4)
    return Standing(one, NOW + timedelta(days=1), asked if number else None)


def status() -> Card:
    return status_card(
        Status(
            now=NOW,
            zone=UTC,
            vitals=Vitals(
                version="1.2.3",
                started_at=NOW - timedelta(days=3, hours=4),
                connections={"discord": "connecting", "slack": TOKEN},
                database_bytes=5_200_000,
                backed_up_at=NOW - timedelta(hours=9),
                errors=[Logged("discord.press_failed", 2, NOW), Logged("store.commit_failed", 1, NOW)],
            ),
            waiting=[Undelivered(HALL, NOW - timedelta(minutes=5), LIMITED)] * 3,
            failed=[Undelivered(HALL, NOW - timedelta(hours=n), REFUSED) for n in range(5)],
            schedules=[_standing(number) for number in range(12)],
            questions=477,
        )
    )
