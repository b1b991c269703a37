"""What others write, in a real headless Chromium: it runs nothing, loads nothing and stays in its place."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, expect

from bot.adapters.store.opening import open_store
from bot.adapters.web.adapter import WebAdapter
from bot.adapters.web.gate import COOKIE
from bot.cards import Card
from bot.command_text import read
from bot.commands import Command, CreateTeam, ReportQuestion, StartCompetition, Stats
from bot.config.settings import WebSettings
from bot.domain.ids import PLAYGROUND, Account, QuestionId
from bot.domain.people import Actor
from bot.domain.question import Option
from bot.presses.imports import ChooseFile
from bot.presses.questions import Choose
from bot.wiring import FACES
from tests.builders import bank, question
from tests.contexts import Stage
from tests.web.test_browser import CHROMIUM, browser

__all__ = ["browser"]  # a fixture

TOKEN = "fortytwo-zebras-at-dawn"
ATTACK = (
    '"><script>window.hacked = 1</script><img src=x onerror="window.hacked = 2">'
    '<svg onload="window.hacked = 3"></details></form></textarea>'
    "<a href='javascript:window.hacked = 4'>x</a><style>body{display:none}</style>"
    "<base href=//evil.example><link rel=stylesheet href=//evil.example/a.css>"
)
"""Everything that a page could be made to run, load or hide by."""
EVE = Actor(Account("web:eve"), "<script>hacked=1</script>", PLAYGROUND)
BOSS = Actor(Account("web:ada"), "Ada", PLAYGROUND, manager=True)
SPY = """
window.violations = [];
document.addEventListener("securitypolicyviolation", (event) => window.violations.push(event.blockedURI));
"""

INTRUDER = """() => {
  document.body.insertAdjacentHTML(
    "beforeend", "<img src='https://evil.example/x.png' onerror='window.hacked = 5'>");
  const script = document.createElement("script");
  script.textContent = "window.hacked = 6";
  document.body.append(script);
}"""

pytestmark = [
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"{CHROMIUM} is not installed"),
]


@dataclass
class Sent:
    """Implements `SentFile`."""

    name: str = f"{ATTACK[:60]}.md"
    content: bytes = f"## 1. {ATTACK}\n\n- [ ] A) {ATTACK}\n- [ ] B) Clay\n\n**Answer:** B\n".encode()

    async def read(self, most: int) -> bytes | None:
        return self.content


@dataclass
class Room:
    """A page on the real core, behind a token, in which somebody has left traps everywhere."""

    address: str
    page: Page
    requested: list[str]

    async def enter(self) -> None:
        await self.page.goto(self.address)
        await self.page.get_by_label("Token").fill(TOKEN)
        await self.page.keyboard.press("Enter")
        await expect(self.page.get_by_label("Command")).to_be_visible()


@pytest_asyncio.fixture(loop_scope="module")
async def room(browser: Browser, tmp_path: Path) -> AsyncIterator[Room]:
    trap = replace(
        question("trap"),
        prompt=f"Why {ATTACK}?",
        answer=f"Because {ATTACK}.",
        options=tuple(Option(text=f"{n} {ATTACK}", why=ATTACK, right=n == 1) for n in range(4)),
    )
    async with open_store(tmp_path / "study.db") as store:
        stage = Stage(bank(trap), store=store)
        adapter = WebAdapter(WebSettings(port=0, token=TOKEN), stage.study, FACES, _read, dict)
        stage.platforms.join("web", adapter)
        await _set_traps(stage, adapter)
        context = await browser.new_context()
        context.set_default_timeout(5000)
        await context.add_init_script(SPY)
        page, requested = await context.new_page(), []
        page.on("request", lambda request: requested.append(request.url))
        yield Room(await adapter.start(), page, requested)
        await context.close()
        await adapter.close()


def _read(text: str) -> Command:
    return read(text, {}, lambda name: PLAYGROUND)


async def _set_traps(stage: Stage, adapter: WebAdapter) -> None:
    study = stage.study
    await study.command(_read("/ask trap"), BOSS)
    asked = (await stage.ctx.store.rounds.latest(PLAYGROUND, 1))[0]
    await study.press(Choose(asked.id, asked.question.key), EVE)
    await study.command(CreateTeam("<img src=x> team"), EVE)
    await study.command(StartCompetition("<b onclick=1> cup", end="2w"), BOSS)
    for reply in (
        await study.press(Choose(asked.id, 0), BOSS),
        await study.command(ReportQuestion(QuestionId("trap"), ATTACK), EVE),
        await study.command(Stats(member="eve"), BOSS),
        await study.hand_in(ChooseFile(None, None), Sent(), BOSS),
    ):
        await adapter.tell(BOSS.account, reply.card)
    await adapter.tell(BOSS.account, Card(title=ATTACK, note=ATTACK))


@pytest.mark.parametrize("face", ["web", "discord", "slack", "plain"])
async def test_nothing_that_others_write_runs_or_loads(room: Room, face: str) -> None:
    await room.enter()
    await room.page.goto(f"{room.address}/?as=ada&face={face}")
    for text in ("/leaderboard", "/team list", "/competition status", "/question reports", f"/quiz {ATTACK}"):
        await room.page.get_by_label("Command").fill(text)
        async with room.page.expect_response(lambda answer: "/say" in answer.url):
            await room.page.keyboard.press("Enter")
        await expect(room.page.get_by_label("Command")).to_have_value("")
    shown = await room.page.locator("body").inner_text()
    assert "window.hacked = 1" in shown
    assert await room.page.evaluate("window.hacked") is None
    assert await room.page.evaluate("window.violations") == []
    assert (
        await room.page.locator("script:not([src]), base, style, iframe, object, [onerror], [onload]").count()
        == 0
    )
    assert [url for url in room.requested if not url.startswith((room.address, "data:"))] == []


async def test_the_policy_holds_where_the_page_would_not(room: Room) -> None:
    """Even an element that somehow got in runs no script and loads nothing from elsewhere."""
    await room.enter()
    await room.page.evaluate(INTRUDER)
    await room.page.wait_for_function("window.violations.length >= 3")
    assert await room.page.evaluate("window.hacked") is None
    assert set(await room.page.evaluate("window.violations")) == {"inline", "https://evil.example/x.png"}


async def test_the_token_is_asked_for_once_and_scripts_cannot_read_it(room: Room) -> None:
    await room.page.goto(room.address)
    await room.page.get_by_label("Token").fill("a guess")
    await room.page.keyboard.press("Enter")
    await expect(room.page.get_by_role("alert")).to_contain_text("That is not the token")
    await room.enter()
    await room.page.reload()
    await expect(room.page.get_by_label("Command")).to_be_visible()
    assert COOKIE not in await room.page.evaluate("document.cookie")
    assert await room.page.evaluate("window.violations") == []
