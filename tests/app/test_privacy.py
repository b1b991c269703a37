"""Take along, hide and delete what is kept of oneself, with a real database behind."""

import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.commands import Leaderboard
from bot.commands.managing import ClearInbox, ShowAudit
from bot.commands.privacy import AboutPrivacy, ExportMine, ForgetMe, HideMe
from bot.plain import to_plain
from bot.presses.privacy import Forget
from tests.app.inbox import ADA, ALAN, GRACE, Office, button, office, person


@pytest.fixture
async def at(tmp_path: Path) -> AsyncIterator[Office]:
    async with office(tmp_path / "study.db") as opened:
        yield opened


async def board(at: Office) -> str:
    return to_plain((await at.study.command(Leaderboard(), ALAN)).card)


async def test_what_can_be_done_is_told(at: Office) -> None:
    assert "/privacy delete" in to_plain((await at.study.command(AboutPrivacy(), GRACE)).card)


async def test_the_file_holds_my_answers_and_is_json(at: Office) -> None:
    asked = await at.ask()
    await at.choose(asked, GRACE, 1)
    file = (await at.study.command(ExportMine(), GRACE)).file
    assert file is not None
    content = json.loads(file.content)
    assert content["kept"]["answers"][0]["chosen"] == "Because of reason 1"
    assert content["person"] == await person(at, GRACE)


async def test_boards_show_no_name_of_who_hides(at: Office) -> None:
    asked = await at.ask()
    await at.choose(asked, GRACE, 1)
    assert "Grace" in await board(at)
    await at.study.command(HideMe(), GRACE)
    assert "Grace" not in await board(at)
    assert "anonymous" in await board(at)
    result = await at.ctx.store.rounds.result(asked.id)
    assert result.first_right == "anonymous"
    await at.study.command(HideMe(hidden=False), GRACE)
    assert "Grace" in await board(at)


async def test_deleting_asks_twice_and_says_what_goes(at: Office) -> None:
    asked = await at.ask()
    await at.choose(asked, GRACE, 1)
    first = (await at.study.command(ForgetMe(), GRACE)).card
    second = (await at.study.press(button(first, "Go on").press, GRACE)).card
    assert "1 answer" in to_plain(second)
    assert "Grace" in await board(at)
    last = await at.study.press(button(second, "Delete it all, for good").press, GRACE)
    assert last.card.title == "You are forgotten"
    assert "Grace" not in await board(at)
    assert "anonymous" in await board(at)
    again = await at.study.press(Forget(sure=True), GRACE)
    assert again.card.title == "There is nothing to delete"


async def test_the_log_says_somebody_who_has_left(at: Office) -> None:
    await at.study.command(HideMe(), ADA)
    asked = await at.ask()
    await at.report(asked, GRACE, "a typo")
    await at.study.command(ClearInbox(), ADA)
    await at.study.press(Forget(sure=True), ADA)
    log = to_plain((await at.study.command(ShowAudit(), ADA)).card)
    assert "somebody who has left sent reports to direct messages" in log
