"""The playground in a real headless Chromium."""

import re
from collections.abc import AsyncIterator
from itertools import pairwise
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, async_playwright, expect

from bot.adapters.web.adapter import WebAdapter
from bot.config.settings import WebSettings
from bot.domain.ids import PLAYGROUND
from tests.web.conftest import read_command
from tests.web.fake_faces import FACES
from tests.web.fake_study import FakeStudy

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
CONTRAST = (Path(__file__).parent / "contrast.js").read_text()

pytestmark = [
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"{CHROMIUM} is not installed"),
]


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        await browser.close()


class Playground:
    """A server with a core of its own, and as many visitors as a test wants."""

    def __init__(self, browser: Browser, address: str, study: FakeStudy) -> None:
        self.browser = browser
        self.address = address
        self.study = study
        self.requested: set[str] = set()
        self.complaints: list[str] = []

    async def visit(
        self, member: str = "ada", face: str = "web", *, width: int = 1200, scripts: bool = True
    ) -> Page:
        context = await self.browser.new_context(
            viewport={"width": width, "height": 900}, java_script_enabled=scripts
        )
        context.set_default_timeout(5000)
        page = await context.new_page()
        page.on("request", lambda request: self.requested.add(request.url))
        page.on("console", lambda message: self.complaints.append(message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        await page.goto(f"{self.address}/?as={member}&face={face}")
        return page


@pytest_asyncio.fixture(loop_scope="module")
async def playground(browser: Browser) -> AsyncIterator[Playground]:
    study = FakeStudy()
    adapter = WebAdapter(WebSettings(port=0), study, FACES, read_command, dict)
    study.changed = adapter.changed
    playground = Playground(browser, await adapter.start(), study)
    yield playground
    for context in browser.contexts:
        await context.close()
    await adapter.close()
    assert not playground.complaints


async def test_three_people_answer_and_each_sees_only_their_own_reply(playground: Playground) -> None:
    page = await playground.visit("ada")
    for member, letter in (("Ada", "A"), ("Grace", "B"), ("Alan", "C")):
        await page.get_by_label("Who you are").get_by_role("link", name=member).click()
        await expect(page).to_have_title(re.compile(member))
        await page.get_by_role("button", name=letter, exact=True).click()
        await expect(page.locator(".private")).to_have_count(1)
        await expect(page.locator(".private")).to_contain_text(f"{member} chose {letter}.")
    await expect(page.get_by_text("3 answered")).to_be_visible()
    await expect(page.get_by_role("table")).to_contain_text("Grace")


async def test_another_browser_sees_the_change_without_a_reload(playground: Playground) -> None:
    watcher, player = await playground.visit("ada"), await playground.visit("grace")
    await watcher.evaluate("window.neverReloaded = true")
    await player.get_by_role("button", name="B", exact=True).click()
    await expect(watcher.get_by_text("1 answered")).to_be_visible()
    await expect(watcher.locator("aside")).to_contain_text("Grace")
    await expect(watcher.locator(".private")).to_have_count(0)
    assert await watcher.evaluate("window.neverReloaded")


async def test_a_live_update_keeps_focus_typed_words_and_open_folds(playground: Playground) -> None:
    page, player = await playground.visit("ada"), await playground.visit("grace")
    await page.get_by_role("button", name="D", exact=True).click()
    fold = page.locator(".private details")
    await fold.locator("summary").click()
    await page.get_by_label("Command").fill("/quiz att")
    await player.get_by_role("button", name="B", exact=True).click()
    await expect(page.get_by_text("2 answered")).to_be_visible()
    await expect(page.get_by_label("Command")).to_be_focused()
    await expect(page.get_by_label("Command")).to_have_value("/quiz att")
    await expect(fold).to_have_attribute("open", "")


async def test_everything_works_by_keyboard(playground: Playground) -> None:
    page = await playground.visit("grace")
    await page.keyboard.press("Tab")
    await expect(page.get_by_text("Skip to the channel")).to_be_focused()
    await page.keyboard.press("Enter")
    option = page.get_by_role("button", name="B", exact=True)
    for _ in range(4):
        await page.keyboard.press("Tab")
        if await option.evaluate("button => button === document.activeElement"):
            break
    await expect(option).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(page.locator(".private")).to_contain_text("Grace chose B.")
    await expect(option).to_be_focused()


async def test_a_replaced_reply_takes_the_focus_that_was_in_it(playground: Playground) -> None:
    page = await playground.visit("grace")
    await page.get_by_role("button", name="Show answer").focus()
    await page.keyboard.press("Enter")
    sure = page.get_by_role("button", name="Show it")
    await sure.focus()
    await page.keyboard.press("Enter")
    await expect(page.locator(".private")).to_contain_text("past_kv")
    await expect(page.locator(".private")).to_have_count(1)
    await expect(page.locator(".private")).to_be_focused()


async def test_private_replies_are_announced_and_can_be_dismissed(playground: Playground) -> None:
    page = await playground.visit("grace")
    await expect(page.locator("[aria-live=polite]")).to_have_count(1)
    await expect(page.locator("[aria-live=polite] .private")).to_have_count(0)
    for letter in ("B", "C"):
        await page.get_by_role("button", name=letter, exact=True).click()
    await expect(page.locator("[aria-live=polite] .private")).to_have_count(2)
    await page.get_by_role("button", name="Dismiss this reply").first.click()
    await expect(page.locator(".private")).to_have_count(1)
    await expect(page.locator(":focus")).to_have_count(1)


async def test_the_command_box_completes_and_answers_in_private(playground: Playground) -> None:
    page = await playground.visit("alan")
    box = page.get_by_label("Command")
    await box.press_sequentially("/quiz att")
    await expect(page.locator('#commands option[value="/quiz attention"]')).to_have_count(1)
    await box.fill("/ask")
    await box.press("Enter")
    await expect(page.locator(".private")).to_contain_text("Managers only")
    await expect(box).to_have_value("")
    await expect(box).to_be_focused()


@pytest.mark.parametrize(
    ("face", "look"),
    [("Discord", ".d-embed"), ("Slack", ".s-section"), ("Plain", ".plain"), ("Playground", ".card")],
)
async def test_every_face_shows_the_cards_and_its_buttons_work(
    playground: Playground, face: str, look: str
) -> None:
    page = await playground.visit("grace", "plain" if face == "Playground" else "web")
    await page.get_by_label("How cards look").get_by_role("link", name=face).click()
    await expect(page.locator("aside").locator(look).first).to_be_visible()
    await page.get_by_role("button", name="B", exact=True).click()
    await expect(page.locator(".private")).to_contain_text("Right")
    assert playground.study.answers == {"web:grace": 1}


async def test_a_discord_spoiler_opens_by_keyboard(playground: Playground) -> None:
    page = await playground.visit("ada", "discord")
    hidden = page.locator("main span.d-spoiler").last.get_by_text("hidden")
    await expect(hidden).to_be_hidden()
    await page.locator("main span.d-spoiler input").last.focus()
    await page.keyboard.press("Space")
    await expect(hidden).to_be_visible()


async def test_without_scripts_forms_and_links_do_the_same(playground: Playground) -> None:
    page = await playground.visit("grace", scripts=False)
    await page.get_by_role("button", name="B", exact=True).click()
    await expect(page.locator(".private")).to_contain_text("Grace chose B.")
    await page.get_by_label("Command").fill("/help")
    await page.get_by_role("button", name="Send").click()
    await expect(page.locator(".private").last).to_contain_text("You said Help")
    await page.get_by_role("button", name="Dismiss all").click()
    await expect(page.locator(".private")).to_have_count(0)
    await page.get_by_role("link", name="Discord").click()
    await expect(page.locator("aside .d-embed").first).to_be_visible()


async def test_a_closed_question_shows_its_results_live(playground: Playground) -> None:
    page = await playground.visit("ada")
    await page.get_by_role("button", name="B", exact=True).click()
    await expect(page.locator(".private")).to_have_count(1)
    playground.study.is_open = False
    playground.study.changed(PLAYGROUND)
    await expect(page.get_by_text("6 (60%)")).to_have_count(2)
    await expect(page.get_by_role("button", name="B", exact=True)).to_have_count(0)
    await expect(page.locator(":focus")).to_have_count(1)


@pytest.mark.parametrize("face", ["web", "discord", "slack", "plain"])
async def test_a_narrow_phone_needs_no_sideways_scrolling(playground: Playground, face: str) -> None:
    page = await playground.visit("grace", face, width=320)
    await page.get_by_role("button", name="B", exact=True).click()
    await expect(page.locator(".private")).to_have_count(1)
    await page.evaluate("document.querySelectorAll('details').forEach(fold => fold.open = true)")
    assert await page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("face", ["web", "discord", "slack", "plain"])
async def test_all_text_stands_out_from_its_ground_by_day_and_by_night(
    playground: Playground, face: str
) -> None:
    page = await playground.visit("grace", face)
    for letter in ("B", "C"):
        await page.get_by_role("button", name=letter, exact=True).click()
    await expect(page.locator(".private")).to_have_count(2)
    await page.evaluate("document.querySelectorAll('details').forEach(fold => fold.open = true)")
    for scheme in ("light", "dark"):
        await page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        assert await page.evaluate(CONTRAST) == [], scheme


async def test_the_page_is_built_for_screen_readers(playground: Playground) -> None:
    page = await playground.visit("grace")
    await page.get_by_role("button", name="B", exact=True).click()
    await expect(page.locator(".private")).to_have_count(1)
    levels = await page.evaluate("[...document.querySelectorAll('h1,h2,h3,h4')].map(h => +h.tagName[1])")
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    ids = await page.evaluate("[...document.querySelectorAll('[id]')].map(element => element.id)")
    assert len(ids) == len(set(ids))
    nameless = "[...document.querySelectorAll('input:not([type=hidden])')].filter(i => !i.labels.length)"
    assert await page.evaluate(f"{nameless}.length") == 0
    described = page.get_by_role("button", name="A", exact=True)
    await expect(described).to_have_accessible_description(re.compile("The weights of every layer"))
    assert await page.evaluate("document.documentElement.lang") == "en"


async def test_nothing_is_asked_of_anybody_but_the_server(playground: Playground) -> None:
    for face in ("web", "discord", "slack", "plain"):
        await playground.visit("ada", face)
    assert playground.requested
    assert all(url.startswith(playground.address) for url in playground.requested)
