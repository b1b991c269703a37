"""Direct messages and files: what only one person gets."""

import pytest

from bot.adapters.discord import desk
from bot.adapters.discord.adapter import DiscordAdapter
from bot.cards import Button, Card, File, Reply
from bot.commands import (
    AddToReview,
    Command,
    ExportReview,
    Misunderstood,
    RemindMe,
    Review,
    SetRetention,
    StopReminding,
)
from bot.domain.ids import Account, QuestionId, WorkspaceId
from bot.ports.outside import Refused, Unreachable
from bot.presses.reviews import OpenReview
from tests.discord.conftest import make_adapter
from tests.discord.fake_study import FakeStudy, private_card
from tests.gallery import reminder
from tests.platforms.discord import LoopbackDiscord
from tests.platforms.discord.interactions import MESSAGE, UPDATE
from tests.platforms.discord.typed import Options

FILE = File("studybot-review.txt", "text/plain; charset=utf-8", "#separator:tab\nWhy?\tÜber √d".encode())


def account(server: LoopbackDiscord, name: str = "ann") -> Account:
    return Account(f"discord:{server.person(name)['id']}")


async def test_a_person_is_told_in_a_direct_message(server: LoopbackDiscord, adapter: DiscordAdapter) -> None:
    await adapter.tell(account(server), reminder())
    [message] = server.direct("ann")
    assert "3 cards are due" in message.text
    assert list(message.buttons) == ["Review now", "Stop reminders"]
    assert server.messages() == []
    assert server.direct("bob") == []


async def test_the_second_word_goes_to_the_same_place(
    server: LoopbackDiscord, adapter: DiscordAdapter
) -> None:
    for _ in range(2):
        await adapter.tell(account(server), reminder())
    assert len(server.direct("ann")) == 2
    assert len(server.world.dms) == 1


async def test_closed_direct_messages_are_a_refusal_that_says_what_to_do(
    server: LoopbackDiscord, adapter: DiscordAdapter
) -> None:
    server.world.closed.add(server.person("ann")["id"])
    with pytest.raises(Refused, match=r"^Direct messages .* Privacy Settings\.$"):
        await adapter.tell(account(server), reminder())


async def test_a_reminder_is_not_doubled_when_discord_fails_after_taking_it(
    server: LoopbackDiscord, adapter: DiscordAdapter
) -> None:
    server.fail("POST", "/messages", accepted=True)
    await adapter.tell(account(server), reminder())
    assert len(server.direct("ann")) == 1


async def test_a_rate_limit_and_a_broken_connection_pass(
    server: LoopbackDiscord, adapter: DiscordAdapter
) -> None:
    server.fail("POST", "/messages", cut=True)
    with pytest.raises(Unreachable) as failure:
        await adapter.tell(account(server), reminder())
    assert failure.value.uncertain


async def test_nobody_is_told_before_the_login(server: LoopbackDiscord, study: FakeStudy) -> None:
    with pytest.raises(Unreachable, match="not connected"):
        await make_adapter(server, study).tell(account(server), reminder())


async def test_a_button_in_a_direct_message_is_answered_for_its_person_alone(
    server: LoopbackDiscord, adapter: DiscordAdapter, study: FakeStudy
) -> None:
    await adapter.tell(account(server), reminder())
    [message] = server.direct("ann")
    where = WorkspaceId("discord:1")
    study.reply = Reply(Card(title="Review: attention", buttons=(Button("Go on", OpenReview(where)),)))
    first = await (await server.click(message, "Review now")).answered()
    assert first.kind == MESSAGE
    assert study.pressed[0][0] == OpenReview(WorkspaceId("discord:100000000000000001"))
    assert study.pressed[0][1].account == account(server)
    assert server.ephemerals("ann") == [first.reply]
    study.reply = Reply(private_card("The next one"), replaces=True)
    second = await (await server.click(first.reply, "Go on")).answered()
    assert second.kind == UPDATE
    assert second.reply is first.reply


@pytest.mark.parametrize("delay", [0.0, 0.1])
async def test_a_file_comes_with_its_private_reply(
    server: LoopbackDiscord,
    adapter: DiscordAdapter,
    study: FakeStudy,
    monkeypatch: pytest.MonkeyPatch,
    delay: float,
) -> None:
    """Whether the reply is the acknowledgement itself or fills it later."""
    monkeypatch.setattr(desk, "ACK_WITHIN", 0.02 if delay else 5.0)
    study.delay, study.reply = delay, Reply(private_card("Your review as a file"), file=FILE)
    asked = await (await server.slash("review", {"export": True})).answered()
    assert asked.reply.files == {FILE.name: FILE.content}
    assert server.ephemerals("ann") == [asked.reply]


async def test_a_file_survives_a_cut_connection(
    server: LoopbackDiscord, adapter: DiscordAdapter, study: FakeStudy
) -> None:
    study.reply = Reply(private_card(), file=FILE)
    server.fail("POST", "/callback", cut=True)
    asked = await (await server.slash("review", {"export": True})).answered()
    assert asked.reply.files == {FILE.name: FILE.content}


@pytest.mark.parametrize(
    ("options", "command"),
    [
        ({}, Review()),
        ({"add": "kv-cache"}, AddToReview(QuestionId("kv-cache"))),
        ({"export": True}, ExportReview()),
        ({"export": False}, Review()),
        ({"retention": 85}, SetRetention(85)),
        ({"remind": "18:30", "zone": "Asia/Tokyo"}, RemindMe("18:30", "Asia/Tokyo")),
        ({"remind": "18:30"}, RemindMe("18:30")),
        ({"remind": "Off"}, StopReminding()),
        ({"remind": "never"}, StopReminding()),
        ({"remind": "Off", "zone": "Asia/Tokyo"}, StopReminding()),
    ],
)
async def test_review_alone_and_with_each_of_its_options(
    server: LoopbackDiscord, adapter: DiscordAdapter, study: FakeStudy, options: Options, command: Command
) -> None:
    await (await server.slash("review", options)).answered()
    assert [given for given, _ in study.commanded] == [command]


@pytest.mark.parametrize(
    ("options", "hint"),
    [
        ({"zone": "Asia/Tokyo"}, "Say when, too: /review remind:18:30 zone:Asia/Tokyo"),
        ({"retention": 85, "zone": "Asia/Tokyo"}, "Say when, too: /review remind:18:30 zone:Asia/Tokyo"),
        (
            {"retention": 85, "remind": "18:30", "zone": "Asia/Tokyo"},
            "One thing at a time: /review retention:85, then /review remind:18:30 zone:Asia/Tokyo",
        ),
        (
            {"add": "kv-cache", "export": True},
            "One thing at a time: /review add:kv-cache, then /review export:True",
        ),
    ],
)
async def test_options_of_review_that_do_not_go_together_are_refused_in_words(
    server: LoopbackDiscord, adapter: DiscordAdapter, study: FakeStudy, options: Options, hint: str
) -> None:
    await (await server.slash("review", options)).answered()
    [(command, _)] = study.commanded
    assert isinstance(command, Misunderstood)
    assert command.hint == hint
