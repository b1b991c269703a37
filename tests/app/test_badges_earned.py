"""Badges for reports that led to a correction and for competitions won, from what is kept of both."""

from pathlib import Path

import pytest

from bot.commands import Stats
from bot.domain.ids import PersonId, RoundId, WorkspaceId
from bot.domain.people import Actor
from bot.plain import to_plain
from bot.presses.managing import AcceptOption, CaseEnd, EndCase, VoidRound
from bot.wording.forms import TEXT
from tests.app.inbox import ADA, ALAN, GRACE, HERE, Office, office, person
from tests.app.season_table import BOSS, SeasonTable, season_table
from tests.builders import actor
from tests.store.contest_builders import join_teams


async def badges(at: Office | SeasonTable, who: Actor) -> str:
    text = to_plain((await at.study.command(Stats(), who)).card)
    return "\n".join(line for line in text.splitlines() if line.startswith(("Proofreader", "Champion")))


@pytest.mark.parametrize("decision", ["accept", "void", "dismiss", "hide", "none"])
async def test_a_report_that_led_to_a_correction_makes_a_proofreader(tmp_path: Path, decision: str) -> None:
    async with office(tmp_path / "study.db") as at:
        asked = await at.ask()
        for who in (GRACE, ALAN, ADA):
            await at.choose(asked, who, 0)
        for who in (GRACE, ALAN):
            await at.report(asked, who, "A is right, too")
        [case] = await at.ctx.store.reports.open(HERE, 5)
        if decision in ("accept", "void"):
            press = AcceptOption(case.id, 0) if decision == "accept" else VoidRound(case.id)
            await at.study.submit(press, {TEXT: "so it is"}, ADA)
        elif decision != "none":
            await at.study.submit(EndCase(case.id, CaseEnd(decision)), {TEXT: "It is right."}, ADA)
        found = [await at.ctx.store.reports.corrections(HERE, await person(at, who)) for who in (GRACE, ALAN)]
        assert found == ([1, 1] if decision in ("accept", "void") else [0, 0])
        assert await at.ctx.store.reports.corrections(HERE, await person(at, ADA)) == 0
        assert await at.ctx.store.reports.corrections(WorkspaceId("slack:T1"), await person(at, GRACE)) == 0
        if decision == "accept":
            assert "Proofreader: earned" in await badges(at, GRACE)
            assert "Proofreader: not yet" in await badges(at, ADA)


async def wins(at: SeasonTable, who: str) -> int:
    return await at.store.finals.wins(BOSS.workspace, await at.store.people.recognise(actor(who)))


async def test_who_is_first_at_the_end_is_a_champion_and_nobody_before(tmp_path: Path) -> None:
    async with season_table(tmp_path / "study.db") as at:
        await at.say("competition start Autumn cup to 10d")
        await at.answered(["ada"], ["eve"])
        await at.look(days=6)
        assert await wins(at, "ada") == 0  # half-time, at which she leads
        await at.look(days=6)
        assert [await wins(at, who) for who in ("ada", "eve")] == [1, 0]
        assert "Champion: earned" in await badges(at, actor("ada"))
        assert await at.store.finals.wins(WorkspaceId("slack:T1"), PersonId(1)) == 0
        await at.say("competition start Winter cup to 10d")
        await at.answered([], ["ada"])
        await at.look(days=12)
        assert await wins(at, "ada") == 1  # nobody wins who has no points


async def test_everybody_who_scored_for_the_first_team_has_won_with_it(tmp_path: Path) -> None:
    path = tmp_path / "study.db"
    async with season_table(path) as at:
        people = {who: await at.store.people.recognise(actor(who)) for who in ("ada", "bob", "eve", "zoe")}
        join_teams(path, {people[who]: team for who, team in zip(people, "xxyx", strict=True)})
        await at.say("competition start Cup between teams to 10d")
        await at.answered(["ada"], ["bob", "eve"])
        await at.look(days=12)
        assert [await wins(at, who) for who in people] == [1, 1, 0, 0]


async def test_an_amendment_says_who_has_won(tmp_path: Path) -> None:
    async with season_table(tmp_path / "study.db") as at:
        await at.say("competition start Cup to 10d")
        await at.answered(["ada"], ["eve"])
        await at.answered(["eve"])
        await at.answered(["eve"], ["ada"])
        await at.look(days=12)
        assert [await wins(at, who) for who in ("ada", "eve")] == [0, 1]
        boss = await at.store.people.recognise(BOSS)
        for asked in ("r2", "r3"):
            await at.store.rulings.void(RoundId(asked), boss, "two keys", at.clock.now())
        assert [await wins(at, who) for who in ("ada", "eve")] == [0, 1]
        await at.press(await at.say("competition amend Cup because of two keys"), "Count it again")
        assert [await wins(at, who) for who in ("ada", "eve")] == [1, 0]
