"""Makes the README's pictures from the real playground: `python -m tests.screenshots`."""

import asyncio
import tempfile
from dataclasses import replace
from pathlib import Path

from playwright.async_api import Browser, Page, async_playwright

from bot.app.ask import ask_now
from bot.config.load import load_settings
from bot.config.settings import Settings, WebSettings
from bot.domain.ids import PLAYGROUND, QuestionId
from bot.wiring import Core, running

CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
PICTURES = Path("docs/images")
QUESTION = QuestionId("attention-scaling-factor")


async def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        settings = load_settings({"STUDYBOT_DATA": folder}, None)
        async with running(_on_any_port(settings)) as (core, address), async_playwright() as playwright:
            browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
            await _play(core, browser, address)
            await browser.close()


def _on_any_port(settings: Settings) -> Settings:
    return replace(settings, web=WebSettings(port=0))


async def _play(core: Core, browser: Browser, address: str) -> None:
    """Two people answer, one right and one wrong, and each face is taken."""
    question = core.banks.current.find(QUESTION)
    assert question is not None
    round_ = await ask_now(core.ctx, PLAYGROUND, question)
    assert round_ is not None
    page = await browser.new_page(viewport={"width": 1180, "height": 1180})
    key = round_.question.key
    for person, choice in (("grace", (key + 1) % 4), ("alan", key), ("ada", key)):
        await page.goto(f"{address}/?as={person}")
        await page.locator(f"#round-{round_.id} button.letter").nth(choice).click()
        await page.get_by_text("Only you can see this").wait_for()
    await _take(page, "playground")
    await page.set_viewport_size({"width": 700, "height": 1080})
    for face in ("discord", "slack"):
        await page.goto(f"{address}/?as=ada&face={face}")
        await _take(page, face)


async def _take(page: Page, name: str) -> None:
    await page.screenshot(path=PICTURES / f"{name}.png")


if __name__ == "__main__":
    PICTURES.mkdir(parents=True, exist_ok=True)
    asyncio.run(main())
