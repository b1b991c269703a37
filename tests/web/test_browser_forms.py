"""Texts in the playground, in a real headless Chromium, without a mouse."""

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from tests.web.fake_study import EDIT, WRITE
from tests.web.test_browser import CHROMIUM, CONTRAST, Playground, browser, playground

__all__ = ["browser", "playground"]  # fixtures

pytestmark = [
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.skipif(not Path(CHROMIUM).exists(), reason=f"{CHROMIUM} is not installed"),
]


async def asked(page: Page) -> None:
    """A form, opened by keyboard."""
    await page.get_by_label("Command").fill("/interview")
    await page.keyboard.press("Enter")
    await page.get_by_role("button", name="Answer", exact=True).focus()
    await page.keyboard.press("Enter")
    await expect(page.get_by_label("Your answer")).to_be_focused()


async def test_an_answer_is_asked_for_written_and_compared_by_keyboard(playground: Playground) -> None:
    page = await playground.visit("grace")
    await asked(page)
    await page.keyboard.type("Past keys <b>&")
    await page.keyboard.press("Enter")
    await page.keyboard.type("and values.")
    await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")
    await expect(page.locator(".private")).to_contain_text("Compare, question 1")
    await expect(page.locator(".private")).to_be_focused()
    assert playground.study.texts == {"web:grace": "Past keys <b>&\nand values."}
    await expect(page.locator("textarea")).to_have_count(0)


async def test_a_tick_keeps_the_focus_and_the_spoilers_that_are_open(playground: Playground) -> None:
    page = await playground.visit("grace")
    await asked(page)
    await page.keyboard.type("Past keys.")
    await page.get_by_role("button", name="Send", exact=True).first.click()
    fold = page.locator(".private details")
    await fold.locator("summary").focus()
    await page.keyboard.press("Enter")
    await expect(fold).to_have_attribute("open", "")
    await page.get_by_role("button", name="☐ 1 covered").focus()
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("button", name="☑ 1 covered")).to_be_focused()
    await expect(fold).to_have_attribute("open", "")


async def test_what_is_being_written_survives_what_others_do(playground: Playground) -> None:
    page, player = await playground.visit("ada"), await playground.visit("grace")
    await asked(page)
    await page.keyboard.type("Half a sent")
    await player.get_by_role("button", name="B", exact=True).click()
    await expect(page.get_by_text("1 answered")).to_be_visible()
    field = page.get_by_label("Your answer")
    await expect(field).to_have_value("Half a sent")
    await expect(field).to_be_focused()
    await page.keyboard.type("ence.")
    await expect(field).to_have_value("Half a sentence.")


async def test_the_other_buttons_need_no_text_and_an_empty_one_is_not_sent(playground: Playground) -> None:
    page = await playground.visit("grace")
    await asked(page)
    await page.get_by_role("button", name="Send", exact=True).first.click()
    await expect(page.get_by_label("Your answer")).to_be_visible()
    assert playground.study.texts == {}
    await page.get_by_role("button", name="Finish").click()
    await expect(page.locator(".private").last).to_contain_text("Pressed FinishInterview")


async def test_without_scripts_a_text_is_sent_as_well(playground: Playground) -> None:
    page = await playground.visit("grace", scripts=False)
    await page.get_by_label("Command").fill("/interview")
    await page.get_by_role("button", name="Send").last.click()
    await page.get_by_role("button", name="Answer", exact=True).click()
    await page.get_by_label("Your answer").fill("Past keys.")
    await page.get_by_role("button", name="Send", exact=True).first.click()
    await expect(page.locator(".private")).to_contain_text("Compare, question 1")


async def suggesting(page: Page) -> None:
    await page.get_by_label("Command").fill("/question suggest")
    await page.keyboard.press("Enter")
    await expect(page.get_by_label("Question", exact=True)).to_be_focused()


async def test_several_fields_are_filled_in_by_keyboard_and_a_refusal_keeps_what_was_typed(
    playground: Playground,
) -> None:
    page = await playground.visit("grace")
    await suggesting(page)
    await page.keyboard.type("Why <b>?\n\nReally?")
    await page.keyboard.press("Tab")
    await expect(page.get_by_label("Right answer")).to_be_focused()
    await page.keyboard.type('"So" & so')
    await page.keyboard.press("Tab")
    await expect(page.get_by_label("Wrong answers (optional)")).to_be_focused()
    await page.get_by_label("Model answer and key points").fill("Since.")
    await page.get_by_label("Source (optional)").focus()
    await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")
    await expect(page.locator(".private").last).to_contain_text("Not quite")
    await expect(page.get_by_label("Question", exact=True)).to_have_value("Why <b>?\n\nReally?")
    await expect(page.get_by_label("Right answer")).to_have_value('"So" & so')
    await expect(page.get_by_label("Model answer and key points")).to_have_value("Since.")
    await page.get_by_label("Model answer and key points").fill("Since.\n- So")
    await page.locator(".answer").get_by_role("button", name="Send").click()
    await expect(page.locator(".private").last).to_contain_text("Thank you")
    assert [press for press, _ in playground.study.sent] == [WRITE, EDIT]
    last = {name: text.replace("\r\n", "\n") for name, text in playground.study.sent[-1][1].items()}
    assert last == {
        "prompt": "Why <b>?\n\nReally?",
        "right": '"So" & so',
        "wrong": "",
        "answer": "Since.\n- So",
        "source": "",
    }


async def test_each_field_is_described_by_its_hint_and_the_needed_ones_are_marked(
    playground: Playground,
) -> None:
    page = await playground.visit("grace")
    await suggesting(page)
    field = page.get_by_label("Wrong answers (optional)")
    await expect(field).to_have_accessible_description(
        "Three lines: answer | why it is wrong. None for an open question."
    )
    await page.locator(".answer").get_by_role("button", name="Send").click()
    await expect(page.get_by_label("Question", exact=True)).to_be_focused()
    assert playground.study.sent == []


@pytest.mark.parametrize("face", ["web", "discord", "slack", "plain"])
@pytest.mark.parametrize("opened", [asked, suggesting])
async def test_a_form_fits_every_face_and_a_phone_and_can_be_read_at_night(
    playground: Playground, face: str, opened: Callable[[Page], Awaitable[None]]
) -> None:
    page = await playground.visit("grace", face, width=320)
    await page.emulate_media(reduced_motion="reduce")  # a button halfway between two looks is hard to read
    await opened(page)
    assert await page.evaluate("document.documentElement.scrollWidth") <= 320
    for scheme in ("light", "dark"):
        await page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        assert await page.evaluate(CONTRAST) == [], scheme
