"""Makes the pictures of README and docs from the real playground: `python -m tests.screenshots`."""

import asyncio
import tempfile
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path

from playwright.async_api import Browser, Page, async_playwright

from bot.app.ask import ask_now
from bot.config.load import load_settings
from bot.config.settings import Settings, WebSettings
from bot.domain.ids import PLAYGROUND, Account, PersonId, QuestionId, workspace_of
from bot.domain.question import LETTERS
from bot.wiring.core import Core
from bot.wiring.running import running

CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
PICTURES = Path("docs/images")
QUESTION = QuestionId("attention-scaling-factor")
Scene = Callable[[Core, Page, str], Awaitable[None]]


async def main() -> None:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        for scene in (daily, solo_quiz, live_quiz, mock_interview, review):
            await _play(scene, browser)
        await browser.close()


async def _play(scene: Scene, browser: Browser) -> None:
    """Each scene has a database of its own."""
    with tempfile.TemporaryDirectory() as folder:
        settings = _on_any_port(load_settings({"STUDYBOT_DATA": folder}, None))
        async with running(settings) as (core, address):
            page = await browser.new_page(viewport={"width": 700, "height": 1080}, reduced_motion="reduce")
            await scene(core, page, address)
            await page.close()


def _on_any_port(settings: Settings) -> Settings:
    return replace(settings, web=WebSettings(port=0))


async def daily(core: Core, page: Page, address: str) -> None:
    """Three people answer, one of them wrong, and each face is taken."""
    question = core.banks.current.find(QUESTION)
    assert question is not None
    round_ = await ask_now(core.ctx, PLAYGROUND, question)
    assert round_ is not None
    await page.set_viewport_size({"width": 1180, "height": 1180})
    key = round_.question.key
    for person, choice in (("grace", (key + 1) % 4), ("alan", key), ("ada", key)):
        await page.goto(f"{address}/?as={person}")
        await page.locator(f"#post-{round_.id} button.letter").nth(choice).click()
        await page.get_by_text("Only you can see this").wait_for()
    await page.evaluate("scrollTo(0, 0)")
    await page.screenshot(path=PICTURES / "playground.png")
    await page.set_viewport_size({"width": 700, "height": 1080})
    for face in ("discord", "slack"):
        await page.goto(f"{address}/?as=ada&face={face}")
        await page.screenshot(path=PICTURES / f"{face}.png")


async def solo_quiz(core: Core, page: Page, address: str) -> None:
    """Four questions, the second of them missed."""
    await page.goto(f"{address}/?as=ada")
    await _say(page, "/quiz attention 4")
    quiz = await core.ctx.store.quizzes.latest(await _ada(core), workspace_of(PLAYGROUND))
    assert quiz is not None
    for position in range(4):
        await page.get_by_text(f"Question {position + 1} of 4").wait_for()
        question = (await core.ctx.store.quizzes.rounds(quiz.id))[position][0].question
        await _press(page, LETTERS[(question.key + (position == 1)) % 4], exact=True)
        await page.get_by_text("Your choice").wait_for()
        await _press(page, "Next question" if position < 3 else "How did I do?")
    await page.get_by_text("Quiz finished").wait_for()
    await _picture_of_reply(page, "solo-quiz")


async def live_quiz(core: Core, page: Page, address: str) -> None:
    """Three people race through one question; its results are taken, and then the podium."""
    await page.goto(f"{address}/?as=ada")
    await _say(page, "/quiz live attention 2 6s")
    for person in ("grace", "alan"):
        await page.goto(f"{address}/?as={person}")
        await page.get_by_role("button", name="Join").first.click()
    await page.goto(f"{address}/?as=ada")
    await page.get_by_role("button", name="Start now").first.click()
    for position in range(2):
        await _race(core, page, address, position)
        await page.get_by_role("heading", name="Standing").last.wait_for()
        if position == 1:
            await page.set_viewport_size({"width": 700, "height": 2400})  # nothing lies above it then
            results = page.locator(".post", has=page.get_by_role("heading", name="Standing")).last
            await results.screenshot(path=PICTURES / "live-quiz.png")
    await page.get_by_role("button", name="My result").wait_for(timeout=60_000)
    await page.locator(".post", has=page.get_by_role("button", name="My result")).screenshot(
        path=PICTURES / "podium.png"
    )


async def _race(core: Core, page: Page, address: str, position: int) -> None:
    [quiz] = await core.ctx.store.live.running()
    race = await core.ctx.store.live.race(quiz.id)
    while race is None or len(race.rounds) <= position:
        await asyncio.sleep(0.1)
        race = await core.ctx.store.live.race(quiz.id)
    round_ = race.rounds[position].round
    for person, wrong in (("grace", 0), ("ada", 0), ("alan", 1 - position)):
        await page.goto(f"{address}/?as={person}")
        choice = (round_.question.key + wrong) % 4
        await page.locator(f"#post-{round_.id} button.letter").nth(choice).click()


async def mock_interview(core: Core, page: Page, address: str) -> None:
    await page.goto(f"{address}/?as=ada")
    await _say(page, "/interview attention beginner 20")
    await _press(page, "Answer")
    [interview] = await core.ctx.store.interviews.latest(await _ada(core), 1)
    [turn] = await core.ctx.store.interviews.turns(interview.id)
    await page.locator(".private textarea").fill(" ".join(turn.question.key_points[:2]))
    await page.locator(".private form.answer button").click()
    await page.get_by_role("heading", name="Your words").wait_for()
    await _picture_of_reply(page, "interview")


async def review(core: Core, page: Page, address: str) -> None:
    await page.goto(f"{address}/?as=ada")
    await _say(page, f"/review add {QUESTION}")
    await _say(page, "/review")
    await _press(page, "Show answer")
    await page.get_by_text("How well did you recall it?").wait_for()
    await _picture_of_reply(page, "review")


async def _ada(core: Core) -> PersonId:
    person = await core.ctx.store.people.find(Account("web:ada"))
    assert person is not None
    return person


async def _say(page: Page, text: str) -> None:
    await page.fill("#command", text)
    await page.get_by_role("button", name="Send").click()
    await page.wait_for_load_state("networkidle")


async def _press(page: Page, label: str, exact: bool = False) -> None:
    await page.locator(".private").last.get_by_role("button", name=label, exact=exact).first.click()
    await page.wait_for_load_state("networkidle")


async def _picture_of_reply(page: Page, name: str) -> None:
    """The private reply alone, on a page so high that the line to type in does not lie above it."""
    await page.set_viewport_size({"width": 700, "height": 2400})
    await page.locator(".private").last.screenshot(path=PICTURES / f"{name}.png")


if __name__ == "__main__":
    PICTURES.mkdir(parents=True, exist_ok=True)
    asyncio.run(main())
