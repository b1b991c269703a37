"""The end of the cup as Discord and Slack show it, taken from the playground's two faces."""

from pathlib import Path

from playwright.async_api import async_playwright

from bot.adapters.web.adapter import WebAdapter
from bot.command_text import read
from bot.config.settings import WebSettings
from bot.domain.announcement import Announcement, AnnouncementKind
from bot.domain.contest import Contest
from bot.domain.contest_news import NewsSubject
from bot.domain.ids import PLAYGROUND, AnnouncementId
from bot.wiring.running import FACES
from tests.demo_season.stage import Stage
from tests.screenshots import ARGUMENTS, CHROMIUM

WIDTH, HEIGHT = 700, 1400


async def take_faces(stage: Stage, contest: Contest, folder: Path) -> None:
    """Tell the playground, too, and photograph what stands there."""
    web = WebAdapter(
        WebSettings(port=0), stage.study, FACES, lambda text: read(text, {}, lambda _: None), dict, []
    )
    stage.platforms.join("web", web)
    address = await web.start()
    try:
        await _tell(stage, contest)
        await _photograph(address, folder)
    finally:
        await web.close()


async def _tell(stage: Stage, contest: Contest) -> None:
    news = Announcement(
        id=AnnouncementId(stage.ctx.new_id()),
        kind=AnnouncementKind.CONTEST_END,
        channel=PLAYGROUND,
        subject=str(NewsSubject(contest.id, channel=PLAYGROUND)),
        opened_at=stage.clock.now(),
    )
    await stage.ctx.store.announcements.claim(news)
    await stage.look()


async def _photograph(address: str, folder: Path) -> None:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        page = await browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        for face in ("discord", "slack"):
            await page.goto(f"{address}/?as=ada&face={face}")
            await page.wait_for_load_state("networkidle")
            await page.locator(".post").last.screenshot(path=folder / f"season-{face}.png")
        await browser.close()
