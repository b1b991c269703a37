"""Answers sooner than one reads, people off the boards, and questions that look wrong."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.app.housekeeping import Housekeeping
from bot.commands import HardQuestions, Leaderboard, QuestionStats, Stats
from bot.commands.managing import Exclude, Readmit, SetInbox, ShowAudit, ShowFastAnswers
from bot.domain.ids import QuestionId
from bot.domain.reading import reading_time
from bot.domain.round import Round
from bot.plain import to_plain
from tests.app.inbox import ADA, ALAN, GRACE, MODS, SCALING, Office, office
from tests.builders import actor, question, round_


@pytest.fixture
async def at(tmp_path: Path) -> AsyncIterator[Office]:
    async with office(tmp_path / "study.db") as opened:
        await opened.study.command(ShowAudit(), ADA)  # so that a manager has been seen
        yield opened


async def said(at: Office, command: object, who: object = ADA) -> str:
    return to_plain((await at.study.command(command, who)).card)  # type: ignore[arg-type] # one of each


async def asked(at: Office, name: str, **changes: object) -> Round:
    round_asked = round_(name, opened_at=at.clock.now(), **changes)
    await at.ctx.store.rounds.claim(round_asked)
    await at.look()
    return round_asked


async def test_only_a_right_answer_sooner_than_one_reads_is_listed(at: Office) -> None:
    fast = await asked(at, "r1")
    await at.choose(fast, GRACE, 1)
    await at.choose(fast, ALAN, 2)
    at.clock.advance(seconds=reading_time(SCALING).total_seconds())
    await at.choose(fast, ADA, 1)
    listed = await said(at, ShowFastAnswers())
    assert "Grace" in listed
    assert "Alan" not in listed
    assert "Ada" not in listed
    assert "managers" in await said(at, ShowFastAnswers(), GRACE)


async def test_managers_hear_of_three_in_a_week_once(at: Office) -> None:
    for number in range(5):
        fast = await asked(at, f"r{number}", question=question(f"question-{number}"))
        await at.choose(fast, GRACE, 1)
        await at.look()
        assert len(at.told(ADA)) == (1 if number >= 2 else 0)
    assert "3 answers of Grace came sooner" in to_plain(at.told(ADA)[0])


async def test_where_managers_have_a_channel_the_hint_stands_there(at: Office) -> None:
    await at.study.command(SetInbox(MODS), ADA)
    for number in range(4):
        await at.choose(await asked(at, f"r{number}", question=question(f"q-{number}")), GRACE, 1)
    await at.look()
    hints = [card for _, channel, card in at.channels.messages.values() if channel == MODS]
    assert ["answers of Grace" in card.title for card in hints] == [True]
    assert at.told(ADA) == []


async def test_who_is_excluded_reads_why_and_comes_back_with_all_points(at: Office) -> None:
    await at.choose(await asked(at, "r1"), GRACE, 1)
    before = await said(at, Leaderboard(), ALAN)
    assert "Grace" in before
    assert "off the boards" in await said(at, Exclude("grace", "shares answers"))
    assert "already" in await said(at, Exclude("grace"))
    assert "Grace" not in await said(at, Leaderboard(), ALAN)
    for command in (Stats(), Leaderboard()):
        assert "A manager has taken you off the boards: “shares answers”." in await said(at, command, GRACE)
        assert "A manager has taken you" not in await said(at, command, ALAN)
    log = await said(at, ShowAudit())
    assert "Ada took Grace off the boards: “shares answers”" in log
    assert "on the boards again" in await said(at, Readmit("grace"))
    assert await said(at, Leaderboard(), ALAN) == before


async def test_only_managers_exclude(at: Office) -> None:
    assert "managers" in await said(at, Exclude("alan"), GRACE)


async def crowd(at: Office) -> None:
    """Twenty people: six strong ones prefer option 0, the others find the key."""
    for number in range(4):
        other = await asked(at, f"r{number}", question=question(f"question-{number}"))
        at.clock.advance(minutes=1)
        for n in range(20):
            await at.choose(other, actor(f"p{n}"), 1 if n < 6 else 0)
    at.clock.advance(hours=1)
    odd = await asked(at, "odd", closes_at=at.clock.now() + timedelta(hours=1))
    at.clock.advance(minutes=1)
    for n in range(20):
        await at.choose(odd, actor(f"p{n}"), 0 if n < 6 else 1)


async def test_a_question_of_which_strong_people_prefer_a_wrong_option_looks_wrong(at: Office) -> None:
    await crowd(at)
    assert "Nobody has been scored" in await said(at, QuestionStats(SCALING.id))
    assert SCALING.id not in await said(at, HardQuestions(), GRACE)
    keeper = Housekeeping(at.ctx)
    await keeper.look_for_odd_items()
    await at.look()
    assert at.told(ADA) == []
    at.clock.advance(hours=2)
    card = await said(at, QuestionStats(SCALING.id))
    assert "Looks wrong" in card
    assert "14 of 20 (70%)" in card
    assert "Looks wrong" in await said(at, HardQuestions())
    listed = await said(at, HardQuestions(), GRACE)
    assert SCALING.id in listed
    assert "Looks wrong" not in listed
    for _ in range(2):
        await keeper.look_for_odd_items()
        await Housekeeping(at.ctx).look_for_odd_items()
        await at.look()
    assert len(at.told(ADA)) == 1


async def test_an_unknown_question_has_no_numbers(at: Office) -> None:
    assert "There is no question" in await said(at, QuestionStats(QuestionId("nothing-of-this-name")))
    assert "managers" in await said(at, QuestionStats(SCALING.id), GRACE)
