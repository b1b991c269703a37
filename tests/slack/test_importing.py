"""A file of questions on Slack, whose commands take none: asked for in a form, fetched with our token."""

import pytest

from bot.adapters.slack.adapter import SlackAdapter
from bot.adapters.slack.api import SlackApi
from bot.adapters.slack.files import SlackFile
from bot.cards import Reply
from bot.commands import Command, ImportQuestions
from bot.config.settings import SlackSettings
from bot.domain.ids import TopicId
from bot.domain.importing import LARGEST
from bot.domain.people import Actor
from bot.domain.question import Level
from bot.ports.outside import Refused, Unreachable
from bot.presses.imports import ChooseFile
from bot.wording.imports import file_form, invitation_card
from tests.platforms.slack import LoopbackSlack
from tests.platforms.slack.world import View
from tests.slack.study import FakeStudy

NOTES = "## 1. What is loam?\n\nÄ mix.\n".encode()


class ImportingStudy(FakeStudy):
    async def command(self, command: Command, actor: Actor) -> Reply:
        if not isinstance(command, ImportQuestions):
            return await super().command(command, actor)
        press = ChooseFile(command.topic, command.level)
        return Reply(invitation_card(press), form=file_form(press))


@pytest.fixture
def study() -> FakeStudy:
    return ImportingStudy()


async def opened(slack: LoopbackSlack, text: str = "question import") -> View:
    slack.world.user("boss", admin=True)
    await slack.command(text, user="boss")
    [form] = await slack.wait_for(lambda: slack.modals("boss"))
    return form


@pytest.mark.parametrize("is_bare", [False, True])
async def test_a_file_reaches_the_core_with_what_the_command_said(
    slack: LoopbackSlack, adapter: SlackAdapter, study: FakeStudy, is_bare: bool
) -> None:
    form = await opened(slack, "question import attention hard")
    [block] = form.blocks
    assert block["element"] == {"type": "file_input", "max_files": 1, "action_id": "file"}
    await slack.submit_view(form, "boss", file=slack.world.send("soil.md", NOTES, is_bare))
    [shown] = await slack.wait_for(lambda: slack.ephemerals("boss"))
    assert "Read before you import" in shown.words
    [(press, _, content)] = study.handed_in
    assert press == ChooseFile(TopicId("attention"), Level.ADVANCED)
    assert content == NOTES
    assert study.actors[-1].manager
    assert bool(slack.calls("files.info")) is is_bare


async def test_too_large_a_file_is_not_fetched(
    slack: LoopbackSlack, adapter: SlackAdapter, study: FakeStudy
) -> None:
    await slack.submit_view(await opened(slack), "boss", file=slack.world.send("big", b"x" * (LARGEST + 1)))
    await slack.wait_for(lambda: study.handed_in)
    assert study.handed_in[0][2] is None
    assert not slack.calls("download")


@pytest.fixture
async def api(slack: LoopbackSlack, settings: SlackSettings) -> SlackApi:
    return SlackApi(settings)


async def test_more_than_was_said_is_not_taken(slack: LoopbackSlack, api: SlackApi) -> None:
    file = SlackFile(api, slack.world.send("soil.md", NOTES) | {"size": 1})
    assert await file.read(len(NOTES) - 1) is None
    assert await file.read(len(NOTES)) == NOTES
    await api.close()


async def test_without_the_scope_a_person_is_told_what_to_do(slack: LoopbackSlack, api: SlackApi) -> None:
    slack.world.scopes -= {"files:read"}
    with pytest.raises(Refused, match="files:read"):
        await SlackFile(api, slack.world.send("soil.md", NOTES)).read(LARGEST)
    with pytest.raises(Refused, match="files:read"):
        await SlackFile(api, slack.world.send("soil.md", NOTES, is_bare=True)).read(LARGEST)
    await api.close()


@pytest.mark.parametrize(
    "address", ["https://example.org/soil.md", "http://files.slack.com/soil.md", "https://notslack.com/x", ""]
)
async def test_nobody_but_slack_is_shown_our_token(api: SlackApi, address: str) -> None:
    with pytest.raises(Refused):
        await SlackFile(api, {"id": "F1", "size": 1, "url_private_download": address or None}).read(LARGEST)
    await api.close()


async def test_a_broken_connection_is_no_answer(slack: LoopbackSlack, api: SlackApi) -> None:
    file = SlackFile(api, slack.world.send("soil.md", NOTES))
    await slack.stop()
    with pytest.raises(Unreachable):
        await file.read(LARGEST)
    await api.close()
