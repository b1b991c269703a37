"""Leagues and links from the words that people type to what the store counts."""

from collections.abc import AsyncIterator
from datetime import time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.adapters.store.opening import open_store
from bot.app.ask import ask_by_schedule
from bot.app.context import Context
from bot.app.postman import Postman
from bot.app.studybot import StudyBot
from bot.cards import Card, Ranking, Tone
from bot.command_text import read
from bot.domain.audit import Deed
from bot.domain.ids import Account, ChannelId, ScheduleId, workspace_of
from bot.domain.occurrences import next_occurrences
from bot.domain.people import Actor
from bot.domain.round import Round
from bot.domain.schedule import Schedule
from bot.plain import to_plain
from bot.presses.questions import Choose
from tests.builders import bank, carried, open_question, question
from tests.contexts import context
from tests.fakes import RecordingChannels, StoppedClock

DISCORD, SLACK = ChannelId("discord:1/2"), ChannelId("slack:T1/C1")
BERLIN, YORK = ZoneInfo("Europe/Berlin"), ZoneInfo("America/New_York")


def manager(channel: ChannelId, name: str = "boss") -> Actor:
    return Actor(Account(f"{workspace_of(channel)}/{name}"), name, channel, manager=True)


def member(channel: ChannelId, name: str) -> Actor:
    return Actor(Account(f"{workspace_of(channel)}/{name}"), name, channel)


@pytest.fixture
async def ctx(tmp_path: Path) -> AsyncIterator[Context]:
    questions = bank(*(question(f"q{n}", f"topic-{n}") for n in range(6)), open_question())
    async with open_store(tmp_path / "study.db") as store:
        yield context(store, RecordingChannels(), StoppedClock(), questions)


class League:
    """Two channels on two platforms, and whoever types there."""

    def __init__(self, ctx: Context) -> None:
        self.ctx = ctx
        self.study = StudyBot(ctx, Postman(ctx))

    async def say(self, text: str, who: Actor) -> Card:
        command = read(text, {}, lambda name: who.channel if name == "here" else None)
        return (await self.study.command(command, who)).card

    async def found(self) -> str:
        """The code of a league that both channels are in."""
        card = await self.say("league create The Long Run", manager(DISCORD))
        code = to_plain(card).split("code:")[1].split()[0]
        await self.say(f"league join {code}", manager(SLACK))
        return code

    async def ask(self, channel: ChannelId, zone: ZoneInfo = BERLIN, at: time = time(15, 0)) -> Round:
        schedule = Schedule(id=ScheduleId(f"s-{channel}-{at}"), channel=channel, times=(at,), zone=zone)
        occurrence = next_occurrences(schedule, self.ctx.clock.now(), 1)[0]
        round_ = await ask_by_schedule(self.ctx, schedule, occurrence)
        assert round_ is not None
        return round_

    async def answer(self, round_: Round, name: str) -> None:
        who = member(round_.channel, name)
        await self.study.press(Choose(round_.id, round_.question.key), who)
        self.ctx.clock.advance(seconds=1)  # type: ignore[attr-defined] # a stopped clock


@pytest.fixture
def league(ctx: Context) -> League:
    return League(ctx)


async def test_every_channel_gets_the_same_question_for_the_same_date(league: League) -> None:
    await league.found()
    first, second = await league.ask(DISCORD), await league.ask(SLACK, YORK)
    assert first.question.id == second.question.id
    assert first.day == second.day


async def test_a_second_time_of_a_day_and_another_day_get_questions_of_their_own(league: League) -> None:
    await league.found()
    asked = [await league.ask(channel) for channel in (DISCORD, SLACK)]
    asked += [await league.ask(channel, at=time(17, 0)) for channel in (SLACK, DISCORD)]
    league.ctx.clock.advance(days=1)  # type: ignore[attr-defined] # a stopped clock
    asked += [await league.ask(channel) for channel in (DISCORD, SLACK)]
    names = [round_.question.id for round_ in asked]
    assert names[0::2] == names[1::2]
    assert len(set(names)) == 3


async def test_a_channel_outside_is_asked_as_ever(league: League) -> None:
    await league.found()
    await league.ask(DISCORD)
    outside = await league.ask(ChannelId("slack:T1/C9"))
    assert await league.ctx.store.leagues.of_channel(outside.channel) is None


async def test_nobody_can_be_scored_on_an_open_question_so_a_league_never_asks_one(league: League) -> None:
    await league.found()
    for _ in range(8):
        round_ = await league.ask(DISCORD)
        assert not round_.question.is_open
        league.ctx.clock.advance(days=1)  # type: ignore[attr-defined] # a stopped clock


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("league create x", "That name will not do"),
        ("league join nosuchcode", "There is no such league"),
        ("league leave", "This channel is in no league"),
    ],
)
async def test_what_cannot_be_is_said(league: League, text: str, title: str) -> None:
    card = await league.say(text, manager(SLACK))
    assert card.title == title
    assert card.tone is Tone.REFUSAL


async def test_a_channel_is_in_one_league_at_most(league: League) -> None:
    code = await league.found()
    again = await league.say(f"league join {code}", manager(SLACK))
    other = await league.say("league create Another", manager(DISCORD))
    assert again.title == other.title == "This channel is in a league already"


async def test_members_change_no_league_and_see_no_code(league: League) -> None:
    code = await league.found()
    for text in ("league create Mine", f"league join {code}", "league leave"):
        assert (await league.say(text, member(SLACK, "ada"))).tone is Tone.REFUSAL
    assert code not in to_plain(await league.say("league list", member(DISCORD, "ada")))
    assert code in to_plain(await league.say("league list", manager(DISCORD)))
    # who has joined can bring nobody else in
    assert code not in to_plain(await league.say("league list", manager(SLACK)))


async def test_the_list_says_platforms_in_words(league: League) -> None:
    await league.found()
    assert "2 channels in 2 workspaces on Discord and Slack" in to_plain(
        await league.say("league list", manager(DISCORD))
    )


async def test_one_code_makes_two_selves_one_and_works_once(league: League) -> None:
    ada, countess = member(DISCORD, "ada"), member(SLACK, "countess")
    code = to_plain(await league.say("link", ada)).split("code:")[1].split()[0]
    linked = await league.say(f"link {code}", countess)
    assert linked.title == "You are one"
    assert "Discord, Slack" in to_plain(linked)
    assert (await league.say(f"link {code}", member(SLACK, "eve"))).tone is Tone.REFUSAL
    assert (await league.say("unlink", ada)).title == "Parted"
    assert (await league.say("unlink", ada)).tone is Tone.REFUSAL


async def test_a_code_lasts_ten_minutes(league: League) -> None:
    code = to_plain(await league.say("link", member(DISCORD, "ada"))).split("code:")[1].split()[0]
    league.ctx.clock.advance(minutes=10)  # type: ignore[attr-defined] # a stopped clock
    assert (await league.say(f"link {code}", member(SLACK, "countess"))).tone is Tone.REFUSAL


async def test_whoever_guesses_codes_has_to_wait(league: League) -> None:
    eve, code = member(SLACK, "eve"), ""
    for _ in range(5):
        assert (await league.say("link aaaaaaaaaaaa", eve)).tone is Tone.REFUSAL
    code = to_plain(await league.say("link", member(DISCORD, "ada"))).split("code:")[1].split()[0]
    refusal = await league.say(f"link {code}", eve)
    assert "five tries" in to_plain(refusal)
    league.ctx.clock.advance(hours=1, seconds=1)  # type: ignore[attr-defined] # a stopped clock
    code = to_plain(await league.say("link", member(DISCORD, "ada"))).split("code:")[1].split()[0]
    assert (await league.say(f"link {code}", eve)).title == "You are one"


async def test_oneself_is_one_already(league: League) -> None:
    ada = member(DISCORD, "ada")
    code = to_plain(await league.say("link", ada)).split("code:")[1].split()[0]
    assert "one already" in to_plain(await league.say(f"link {code}", ada))


async def test_five_accounts_are_too_many_for_one_person(league: League) -> None:
    first = member(DISCORD, "a0")
    for n in range(1, 5):
        code = to_plain(await league.say("link", first)).split("code:")[1].split()[0]
        card = await league.say(f"link {code}", member(SLACK, f"a{n}"))
        assert (card.tone is Tone.REFUSAL) == (n == 4)


async def test_a_league_has_one_board_on_both_platforms(league: League) -> None:
    await league.found()
    here, there = await league.ask(DISCORD), await league.ask(SLACK)
    await league.answer(here, "ada")
    await league.answer(there, "grace")
    await league.answer(there, "countess")
    seen = [await league.say("leaderboard league", member(where, "ada")) for where in (DISCORD, SLACK)]
    assert seen[0].title == seen[1].title == "League The Long Run, this week"
    assert all(name in to_plain(seen[0]) for name in ("ada", "grace", "countess"))
    assert "on Discord" in to_plain(seen[0])
    assert "on Slack" in to_plain(seen[0])


async def test_whoever_is_one_counts_once_in_a_league(league: League) -> None:
    await league.found()
    code = to_plain(await league.say("link", member(DISCORD, "ada"))).split("code:")[1].split()[0]
    await league.say(f"link {code}", member(SLACK, "countess"))
    for channel, name in ((DISCORD, "ada"), (SLACK, "countess")):
        await league.answer(await league.ask(channel), name)
    board = await league.say("leaderboard league", member(SLACK, "countess"))
    [ranking] = [block for block in board.blocks if isinstance(block, Ranking)]
    assert [(row.place, row.name, row.points, row.is_reader) for row in ranking.rows] == [
        (1, "ada", 15, True)
    ]
    assert "on Discord and Slack" in ranking.rows[0].detail


async def test_a_long_board_has_pages_and_says_what_is_missing(league: League) -> None:
    await league.found()
    for people in (12, 11):
        asked = await league.ask(DISCORD)
        for n in range(people):
            await league.answer(asked, f"p{n:02}")
        league.ctx.clock.advance(days=1)  # type: ignore[attr-defined] # a stopped clock
    board = await league.say("leaderboard league all", member(DISCORD, "p11"))
    assert "You are in place 12, 15 points to the next place" in to_plain(board)
    [further] = [button for button in board.buttons if button.label == "Next page"]
    card = (await league.study.press(carried(further.press), member(DISCORD, "p11"))).card
    [ranking] = [block for block in card.blocks if isinstance(block, Ranking)]
    assert [row.place for row in ranking.rows] == [11, 12]


async def test_without_a_league_there_is_no_board(league: League) -> None:
    card = await league.say("leaderboard league", member(DISCORD, "ada"))
    assert card.title == "No league is running here"


async def test_what_the_founding_workspace_hides_is_asked_nowhere_what_another_hides_is_asked_all_the_same(
    league: League,
) -> None:
    await league.found()
    for n in (0, 1, 2):
        await league.say(f"question hide q{n}", manager(DISCORD))
    for n in (3, 4):
        await league.say(f"question hide q{n}", manager(SLACK))
    asked = set()
    for _ in range(3):
        first, second = await league.ask(SLACK), await league.ask(DISCORD)
        assert first.question.id == second.question.id
        asked.add(first.question.id)
        league.ctx.clock.advance(days=1)  # type: ignore[attr-defined] # a stopped clock
    assert asked == {"q3", "q4", "q5"}


async def test_who_founds_joins_and_leaves_a_league_stands_in_the_log(league: League) -> None:
    await league.found()
    await league.say("league leave", manager(SLACK))
    for channel, deeds in (
        (DISCORD, [Deed.LEAGUE_CREATED]),
        (SLACK, [Deed.LEAGUE_LEFT, Deed.LEAGUE_JOINED]),
    ):
        entries, _ = await league.ctx.store.audit.page(workspace_of(channel), 1)
        assert [(entry.deed, entry.subject) for entry in entries] == [(d, "The Long Run") for d in deeds]
