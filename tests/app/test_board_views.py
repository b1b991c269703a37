"""Boards as somebody sees them: movement, gaps, teams, topics, and people without a name or gone."""

from collections.abc import AsyncIterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from bot.adapters.store.connection import open_raw
from bot.app.postman import Postman
from bot.app.studybot import StudyBot
from bot.cards import Card, Ranking
from bot.commands import CreateTeam, JoinTeam, Leaderboard, ListTeams, Stats
from bot.domain.boards import Of, Period
from bot.domain.ids import ChannelId, WorkspaceId
from bot.plain import to_plain
from bot.presses.boards import ShowBoard
from tests.app.room import Room, opened
from tests.builders import HALL, actor, question

ADA, BOB, EVE = actor("ada"), actor("bob"), actor("eve")
HERE = WorkspaceId("web:playground")
TEAMS = Leaderboard(of=Of.TEAMS)


@pytest.fixture
async def room(tmp_path: Path) -> AsyncIterator[Room]:
    async with opened(tmp_path / "study.db") as room:
        yield room


def rows(card: Card) -> list[tuple[int, str, float, str]]:
    ranks = [row for block in card.blocks if isinstance(block, Ranking) for row in block.rows]
    return [(row.place, row.name, row.points, row.detail) for row in ranks]


async def test_places_are_compared_with_the_period_before(room: Room) -> None:
    await room.answers(ADA, BOB)
    first = await room.does(ADA, Leaderboard())
    assert [detail for *_, detail in rows(first)] == ["1 of 1 right", "0 of 1 right"]
    room.clock.advance(days=7)
    await room.answers(BOB, ADA, EVE)
    card = await room.does(ADA, Leaderboard())
    assert [(name, detail.rpartition(", ")[2]) for _, name, _, detail in rows(card)] == [
        ("Bob", "▲ up 1"),
        ("Ada", "▼ down 1"),
        ("Eve", "new"),
    ]
    assert "since last week" in card.note
    assert "since" not in (await room.does(ADA, Leaderboard(Period.ALL))).note


async def test_places_on_a_topic_are_compared_as_well(room: Room) -> None:
    topic = Leaderboard(topic=question().topic)
    await room.answers(ADA, BOB)
    assert "since" not in (await room.does(ADA, topic)).note
    room.clock.advance(days=7)
    await room.answers(BOB, ADA, EVE)
    card = await room.does(ADA, topic)
    assert [detail for *_, detail in rows(card)] == [
        "1 of 1 right, ▲ up 1",
        "0 of 1 right, ▼ down 1",
        "0 of 1 right, new",
    ]
    assert "since last week" in card.note


async def test_one_s_own_place_and_what_is_missing_are_always_said(room: Room) -> None:
    await room.answers(ADA, BOB)
    assert "You are in place 1." in to_plain(await room.does(ADA, Leaderboard()))
    assert "You are in place 2, 15 points to place 1." in to_plain(await room.does(BOB, Leaderboard()))
    assert "You are" not in to_plain(await room.does(EVE, Leaderboard()))


async def test_teams_are_ranked_by_a_fair_average_that_is_explained(room: Room) -> None:
    await room.does(ADA, CreateTeam("Reds"))
    await room.does(BOB, CreateTeam("Blues"))
    await room.does(EVE, JoinTeam("Blues"))
    await room.answers(ADA, BOB, EVE)
    card = await room.does(EVE, TEAMS)
    assert card.title == "Leaderboard of teams, this week"
    assert [(place, name) for place, name, *_ in rows(card)] == [(1, "Reds"), (2, "Blues (your team)")]
    assert rows(card)[0][2:] == (5.48, "1 of 1 right, 15 points in all")
    assert "Your team is in place 2" in to_plain(card)
    assert "points an answer to place 1" in to_plain(card)
    assert "pulled towards" in card.note


async def test_a_team_that_has_ended_keeps_its_place_and_is_marked(room: Room) -> None:
    await room.does(ADA, CreateTeam("Reds"))
    await room.answers(ADA)
    await room.does(BOB, CreateTeam("Blues"))
    await room.does(ADA, JoinTeam("Blues"))
    assert [name for _, name, *_ in rows(await room.does(ADA, TEAMS))] == ["Reds (ended)"]


async def test_teams_are_turned_by_page(room: Room) -> None:
    people = [actor(f"p{n}") for n in range(12)]
    for n, one in enumerate(people):
        await room.does(one, CreateTeam(f"Group {'ABCDEFGHJKMN'[n]}"))
    await room.answers(*people)
    first = await room.does(EVE, TEAMS)
    [following] = [b.press for b in first.buttons if b.label == "Next page"]
    second = await room.presses(EVE, following)
    assert len(rows(first)) + len(rows(second)) == 12
    [previous] = [b.press for b in second.buttons if b.label == "Previous page"]
    # of two buttons that do the same Discord would show one
    assert len({b.press for b in second.buttons}) == len(second.buttons)
    assert rows(await room.presses(EVE, previous)) == rows(first)


async def test_pages_of_people_lead_back(room: Room) -> None:
    people = [actor(f"p{n:02}") for n in range(23)]
    await room.answers(*people)
    card = await room.does(people[0], Leaderboard())
    seen = [rows(card)[:10]]
    for label in ("Next page", "Next page", "Previous page", "Previous page"):
        [press] = [b.press for b in card.buttons if b.label == label]
        card = await room.presses(people[0], press)
        seen.append(rows(card)[:10])
    assert seen[2][0] != seen[1][0]
    assert seen[3:] == [seen[1], seen[0]]


async def test_a_topic_has_a_board_of_its_own(room: Room) -> None:
    await room.answers(ADA, BOB)
    card = await room.does(BOB, Leaderboard(topic=question().topic))
    assert card.title == "Leaderboard on Attention, this week"
    assert rows(card)[0] == (1, "Ada", 15, "1 of 1 right")
    assert "You are in place 2, 15 points to place 1." in to_plain(card)
    assert rows(await room.does(BOB, Leaderboard(topic=question(topic="rope").topic))) == []


async def test_a_league_that_is_asked_for_a_topic_says_who_has_one(room: Room) -> None:
    await room.answers(ADA)
    card = await room.does(ADA, Leaderboard(of=Of.LEAGUE, topic=question().topic))
    assert card.title == "A league has one board for all topics"
    people = await room.presses(ADA, card.buttons[0].press)
    assert people.title == "Leaderboard on Attention, this week"


async def test_teams_are_ranked_on_a_topic_by_what_was_earned_in_them(room: Room) -> None:
    await room.does(ADA, CreateTeam("Reds"))
    await room.does(BOB, CreateTeam("Blues"))
    await room.answers(ADA, BOB, EVE)
    await room.does(ADA, JoinTeam("Blues"))
    people = await room.does(BOB, Leaderboard(topic=question().topic))
    [button] = [one for one in people.buttons if one.label == "Teams"]
    card = await room.presses(BOB, button.press)
    assert card.title == "Leaderboard of teams on Attention, this week"
    assert rows(card) == rows(await room.does(BOB, TEAMS))
    assert [name for _, name, *_ in rows(card)] == ["Reds (ended)", "Blues (your team)"]
    assert [one.label for one in card.buttons if one.label == "People"]
    elsewhere = Leaderboard(of=Of.TEAMS, topic=question(topic="rope").topic)
    assert rows(await room.does(BOB, elsewhere)) == []


async def test_a_season_or_league_that_is_not_there_is_said(room: Room) -> None:
    assert (await room.does(ADA, Leaderboard(season=True))).title == "No season is running here"
    assert (await room.does(ADA, Leaderboard(of=Of.LEAGUE))).title == "No league is running here"


async def test_whoever_wants_no_name_shown_has_none_and_still_sees_themselves(room: Room) -> None:
    await room.answers(ADA, BOB)
    await room.does(ADA, CreateTeam("Reds"))
    await hide(room, "ada")
    seen = await room.does(BOB, Leaderboard())
    assert [name for _, name, *_ in rows(seen)] == ["anonymous", "Bob"]
    own = await room.does(ADA, Leaderboard())
    assert [row.is_reader for b in own.blocks if isinstance(b, Ranking) for row in b.rows] == [True, False]
    assert "anonymous (captain)" in to_plain(await room.does(BOB, ListTeams("Reds")))
    assert (await room.does(BOB, Stats("ada"))).title == "No numbers are shown"
    assert (await room.does(ADA, Stats("ada"))).title == "Numbers of Ada"
    assert "anonymous" in to_plain(await room.does(BOB, Leaderboard(topic=question().topic)))
    [(_, closed)] = await room.study.timeline(HALL, 1)
    assert "Ada" not in to_plain(closed)


async def test_whoever_has_left_is_marked_or_left_out(room: Room) -> None:
    await room.answers(ADA, BOB)
    person = await room.ctx.store.people.recognise(ADA)
    await room.ctx.store.people.mark_left([person], HERE)
    assert [name for _, name, *_ in rows(await room.does(BOB, Leaderboard()))] == ["Ada (has left)", "Bob"]
    hiding = replace(room.ctx, hides_departed=frozenset((HERE,)))
    room.study = StudyBot(hiding, Postman(hiding))
    assert [(place, name) for place, name, *_ in rows(await room.does(BOB, Leaderboard()))] == [(2, "Bob")]
    on_topic = await room.does(BOB, Leaderboard(topic=question().topic))
    assert [(place, name) for place, name, *_ in rows(on_topic)] == [(2, "Bob")]
    await room.does(ADA, ListTeams())  # has come back
    assert [name for _, name, *_ in rows(await room.does(BOB, Leaderboard()))] == ["Ada", "Bob"]


async def test_a_board_of_another_workspace_is_one_s_own(room: Room) -> None:
    await room.answers(ADA)
    stranger = actor("eve", channel=ChannelId("slack:T1/C1"))
    for board in (ShowBoard(HALL, of=Of.TEAMS), ShowBoard(HALL, topic=question().topic, page=3)):
        assert rows(await room.presses(stranger, board)) == []


async def hide(room: Room, name: str) -> None:
    person = await room.ctx.store.people.recognise(actor(name))
    with closing(open_raw(room.path)) as connection:
        connection.execute("UPDATE members SET is_hidden = 1 WHERE person = ?", (person,))
