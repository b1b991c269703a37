"""A word in private when something is due: at most one a day, and none where nothing waits."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.app.context import Context
from bot.app.reminders import remind
from bot.app.studybot import StudyBot
from bot.cards import Card, Tone
from bot.commands import AddToReview, Command, RemindMe, Review, SetRetention, StopReminding
from bot.domain.ids import Account, QuestionId
from bot.plain import to_plain
from bot.ports.outside import Refused, Unreachable
from bot.presses.reviews import OpenReview, StopReminders
from tests.builders import actor
from tests.fakes import RecordingTellers, StoppedClock

ADA = actor("ada")
KV = QuestionId("kv-cache")


@pytest.fixture
async def asked_for(study: StudyBot) -> None:
    """Ada wants to hear at 18:30 in Berlin, and has something to review; it is 13:00 there."""
    await study.command(AddToReview(KV), ADA)
    await study.command(RemindMe("18:30", "europe/berlin"), ADA)


async def look_until(ctx: Context, clock: StoppedClock, hours: float, every: float = 0.5) -> None:
    end = clock.now() + timedelta(hours=hours)
    while clock.now() < end:
        clock.advance(hours=every)
        await remind(ctx)


@pytest.mark.usefixtures("asked_for")
async def test_a_person_is_told_once_on_each_day_while_something_is_due(
    ctx: Context, clock: StoppedClock, tellers: RecordingTellers
) -> None:
    await look_until(ctx, clock, hours=5)
    assert tellers.told == []
    await look_until(ctx, clock, hours=19)
    [(account, card)] = tellers.told
    assert account == ADA.account
    assert card.title == "1 card is due"
    assert [button.press for button in card.buttons] == [OpenReview(ADA.workspace), StopReminders()]
    await look_until(ctx, clock, hours=48)
    assert len(tellers.told) == 3


async def test_nobody_is_told_that_nothing_is_due(
    ctx: Context, study: StudyBot, clock: StoppedClock, tellers: RecordingTellers
) -> None:
    await study.command(RemindMe("18:30"), ADA)
    await look_until(ctx, clock, hours=48)
    assert tellers.told == []


@pytest.mark.usefixtures("asked_for")
async def test_moving_the_time_brings_no_second_reminder_on_a_day(
    ctx: Context, study: StudyBot, clock: StoppedClock, tellers: RecordingTellers
) -> None:
    await look_until(ctx, clock, hours=6)
    await study.command(RemindMe("20:00", "Europe/Berlin"), ADA)
    await look_until(ctx, clock, hours=4)
    assert len(tellers.told) == 1


@pytest.mark.usefixtures("asked_for")
async def test_one_click_ends_it(
    ctx: Context, study: StudyBot, clock: StoppedClock, tellers: RecordingTellers
) -> None:
    reply = await study.press(StopReminders(), ADA)
    assert reply.card.title == "No more reminders"
    await look_until(ctx, clock, hours=48)
    assert tellers.told == []
    assert (await study.command(StopReminding(), ADA)).card.title == "There was no reminder"


@pytest.mark.usefixtures("asked_for")
async def test_a_person_who_takes_no_messages_is_not_tried_again_and_hears_why(
    ctx: Context, study: StudyBot, clock: StoppedClock, tellers: RecordingTellers
) -> None:
    tellers.failures.append(Refused("They are closed."))
    await look_until(ctx, clock, hours=72)
    assert tellers.told == []
    told = to_plain((await study.command(Review(), ADA)).card)
    assert "Your reminder was switched off" in told
    assert "They are closed." in told
    assert "switched off" not in to_plain((await study.command(Review(), ADA)).card)


@pytest.mark.usefixtures("asked_for")
async def test_what_was_certainly_not_sent_is_tried_again_the_same_day(
    ctx: Context, clock: StoppedClock, tellers: RecordingTellers
) -> None:
    tellers.failures.extend([Unreachable("not connected"), Unreachable("busy", wait=1200)])
    await look_until(ctx, clock, hours=7, every=0.1)
    assert len(tellers.told) == 1


@pytest.mark.usefixtures("asked_for")
async def test_a_new_aim_between_a_reminder_s_time_and_its_sending_loses_nothing(
    ctx: Context, study: StudyBot, clock: StoppedClock, tellers: RecordingTellers
) -> None:
    clock.advance(hours=5.5)
    await study.command(SetRetention(85), ADA)
    tellers.failures.append(Unreachable("not connected"))
    await remind(ctx)
    await study.command(SetRetention(90), ADA)
    await look_until(ctx, clock, hours=0.2, every=0.1)
    assert len(tellers.told) == 1


class Meanwhile(RecordingTellers):
    """Somebody changes their mind while their reminder is on its way, and then it fails."""

    def __init__(self, study: StudyBot, command: Command, failure: Exception) -> None:
        super().__init__()
        self.study, self.command, self.failure = study, command, failure

    async def tell(self, account: Account, card: Card) -> None:
        await self.study.command(self.command, ADA)
        raise self.failure


@pytest.mark.usefixtures("asked_for")
@pytest.mark.parametrize("failure", [Refused("They are closed."), Unreachable("not connected")])
async def test_a_reminder_set_while_the_old_one_fails_comes_at_its_time(
    ctx: Context, study: StudyBot, clock: StoppedClock, tellers: RecordingTellers, failure: Exception
) -> None:
    clock.advance(hours=5.5)
    await remind(replace(ctx, tellers=Meanwhile(study, RemindMe("18:00"), failure)))
    assert "switched off" not in to_plain((await study.command(Review(), ADA)).card)
    await look_until(ctx, clock, hours=23)
    assert tellers.told == []
    await look_until(ctx, clock, hours=1)
    assert len(tellers.told) == 1


@pytest.mark.usefixtures("asked_for")
@pytest.mark.parametrize("failure", [Refused("They are closed."), Unreachable("not connected")])
async def test_a_reminder_stopped_while_it_fails_stays_stopped(
    ctx: Context, study: StudyBot, clock: StoppedClock, tellers: RecordingTellers, failure: Exception
) -> None:
    clock.advance(hours=5.5)
    await remind(replace(ctx, tellers=Meanwhile(study, StopReminding(), failure)))
    await look_until(ctx, clock, hours=48)
    assert tellers.told == []
    assert "switched off" not in to_plain((await study.command(Review(), ADA)).card)


@pytest.mark.usefixtures("asked_for")
async def test_what_may_have_arrived_is_not_sent_again(
    ctx: Context, clock: StoppedClock, tellers: RecordingTellers
) -> None:
    tellers.failures.append(Unreachable("cut", uncertain=True))
    await look_until(ctx, clock, hours=7, every=0.1)
    assert tellers.told == []
    await look_until(ctx, clock, hours=24)
    assert len(tellers.told) == 1


async def test_a_reminder_put_off_over_midnight_is_left_to_the_next_day(
    ctx: Context, study: StudyBot, clock: StoppedClock, tellers: RecordingTellers
) -> None:
    await study.command(AddToReview(KV), ADA)
    await study.command(RemindMe("23:58", "Europe/Berlin"), ADA)
    tellers.failures.append(Unreachable("not connected"))
    await look_until(ctx, clock, hours=13, every=0.01)
    assert tellers.told == []
    await look_until(ctx, clock, hours=24, every=0.02)
    assert len(tellers.told) == 1


@pytest.mark.usefixtures("asked_for")
@pytest.mark.parametrize(("hours", "told"), [(28, 0), (30, 1)])
async def test_after_a_day_down_only_today_s_reminder_comes(
    ctx: Context, clock: StoppedClock, tellers: RecordingTellers, hours: int, told: int
) -> None:
    """At 17:00 the next day it is not time yet, at 19:00 it is."""
    clock.advance(hours=hours)
    await remind(ctx)
    assert len(tellers.told) == told
    await look_until(ctx, clock, hours=4)
    assert len(tellers.told) == 1


@pytest.mark.parametrize(
    ("zone", "at", "start"),
    [
        ("Europe/Berlin", "02:30", datetime(2026, 3, 27, 12, tzinfo=UTC)),
        ("Europe/Berlin", "02:30", datetime(2026, 10, 23, 12, tzinfo=UTC)),
        ("America/Santiago", "00:00", datetime(2026, 9, 4, 12, tzinfo=UTC)),
        ("Australia/Lord_Howe", "01:45", datetime(2026, 4, 3, 12, tzinfo=UTC)),
        ("Pacific/Apia", "09:00", datetime(2011, 12, 28, 12, tzinfo=UTC)),
        ("Africa/Cairo", "00:00", datetime(2026, 4, 22, 12, tzinfo=UTC)),
    ],
)
async def test_a_change_of_the_clock_brings_one_reminder_a_day(
    ctx: Context,
    study: StudyBot,
    clock: StoppedClock,
    tellers: RecordingTellers,
    zone: str,
    at: str,
    start: datetime,
) -> None:
    clock.time = start
    await study.command(AddToReview(KV), ADA)
    await study.command(RemindMe(at, zone), ADA)
    days = []
    for _ in range(5 * 96):
        clock.advance(minutes=15)
        before = len(tellers.told)
        await remind(ctx)
        if len(tellers.told) > before:
            days.append(clock.now().astimezone(ZoneInfo(zone)).date())
    assert len(days) == len(set(days))
    assert 4 <= len(days) <= 6


@pytest.mark.parametrize(
    ("at", "zone", "sentence"),
    [
        ("noon", None, "no time of day"),
        ("25:00", None, "no time of day"),
        ("09:00 and 17:00", None, "one reminder a day at most"),
        ("18:30", "Berlin/Europe", "no time zone"),
        ("", None, "at least one time"),
    ],
)
async def test_what_cannot_be_read_is_said(study: StudyBot, at: str, zone: str | None, sentence: str) -> None:
    card = (await study.command(RemindMe(at, zone), ADA)).card
    assert card.tone is Tone.REFUSAL
    assert sentence in to_plain(card)


async def test_a_zone_once_named_is_kept(study: StudyBot) -> None:
    await study.command(RemindMe("18:30", "Asia/Tokyo"), ADA)
    card = (await study.command(RemindMe("07:00"), ADA)).card
    assert card.title == "A reminder at 07:00, Asia/Tokyo"
    assert "Tue 24 Nov, 07:00 JST" in to_plain(card)
