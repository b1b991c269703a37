"""Each post is in its channel exactly once, whenever the process dies and wherever a connection breaks."""

from tests.e2e.process import write_config
from tests.faults.lives import Lives
from tests.faults.places import OnDiscord, OnSlack, Place

OF_CHANNEL = """post IN (
    SELECT id FROM rounds WHERE channel = :channel UNION SELECT id FROM announcements WHERE channel = :channel
)"""
STATES = f"SELECT action, state FROM deliveries WHERE {OF_CHANNEL} ORDER BY created_at"
POSTED = f"SELECT message FROM deliveries WHERE state = 'posted' AND action = 'post' AND {OF_CHANNEL}"

OnBothRooms = tuple[OnDiscord, OnDiscord]
InBothRooms = tuple[OnSlack, OnSlack]


async def begin(place: Place, number: int) -> None:
    """A question in the first channel of a platform, an announcement in the second."""
    await (place.compete() if number else place.ask())


async def is_there_once(bot: Lives, place: Place, messages: int = 1) -> None:
    """So many messages, each of them recorded as posted with the platform's own id, and none else."""
    await bot.until(f"{POSTED} GROUP BY action HAVING count(*) = {messages}", channel=place.channel)
    stored = {message for (message,) in bot.rows(POSTED, channel=place.channel)}
    shown = [message.id for message in place.shown()]
    assert len(shown) == messages, place
    assert stored == set(shown), place


async def test_killed_after_acceptance_and_before_recording_leaves_one_message_with_its_id(
    bot: Lives, on_discord: OnBothRooms, on_slack: InBothRooms
) -> None:
    """Fault 1, for questions and announcements. The restart comes after Discord has forgotten the nonces."""
    await bot.start()
    for platform in (on_discord, on_slack):
        for number, place in enumerate(platform):
            held = place.hold_posts(accepted=True)
            await begin(place, number)
            await held.arrived()
    await bot.kill()
    for place in (*on_discord, *on_slack):
        assert len(place.shown()) == 1, place
        assert bot.rows(STATES, channel=place.channel) == [("post", "sending")], place
    for there in on_discord:
        there.server.world.forget_nonces(there.room)

    await bot.start()
    for place in (*on_discord, *on_slack):
        await is_there_once(bot, place)
        assert place.deeds() == ["post", "search"], place
    await bot.end_well()


async def test_killed_between_the_claim_and_the_call_leaves_one_message(
    bot: Lives, on_discord: OnBothRooms, on_slack: InBothRooms
) -> None:
    """Fault 2. The news of each channel dies on its way, the slot's question behind it when it is claimed."""
    places = (on_discord[0], on_slack[0])
    write_config(bot.folder, [place.channel for place in places], due_in=6, open_for=3600)
    await bot.start()
    for place in places:
        held = place.hold_posts(accepted=False)
        await place.compete()
        await held.arrived()
    for place in places:
        await bot.until(f"{STATES} LIMIT 1 OFFSET 1", channel=place.channel)
    await bot.kill()
    for place in places:
        assert place.shown() == [], place
        assert bot.rows(STATES, channel=place.channel) == [("post", "sending"), ("post", "claimed")], place

    await bot.start()
    for place in places:
        await is_there_once(bot, place, messages=2)
        assert bot.rows("SELECT count(*) FROM slots WHERE channel = :channel", channel=place.channel) == [(1,)]
    await bot.end_well()


async def test_killed_while_it_closes_a_question_it_closes_it_after_the_restart(
    bot: Lives, on_discord: OnBothRooms, on_slack: InBothRooms
) -> None:
    """Fault 1 for edits: the message says once that the question is closed, and so does the outbox."""
    places = (on_discord[0], on_slack[0])
    write_config(bot.folder, [place.channel for place in places], due_in=6, open_for=2)
    await bot.start()
    held = [place.hold_edits(100, accepted=True) for place in places]
    for place in places:
        await bot.until(f"{STATES} LIMIT 1 OFFSET 1", channel=place.channel)
    for place, edit in zip(places, held, strict=True):
        await edit.arrived()
        await bot.until(f"SELECT 1 WHERE ('close', 'sending') IN ({STATES})", channel=place.channel)
    await bot.kill()
    for edit in held:
        edit.release()

    await bot.start()
    for place in places:
        await bot.until(f"SELECT 1 WHERE ('close', 'posted') IN ({STATES})", channel=place.channel)
        await is_there_once(bot, place)
        assert "Closed" in place.shown()[0].words, place
        assert "A" not in place.shown()[0].buttons, place
    await bot.end_well()


async def test_a_post_whose_answer_is_lost_after_acceptance_is_one_message(
    bot: Lives, on_discord: OnBothRooms, on_slack: InBothRooms
) -> None:
    """Fault 3: history is read before any repeat. The nonce is known for the question, forgotten for the news."""
    await bot.start()
    for platform in (on_discord, on_slack):
        for number, place in enumerate(platform):
            place.break_post(cut=place is not on_slack[1])  # there a 500 is answered
            await begin(place, number)
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
