"""Pictures on Discord: attached with their words, never lost, never doubled, never in a message's way."""

from dataclasses import replace
from typing import Any

import pytest

from bot.adapters.discord import desk
from bot.adapters.discord.adapter import DiscordAdapter
from bot.cards import Card, File, Picture, Reply
from bot.domain.announcement import Announcement, AnnouncementKind
from bot.domain.ids import Account, AnnouncementId
from bot.ports.outside import Refused, Unreachable
from tests.discord.conftest import a_round
from tests.discord.fake_study import FakeStudy, private_card
from tests.fakes import TINY_PNG
from tests.gallery import pictured
from tests.platforms.discord import LoopbackDiscord
from tests.platforms.discord.world import Posted

NAME = "standings-0123456789abcdef.png"
OTHER = Picture("race-fedcba9876543210.png", "The race, in words.", TINY_PNG + b"other")


def announcement(server: LoopbackDiscord) -> Announcement:
    round_ = a_round(server)
    return Announcement(
        id=AnnouncementId("announce2345"),
        kind=AnnouncementKind.QUIZ_RESULT,
        channel=round_.channel,
        subject="quiz",
        opened_at=round_.opened_at,
    )


def shows_the_picture(message: Posted) -> None:
    assert message.files == {NAME: TINY_PNG}
    [attached] = message.payload["attachments"]
    assert attached["description"] == pictured().pictures[0].alt
    assert message.embed["image"] == {"url": f"attachment://{NAME}"}


async def test_a_post_brings_its_picture_and_says_it_in_words(
    server: LoopbackDiscord, adapter: DiscordAdapter
) -> None:
    shows_the_picture(server.world.messages[await adapter.post(announcement(server), pictured())])


@pytest.mark.parametrize("denied", [(), ("attach_files",)])
async def test_a_post_is_found_again_with_its_picture_and_in_words(
    server: LoopbackDiscord, adapter: DiscordAdapter, denied: tuple[str, ...]
) -> None:
    server.world.channels[server.first_channel].denied = frozenset(denied)
    post, card = announcement(server), replace(pictured(), buttons=())
    message = await adapter.post(post, card)
    assert await adapter.find(post, card) == message
    assert await adapter.find(post, replace(card, title="Another")) is None


async def test_every_picture_has_a_place_of_its_own(server: LoopbackDiscord, adapter: DiscordAdapter) -> None:
    card = replace(pictured(), blocks=(*pictured().blocks, OTHER))
    message = server.world.messages[await adapter.post(announcement(server), card)]
    urls = [embed["image"]["url"] for embed in message.payload["embeds"]]
    assert urls == [f"attachment://{NAME}", f"attachment://{OTHER.name}"]
    assert list(message.files.values()) == [TINY_PNG, OTHER.content]


async def test_an_edit_neither_doubles_nor_keeps_a_picture(
    server: LoopbackDiscord, adapter: DiscordAdapter
) -> None:
    post = announcement(server)
    message = await adapter.post(post, pictured())
    await adapter.edit(post, message, pictured())
    shows_the_picture(server.world.messages[message])
    await adapter.edit(post, message, Card(title="Over", blocks=(OTHER,)))
    assert list(server.world.messages[message].files) == [OTHER.name]
    await adapter.edit(post, message, Card(title="Over"))
    assert server.world.messages[message].payload["attachments"] == []


async def test_a_channel_without_attach_files_gets_the_words(
    server: LoopbackDiscord, adapter: DiscordAdapter, logs: list[Any]
) -> None:
    server.world.channels[server.first_channel].denied = frozenset({"attach_files"})
    message = server.world.messages[await adapter.post(announcement(server), pictured())]
    assert message.files == {}
    assert "120 points" in message.text
    assert [entry["status"] for entry in logs if entry["event"] == "discord.pictures_refused"] == [403]


async def test_a_picture_that_is_too_large_leaves_its_words(
    server: LoopbackDiscord, adapter: DiscordAdapter
) -> None:
    huge = Picture("race-0123456789abcdef.png", "Ann leads.", b"x" * (10 * 1024 * 1024 + 1))
    message = await adapter.post(announcement(server), Card(title="Race", blocks=(huge,)))
    assert "Ann leads." in server.world.messages[message].text


async def test_a_refusal_that_is_not_about_the_picture_stays_one(
    server: LoopbackDiscord, adapter: DiscordAdapter
) -> None:
    server.world.channels[server.first_channel].denied = frozenset({"send_messages"})
    with pytest.raises(Refused, match="Send Messages"):
        await adapter.post(announcement(server), pictured())


async def test_an_outage_is_told_without_trying_the_words(
    server: LoopbackDiscord, adapter: DiscordAdapter
) -> None:
    server.fail("POST", "/messages", status=503)
    with pytest.raises(Unreachable):
        await adapter.post(announcement(server), pictured())
    assert server.messages() == []


async def test_a_person_is_told_with_a_picture(server: LoopbackDiscord, adapter: DiscordAdapter) -> None:
    await adapter.tell(Account(f"discord:{server.person('ann')['id']}"), pictured())
    [message] = server.direct("ann")
    shows_the_picture(message)


@pytest.mark.parametrize("is_late", [False, True])
async def test_a_private_reply_shows_its_picture_and_loses_it_with_the_next_page(
    server: LoopbackDiscord,
    adapter: DiscordAdapter,
    study: FakeStudy,
    monkeypatch: pytest.MonkeyPatch,
    is_late: bool,
) -> None:
    if is_late:
        monkeypatch.setattr(desk, "ACK_WITHIN", 0.0)
        study.delay = 0.05
    study.reply = Reply(pictured())
    asked = await (await server.slash("leaderboard")).answered()
    shows_the_picture(asked.reply)
    for card, names in ((pictured(), [NAME]), (private_card(), [])):
        study.reply = Reply(replace(card, buttons=pictured().buttons), replaces=True)
        await (await server.click(asked.reply, "Month")).answered()
        assert list(asked.reply.files) == names


async def test_a_picture_and_a_file_come_together(
    server: LoopbackDiscord, adapter: DiscordAdapter, study: FakeStudy
) -> None:
    study.reply = Reply(pictured(), file=File("numbers.csv", "text/csv", b"1,2"))
    asked = await (await server.slash("leaderboard")).answered()
    assert asked.reply.files == {NAME: TINY_PNG, "numbers.csv": b"1,2"}


async def test_a_reply_whose_picture_is_refused_comes_in_words(
    server: LoopbackDiscord, adapter: DiscordAdapter, study: FakeStudy
) -> None:
    huge = Picture("race-0123456789abcdef.png", "Ann leads.", b"x" * (10 * 1024 * 1024 + 1))
    study.reply = Reply(Card(title="Race", blocks=(huge,)))
    asked = await (await server.slash("leaderboard")).answered()
    assert "Ann leads." in asked.reply.text
