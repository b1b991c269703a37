"""Competitions from start to end, as managers and members meet them."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.adapters.store.integrity import check_totals
from bot.app.studybot import StudyBot
from bot.cards import Tone
from bot.domain.contest import State
from bot.domain.ids import ChannelId
from bot.domain.pictures import Race, Standings
from bot.ports.outside import Unreachable
from tests.app.season_table import BOSS, SeasonTable, drawn, ranks, restarted, season_table, text
from tests.builders import HALL, actor
from tests.fakes import TinyPainter
from tests.store.contest_builders import join_teams


@pytest.fixture
async def table(tmp_path: Path) -> AsyncIterator[SeasonTable]:
    async with season_table(tmp_path / "study.db") as table:
        yield table
    assert check_totals(tmp_path / "study.db") == []


def at(day: int, hour: int = 0, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=UTC)


async def test_it_is_announced_at_the_start_at_half_time_and_at_the_end(table: SeasonTable) -> None:
    card = await table.say("competition start Autumn cup to 2026-12-02")
    assert "From: Mon 23 Nov, 13:00 CET" in text(card)
    assert "To: the end of Wed 2 Dec, CET" in text(card)
    assert table.titles() == ["Competition: Autumn cup"]
    await table.answered(["ada", "bob"], ["eve"])
    await table.look(at(27, 23))
    assert table.titles() == ["Competition: Autumn cup"]
    await table.look(at(28, 6))
    assert table.titles()[1:] == ["Half-time: Autumn cup"]
    assert drawn(table.news()[1]) == ["1. Ada: 15 points", "2. Bob: 15 points", "3. Eve: 0 points"]
    await table.answered(["bob"])
    await table.look(at(2, 23, month=12))
    assert table.titles()[2:] == ["Over: Autumn cup"]
    assert drawn(table.news()[2]) == ["1. Bob: 30 points", "2. Ada: 15 points", "3. Eve: 0 points"]
    assert "Bob wins with 30 points. Congratulations." in text(table.news()[2])


async def test_the_half_time_card_keeps_its_standing(table: SeasonTable) -> None:
    await table.say("competition start Autumn cup to 10d")
    await table.answered(["ada"])
    await table.look(days=5)
    await table.answered(["bob"])
    await table.answered(["bob"])
    _, half = [card for _, card in await table.study.timeline(HALL, 20) if "Autumn" in card.title]
    assert drawn(half) == ["1. Ada: 15 points"]


async def test_what_was_answered_on_the_first_day_before_the_command_counts_from_today(
    table: SeasonTable,
) -> None:
    await table.answered(["ada"])
    await table.look(hours=1)
    await table.say("competition start Whole day from today to 3d")
    await table.say("competition start From now on from now to 3d")
    assert ranks(await table.say("competition status Whole day")) == [(1, "Ada", 15)]
    assert ranks(await table.say("competition status From now on")) == []


async def test_answers_before_the_start_and_after_the_end_do_not_count(table: SeasonTable) -> None:
    await table.say("competition start Autumn cup from tomorrow to 2026-11-25")
    await table.answered(["ada"])
    await table.look(at(23, 23))  # midnight in Berlin
    await table.answered(["bob"])
    await table.look(at(25, 22) + timedelta(minutes=59))
    await table.answered(["bob"])
    table.clock.time = at(25, 23) + timedelta(seconds=2)
    await table.answered(["ada"])
    await table.look()
    assert drawn(table.news()[-1]) == ["1. Bob: 30 points"]


async def test_only_its_channels_and_topics_count(table: SeasonTable) -> None:
    await table.say("competition start Serving to 2d scope #general inference-serving")
    await table.answered(["ada"], topic="attention")
    await table.answered(["bob"], topic="inference-serving")
    await table.answered(["eve"], topic="inference-serving", where=ChannelId("web:playground/den"))
    assert ranks(await table.say("competition")) == [(1, "Bob", 15)]


async def test_teams_are_ranked_by_their_rule_and_frozen_ones_stay(table: SeasonTable) -> None:
    people = {name: await table.store.people.recognise(actor(name)) for name in ("ada", "bob", "eve", "joe")}
    join_teams(table.path, {people["ada"]: "red", people["bob"]: "red", people["eve"]: "sky"})
    await table.say("competition start Cup to 2d between teams rule average share 100 freeze yes")
    join_teams(table.path, {people["joe"]: "sky", people["ada"]: "sky"})
    await table.answered(["ada", "eve"], ["bob", "joe"])
    await table.answered(["ada"])
    card = await table.say("competition status cup", actor("bob"))
    assert ranks(card) == [(1, "Team red (your team)", 30), (2, "Team sky", 0)]
    assert "Rule: average of the members who answered all rounds." in text(card)
    assert "No team is ahead of yours." in text(card)
    assert "Gap to the next place: 30 points." in text(await table.say("competition", actor("eve")))


async def test_one_s_own_team_and_one_that_has_ended_are_marked(table: SeasonTable) -> None:
    ada, bob = actor("ada"), actor("bob")
    await table.say("team create Reds", ada)
    await table.say("team create Blues", bob)
    await table.say("competition start Cup to 2w between teams")
    await table.answered(["ada"], ["bob"])
    await table.say("team leave", bob)
    card = await table.say("competition status", ada)
    assert ranks(card) == [(1, "Reds (your team)", 15), (2, "Blues (ended)", 0)]
    assert "(you)" not in text(card)
    assert "No team is ahead of yours." in text(card)


async def test_who_has_left_is_marked_or_left_out_as_on_every_board(table: SeasonTable) -> None:
    await table.say("competition start Cup to 2w")
    await table.say("competition start Ladder season month divisions yes")
    await table.answered(["ada"], ["bob"])
    await table.look(seconds=5)
    ada = await table.store.people.recognise(actor("ada"))
    await table.store.people.mark_left([ada], BOSS.workspace)
    for name in ("Cup", "Ladder"):
        shown = ranks(await table.say(f"competition status {name}"))
        assert shown == [(1, "Ada (has left)", 15), (2, "Bob", 0)]
    hiding = replace(table.ctx, hides_departed=frozenset((BOSS.workspace,)))
    table.study = StudyBot(hiding, table.postman)
    for name in ("Cup", "Ladder"):
        assert ranks(await table.say(f"competition status {name}")) == [(2, "Bob", 0)]


async def test_one_s_own_place_and_gap_stand_on_the_board(table: SeasonTable) -> None:
    await table.say("competition start Cup to 2d")
    names = [f"p{n:02}" for n in range(12)]
    for n in range(3):
        await table.answered(names[: 12 - 4 * n], names[12 - 4 * n :])
    card = await table.say("competition", actor("p11"))
    assert ranks(card)[-1] == (12, "P11", 15)
    assert "As many points as the place above" in text(card)
    assert "Gap to the next place: 15 points." in text(await table.say("competition", actor("p08")))
    assert "Nobody is ahead of you." in text(await table.say("competition", actor("p00")))
    second = await table.press(card, "Next page", actor("p11"))
    assert ranks(second) == [(11, "P10", 15), (12, "P11", 15)]
    assert ranks(await table.press(second, "First page"))[0] == (1, "P00", 45)


async def test_days_are_drawn_on_request(table: SeasonTable) -> None:
    await table.say("competition start Cup to 3d")
    await table.answered(["ada"], ["bob"])
    await table.look(days=1)
    await table.answered(["ada", "bob"])
    card = await table.press(await table.say("competition"), "Day by day")
    [picture] = card.pictures
    assert "Ada" in picture.alt
    assert "30" in picture.alt
    assert (await table.press(card, "Standings")).title == "Standings: Cup"


async def test_the_days_drawn_end_with_the_last_one_that_counts(table: SeasonTable) -> None:
    await table.say("competition start Cup from today to 2026-11-24")
    await table.answered(["ada"])
    await table.look(at(25))
    await table.press(table.news()[-1], "Standings")
    await table.press(await table.say("competition status Cup"), "Day by day")
    painter = table.ctx.painter
    assert isinstance(painter, TinyPainter)
    [race] = [chart for chart in painter.drawn if isinstance(chart, Race)]
    assert [day.day for day in race.days] == [23, 24]


async def test_two_looks_at_once_end_it_once(table: SeasonTable) -> None:
    await table.say("competition start Cup season month")
    table.clock.time = at(1, month=12)
    await asyncio.gather(*(restarted(table).look() for _ in range(3)), table.look())
    assert table.titles().count("Over: Cup, season 1") == 1
    assert [(c.number, c.state) for c in await table.contests()] == [(2, State.RUNNING), (1, State.ENDED)]


async def test_a_kill_between_the_end_and_its_message_loses_and_doubles_nothing(table: SeasonTable) -> None:
    await table.say("competition start Cup to 2d")
    await table.answered(["ada"])
    table.channels.failures = [Unreachable("the cable is out")]
    await table.look(days=2)
    assert table.titles() == ["Competition: Cup"]
    # the next process comes long after the time within which other messages would still come
    again = restarted(table)
    table.clock.advance(days=2)
    await again.postman.deliver_due()
    await again.postman.settle()
    await again.look()
    assert table.titles() == ["Competition: Cup", "Over: Cup"]


async def test_an_end_that_cannot_be_posted_is_never_given_up(table: SeasonTable) -> None:
    await table.say("competition start Cup to 2d")
    table.channels.failures = [Unreachable("out")] * 3
    await table.look(days=2)
    for _ in range(3):
        table.clock.advance(hours=4)  # catch_up is three hours
        await table.postman.deliver_due()
        await table.postman.settle()
    assert table.titles() == ["Competition: Cup", "Over: Cup"]


async def test_what_comes_too_late_is_not_announced_but_the_end_is(table: SeasonTable) -> None:
    await table.say("competition start Cup from tomorrow to 2026-11-30")
    await table.look(at(10, month=12))
    assert table.titles() == ["Over: Cup"]


async def test_a_manager_ends_it_early_with_a_button(table: SeasonTable) -> None:
    await table.say("competition start Cup season month")
    await table.answered(["ada"])
    asked = await table.say("competition end cup")
    assert "No next season follows." in text(asked)
    refused = await table.press(asked, "End it now", actor("eve"))
    assert refused.title == "That one is for managers"
    done = await table.press(asked, "End it now")
    assert done.title == "Cup, season 1 has ended"
    again = await table.press(asked, "End it now")
    assert again.title == "Cup, season 1 does not run"
    assert [c.state for c in await table.contests()] == [State.ENDED]
    assert table.titles()[-1] == "Over: Cup, season 1"


async def test_a_cancelled_one_has_no_winner(table: SeasonTable) -> None:
    await table.say("competition start Cup to 5d")
    await table.answered(["ada"])
    await table.press(await table.say("competition cancel cup"), "Cancel it")
    assert table.titles()[-1] == "Cancelled: Cup"
    await table.look(days=6)
    assert table.titles()[-1] == "Cancelled: Cup"
    assert "Cup: cancelled" in text(await table.say("competition history"))
    log = text(await table.say("audit"))
    assert "began the competition Cup" in log
    assert "cancelled the competition Cup" in log


async def test_members_may_look_but_not_manage(table: SeasonTable) -> None:
    ada = actor("ada")
    for words in ("start Cup to 2d", "end Cup", "cancel Cup", "amend Cup because of it"):
        assert (await table.say(f"competition {words}", ada)).title == "That one is for managers"
    await table.say("competition start Cup to 2d")
    assert (await table.say("competition list", ada)).title == "Competitions"
    assert (await table.say("competition status", ada)).title == "Standings: Cup"
    assert (await table.say("competition history", ada)).title == "No competition is over yet"


async def test_every_problem_is_said_at_once(table: SeasonTable) -> None:
    card = await table.say(
        "competition start x from yesterday to never between cats season weekly scope #den"
    )
    assert card.tone is Tone.REFUSAL
    assert text(card).count("\n\n") == 5
    assert await table.contests() == []


async def test_a_name_goes_on_once_and_at_most_ten_do(table: SeasonTable) -> None:
    for n in range(10):
        await table.say(f"competition start Cup {n} to 2d")
    full = text(await table.say("competition start cup 3 to 2d"))
    assert "A competition cup 3 goes on already" in full
    assert "10 competitions go on already" in full


async def test_a_competition_over_a_league_spans_its_channels_and_names_the_platforms(
    table: SeasonTable,
) -> None:
    there = ChannelId("slack:T1/C1")
    grace, lead = actor("grace", there), actor("lead", there, manager=True)
    created = await table.say("league create Guild")
    [league] = await table.store.leagues.of_workspace(BOSS.workspace)
    assert league.code in text(created)
    await table.say(f"league join {league.code}", lead)
    assert "in no league Gild" in text(await table.say("competition start Open to 3d league Gild"))
    await table.say("competition start Open to 3d league Guild")
    await table.answered(["ada"])
    await table.answered(["grace"], where=there)
    await table.answered(["grace"], where=there)
    card = await table.say("competition status Open", grace)
    assert ranks(card) == [(1, "Grace", 30), (2, "Ada", 15)]
    assert "2 of 2 right, on Slack" in text(card)
    assert "1 of 1 right, on the playground" in text(card)
    refused = await table.press(await table.say("competition end Open", lead), "End it now", lead)
    assert refused.title == "That one is for managers"
    assert (await table.say("competition status Open", actor("eve", ChannelId("slack:T2/C1")))).title == (
        "There is no competition Open here"
    )


async def test_each_channel_of_a_league_is_told_once(table: SeasonTable) -> None:
    there = ChannelId("slack:T1/C1")
    lead = actor("lead", there, manager=True)
    await table.say("league create Guild")
    [league] = await table.store.leagues.of_workspace(BOSS.workspace)
    await table.say(f"league join {league.code}", lead)
    await table.say("competition start Open to 4d league Guild")
    await table.answered(["ada"], ["grace"], where=there)
    for days in (2, 0, 2, 0):
        await table.look(days=days)
    told = ["Competition: Open", "Half-time: Open", "Over: Open"]
    assert table.titles() == told
    elsewhere = table.channels.cards(there)
    assert [card.title for card in elsewhere if card.title in told] == told
    assert "Ada wins with 15 points" in text(elsewhere[-1])
    ended = await table.press(elsewhere[-1], "Standings", lead)
    assert ended.title == "Standings: Open"
    ask = await table.say("competition amend Open because a key was wrong")
    await table.press(ask, "Count it again")
    again = [table.channels.cards(where)[-1].title for where in (HALL, there)]
    assert again == ["Counted again: Open"] * 2


async def test_the_start_shows_who_starts(table: SeasonTable) -> None:
    """Every team with nothing yet, or just everybody."""
    await table.say("team create The Maskers")
    for whom, name in (("between teams", "The Maskers"), ("between people", "Everybody")):
        await table.say(f"competition start Cup {name} to 2w {whom}")
    assert isinstance(table.ctx.painter, TinyPainter)
    charts = [chart for chart in table.ctx.painter.drawn if isinstance(chart, Standings)]
    assert [[row.name for row in chart.rows] for chart in charts] == [["The Maskers"], ["Everybody"]]
