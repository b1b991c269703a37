"""Discord's gateway breaks: presses are answered once, and what was due meanwhile is there."""

from tests.faults.lives import Lives
from tests.faults.places import OnDiscord
from tests.faults.test_exactly_once import POSTED
from tests.platforms.discord import LoopbackDiscord
from tests.platforms.discord.interactions import Interaction
from tests.platforms.discord.world import Posted

ANSWERS = "SELECT person FROM answers"


async def question(discord: LoopbackDiscord, within: float = 5) -> Posted:
    found: Posted = await discord.wait_for(lambda: next(iter(discord.messages()), None), within)
    return found


def answers_to(discord: LoopbackDiscord, press: Interaction) -> int:
    """How often the bot has answered a press."""
    return len(discord.sent("POST", rf"/interactions/{press.id}/.*"))


async def test_a_press_queued_while_the_gateway_is_cut_is_answered_once(
    bot: Lives, on_discord: tuple[OnDiscord, ...]
) -> None:
    """Fault 8: RESUME names the last event that came, so that no press is missed and none comes twice."""
    discord = on_discord[0].server
    await bot.start()
    await on_discord[0].ask()
    post = await question(discord)
    presses = [await discord.click(post, "A", "ann")]
    await presses[0].answered()
    for who, abrupt in (("bob", True), ("cleo", False)):
        heard = discord.gateway.sequence
        if abrupt:
            discord.gateway.cut()
        else:
            await discord.gateway.drop()
        presses.append(await discord.click(post, "A", who))
        await presses[-1].answered()
        assert discord.gateway.resumed_from[-1] == heard
    await bot.end_well()

    assert (discord.gateway.identified, discord.gateway.resumed) == (1, 2)
    assert [answers_to(discord, press) for press in presses] == [1, 1, 1]
    assert len(bot.rows(ANSWERS)) == 3


async def test_a_lost_session_is_begun_anew_and_the_post_on_its_way_is_not(
    bot: Lives, on_discord: tuple[OnDiscord, ...]
) -> None:
    """Fault 8: the catch-up finds in the history what was accepted unheard; a press on it counts once."""
    place = on_discord[0]
    discord = place.server
    await bot.start()
    held = place.hold_posts(accepted=True)
    await place.ask()
    await held.arrived()
    discord.gateway.refuse = 1  # a new login is needed, which ends all requests of the old one
    await discord.gateway.forget()
    await discord.wait_for(lambda: discord.gateway.identified == 2, within=20)
    held.release()
    await bot.until(POSTED, channel=place.channel)
    press = await discord.click(await question(discord), "A", "ann")
    await press.answered()
    await bot.end_well()

    assert discord.gateway.resumed == 0
    assert answers_to(discord, press) == 1
    assert len(place.shown()) == 1
    assert place.deeds() == ["post", "search"]
    assert len(bot.rows(ANSWERS)) == 1
