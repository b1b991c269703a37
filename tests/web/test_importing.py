"""A file of questions in the playground: over HTTP, and in a real headless Chromium."""

import io
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest
from playwright.async_api import expect

from bot.adapters.web.uploads import LARGEST_UPLOAD
from bot.domain.importing import LARGEST
from bot.presses import encode
from tests.web.fake_study import CHOOSE, FakeStudy
from tests.web.test_browser import CHROMIUM, CONTRAST, Playground, browser, playground

__all__ = ["browser", "playground"]  # fixtures

NOTES = "## 1. What is loam?\n\nÄ mix.\n".encode()
IN_BROWSER = pytest.mark.skipif(not Path(CHROMIUM).exists(), reason=f"{CHROMIUM} is not installed")


@pytest.fixture
async def client(address: str) -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession(address) as session:
        yield session


def filled(content: bytes, name: str = "soil.md") -> aiohttp.FormData:
    form = aiohttp.FormData()
    form.add_field("token", encode(CHOOSE))
    form.add_field("reply", "")
    form.add_field("field-file", io.BytesIO(content), filename=name, content_type="text/markdown")
    return form


async def test_a_file_reaches_the_core_by_the_press_of_its_form(
    client: aiohttp.ClientSession, study: FakeStudy
) -> None:
    async with client.post("/submit", params={"as": "ada"}, data=filled(NOTES)) as response:
        assert "Read before you import" in await response.text()
    assert study.handed_in == [(CHOOSE, "soil.md", NOTES)]


async def test_the_core_says_that_a_file_is_too_large_and_the_server_takes_no_more(
    client: aiohttp.ClientSession, study: FakeStudy
) -> None:
    async with client.post("/submit", data=filled(b"x" * (LARGEST + 1))) as response:
        assert response.status == 200
    assert study.handed_in == [(CHOOSE, "soil.md", None)]
    async with client.post("/submit", data=filled(b"x" * LARGEST_UPLOAD)) as response:
        assert response.status == 413
        assert "1 MB" in await response.text()
    assert len(study.handed_in) == 1


async def test_texts_have_the_limit_that_they_had(client: aiohttp.ClientSession) -> None:
    async with client.post("/submit", data={"token": "x" * (300 * 1024)}) as response:
        assert response.status == 413


async def test_another_site_cannot_send_one(client: aiohttp.ClientSession, study: FakeStudy) -> None:
    for header in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://example.org"}):
        async with client.post("/submit", data=filled(NOTES), headers=header) as response:
            assert response.status == 403
    assert study.handed_in == []


async def test_a_form_without_its_file_opens_none(client: aiohttp.ClientSession, study: FakeStudy) -> None:
    async with client.post("/submit", data=filled(b"", name="")) as response:
        assert response.status == 200
    assert study.handed_in == []


@IN_BROWSER
@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize("scripts", [True, False])
async def test_a_file_is_chosen_in_the_browser_and_sent(
    playground: Playground, tmp_path: Path, scripts: bool
) -> None:
    (tmp_path / "soil.md").write_bytes(NOTES)
    page = await playground.visit("ada", scripts=scripts)
    await page.get_by_label("Command").fill("/question import")
    await page.keyboard.press("Enter")
    field = page.get_by_label("File", exact=True)
    await expect(field).to_have_accessible_description(
        "Markdown, CSV, GIFT, Open Trivia DB, Anki and others, at most 1 MB."
    )
    await field.set_input_files(tmp_path / "soil.md")
    await page.locator(".answer").get_by_role("button", name="Send").click()
    await expect(page.locator(".private").last).to_contain_text("Read before you import")
    assert playground.study.handed_in == [(CHOOSE, "soil.md", NOTES)]


@IN_BROWSER
@pytest.mark.asyncio(loop_scope="module")
async def test_too_large_a_file_is_said_where_it_was_chosen(playground: Playground, tmp_path: Path) -> None:
    (tmp_path / "big.md").write_bytes(b"x" * (LARGEST_UPLOAD + 1))
    page = await playground.visit("ada")
    await page.get_by_label("Command").fill("/question import")
    await page.keyboard.press("Enter")
    await page.get_by_label("File", exact=True).set_input_files(tmp_path / "big.md")
    await page.locator(".answer").get_by_role("button", name="Send").click()
    await expect(page.get_by_role("status")).to_contain_text("a file may have 1 MB")
    assert all("413" in complaint for complaint in playground.complaints)
    playground.complaints.clear()
    assert playground.study.handed_in == []


@IN_BROWSER
@pytest.mark.asyncio(loop_scope="module")
async def test_the_form_fits_a_phone_and_can_be_read_at_night(playground: Playground) -> None:
    page = await playground.visit("ada", width=320)
    await page.get_by_label("Command").fill("/question import")
    await page.keyboard.press("Enter")
    await expect(page.get_by_label("File", exact=True)).to_be_visible()
    assert await page.evaluate("document.documentElement.scrollWidth") <= 320
    await page.emulate_media(reduced_motion="reduce")
    for scheme in ("light", "dark"):
        await page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        assert await page.evaluate(CONTRAST) == [], scheme
