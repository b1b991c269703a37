"""Teams on the real database: who is in which, and what races decide."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from itertools import count
from pathlib import Path

import pytest

from bot.adapters.store.integrity import check_totals
from bot.adapters.store.opening import SqliteStore, open_store
from bot.domain.boards import Period
from bot.domain.ids import PersonId, TeamId, WorkspaceId
from bot.domain.team import Team
from bot.domain.team_names import key_of
from bot.ports.teams import Created, Joined
from tests.builders import HALL, NOON, after, question, round_
from tests.store.builders import answer, member, post

PLAYGROUND = WorkspaceId("web:playground")
_NUMBERS = count()


@pytest.fixture
async def store(path: Path) -> AsyncIterator[SqliteStore]:
    async with open_store(path) as opened:
        yield opened


def team(name: str, captain: PersonId | None = None, **changes: object) -> Team:
    fields: dict[str, object] = {
        "id": TeamId(f"{key_of(name)}-{next(_NUMBERS)}"),
        "workspace": PLAYGROUND,
        "name": name,
        "key": key_of(name),
        "created_at": NOON,
        "captain": captain,
    }
    return Team(**{**fields, **changes})  # type: ignore[arg-type] # the fields of a Team


async def made(store: SqliteStore, name: str, captain: PersonId, **changes: object) -> Team:
    new = team(name, captain, **changes)
    assert await store.teams.create(new) is Created.DONE
    return new


async def who(store: SqliteStore, of: Team) -> list[PersonId]:
    return [one.person for one in await store.teams.members(of)]


async def test_whoever_makes_a_team_is_its_captain_and_first_member(store: SqliteStore) -> None:
    ada = await member(store, "ada")
    reds = await made(store, "Reds", ada)
    assert await store.teams.find(reds.id) == reds
    assert await store.teams.of_person(PLAYGROUND, ada) == reds
    assert await who(store, reds) == [ada]


async def test_a_look_alike_is_refused_until_the_team_has_ended(store: SqliteStore) -> None:
    ada, bob = await member(store, "ada"), await member(store, "bob")
    reds = await made(store, "Reds", ada)
    assert await store.teams.create(team("R e d s", bob)) is Created.NAME_TAKEN
    assert await store.teams.of_person(PLAYGROUND, bob) is None
    assert await store.teams.disband(reds.id, NOON)
    assert not await store.teams.disband(reds.id, NOON)
    assert await store.teams.create(team("R e d s", bob)) is Created.DONE


async def test_nobody_makes_a_second_team(store: SqliteStore) -> None:
    ada = await member(store, "ada")
    await made(store, "Reds", ada)
    assert await store.teams.create(team("Blues", ada)) is Created.IN_A_TEAM
    assert await store.teams.named(PLAYGROUND, key_of("Blues")) is None


async def test_of_many_who_make_the_same_team_at_once_one_does(store: SqliteStore) -> None:
    people = [await member(store, f"p{n}") for n in range(20)]
    tries = [store.teams.create(team("Reds", p)) for p in people]
    outcomes = await asyncio.gather(*tries)
    assert outcomes.count(Created.DONE) == 1
    assert outcomes.count(Created.NAME_TAKEN) == 19
    [only] = await store.teams.of_workspace(PLAYGROUND)
    assert only.members == 1


async def test_whoever_joins_many_teams_at_once_ends_in_one(store: SqliteStore) -> None:
    captains = [await member(store, f"c{n}") for n in range(8)]
    teams = [await made(store, f"Team {n + 2}", captain) for n, captain in enumerate(captains)]
    ada = await member(store, "ada")
    await asyncio.gather(*(store.teams.join(one.id, ada, NOON) for one in teams))
    inside = [one for one in teams if ada in await who(store, one)]
    assert len(inside) == 1
    assert await store.teams.of_person(PLAYGROUND, ada) == inside[0]


async def test_joining_leaves_the_team_before(store: SqliteStore) -> None:
    ada, bob, eve = [await member(store, name) for name in ("ada", "bob", "eve")]
    reds, blues = await made(store, "Reds", ada), await made(store, "Blues", bob)
    await store.teams.join(reds.id, eve, after(minutes=1))
    outcome, left = await store.teams.join(blues.id, ada, after(minutes=2))
    assert outcome is Joined.DONE
    assert left is not None
    assert (left.team.id, left.has_ended, left.captain) == (reds.id, False, eve)
    assert (await store.teams.join(blues.id, ada, NOON))[0] is Joined.ALREADY


async def test_the_last_member_ends_the_team(store: SqliteStore) -> None:
    ada = await member(store, "ada")
    reds = await made(store, "Reds", ada)
    left = await store.teams.leave(PLAYGROUND, ada, NOON)
    assert left is not None
    assert left.has_ended
    assert await store.teams.find(reds.id) is None
    assert (await store.teams.join(reds.id, ada, NOON))[0] is Joined.ENDED
    assert await store.teams.leave(PLAYGROUND, ada, NOON) is None


async def test_a_join_that_races_the_last_to_leave_finds_a_team_or_its_end(store: SqliteStore) -> None:
    ada, bob = await member(store, "ada"), await member(store, "bob")
    for n in range(10):
        one = await made(store, f"Team {n + 2}", ada)
        left, (outcome, _) = await asyncio.gather(
            store.teams.leave(PLAYGROUND, ada, NOON), store.teams.join(one.id, bob, NOON)
        )
        assert left is not None
        assert left.has_ended is (outcome is Joined.ENDED)
        assert await who(store, one) == ([] if left.has_ended else [bob])
        await store.teams.leave(PLAYGROUND, bob, NOON)


async def test_a_closed_team_takes_those_who_are_invited_or_put_there(store: SqliteStore) -> None:
    ada, bob, eve = [await member(store, name) for name in ("ada", "bob", "eve")]
    reds = await made(store, "Reds", ada, is_open=False)
    assert (await store.teams.join(reds.id, bob, NOON))[0] is Joined.BY_INVITATION
    assert await store.teams.invite(reds.id, bob, ada, NOON)
    assert not await store.teams.invite(reds.id, bob, ada, NOON)
    assert (await store.teams.join(reds.id, bob, NOON))[0] is Joined.DONE
    assert (await store.teams.join(reds.id, eve, NOON, is_put=True))[0] is Joined.DONE
    await store.teams.leave(PLAYGROUND, bob, NOON)
    assert (await store.teams.join(reds.id, bob, NOON))[0] is Joined.BY_INVITATION  # an invitation is used up


async def test_a_captain_hands_over_to_members_only(store: SqliteStore) -> None:
    ada, bob = await member(store, "ada"), await member(store, "bob")
    reds = await made(store, "Reds", ada)
    assert not await store.teams.hand_over(reds.id, bob)
    await store.teams.join(reds.id, bob, NOON)
    assert await store.teams.hand_over(reds.id, bob)
    found = await store.teams.find(reds.id)
    assert found is not None
    assert found.captain == bob


async def test_a_new_name_may_be_a_variant_of_the_old_one_but_none_of_another_s(store: SqliteStore) -> None:
    ada, bob = await member(store, "ada"), await member(store, "bob")
    reds = await made(store, "Reds", ada)
    await made(store, "Blues", bob)
    assert await store.teams.rename(reds.id, "REDS", key_of("REDS"))
    assert not await store.teams.rename(reds.id, "Blue s", key_of("Blue s"))
    found = await store.teams.named(PLAYGROUND, key_of("reds"))
    assert found is not None
    assert found.name == "REDS"


async def test_points_stay_with_the_team_in_which_they_were_earned(store: SqliteStore, path: Path) -> None:
    ada, bob = await member(store, "ada"), await member(store, "bob")
    reds, blues = await made(store, "Reds", ada), await made(store, "Blues", bob)
    for n, (person, joins) in enumerate([(ada, None), (ada, blues), (ada, None)]):
        asked = await post(store, round_(f"r{n}", question=question(f"question-{n}")))
        if joins is not None:
            await store.teams.join(blues.id, person, NOON)
        await store.answers.record(answer(asked, person), asked)
    points = {one.team.name: one.points for one in await store.teams.of_workspace(PLAYGROUND)}
    assert points == {"Blues": 30}  # the Reds ended when their last member left
    [own, _] = await store.teams.members(blues)
    assert (own.name, own.points, own.right, own.answered) == ("Ada", 30, 2, 2)
    tallies = await store.team_boards.tallies(PLAYGROUND, Period.ALL, NOON.date())
    assert {(t.name, t.points, t.has_ended) for t in tallies} == {("Reds", 15, True), ("Blues", 30, False)}
    assert reds.id != blues.id
    assert check_totals(path) == []


async def test_people_are_dealt_anew_from_those_who_answered_lately(store: SqliteStore) -> None:
    people = [await member(store, f"p{n}") for n in range(5)]
    asked = await post(store, round_())
    for person in people[:4]:
        await store.answers.record(answer(asked, person), asked)
    await made(store, "Reds", people[4])
    records = await store.teams.records(PLAYGROUND, [NOON.date()])
    assert [(r.person, r.points, r.answered) for r in records] == [(p, 15, 1) for p in people[:4]]
    assert await store.teams.records(PLAYGROUND, [NOON.date() - timedelta(days=60)]) == []
    one, two = team("Team 1"), team("Team 2", created_at=after(microseconds=1))
    await store.teams.deal(PLAYGROUND, {one: people[:2], two: people[2:4]}, NOON)
    assert [s.team.name for s in await store.teams.of_workspace(PLAYGROUND)] == ["Team 1", "Team 2"]
    assert await who(store, two) == people[2:4]
    assert await store.teams.of_person(PLAYGROUND, people[4]) is None
    dealt = await store.teams.find(one.id)
    assert dealt is not None
    assert dealt.captain == people[0]


async def followed(store: SqliteStore, name: str, source: str, minutes: int = 0) -> Team:
    new = team(name, source=source, created_at=after(minutes=minutes))
    assert await store.teams.create(new) is Created.DONE
    return new


async def test_whoever_acts_is_put_where_their_groups_say(store: SqliteStore) -> None:
    ada, bob = await member(store, "ada"), await member(store, "bob")
    greens = await made(store, "Greens", ada)
    reds, blues = await followed(store, "Reds", "R1"), await followed(store, "Blues", "R2", minutes=1)
    await store.team_groups.arrive(PLAYGROUND, ada, {"R2", "R1"}, NOON)
    assert await store.teams.of_person(PLAYGROUND, ada) == reds  # the older of two
    assert await store.teams.find(greens.id) is None
    await store.team_groups.arrive(PLAYGROUND, ada, {"R2"}, NOON)
    assert await store.teams.of_person(PLAYGROUND, ada) == blues
    await store.team_groups.arrive(PLAYGROUND, ada, (), NOON)
    assert await store.teams.of_person(PLAYGROUND, ada) is None
    greens = await made(store, "Greens", bob)
    await store.team_groups.arrive(PLAYGROUND, bob, {"R3"}, NOON)
    assert await store.teams.of_person(PLAYGROUND, bob) == greens


async def test_what_is_remembered_of_people_ends_with_any_change_of_teams(store: SqliteStore) -> None:
    ada = await member(store, "ada")
    await store.team_groups.arrive(PLAYGROUND, ada, {"R1"}, NOON)
    reds = await followed(store, "Reds", "R1")
    await store.team_groups.arrive(PLAYGROUND, ada, {"R1"}, NOON)
    assert await store.teams.of_person(PLAYGROUND, ada) == reds
    await store.teams.disband(reds.id, NOON)
    again = await followed(store, "Reds again", "R1")
    await store.team_groups.arrive(PLAYGROUND, ada, {"R1"}, NOON)
    assert await store.teams.of_person(PLAYGROUND, ada) == again


async def test_people_of_a_group_are_set_and_an_older_team_keeps_its_own(store: SqliteStore) -> None:
    ada, bob, eve = [await member(store, name) for name in ("ada", "bob", "eve")]
    reds, blues = await followed(store, "Reds", "R1"), await followed(store, "Blues", "R2", minutes=1)
    assert await store.team_groups.set_members(reds, {ada, bob}, NOON) == 0
    assert await store.team_groups.set_members(blues, {bob, eve}, NOON) == 1
    assert (await who(store, reds), await who(store, blues)) == ([ada, bob], [eve])
    assert await store.team_groups.set_members(reds, {ada}, NOON) == 0
    assert await store.team_groups.set_members(blues, {bob, eve}, NOON) == 0
    assert (await who(store, reds), sorted(await who(store, blues))) == ([ada], [bob, eve])


async def test_nobody_joins_or_leaves_against_their_group_by_hand(store: SqliteStore) -> None:
    ada, bob = await member(store, "ada"), await member(store, "bob")
    reds = await followed(store, "Reds", "R1")
    greens = await made(store, "Greens", bob)
    await store.team_groups.set_members(reds, {ada}, NOON)
    assert (await store.teams.join(greens.id, ada, NOON))[0] is Joined.IS_TIED
    assert (await store.teams.join(reds.id, bob, NOON))[0] is Joined.FOLLOWS


async def test_hidden_people_are_anonymous_and_those_who_left_are_marked(store: SqliteStore) -> None:
    ada, bob = await member(store, "ada"), await member(store, "bob")
    reds = await made(store, "Reds", ada)
    await store.teams.join(reds.id, bob, NOON)
    await store.people.mark_left({bob}, PLAYGROUND)
    assert [one.name for one in await store.teams.members(reds)] == ["Ada", "Bob (has left)"]
    assert await store.people.names(PLAYGROUND, [ada]) == {ada: "Ada"}
    assert HALL.startswith(PLAYGROUND)
