"""Forms: opened by a press at once, sent as often as Discord delivers them, also after a restart."""

import pytest

from bot.adapters.discord import desk
from bot.adapters.discord.adapter import DiscordAdapter
from bot.cards import Button, Card, Field, Form, Reply
from bot.domain.ids import InterviewId
from bot.presses.interviews import AnswerTurn
from tests.discord.conftest import connected
from tests.discord.fake_study import FakeStudy, private_card
from tests.platforms.discord import LoopbackDiscord
from tests.platforms.discord.interactions import MODAL, UPDATE, UPDATE_LATER, Interaction

PRESS = AnswerTurn(InterviewId("abcdefgh2345"), 0)
ASKED = Card(title="Interview, question 1", buttons=(Button("Answer", PRESS),))
FIELD = Field(name="text", label="Your answer", hint="As you would say it in the room.")
FORM = Form("Interview, question 1", PRESS, (FIELD,))
TEXT = "Keys and values are kept.\n\n**So** each step is cheaper. ✓"


async def opened(server: LoopbackDiscord, study: FakeStudy) -> Interaction:
    """The form, from the button of a private message."""
    study.reply = Reply(ASKED)
    asked = await (await server.slash("interview")).answered()
    study.reply = Reply(ASKED, replaces=True, form=FORM)
    form = await (await server.click(asked.reply, "Answer")).answered()
    study.reply = Reply(private_card("Compare"), replaces=True)
    return form


async def test_a_press_opens_the_form_as_its_first_and_only_answer(
    server: LoopbackDiscord, adapter: DiscordAdapter, study: FakeStudy
) -> None:
    form = await opened(server, study)
    assert form.kind == MODAL
    assert form.modal["title"] == "Interview, question 1"
    [label] = form.modal["components"]
    assert (label["label"], label["component"]["style"]) == ("Your answer", 2)
    assert [message.embed["title"] for message in server.ephemerals("ann")] == ["Interview, question 1"]


async def test_a_text_reaches_the_core_as_written_and_its_reply_takes_the_question_s_place(
    server: LoopbackDiscord, adapter: DiscordAdapter, study: FakeStudy
) -> None:
    sent = await (await server.submit(await opened(server, study), TEXT)).answered()
    [(press, values, actor)] = study.submitted
    assert (press, values) == (PRESS, {"text": TEXT})
    assert actor.account == f"discord:{server.person('ann')['id']}"
    assert actor.channel == f"discord:{server.world.guild}/{server.first_channel}"
    assert sent.kind == UPDATE
    assert [message.embed["title"] for message in server.ephemerals("ann")] == ["Compare"]


async def test_a_form_that_was_opened_before_a_restart_still_finds_its_way(
    server: LoopbackDiscord, study: FakeStudy
) -> None:
    async with connected(server, study):
        form = await opened(server, study)
    again = FakeStudy()
    again.reply = study.reply
    async with connected(server, again):
        await (await server.submit(form, TEXT)).answered()
    assert [(press, values) for press, values, _ in again.submitted] == [(PRESS, {"text": TEXT})]


async def test_a_slow_reading_of_a_text_is_promised_first(
    server: LoopbackDiscord, adapter: DiscordAdapter, study: FakeStudy, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = await opened(server, study)
    monkeypatch.setattr(desk, "ACK_WITHIN", 0.02)
    study.delay = 0.1
    sent = await server.submit(form, TEXT)
    assert (await sent.acknowledged()).kind == UPDATE_LATER
    await sent.answered()
    assert [message.embed["title"] for message in server.ephemerals("ann")] == ["Compare"]


async def test_a_press_for_a_form_waits_longer_than_others(
    server: LoopbackDiscord, adapter: DiscordAdapter, study: FakeStudy, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk, "ACK_WITHIN", 0.02)
    study.delay = 0.1
    assert (await opened(server, study)).kind == MODAL


async def test_where_a_form_would_come_too_late_its_card_is_shown_with_the_button(
    server: LoopbackDiscord, adapter: DiscordAdapter, study: FakeStudy, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk, "FORM_WITHIN", 0.02)
    study.delay = 0.1
    form = await opened(server, study)
    assert form.kind == UPDATE_LATER
    assert list(form.reply.buttons) == ["Answer"]


async def test_a_form_is_no_answer_to_a_form(
    server: LoopbackDiscord, adapter: DiscordAdapter, study: FakeStudy
) -> None:
    form = await opened(server, study)
    study.reply = Reply(ASKED, replaces=True, form=FORM)
    assert (await (await server.submit(form, TEXT)).answered()).kind == UPDATE


async def test_a_form_of_another_version_says_so(
    server: LoopbackDiscord, adapter: DiscordAdapter, study: FakeStudy
) -> None:
    form = await opened(server, study)
    form.answer["custom_id"] = "sb0|i-say|x|0"
    sent = await (await server.submit(form, TEXT)).answered()
    assert "older version" in sent.reply.text
    assert study.submitted == []


async def test_a_broken_core_apologises_and_the_log_holds_no_word_of_the_text(
    server: LoopbackDiscord, adapter: DiscordAdapter, study: FakeStudy, logs: list[object]
) -> None:
    form = await opened(server, study)
    study.failure = RuntimeError("disk full")
    sent = await (await server.submit(form, TEXT)).answered()
    assert "Something went wrong" in sent.reply.text
    assert "discord.press_failed" in str(logs)
    assert "Keys and values" not in str(logs)
