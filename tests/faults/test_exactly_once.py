"""Each post is in its channel exactly once, whenever the process dies and wherever the connection breaks."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

import pytest

from tests.e2e.process import write_config
from tests.faults.hands import Hands, OnDiscord, OnSlack, Shown
from tests.faults.lives import Lives

OF_CHANNEL = """post IN (
    SELECT id FROM rounds WHERE channel = :channel UNION SELECT id FROM announcements WHERE channel = :channel
)"""
STATES = f"SELECT state FROM deliveries WHERE action = 'post' AND {OF_CHANNEL} ORDER BY created_at"
POSTED = f"SELECT message FROM deliveries WHERE state = 'posted' AND action = 'post' AND {OF_CHANNEL}"

Both = tuple[OnDiscord, OnSlack]
Begin = Callable[[Hands], Coroutine[Any, Any, None]]
KINDS = pytest.mark.parametrize(
    "begin", [lambda on: on.ask(), lambda on: on.compete("Autumn cup")], ids=["question", "announcement"]
)


async def _is_there_once(bot: Lives, on: Hands, messages: int = 1) -> None:
    """So many messages, each of them recorded as posted with the platform's own id, and none else."""
    await bot.until(f"{POSTED} GROUP BY action HAVING count(*) = {messages}", channel=on.channel)
    stored = {message for (message,) in bot.rows(POSTED, channel=on.channel)}
    shown = [message.id for message in on.shown()]
    assert len(shown) == messages, on.name
    assert stored == set(shown), on.name


@KINDS
async def test_killed_after_acceptance_and_before_recording_leaves_one_message_with_its_id(
    bot: Lives, hands: Both, begin: Begin
) -> None:
    """Fault 1. The restart comes so late that Discord has forgotten the nonces."""
    await bot.start()
    for on in hands:
        held = on.hold_post(accepted=True)
        await begin(on)
        await held.arrived()
    await bot.kill()
    for on in hands:
        assert len(on.shown()) == 1, on.name
        assert bot.rows(STATES, channel=on.channel) == [("sending",)], on.name
    hands[0].server.world.forget_nonces()

    await bot.start()
    for on in hands:
        await _is_there_once(bot, on)
        assert on.posts_tried() == 1, on.name
    await bot.end_well()
