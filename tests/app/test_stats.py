"""What /stats and a verdict tell of streaks, freezes, days and badges."""

from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from bot.adapters.store.connection import open_raw
from bot.adapters.store.opening import open_store
from bot.app.ask import ask_now
from bot.app.context import Context
from bot.app.postman import Postman
from bot.app.studybot import StudyBot
from bot.cards import Card, Picture
from bot.commands import Stats
from bot.domain.attendance import Mark
from bot.domain.ids import workspace_of
from bot.domain.pictures import Calendar, Strengths, TopicStrength
from bot.domain.round import Round, RoundKind
from bot.plain import to_plain
from bot.ports.outside import CannotDraw
from bot.presses.questions import Choose
from tests.builders import HALL, NOON, actor, question, round_
from tests.contexts import context
from tests.fakes import RecordingChannels, StoppedClock, TinyPainter
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
    assert "Proofreader: not yet: a report that led to a correction" in text
    assert "Champion: not yet: a competition won" in text


async def test_the_strongest_topic_comes_first(ctx: Context, study: StudyBot) -> None:
    for topic, wrong in (("kv-cache", 1), ("self-attention", 0)):
        asked = await ask_now(ctx, HALL, ctx.banks.current.find(question(topic).id))
        assert asked is not None
        assert asked.kind is RoundKind.ASKED
        await study.press(Choose(asked.id, (asked.question.key + wrong) % 4), ADA)
    text = to_plain((await study.command(Stats(), ADA)).card)
    assert text.index("Attention: 100%, 1 of 1 right") < text.index("Inference-serving: 0%, 0 of 1 right")


async def test_days_and_strengths_come_as_pictures_that_say_the_same_in_words(
    ctx: Context, study: StudyBot, clock: StoppedClock, painter: TinyPainter
) -> None:
    await days(ctx, study, clock, "rwrrr..rr-r-")
    card = (await study.command(Stats(picture=True), ADA)).card
    calendar, strengths = painter.drawn
    assert isinstance(calendar, Calendar)
    assert calendar.first == NOON.date()
    signs = dict(zip("rwf-?.", Mark, strict=True))
    assert calendar.marks == tuple(signs[sign] for sign in "rwrrr..rrfr-.")
    assert strengths == Strengths(
        title="Strengths of Ada",
        topics=(TopicStrength(topic="Attention", right=7, answered=8),),
    )
    assert "not right 1, kept by a freeze 1, missed 1, no question 3" in card.pictures[0].alt
    assert card.pictures[1].alt == "Strengths of Ada. Attention: 7 of 8 right (88%)."
    text = to_plain(replace(card, blocks=tuple(one for one in card.blocks if not isinstance(one, Picture))))
    assert "Strength by topic" not in text
    assert "Days with a question" not in text
    assert "Streak: 0 days" in text


async def test_what_cannot_be_drawn_comes_as_text(
    ctx: Context, study: StudyBot, clock: StoppedClock, painter: TinyPainter
) -> None:
    await days(ctx, study, clock, "r")
    painter.failures = [CannotDraw("no fonts")]
    card = (await study.command(Stats(picture=True), ADA)).card
    assert len(card.pictures) == 1
    assert "Days with a question" in to_plain(card)


async def test_nothing_is_drawn_of_somebody_who_has_not_answered(
    study: StudyBot, painter: TinyPainter
) -> None:
    card = (await study.command(Stats(picture=True), ADA)).card
    assert painter.drawn == []
    assert "No answer counts yet" in to_plain(card)


async def test_hidden_numbers_are_not_drawn_either(tmp_path: Path, painter: TinyPainter) -> None:
    async with open_store(tmp_path / "study.db") as store:
        ctx = replace(context(store, RecordingChannels(), StoppedClock()), painter=painter)
        study = StudyBot(ctx, Postman(ctx))
        await store.people.recognise(ADA)
        with closing(open_raw(tmp_path / "study.db")) as connection:
            connection.execute("UPDATE members SET is_hidden = 1")
        reply = await study.command(Stats("ada", picture=True), actor("eve"))
    assert reply.card.title == "No numbers are shown"
    assert painter.drawn == []
