"""What /stats and a verdict tell of streaks, freezes, days and badges."""

from datetime import timedelta

from bot.app.ask import ask_now
from bot.app.context import Context
from bot.app.studybot import StudyBot
from bot.cards import Card
from bot.commands import Stats
from bot.domain.ids import workspace_of
from bot.domain.round import Round, RoundKind
from bot.plain import to_plain
from bot.presses.questions import Choose
from tests.builders import HALL, actor, question, round_
from tests.fakes import StoppedClock
from tests.store.builders import post

ADA = actor("ada")


async def daily(ctx: Context) -> Round:
    now = ctx.clock.now()
    day = ctx.day_of(now, workspace_of(HALL))
    asked = round_(
        f"{day}", question=question(f"q-{day}"), opened_at=now, day=day, closes_at=now + timedelta(hours=3)
    )
    return await post(ctx.store, asked)


async def days(ctx: Context, study: StudyBot, clock: StoppedClock, pattern: str) -> Card:
    """Asks on each day but those with a dot; a letter for right or wrong, a dash for a missed one."""
    card = Card(title="")
    for sign in pattern:
        asked = await daily(ctx) if sign != "." else None
        if asked is not None and sign in "rw":
            choice = (asked.question.key + (sign == "w")) % 4
            card = (await study.press(Choose(asked.id, choice), ADA)).card
        clock.advance(days=1)
    return card


async def test_a_verdict_says_what_a_freeze_has_kept(
    ctx: Context, study: StudyBot, clock: StoppedClock
) -> None:
    assert (await days(ctx, study, clock, "rrrrrr")).note.endswith("in all · streak 6 days")
    assert (await days(ctx, study, clock, "r")).note.endswith("in all · streak 7 days · 1 freeze held")
    assert (await days(ctx, study, clock, "-r")).note.endswith("a freeze kept your streak of 8 days")
    assert (await days(ctx, study, clock, "r")).note.endswith("in all · streak 9 days")


async def test_stats_show_each_day_with_a_sign_that_words_explain(
    ctx: Context, study: StudyBot, clock: StoppedClock
) -> None:
    await days(ctx, study, clock, "rwrrr..rr-r-")
    text = to_plain((await study.command(Stats(), ADA)).card)
    assert "23 Nov  ✓  ✗  ✓  ✓  ✓  ·  ·" in text
    assert "30 Nov  ✓  ✓  ◇  ✓  –  ·" in text
    assert "✓ right, ✗ not right, ◇ kept by a freeze, – missed, · no question." in text
    assert "7 right, 1 not right, 1 kept by a freeze, 1 missed." in text
    assert "Streak: 0 days, the longest 8 days" in text
    assert "none held, the next in 7 answered days; the last was spent on Wed 2 Dec" in text


async def test_stats_say_that_a_freeze_is_being_spent(
    ctx: Context, study: StudyBot, clock: StoppedClock
) -> None:
    await days(ctx, study, clock, "rrrrrrrrrrrrrr")
    text = to_plain((await study.command(Stats(), ADA)).card)
    assert "2 held, which is the most" in text
    await days(ctx, study, clock, "--")
    text = to_plain((await study.command(Stats(), ADA)).card)
    assert "Streak: 14 days, the longest 14 days" in text
    assert "none held, the next in 7 answered days; 2 freezes have just kept the streak" in text


async def test_the_calendar_goes_back_twelve_weeks(
    ctx: Context, study: StudyBot, clock: StoppedClock
) -> None:
    await days(ctx, study, clock, "r" * 90)
    text = to_plain((await study.command(Stats(), ADA)).card)
    assert "23 Nov" not in text
    assert "In all 83 right." in text
    assert text.count("✓  ✓  ✓  ✓  ✓  ✓  ✓") == 11
    assert "Streak: 90 days" in text
    assert "earned: a streak of 30 days; next: a streak of 100 days (90 so far)" in text


async def test_badges_say_what_is_missing(ctx: Context, study: StudyBot, clock: StoppedClock) -> None:
    await days(ctx, study, clock, "r")
    text = to_plain((await study.command(Stats(), ADA)).card)
    assert "Expert: not yet: a right answer at expert level" in text
    assert "Well-read: not yet: 100 right answers (1 so far)" in text
    assert "All-rounder: not yet: a right answer in each of 3 topics (1 so far)" in text
    assert "Proofreader" not in text


async def test_the_strongest_topic_comes_first(ctx: Context, study: StudyBot) -> None:
    for topic, wrong in (("kv-cache", 1), ("self-attention", 0)):
        asked = await ask_now(ctx, HALL, ctx.banks.current.find(question(topic).id))
        assert asked is not None
        assert asked.kind is RoundKind.ASKED
        await study.press(Choose(asked.id, (asked.question.key + wrong) % 4), ADA)
    text = to_plain((await study.command(Stats(), ADA)).card)
    assert text.index("Attention: 100%, 1 of 1 right") < text.index("Inference-serving: 0%, 0 of 1 right")
