"""Seasons, their hall of fame and divisions, and final standings that are counted again."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.adapters.store.connection import open_raw
from bot.domain.contest import State
from bot.domain.divisions import Division
from bot.domain.ids import PersonId
from tests.app.season_table import BOSS, SeasonTable, drawn, ranks, season_table, text
from tests.builders import actor
from tests.store.contest_builders import WORKSPACE
from tests.store.contest_builders import table as rows

DECEMBER = datetime(2026, 11, 30, 23, tzinfo=UTC)  # its first instant in Berlin
JANUARY = datetime(2026, 12, 31, 23, tzinfo=UTC)
FEBRUARY = datetime(2027, 1, 31, 23, tzinfo=UTC)


@pytest.fixture
async def table(tmp_path: Path) -> AsyncIterator[SeasonTable]:
    async with season_table(tmp_path / "study.db") as table:
        yield table


async def test_a_season_is_followed_by_the_next_one_at_the_same_midnight(table: SeasonTable) -> None:
    await table.say("competition start Cup season month")
    await table.answered(["ada"])
    await table.look(DECEMBER + timedelta(seconds=4))
    now, before = await table.contests()
    assert (before.state, before.ends_at) == (State.ENDED, DECEMBER)
    assert (now.state, now.starts_at, now.ends_at, now.number) == (State.RUNNING, DECEMBER, JANUARY, 2)
    assert table.titles() == [
        "Competition: Cup, season 1",
        "Over: Cup, season 1",
        "Competition: Cup, season 2",
    ]


async def test_a_board_of_teams_shows_the_season_between_teams(table: SeasonTable) -> None:
    await table.say("competition start Ladder season month")
    assert (await table.say("leaderboard season")).title == "Standings: Ladder, season 1"
    missing = await table.say("leaderboard teams season")
    assert missing.title == "No season between teams is running here"
    assert (await table.say("leaderboard league season")).title == "No season over a league is running here"
    await table.say("competition start Relay season quarter between teams")
    assert (await table.say("leaderboard teams season")).title == "Standings: Relay, season 1"
    assert (await table.say("leaderboard season")).title == "Standings: Ladder, season 1"


async def test_an_answer_between_midnight_and_the_look_counts_for_the_next_season(table: SeasonTable) -> None:
    await table.say("competition start Cup season month")
    table.clock.time = DECEMBER + timedelta(seconds=1)
    await table.answered(["ada"])
    await table.look(seconds=3)
    assert ranks(await table.say("competition status")) == [(1, "Ada", 15)]
    assert ranks(await table.say("competition history Cup")) == []


async def test_seasons_that_went_by_while_the_bot_was_down_are_caught_up(table: SeasonTable) -> None:
    await table.say("competition start Cup season month")
    await table.look(FEBRUARY + timedelta(days=3))
    assert [(c.number, c.state) for c in await table.contests()] == [
        (4, State.RUNNING),
        (3, State.ENDED),
        (2, State.ENDED),
        (1, State.ENDED),
    ]
    assert table.titles()[1:] == [f"Over: Cup, season {n}" for n in (1, 2, 3)]


async def test_the_hall_of_fame_knows_the_winners_and_who_has_won_most(table: SeasonTable) -> None:
    await table.say("competition start Cup season month")
    await table.answered(["ada"], ["bob"])
    await table.look(DECEMBER)
    await table.answered(["bob"], ["ada"])
    await table.look(JANUARY)
    await table.answered(["ada"])
    await table.look(FEBRUARY)
    past = await table.say("competition history")
    assert "Cup, season 3: Ada, 15 points; until 31 Jan 2027" in text(past)
    final = await table.press(past, "Cup, season 2")
    assert ranks(final) == [(1, "Bob", 15), (2, "Ada", 0)]
    hall = text(await table.press(final, "Hall of fame"))
    assert "3. Jan 2027: Ada, 15 points\n2. Dec 2026: Bob, 15 points\n1. Nov 2026: Ada, 15 points" in hall
    assert "Most wins\n\nAda: 2 wins" in hall


async def test_a_final_standing_moves_only_by_an_amendment_that_everybody_sees(table: SeasonTable) -> None:
    await table.say("competition start Autumn cup to 1d")
    await table.answered(["ada", "bob"])
    await table.answered(["ada"], ["bob"])
    await table.look(days=1)
    boss = await table.store.people.recognise(actor("boss"))
    await void(table, "r2", boss)
    assert ranks(await table.say("competition history Autumn cup")) == [(1, "Ada", 30), (2, "Bob", 15)]

    asked = await table.say("competition amend Autumn cup because r2 had two keys")
    assert "Reason: r2 had two keys" in text(asked)
    assert len(table.titles()) == 2
    await table.press(asked, "Count it again")
    assert table.titles()[2:] == ["Counted again: Autumn cup"]
    assert "Boss had the final standing counted again: r2 had two keys" in text(table.news()[2])
    assert ranks(table.news()[2]) == [(1, "Ada", 15), (2, "Bob", 15)]

    history = await table.say("competition history Autumn cup")
    assert "Final standing: Autumn cup, count 2 of 2" in text(history)
    assert "by Boss: r2 had two keys" in text(history)
    assert ranks(await table.press(history, "Count 1")) == [(1, "Ada", 30), (2, "Bob", 15)]
    over = [card for _, card in await table.study.timeline(actor().channel, 20) if "Over" in card.title]
    assert drawn(over[0]) == ["1. Ada: 30 points", "2. Bob: 15 points"]
    assert "It was counted again since" in text(over[0])


async def void(table: SeasonTable, round_: str, by: PersonId) -> None:
    """As a ruling voids a round: a row of the ledger for each answer takes back what it earned."""
    with open_raw(table.path) as connection:
        connection.execute(
            "INSERT INTO rulings VALUES (NULL, ?, 'q2', ?, 'void', '[]', 'two keys', ?, 0)",
            (WORKSPACE, round_, by),
        )
        connection.execute(
            "INSERT INTO corrections SELECT NULL, 1, round, person, -points, -right, -1 "
            "FROM answers WHERE round = ?",
            (round_,),
        )
    connection.close()


async def test_an_amendment_needs_an_end_and_a_reason(table: SeasonTable) -> None:
    await table.say("competition start Cup to 1d")
    assert (await table.say("competition amend Cup because of it")).title == "Cup is not over"
    await table.look(days=1)
    assert (await table.say("competition amend Cup")).title == "An amendment needs a short reason"
    assert (
        await table.say(f"competition amend Cup because {'x' * 61}")
    ).title == "An amendment needs a short reason"
    assert (await table.say("competition amend Cap because")).title == "There is no competition Cap here"


async def test_hidden_people_are_anonymous_and_excluded_ones_are_out(table: SeasonTable) -> None:
    await table.say("competition start Cup to 1d")
    ada = await table.store.people.recognise(actor("ada"))
    eve = await table.store.people.recognise(actor("eve"))
    with open_raw(table.path) as connection:
        connection.execute("UPDATE members SET is_hidden = 1 WHERE person = ?", (ada,))
        connection.execute("INSERT INTO exclusions VALUES (?, ?, 0, '')", (WORKSPACE, eve))
    connection.close()
    await table.answered(["ada", "eve"], ["bob"])
    card = await table.say("competition", actor("ada"))
    assert ranks(card) == [(1, "anonymous", 15), (2, "Bob", 0)]
    assert "anonymous (you)" in text(card)
    await table.look(days=1)
    assert "anonymous wins with 15 points" in text(table.news()[-1])
    assert not any("Ada" in map(str, row) for row in rows(table.path, "contest_results"))


async def test_divisions_deal_people_by_what_they_did_last_season(table: SeasonTable) -> None:
    await table.say("competition start Ladder season month divisions")
    names = [f"p{n:02}" for n in range(36)]
    for n in range(36):
        await table.answered(names[: 36 - n], [])
    await table.look(seconds=5)
    boards = table.store.contest_boards
    first = (await table.contests())[0]
    assert dict(await boards.divisions(first.id)) == {Division(1, 1): 20, Division(1, 2): 16}
    own = await table.say("competition", actor("p00"))
    assert own.title == "Standings: Ladder, season 1, tier 1, group 2"
    assert (1, "P00", 540) in ranks(own)
    assert "the first 3 move up a tier." in text(own)
    assert "Nobody in your group is ahead of you." in text(own)
    _, second_name, points = ranks(own)[1]
    behind = await table.say("competition", actor(second_name.lower()))
    assert f"Gap to the next place: {540 - points} points." in text(behind)
    first_group = await table.press(own, "Tier 1, group 1", actor("p00"))
    assert "is ahead of you" not in text(first_group)
    assert "Gap" not in text(first_group)
    assert (await table.press(own, "Day by day")).pictures

    await table.look(DECEMBER)
    second = (await table.contests())[0]
    # a fifth of 20 and of 16 move up: seven people, fewer than a group, who stay in the tier below
    assert sum((await boards.divisions(second.id)).values()) == 36
    assert {group.tier for group in await boards.divisions(second.id)} == {1}
    await table.answered(["late"])
    await table.look(seconds=5)
    late = await table.say("competition", actor("late"))
    assert "tier 1" in late.title
    assert (1, "Late", 15) in ranks(late)
    other = next(button.label for button in late.buttons)
    assert (await table.press(late, other)).title.lower().endswith(other.lower())


async def test_the_top_fifth_of_large_enough_tiers_moves_up(table: SeasonTable) -> None:
    await table.say("competition start Ladder season month divisions yes")
    names = [f"p{n:02}" for n in range(60)]
    for n in range(0, 60, 4):
        await table.answered(names[: 60 - n], names[60 - n :])
    await table.look(DECEMBER)
    now, before = await table.contests()
    boards = table.store.contest_boards
    risers = set()
    for group in await boards.divisions(before.id):
        standings = await boards.division(before.id, group)
        risers |= {s.score.person for s in standings[: len(standings) // 5]}
    for group in await boards.divisions(now.id):
        people = {standing.score.person for standing in await boards.division(now.id, group)}
        assert 10 <= len(people) <= 20
        assert (people <= risers) if group.tier == 2 else not (people & risers)


async def test_an_amendment_leaves_out_who_was_excluded_since_and_joins_who_was_linked(
    table: SeasonTable,
) -> None:
    await table.say("competition start Cup to 1d")
    await table.answered(["ada", "eve", "twin"])
    await table.answered(["ada", "bob"])
    await table.look(days=1)
    people = {n: await table.store.people.recognise(actor(n)) for n in ("ada", "bob", "eve", "twin")}
    with open_raw(table.path) as connection:
        connection.execute("INSERT INTO exclusions VALUES (?, ?, 0, '')", (WORKSPACE, people["eve"]))
        connection.execute("INSERT INTO links VALUES (?, ?, 0)", (people["twin"], people["bob"]))
    connection.close()
    await table.press(await table.say("competition amend Cup because eve played twice"), "Count it again")
    # ada was the first of both to have it all
    assert ranks(table.news()[-1]) == [(1, "Ada", 30), (2, "Bob", 30)]


async def test_what_a_ruling_takes_back_is_missing_on_the_topic_of_teams(table: SeasonTable) -> None:
    await table.say("team create Reds", actor("ada"))
    await table.say("team create Blues", actor("bob"))
    await table.answered(["ada", "bob"])
    await table.answered(["bob"], ["ada"])
    board = "leaderboard teams topic:attention all"
    assert ranks(await table.say(board)) == [(1, "Blues", 11.59), (2, "Reds", 10.91)]
    await void(table, "r2", await table.store.people.recognise(BOSS))
    assert ranks(await table.say(board)) == [(1, "Reds", 15), (1, "Blues", 15)]
