"""Many people at once: everybody is acknowledged in time, and every answer counts."""

import asyncio
from collections import Counter
from typing import Any

from bot.domain.question import Level
from bot.domain.scoring import POINTS
from tests.faults.lives import Lives
from tests.faults.places import OnDiscord, OnSlack, Place
from tests.platforms.discord import LoopbackDiscord
from tests.platforms.slack import LoopbackSlack

PEOPLE = 500
CLICK_WITHIN, ACKNOWLEDGED_WITHIN = 1.0, 3.0  # seconds
CHOSEN = """SELECT rounds.workspace, answers.choice, count(*) FROM answers
    JOIN rounds ON rounds.id = answers.round GROUP BY 1, 2"""
TOTALS = """SELECT count(*), sum(answered), sum("right"), sum(points) FROM totals
    WHERE scope = :channel AND period = 'all'"""
LEVEL = "SELECT json_extract(question, '$.level') FROM rounds WHERE channel = :channel"
LETTERS = "ABCD"


async def click_on_discord(discord: LoopbackDiscord, letters: list[str]) -> tuple[list[float], list[str]]:
    """Everybody presses their letter; the seconds to each acknowledgement, and what each one reads."""
    post = discord.messages()[0]
    clicks = [await discord.click(post, letter, f"member{n}") for n, letter in enumerate(letters)]
    answered = await asyncio.gather(*(click.answered(30) for click in clicks))
    return [click.latency for click in answered], [click.reply.text for click in answered]


async def click_on_slack(slack: LoopbackSlack, letters: list[str]) -> tuple[list[float], list[str]]:
    post, people = slack.messages()[0], [f"member{n}" for n in range(len(letters))]
    clicks = [slack.click(post, letter, who) for who, letter in zip(people, letters, strict=True)]
    latencies = [clicked.latency or 0.0 for clicked in await asyncio.gather(*clicks)]
    await slack.wait_for(lambda: all(outcome(slack, who) for who in people), within=30)
    return latencies, [outcome(slack, who) for who in people]


def outcome(slack: LoopbackSlack, who: str) -> str:
    """What somebody reads in the end; where it takes long, a word that says so comes before."""
    read = [message.words for message in slack.ephemerals(who)]
    return next((words for words in read if not words.startswith("This takes longer")), "")


def seconds_from_first_to_last(acts: list[tuple[float, Any]]) -> float:
    moments = [moment for moment, _ in acts]
    return max(moments) - min(moments)


async def test_five_hundred_people_who_click_within_a_second_are_all_acknowledged_and_counted(
    bot: Lives, on_discord: tuple[OnDiscord, ...], on_slack: tuple[OnSlack, ...]
) -> None:
    """Fault 6: 500 acknowledgements under 3 s, 500 rows, totals equal to a count of what was pressed."""
    discord, slack = on_discord[0].server, on_slack[0].server
    await bot.start()
    places: tuple[Place, Place] = (on_discord[0], on_slack[0])
    for place in places:
        await place.ask()
    await discord.wait_for(discord.messages)
    await slack.wait_for(slack.messages)
    discord.acts.clear()
    slack.acts.clear()
    letters = [LETTERS[number % 7 % 4] for number in range(PEOPLE // 2)]
    crowds = await asyncio.gather(click_on_discord(discord, letters), click_on_slack(slack, letters))

    assert seconds_from_first_to_last(discord.acts + slack.acts) < CLICK_WITHIN
    latencies = [latency for crowd, _ in crowds for latency in crowd]
    assert len(latencies) == PEOPLE
    print(f"the last of {PEOPLE} acknowledgements came after {max(latencies):.2f} s")
    assert max(latencies) < ACKNOWLEDGED_WITHIN

    pressed = Counter(LETTERS.index(letter) for letter in letters)
    for place, (_, read) in zip(places, crowds, strict=True):
        workspace = place.channel.rpartition("/")[0]
        chosen = {choice: count for where, choice, count in bot.rows(CHOSEN) if where == workspace}
        assert chosen == pressed, place
        told_right = [
            letter for letter, words in zip(letters, read, strict=True) if words.startswith("✓ Right")
        ]
        assert len(set(told_right)) == 1, place
        right = letters.count(told_right[0])
        assert len(told_right) == right, place
        [(level,)] = bot.rows(LEVEL, channel=place.channel)
        totals = (len(letters), len(letters), right, right * POINTS[Level(level)])
        assert bot.rows(TOTALS, channel=place.channel) == [totals], place
    await bot.end_well()
