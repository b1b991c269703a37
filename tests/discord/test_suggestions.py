"""A form of several fields: opened by a command, filled in beforehand, taken by Discord's description."""

import pytest

from bot.adapters.discord import desk
from bot.adapters.discord.adapter import DiscordAdapter
from bot.cards import Button, Card, Reply
from bot.commands import ExportPack, HideQuestion, ListSuggestions, SuggestQuestion, UnhideQuestion
from bot.domain.ids import QuestionId, TopicId, WorkspaceId
from bot.domain.own_questions import OWN_TOPIC, Written
from bot.domain.question import Level
from bot.presses.suggestions import EditSuggestion, WriteSuggestion
from bot.wording.suggestion_forms import suggestion_form
from tests.discord.fake_study import FakeStudy, private_card
from tests.discord.judge import violations
from tests.platforms.discord import LoopbackDiscord
from tests.platforms.discord.interactions import MESSAGE, MODAL, UPDATE

WRITE = WriteSuggestion(OWN_TOPIC, Level.INTERMEDIATE)
EDIT = EditSuggestion(WorkspaceId("discord:1"), QuestionId("own-why"))
WRITTEN = Written(
    topic=OWN_TOPIC,
    level=Level.EXPERT,
    prompt="Why?\n\nReally?",
    right="So",
    answer="x" * 2999,
    source="",
)


async def test_a_command_opens_the_form_as_its_first_and_only_answer(
    server: LoopbackDiscord, adapter: DiscordAdapter, study: FakeStudy
) -> None:
    study.reply = Reply(private_card(), form=suggestion_form(WRITE))
    form = await (
        await server.slash("question suggest", {"topic": "attention", "level": "expert"})
    ).answered()
    assert form.kind == MODAL
    assert study.commanded[-1][0] == SuggestQuestion(TopicId("attention"), Level.EXPERT)
    fields = [label["component"] for label in form.modal["components"]]
    assert [field["custom_id"] for field in fields] == ["prompt", "right", "wrong", "answer", "source"]
    assert [field["style"] for field in fields] == [2, 1, 2, 2, 2]
    assert [field["required"] for field in fields] == [True, True, False, True, False]
    assert not violations(server)


async def test_a_command_for_a_form_waits_longer_than_others(
    server: LoopbackDiscord, adapter: DiscordAdapter, study: FakeStudy, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk, "ACK_WITHIN", 0.02)
    study.reply, study.delay = Reply(private_card(), form=suggestion_form(WRITE)), 0.1
    assert (await (await server.slash("question suggest")).answered()).kind == MODAL


async def test_each_text_reaches_the_core_by_the_name_of_its_field(
    server: LoopbackDiscord, adapter: DiscordAdapter, study: FakeStudy
) -> None:
    study.reply = Reply(private_card(), form=suggestion_form(WRITE))
    form = await (await server.slash("question suggest")).answered()
    study.reply = Reply(private_card("Thank you"), replaces=True)
    sent = await (await server.submit(form, prompt="Why?", right="So", answer="Since.\n- So")).answered()
    [(press, values, _)] = study.submitted
    assert press == WRITE
    assert values == {"prompt": "Why?", "right": "So", "wrong": "", "answer": "Since.\n- So", "source": ""}
    assert sent.kind == MESSAGE
    assert sent.reply.embed["title"] == "Thank you"


async def test_what_was_written_stands_in_the_form_again(
    server: LoopbackDiscord, adapter: DiscordAdapter, study: FakeStudy
) -> None:
    refusal = Card(title="Not quite", buttons=(Button("Go on writing", EDIT),))
    form = suggestion_form(EDIT, WRITTEN)
    study.reply = Reply(refusal, replaces=True, form=form)
    shown = await (await server.slash("question suggest")).answered()
    sent = await (await server.submit(shown, right="So")).answered()
    assert list(sent.reply.buttons) == ["Go on writing"]  # a form is no answer to a form
    again = await (await server.click(sent.reply, "Go on writing")).answered()
    values = {
        label["component"]["custom_id"]: label["component"].get("value")
        for label in again.modal["components"]
    }
    assert values == {
        "prompt": "Why?\n\nReally?",
        "right": "So",
        "wrong": None,
        "answer": "x" * 2999,
        "source": None,
    }
    study.reply = Reply(private_card("Thank you"), replaces=True)
    assert (await (await server.submit(again, right="Because")).answered()).kind == UPDATE
    assert study.submitted[-1][1]["right"] == "Because"
    assert study.submitted[-1][1]["prompt"] == "Why?\n\nReally?"
    assert not violations(server)


async def test_managers_commands_reach_the_core(
    server: LoopbackDiscord, adapter: DiscordAdapter, study: FakeStudy
) -> None:
    id_ = QuestionId("kv-cache")
    await (await server.slash("question suggestions")).answered()
    await (await server.slash("question hide", {"question": id_})).answered()
    await (await server.slash("question unhide", {"question": id_})).answered()
    await (await server.slash("question export")).answered()
    commands = [command for command, _ in study.commanded]
    assert commands == [ListSuggestions(), HideQuestion(id_), UnhideQuestion(id_), ExportPack()]
