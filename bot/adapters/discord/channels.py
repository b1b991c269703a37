"""Posting to channels: what is sent, how it is found again, and what Discord's refusals mean."""

from contextlib import AbstractContextManager
from datetime import timedelta
from functools import partial
from typing import Final

import aiohttp
import discord
import structlog

from bot.adapters.discord import wire
from bot.adapters.discord.failures import ARCHIVED, LOCKED, UNKNOWN_MESSAGE, told_apart
from bot.adapters.discord.packets import first_taken, packets
from bot.adapters.discord.permissions import FOR_THREADS, NEEDED, missing_in
from bot.adapters.discord.render import to_embed
from bot.adapters.discord.words import gone, lacks, locked_thread, no_channel, not_invited, rejected
from bot.cards import Card, in_words
from bot.domain.announcement import Announcement, AnnouncementKind, Post
from bot.domain.hints import HaltedSchedule, Hint, hint_of
from bot.domain.ids import CaseId, ChannelId, MessageId, QuizId
from bot.domain.own_questions import read_subject
from bot.domain.round import Round
from bot.plain import summary
from bot.ports.outside import Refused, Threadless
from bot.presses import Press, decode
from bot.presses.contests import button_of
from bot.presses.live import Act, Live
from bot.presses.managing import CaseEnd, EndCase, ResumeHalted
from bot.presses.suggestions import DeclineSuggestion

log = structlog.get_logger()

CLOCKS_APART: Final = timedelta(minutes=5)
"""How far our clock may be ahead of Discord's."""
LONGEST_THREAD_NAME: Final = 100
LONGEST_NONCE: Final = 25


async def post(client: discord.Client, post_: Post, card: Card) -> MessageId:
    guild, channel = parts(post_.channel)
    mention, nonce = _mention(post_.mention, guild), post_.id[:LONGEST_NONCE]
    with _explained(client, post_.channel):
        sent = await first_taken(
            packets(card), lambda way: wire.post(client, channel, way.message | mention, nonce, way.files)
        )
    if post_.thread:
        await _start_thread(client, post_.channel, sent, card)
    return MessageId(str(sent))


async def find(client: discord.Client, post_: Post, card: Card) -> MessageId | None:
    """Read the channel from the post's opening until the message that shows it, and see to its thread."""
    guild, channel = parts(post_.channel)
    if "Read Message History" in missing_in(client, guild, channel):
        # Discord would show an empty channel, and the question would be posted twice
        raise Refused(lacks(_name(client, post_.channel), ["Read Message History"]))
    where = client.get_partial_messageable(channel)
    with _explained(client, post_.channel):
        async for message in where.history(
            limit=None, after=post_.opened_at - CLOCKS_APART, oldest_first=True
        ):
            if message.author == client.user and _shows(message, post_, card):
                if post_.thread and not message.flags.has_thread:
                    await _start_thread(client, post_.channel, message.id, card)
                return MessageId(str(message.id))
    return None


async def edit(client: discord.Client, post_: Post, message: MessageId, card: Card) -> None:
    _, channel = parts(post_.channel)

    async def change() -> None:
        await first_taken(
            packets(card), lambda way: wire.edit(client, channel, int(message), way.message, way.files)
        )

    with _explained(client, post_.channel):
        try:
            await change()
        except discord.HTTPException as error:
            if error.code != ARCHIVED:
                raise
            await _open_thread(client, post_.channel)
            await change()


def link(post_: Post, message: MessageId) -> str:
    guild, channel = parts(post_.channel)
    return f"https://discord.com/channels/{guild}/{channel}/{message}"


def parts(channel: ChannelId) -> tuple[int, int]:
    """Guild and channel; Refused if it names none of Discord's."""
    guild, _, id_ = channel.removeprefix("discord:").partition("/")
    if not (guild.isdecimal() and id_.isdecimal()):
        raise Refused(no_channel(channel))
    return int(guild), int(id_)


def _mention(mention: str, guild: int) -> wire.Json:
    """The post's mention as content, and leave to ping just that."""
    if not mention:
        return {}
    if mention == str(guild):  # the role that everyone has bears the server's own number
        return {"content": "@everyone", "allowed_mentions": {"parse": ["everyone"]}}
    return {"content": f"<@&{mention}>", "allowed_mentions": {"parse": [], "roles": [mention]}}


def _shows(message: discord.Message, post_: Post, card: Card) -> bool:
    """A round is known by any of its buttons, an announcement by one of its own or else by its words."""
    pressed = _presses(message)
    if isinstance(post_, Round):
        return any(getattr(press, "round", None) == post_.id for press in pressed)
    if not _marks(post_).isdisjoint(pressed):
        return True
    embeds = [to_embed(way)[0] for way in (card, in_words(card))]
    words = [(embed.get("title"), embed.get("description")) for embed in embeds]
    return not pressed and any((shown.title, shown.description) in words for shown in message.embeds)


def _marks(announcement: Announcement) -> set[Press]:
    """Buttons that no other message has, even if its card has lost them since it was posted."""
    match announcement.kind:
        case AnnouncementKind.LOBBY:
            return {Live(QuizId(announcement.subject), Act.JOIN)}
        case AnnouncementKind.PODIUM:
            return {Live(QuizId(announcement.subject), Act.RESULT)}
        case AnnouncementKind.HINT:
            return _resuming(hint_of(announcement.subject))
        case AnnouncementKind.QUIZ_RESULT:
            return set()
        case AnnouncementKind.REPORT:
            return {EndCase(CaseId(announcement.subject), CaseEnd.DISMISS)}
        case AnnouncementKind.SUGGESTION:
            return {DeclineSuggestion(*read_subject(announcement.subject))}
        case _:
            return {button_of(announcement)}


def _resuming(hint: Hint) -> set[Press]:
    return {ResumeHalted(hint.schedule, hint.halt)} if isinstance(hint, HaltedSchedule) else set()


def _presses(message: discord.Message) -> list[Press]:
    pressed = []
    for row in message.components:
        for button in getattr(row, "children", ()):
            press = decode(button.custom_id or "")
            pressed += [press] if press is not None else []
    return pressed


async def _start_thread(client: discord.Client, channel: ChannelId, message: int, card: Card) -> None:
    try:
        await wire.start_thread(client, parts(channel)[1], message, summary(card, LONGEST_THREAD_NAME))
    except discord.Forbidden as error:
        why = lacks(_name(client, channel), [FOR_THREADS["create_public_threads"]])
        raise Threadless(why, MessageId(str(message))) from error
    except (discord.DiscordException, aiohttp.ClientError, OSError, TimeoutError) as error:
        # the question stands, which is what counts
        log.warning("discord.thread_failed", channel=channel, message=message, error=str(error))


async def _open_thread(client: discord.Client, channel: ChannelId) -> None:
    """Take a thread out of the archive, which only a moderator may if it is locked."""
    with told_apart(lambda error: locked_thread(_name(client, channel))):
        await wire.open_thread(client, parts(channel)[1])


def _explained(client: discord.Client, channel: ChannelId) -> AbstractContextManager[None]:
    """Discord's errors as Refused or Unreachable."""
    return told_apart(partial(_refusal, client, channel))


def _refusal(client: discord.Client, channel: ChannelId, error: discord.HTTPException) -> str:
    name = _name(client, channel)
    if error.code == LOCKED:
        return locked_thread(name)
    if error.status == 400:
        return rejected(name, error.text)
    if error.code == UNKNOWN_MESSAGE:
        return gone(name)
    if client.get_guild(parts(channel)[0]) is None:
        return not_invited(name)
    if isinstance(error, discord.NotFound):
        return no_channel(name)
    return lacks(name, missing_in(client, *parts(channel)) or list(NEEDED.values()))


def _name(client: discord.Client, channel: ChannelId) -> str:
    known = client.get_channel(parts(channel)[1])
    return f"#{known.name} ({channel})" if isinstance(known, discord.abc.GuildChannel) else channel
