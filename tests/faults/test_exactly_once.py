"""Each post is in its channel exactly once, whenever the process dies and wherever a connection breaks."""

from collections.abc import Callable, Coroutine
from typing import Any

import pytest

from tests.e2e.process import write_config
from tests.faults.lives import Lives
from tests.faults.places import OnDiscord, OnSlack, Place
from tests.platforms.slack.world import Channel

OF_CHANNEL = """post IN (
    SELECT id FROM rounds WHERE channel = :channel UNION SELECT id FROM announcements WHERE channel = :channel
)"""
STATES = f"SELECT action, state FROM deliveries WHERE {OF_CHANNEL} ORDER BY created_at"
POSTED = f"SELECT message FROM deliveries WHERE state = 'posted' AND action = 'post' AND {OF_CHANNEL}"

OnBothRooms = tuple[OnDiscord, OnDiscord]
InBothRooms = tuple[OnSlack, OnSlack]
OTHER_CUP = "Winter cup"
Deed = Callable[[], Coroutine[Any, Any, None]]


@pytest.fixture
def third(on_discord: OnBothRooms, on_slack: InBothRooms) -> tuple[Place, Place]:
    """One channel more on each platform."""
    discord, slack = on_discord[0].server, on_slack[0].server
    slack.world.channels["C0THIRD"] = Channel("C0THIRD", "third")
    return OnDiscord(discord, discord.world.add_channel("third").id), OnSlack(slack, "C0THIRD")


def _deeds(on_discord: OnBothRooms, on_slack: InBothRooms) -> list[tuple[Place, Deed]]:
    """A question in the first channel of each platform, news in the second."""
    asked: list[tuple[Place, Deed]] = [(place, place.ask) for place in (on_discord[0], on_slack[0])]
    return asked + [(place, place.compete) for place in (on_discord[1], on_slack[1])]


async def is_there_once(bot: Lives, place: Place, messages: int = 1) -> None:
    """So many messages, each of them recorded as posted with the platform's own id, and none else."""
    await bot.until(f"{POSTED} GROUP BY action HAVING count(*) = {messages}", channel=place.channel)
    stored = {message for (message,) in bot.rows(POSTED, channel=place.channel)}
    shown = [message.id for message in place.shown()]
    assert len(shown) == messages, place
    assert stored == set(shown), place


async def test_killed_around_the_call_each_post_is_there_once_with_the_platform_s_id(
    bot: Lives, on_discord: OnBothRooms, on_slack: InBothRooms, third: tuple[Place, Place]
) -> None:
    """Faults 1 and 2, for questions and announcements.

    In two channels the post was accepted and not recorded; in the third one the slot's question was claimed
    while the news before it were on their way. The restart comes after Discord has forgotten the nonces.
    """
    write_config(bot.folder, [place.channel for place in third], due_in=8, open_for=3600)
    await bot.start()
    for place in third:
        held = place.hold_posts(accepted=False)
        await place.compete(OTHER_CUP)
        await held.arrived()
    for place, begin in _deeds(on_discord, on_slack):
        held = place.hold_posts(accepted=True)
        await begin()
        await held.arrived()
    for place in third:
        await bot.until(f"{STATES} LIMIT 1 OFFSET 1", channel=place.channel)
    await bot.kill()
    for place in (*on_discord, *on_slack):
        assert len(place.shown()) == 1, place
        assert bot.rows(STATES, channel=place.channel) == [("post", "sending")], place
    for place in third:
        assert place.shown() == [], place
        assert bot.rows(STATES, channel=place.channel) == [("post", "sending"), ("post", "claimed")], place
    for there in on_discord:
        there.server.world.forget_nonces(there.room)

    await bot.start()
    for place in (*on_discord, *on_slack):
        await is_there_once(bot, place)
        assert place.deeds() == ["post", "search"], place
    for place in third:
        await is_there_once(bot, place, messages=2)
        slots = bot.rows("SELECT day FROM slots WHERE channel = :channel", channel=place.channel)
        assert len(slots) == 1, place
    await bot.end_well()


async def test_killed_while_it_closes_a_question_it_closes_it_after_the_restart(
    bot: Lives, on_discord: OnBothRooms, on_slack: InBothRooms
) -> None:
    """Fault 1 for edits: a question closes when the next one is asked."""
    places: tuple[Place, Place] = (on_discord[0], on_slack[0])
    await bot.start()
    for place in places:
        await place.ask()
    for place in places:
        await is_there_once(bot, place)
    held = [place.hold_edits(100, accepted=True) for place in places]
    for place in places:
        await place.ask()
    for place, edit in zip(places, held, strict=True):
        await edit.arrived()
        await bot.until(f"SELECT 1 WHERE ('close', 'sending') IN ({STATES})", channel=place.channel)
    await bot.kill()
    for edit in held:
        edit.release()

    await bot.start()
    for place in places:
        await bot.until(f"SELECT 1 WHERE ('close', 'posted') IN ({STATES})", channel=place.channel)
        await is_there_once(bot, place, messages=2)
        closed, following = place.shown()
        assert "Closed" in closed.words, place
        assert ("A" in closed.buttons, "A" in following.buttons) == (False, True), place
    await bot.end_well()


async def test_a_post_whose_answer_is_lost_after_acceptance_is_one_message(
    bot: Lives, on_discord: OnBothRooms, on_slack: InBothRooms
) -> None:
    """Fault 3: history is read before any repeat. On Discord the nonce of the news is forgotten."""
    await bot.start()
    for place, begin in _deeds(on_discord, on_slack):
        place.break_post(cut=place is not on_slack[1])  # there a 500 is answered
        await begin()
        await bot.until_logged(place.channel)
    later = on_discord[1]
    later.server.world.forget_nonces(later.room)
    for place in (*on_discord, *on_slack):
        await is_there_once(bot, place)
        assert place.deeds() == ["post", "search"], place

    later.break_post(cut=False)
    await later.ask()
    await is_there_once(bot, later, messages=2)
    # after an error discord.py posts again by itself, with the nonce that it was given
    assert later.deeds() == ["post", "search", "post", "post"]
    assert len(later.nonces()) == 2
    await bot.end_well()
