"""Messages and files that only one person gets."""

from functools import partial

import pytest

from bot import commands as c
from bot.adapters.slack.adapter import SlackAdapter
from bot.cards import Card, File, Reply
from bot.domain.ids import Account, QuestionId
from bot.domain.people import Actor
from bot.domain.round import Round
from bot.ports.outside import Refused, Unreachable
from bot.presses import Press
from bot.presses.reviews import OpenReview, StopReminders
from tests.gallery import reminder
from tests.platforms.slack import LoopbackSlack
from tests.slack.study import FakeStudy, open_card

FILE = File("studybot-review.txt", "text/plain; charset=utf-8", "#separator:tab\nWhy?\tÜber √d".encode())
ADA = Account("slack:T0STUDY/U0ADA")


@pytest.fixture
def files(study: FakeStudy, monkeypatch: pytest.MonkeyPatch) -> None:
    """The core answers every command with a file."""

    async def command(command: c.Command, actor: Actor) -> Reply:
        study.commands.append(command)
        return Reply(Card(title="Your review as a file", note="a note"), file=FILE)

    monkeypatch.setattr(study, "command", command)


async def test_a_person_is_told_among_their_messages_with_the_app(
    slack: LoopbackSlack, adapter: SlackAdapter
) -> None:
    slack.world.user("ada")
    await adapter.tell(ADA, reminder())
    [message] = slack.direct("ada")
    assert "3 cards are due" in message.words
    assert [button["text"]["text"] for button in message.buttons] == ["Review now", "Stop reminders"]
    assert not slack.messages()
    assert not slack.direct("grace")


async def test_a_press_there_is_answered_in_private(
    slack: LoopbackSlack, adapter: SlackAdapter, study: FakeStudy
) -> None:
    slack.world.user("ada")
    await adapter.tell(ADA, reminder())
    pressed: list[Press] = []

    async def press(press: Press, actor: Actor) -> Reply:
        pressed.append(press)
        assert actor.account == ADA
        return Reply(Card(title="Nothing is due"), replaces=True)

    study.press = press  # type: ignore[method-assign]
    [message] = slack.direct("ada")
    await slack.click(message, "Review now")
    await slack.click(message, "Stop reminders")
    replies = await slack.wait_for(lambda: slack.ephemerals("ada")[1:])
    replies += slack.ephemerals("ada")[:1]
    assert [type(press) for press in pressed] == [OpenReview, StopReminders]
    assert all("Nothing is due" in reply.words for reply in replies)
    assert not message.edits


async def test_a_fault_of_the_app_is_not_the_person_s_and_may_be_mended(
    slack: LoopbackSlack, adapter: SlackAdapter
) -> None:
    slack.world.user("ada")
    slack.world.messages_tab = False
    with pytest.raises(Unreachable, match="App Manifest"):
        await adapter.tell(ADA, reminder())


async def test_a_person_who_is_gone_is_a_refusal(slack: LoopbackSlack, adapter: SlackAdapter) -> None:
    with pytest.raises(Refused):
        await adapter.tell(Account("slack:T0STUDY/U0NOBODY"), reminder())


async def test_a_rate_limit_says_how_long_to_wait(slack: LoopbackSlack, adapter: SlackAdapter) -> None:
    slack.world.user("ada")
    slack.fail("chat.postMessage", retry_after=42)
    with pytest.raises(Unreachable) as failure:
        await adapter.tell(ADA, reminder())
    assert (failure.value.wait, failure.value.uncertain) == (42, False)


@pytest.mark.usefixtures("files", "adapter")
async def test_a_file_goes_to_the_person_s_own_messages_and_the_reply_says_so(slack: LoopbackSlack) -> None:
    await slack.command("review export")
    [reply] = await slack.wait_for(lambda: slack.ephemerals("ada"))
    assert "Your review as a file" in reply.words
    assert "among your messages with studybot" in reply.words
    [upload] = slack.world.uploads.values()
    assert (upload.name, upload.content, upload.channel) == (FILE.name, FILE.content, "D0ADA")
    assert not slack.messages()


@pytest.mark.usefixtures("files", "adapter")
@pytest.mark.parametrize(
    "broken", ["conversations.open", "files.getUploadURLExternal", "upload", "files.completeUploadExternal"]
)
async def test_a_file_that_cannot_be_sent_is_said(slack: LoopbackSlack, broken: str) -> None:
    slack.fail(broken, status=500)
    await slack.command("review export")
    [reply] = await slack.wait_for(lambda: slack.ephemerals("ada"))
    assert "The file could not be sent" in reply.words


@pytest.mark.usefixtures("files", "adapter")
async def test_a_missing_scope_is_named_to_whoever_wants_the_file(slack: LoopbackSlack) -> None:
    slack.world.scopes = slack.world.scopes - {"files:write"}
    await slack.command("review export")
    [reply] = await slack.wait_for(lambda: slack.ephemerals("ada"))
    assert "files:write" in reply.words


@pytest.mark.usefixtures("adapter")
async def test_review_and_what_can_stand_behind_it(slack: LoopbackSlack, study: FakeStudy) -> None:
    for text in ("review", "review add kv-cache", "review remind 18:30 Asia/Tokyo"):
        await slack.command(text)
    await slack.wait_for(lambda: len(study.commands) == 3)
    assert set(study.commands) == {
        c.Review(),
        c.AddToReview(QuestionId("kv-cache")),
        c.RemindMe("18:30", "Asia/Tokyo"),
    }


async def test_people_are_called_as_slack_shows_them(
    slack: LoopbackSlack, adapter: SlackAdapter, study: FakeStudy
) -> None:
    slack.world.user("ada").shown = "Ada Lovelace ⚙"
    slack.world.user("grace").shown = ""
    for who in ("ada", "grace"):
        await slack.command("stats", who)
        await slack.wait_for(partial(slack.ephemerals, who))
    assert [(one.name, one.is_login) for one in study.actors] == [
        ("Ada Lovelace ⚙", False),
        ("Grace In Full", False),
    ]


async def test_every_message_asks_slack_to_read_nothing_into_its_words(
    slack: LoopbackSlack, adapter: SlackAdapter, round_: Round
) -> None:
    """A post, its change, a direct message, an answer to a click: no word becomes a link or a ping."""
    ts = await adapter.post(round_, open_card())
    await adapter.edit(round_, ts, open_card())
    slack.world.user("ada")
    await adapter.tell(ADA, reminder())
    await slack.click(slack.messages()[0], "A")
    await slack.wait_for(lambda: slack.ephemerals())
    sent = [one for one in slack.requests if one.method.startswith("chat.") or one.method == "response_url"]
    assert {one.method for one in sent} == {"chat.postMessage", "chat.update", "response_url"}
    for one in sent:
        assert (one.arguments["parse"], one.arguments["link_names"]) == ("none", False)
