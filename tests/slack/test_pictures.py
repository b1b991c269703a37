"""Pictures on Slack: uploaded first, shown when Slack is ready, in words where it never is."""

from dataclasses import replace

import pytest

from bot.adapters.slack import pictures
from bot.adapters.slack.adapter import SlackAdapter
from bot.cards import Card, Picture, Reply
from bot.domain.ids import Account
from bot.domain.round import Round
from bot.ports.outside import Refused, Unreachable
from tests.fakes import TINY_PNG
from tests.gallery import pictured
from tests.platforms.slack import LoopbackSlack
from tests.platforms.slack.world import Json, Message, Upload
from tests.slack.study import FakeStudy

NAME = "standings-0123456789abcdef.png"
ALT = pictured().pictures[0].alt


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "WAITS", (0.0, 0.0, 0.0))


@pytest.fixture
def boards(study: FakeStudy, monkeypatch: pytest.MonkeyPatch) -> None:
    """A core that answers every command and press with a picture."""

    async def reply(*_: object) -> Reply:
        return Reply(pictured(), replaces=True)

    monkeypatch.setattr(study, "command", reply)
    monkeypatch.setattr(study, "press", reply)


def images(message: Message) -> list[Json]:
    return [block for block in message.blocks if block["type"] == "image"]


def shows_the_picture(slack: LoopbackSlack, message: Message) -> Upload:
    [image] = images(message)
    assert image["alt_text"] == ALT
    upload = slack.world.uploads[image["slack_file"]["id"]]
    assert (upload.name, upload.content, upload.channel) == (NAME, TINY_PNG, None)
    return upload


async def test_a_post_shows_its_picture_and_is_found_again(
    slack: LoopbackSlack, adapter: SlackAdapter, round_: Round
) -> None:
    ts = await adapter.post(round_, pictured())
    [message] = slack.messages()
    shows_the_picture(slack, message)
    assert await adapter.find(round_, pictured()) == ts


async def test_an_edit_with_the_same_picture_uploads_it_no_second_time(
    slack: LoopbackSlack, adapter: SlackAdapter, round_: Round
) -> None:
    ts = await adapter.post(round_, pictured())
    await adapter.edit(round_, ts, replace(pictured(), title="Half-time"))
    [message] = slack.messages()
    shows_the_picture(slack, message)
    assert len(slack.world.uploads) == 1
    other = Picture("race-fedcba9876543210.png", "Ann leads.", TINY_PNG + b"other")
    await adapter.edit(round_, ts, Card(title="Over", blocks=(other,)))
    assert [image["alt_text"] for image in images(message)] == ["Ann leads."]
    assert len(slack.world.uploads) == 2


@pytest.mark.parametrize("refusals", [1, 3])
async def test_a_file_that_slack_still_looks_into_is_waited_for(
    slack: LoopbackSlack, adapter: SlackAdapter, round_: Round, refusals: int
) -> None:
    slack.world.slow_files = refusals
    await adapter.post(round_, pictured())
    [message] = slack.messages()
    assert bool(images(message)) == (refusals < len(pictures.WAITS))
    assert bool(images(message)) != ("120 points" in message.words)


@pytest.mark.parametrize("broken", ["files.getUploadURLExternal", "upload", "files.completeUploadExternal"])
async def test_a_picture_that_cannot_be_uploaded_is_said_in_words(
    slack: LoopbackSlack, adapter: SlackAdapter, round_: Round, broken: str
) -> None:
    slack.fail(broken, status=500)
    await adapter.post(round_, pictured())
    [message] = slack.messages()
    assert not images(message)
    assert "120 points. 2. ||Bob|| (you): 90 points" in message.words


async def test_without_the_scope_for_files_the_words_come(
    slack: LoopbackSlack, adapter: SlackAdapter, round_: Round
) -> None:
    slack.world.scopes = slack.world.scopes - {"files:write"}
    await adapter.post(round_, pictured())
    [message] = slack.messages()
    assert "120 points" in message.words


async def test_a_refusal_that_is_not_about_the_picture_stays_one(
    slack: LoopbackSlack, adapter: SlackAdapter, round_: Round
) -> None:
    slack.world.channels["C0GENERAL"].is_archived = True
    with pytest.raises(Refused, match="archived"):
        await adapter.post(round_, pictured())
    assert len(slack.calls("chat.postMessage")) == 1


async def test_an_uncertain_post_is_not_repeated_in_words(
    slack: LoopbackSlack, adapter: SlackAdapter, round_: Round
) -> None:
    slack.fail("chat.postMessage", cut=True, accepted=True)
    with pytest.raises(Unreachable):
        await adapter.post(round_, pictured())
    assert len(slack.messages()) == 1


async def test_a_person_is_told_with_a_picture(slack: LoopbackSlack, adapter: SlackAdapter) -> None:
    slack.world.user("ada")
    await adapter.tell(Account("slack:T0STUDY/U0ADA"), pictured())
    [message] = slack.direct()
    shows_the_picture(slack, message)


@pytest.mark.usefixtures("adapter", "boards")
@pytest.mark.parametrize("refusals", [0, 2, 9])
async def test_a_private_reply_shows_its_picture_if_slack_lets_it(
    slack: LoopbackSlack, refusals: int
) -> None:
    slack.world.slow_files = refusals
    await slack.command("leaderboard picture")
    [reply] = await slack.wait_for(lambda: slack.ephemerals())
    assert bool(images(reply)) == (refusals < len(pictures.WAITS))
    assert images(reply) or "120 points" in reply.words


@pytest.mark.usefixtures("adapter", "boards")
async def test_a_reply_in_place_of_another_keeps_one_picture(slack: LoopbackSlack) -> None:
    await slack.command("leaderboard picture")
    [reply] = await slack.wait_for(lambda: slack.ephemerals())
    await slack.click(reply, "Month")
    await slack.wait_for(lambda: reply.edits)
    shows_the_picture(slack, reply)


@pytest.mark.usefixtures("adapter", "boards")
async def test_a_window_has_the_words(slack: LoopbackSlack) -> None:
    await slack.open_home()
    home = await slack.wait_for(lambda: slack.home())
    await slack.click(home, home.buttons[0]["text"]["text"])
    [window] = await slack.wait_for(lambda: slack.modals())
    assert "120 points" in window.words
