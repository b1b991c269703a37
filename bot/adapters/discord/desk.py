"""Where every press and command arrives: ask the core, acknowledge in time, show its reply."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Iterable, Mapping
from functools import partial
from typing import Any, Final, NamedTuple

import aiohttp
import discord
import structlog

from bot import commands
from bot.adapters.discord import wire
from bot.adapters.discord.forms import to_modal
from bot.adapters.discord.once import Unknown
from bot.adapters.discord.packets import ALREADY_ACKNOWLEDGED, Packet, first_taken, packets
from bot.adapters.discord.wire import Interaction, Json
from bot.app.study import Study
from bot.app.underway import LATE_AFTER, UnderWay
from bot.cards import Reply
from bot.commands import Command
from bot.domain.ids import DIRECT, Account, ChannelId
from bot.domain.people import Actor
from bot.ports.meter import UNMEASURED, Meter
from bot.ports.outside import SentFile
from bot.presses import OPENS_FORM, Press, decode
from bot.wording.replies import old_button_card, waiting_card

log = structlog.get_logger()

Send = Callable[[Interaction], Awaitable[None]]

ACK_WITHIN: Final = 0.7
"""Seconds that the core has until we acknowledge without its reply; Discord gives up after 3."""

FORM_WITHIN: Final = 2.0
"""The same for a press or command that opens a form, which cannot come after an acknowledgement."""

NOT_DELIVERED: Final = (discord.RateLimited, aiohttp.ClientError, OSError, TimeoutError, RuntimeError)
"""The last is aiohttp's word for a session that was closed, as that of an old login is."""

RECEIVED: Final = "received"
"""In an interaction's extras: the loop's time at which it came."""


class Answer(NamedTuple):
    """A reply in Discord's JSON."""

    ways: tuple[Packet, ...]
    replaces: bool = False
    modal: Json | None = None


_WAIT: Final = Answer(packets(waiting_card()))


class Desk:
    """Never raises: whatever goes wrong is logged once and answered as well as it can be."""

    def __init__(self, study: Study, manager_roles: Iterable[str], meter: Meter = UNMEASURED) -> None:
        self.study = study
        self._meter = meter
        self._manager_roles = frozenset(manager_roles)
        self._under_way = UnderWay()

    def _actor(self, interaction: Interaction) -> Actor:
        """Who acts, and whether they may manage: by Manage Server or by a configured role."""
        user = interaction.user
        # by their ids: of what they are called nothing is known without the gateway
        held = (*user._roles, user.guild.id) if isinstance(user, discord.Member) else None
        roles = None if held is None else frozenset(map(str, held))
        return Actor(
            Account(f"discord:{user.id}"),
            user.display_name,
            ChannelId(f"discord:{interaction.guild_id or DIRECT}/{interaction.channel_id}"),
            interaction.permissions.manage_guild or bool(roles and roles & self._manager_roles),
            roles,
        )

    async def press(self, interaction: Interaction, token: str) -> None:
        press = decode(token)
        patience = FORM_WITHIN if isinstance(press, OPENS_FORM) else ACK_WITHIN
        work = _of_old() if press is None else self.study.press(press, self._actor(interaction))
        await self._tracked(self._answer(interaction, work, patience))

    async def submit(self, interaction: Interaction, token: str, values: Mapping[str, str]) -> None:
        """A form has been sent; the token of the press that opened it says what the texts are for."""
        press = decode(token)
        actor = self._actor(interaction)
        work = _of_old() if press is None else self.study.submit(press, values, actor)
        await self._tracked(self._answer(interaction, work, ACK_WITHIN))

    async def command(self, interaction: Interaction, command: Command) -> None:
        work = self.study.command(command, self._actor(interaction))
        patience = FORM_WITHIN if isinstance(command, commands.OPENS_FORM) else ACK_WITHIN
        await self._tracked(self._answer(interaction, work, patience))

    async def hand_in(self, interaction: Interaction, press: Press, file: SentFile) -> None:
        """A file has come with a command, which says by a press what it is for."""
        work = self.study.hand_in(press, file, self._actor(interaction))
        await self._tracked(self._answer(interaction, work, ACK_WITHIN))

    async def show(self, interaction: Interaction, reply: Reply) -> None:
        """Answer without asking the core."""
        await self._delivered(interaction, partial(_show, answer=Answer(packets(reply.card))))

    async def finish(self, within: float) -> None:
        """Wait for the answers under way, at most so many seconds."""
        await self._under_way.settle(within)

    async def _tracked(self, answering: Coroutine[Any, Any, None]) -> None:
        with self._under_way.here():
            await answering

    async def _answer(
        self, interaction: Interaction, work: Coroutine[Any, Any, Reply], patience: float
    ) -> None:
        """Show the reply that `work` comes to.

        The reply is itself the acknowledgement if it is there within `patience`: one request a click.
        """
        promised: asyncio.Task[None] | None = None
        ready = asyncio.Event()

        def promise() -> None:
            nonlocal promised
            promised = asyncio.create_task(self._reassure(interaction, ready))

        timer = asyncio.get_running_loop().call_later(patience, promise)
        answer = await self._outcome(interaction, work)
        timer.cancel()
        ready.set()
        if promised is not None:
            await promised
            await self._delivered(interaction, partial(_show, answer=answer, promised=True))
        else:
            await self._acknowledged(interaction, partial(_show, answer=answer))

    async def _reassure(self, interaction: Interaction, ready: asyncio.Event) -> None:
        """Acknowledge without a reply, and say so where none is `ready` for long."""
        await self._acknowledged(interaction, wire.promise)
        try:
            await asyncio.wait_for(ready.wait(), LATE_AFTER)
        except TimeoutError:
            await self._delivered(interaction, partial(_show, answer=_WAIT, promised=True))

    async def _outcome(self, interaction: Interaction, work: Coroutine[Any, Any, Reply]) -> Answer:
        try:
            reply = await work
            modal = to_modal(reply.form) if reply.form and wire.may_open_form(interaction) else None
            return Answer(packets(reply.card, reply.file), reply.replaces, modal)
        except Exception:
            log.exception("discord.press_failed", **_ids(interaction))
            return Answer(packets(self.study.apology().card))

    async def _acknowledged(self, interaction: Interaction, send: Send) -> None:
        await self._delivered(interaction, send)
        now = asyncio.get_running_loop().time()
        self._meter.acknowledged("discord", now - interaction.extras.get(RECEIVED, now))

    async def _delivered(self, interaction: Interaction, send: Send) -> None:
        try:
            try:
                await send(interaction)
            except aiohttp.ClientError:
                await send(
                    interaction
                )  # if the first try arrived, Discord says so and nothing is shown twice
        except discord.HTTPException as error:
            if error.code == ALREADY_ACKNOWLEDGED:
                log.debug("discord.already_acknowledged", **_ids(interaction))
            else:
                log.warning(
                    "discord.reply_rejected", status=error.status, code=error.code, **_ids(interaction)
                )
        except Unknown as failure:
            log.warning("discord.reply_unknown", why=str(failure), **_ids(interaction))
        except NOT_DELIVERED as error:
            log.warning("discord.reply_undelivered", error=repr(error), **_ids(interaction))


async def _show(interaction: Interaction, answer: Answer, promised: bool = False) -> None:
    in_private = wire.is_pressed_in_private(interaction)
    if answer.modal is not None and not promised:
        await wire.open_form(interaction, answer.modal)
        return
    if not promised:
        send = wire.replace if answer.replaces and in_private else wire.reply
    else:
        send = wire.follow_up if in_private and not answer.replaces else wire.edit_response
    await first_taken(answer.ways, lambda way: send(interaction, way.message, way.files))


async def _of_old() -> Reply:
    return Reply(old_button_card())


def _ids(interaction: Interaction) -> dict[str, int | None]:
    """What to look for in the logs; never what was said."""
    return {
        "interaction": interaction.id,
        "user": interaction.user.id,
        "guild": interaction.guild_id,
        "channel": interaction.channel_id,
    }
