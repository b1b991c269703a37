"""A form of several fields: opened by a command, filled in beforehand, known to come from a manager."""

from collections.abc import Mapping

import pytest

from bot.adapters.slack.adapter import SlackAdapter
from bot.cards import Button, Card, Reply
from bot.commands import Command, SuggestQuestion
from bot.domain.ids import QuestionId, TopicId, WorkspaceId
from bot.domain.own_questions import OWN_TOPIC, Written
from bot.domain.people import Actor
from bot.domain.question import Level
from bot.presses import Press
from bot.presses.suggestions import EditSuggestion, WriteSuggestion
from bot.wording.suggestion_forms import suggestion_form
from tests.platforms.slack import LoopbackSlack
from tests.platforms.slack.world import View
from tests.slack.study import FakeStudy

EDIT = EditSuggestion(WorkspaceId("slack:T1"), QuestionId("own-why"))
WRITTEN = Written(topic=OWN_TOPIC, level=Level.EXPERT, prompt="Why?", right="So", answer="x" * 3000)
REFUSAL = Card(title="Not quite", buttons=(Button("Go on writing", EDIT),))


class SuggestingStudy(FakeStudy):
    """Opens an empty form at the command, and a filled one at the button of its refusal."""

    async def command(self, command: Command, actor: Actor) -> Reply:
        if not isinstance(command, SuggestQuestion):
            return await super().command(command, actor)
        press = WriteSuggestion(command.topic, command.level)
        invitation = Card(title="Suggest a question", buttons=(Button("Write it", press),))
        return Reply(invitation, form=suggestion_form(press))

    async def press(self, press: Press, actor: Actor) -> Reply:
        if press != EDIT:
            return await super().press(press, actor)
        self._meet(actor)
        return Reply(REFUSAL, replaces=True, form=suggestion_form(EDIT, WRITTEN))

    async def submit(self, press: Press, values: Mapping[str, str], actor: Actor) -> Reply:
        await super().submit(press, values, actor)
        return Reply(REFUSAL, replaces=True, form=suggestion_form(EDIT, WRITTEN))


@pytest.fixture
def study() -> FakeStudy:
    return SuggestingStudy()


async def opened(slack: LoopbackSlack, user: str = "ada") -> View:
    await slack.command("question suggest attention hard", user=user)
    [form] = await slack.wait_for(lambda: slack.modals(user))
    return form


async def test_a_command_opens_the_form_and_each_text_reaches_the_core_by_its_name(
    slack: LoopbackSlack, adapter: SlackAdapter, study: FakeStudy
) -> None:
    form = await opened(slack)
    assert not slack.ephemerals()
    assert [block["block_id"] for block in form.blocks] == ["prompt", "right", "wrong", "answer", "source"]
    assert [block["optional"] for block in form.blocks] == [False, False, True, False, True]
    await slack.submit_view(form, prompt="Why?", right="So", answer="Since.\n- So")
    [refused] = await slack.wait_for(lambda: slack.ephemerals())
    assert "Not quite" in refused.words
    [(press, values)] = study.submitted
    assert press == WriteSuggestion(TopicId("attention"), Level.ADVANCED)
    assert values == {"prompt": "Why?", "right": "So", "wrong": "", "answer": "Since.\n- So", "source": ""}
    assert study.actors[-1].channel == "slack:T0STUDY/C0GENERAL"


async def test_what_was_written_stands_in_the_form_again(
    slack: LoopbackSlack, adapter: SlackAdapter, study: FakeStudy
) -> None:
    await slack.submit_view(await opened(slack), prompt="Why?", right="So", answer="Since.")
    [refused] = await slack.wait_for(lambda: slack.ephemerals())
    await slack.click(refused, "Go on writing")
    [form] = await slack.wait_for(lambda: slack.modals())
    await slack.submit_view(form, right="Because")
    await slack.wait_for(lambda: len(study.submitted) == 2)
    press, values = study.submitted[1]
    assert press == EDIT
    assert values == {"prompt": "Why?", "right": "Because", "wrong": "", "answer": "x" * 3000, "source": ""}


async def test_where_no_form_can_be_opened_its_card_offers_it_again(
    slack: LoopbackSlack, adapter: SlackAdapter
) -> None:
    slack.fail("views.open", status=200, error="expired_trigger_id")
    await slack.command("question suggest")
    [invited] = await slack.wait_for(lambda: slack.ephemerals())
    assert [button["text"]["text"] for button in invited.buttons] == ["Write it"]
