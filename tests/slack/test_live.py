"""Two people race on a loopback Slack, with the real core behind the adapter."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from bot.adapters.slack.adapter import SlackAdapter
from bot.config.settings import SlackSettings
from bot.domain.live_quiz import SHOW_TIME
from tests.builders import bank, question
from tests.contexts import Stage
from tests.platforms.slack import LoopbackSlack
from tests.platforms.slack.world import Message
from tests.slack.conftest import GENERAL

RACE = "quiz live attention 2 20s"


@pytest.fixture
async def stage(slack: LoopbackSlack, settings: SlackSettings) -> AsyncIterator[Stage]:
    made = Stage(bank(*(question(f"q{n}") for n in range(3))))
    adapter = SlackAdapter(settings, made.study)
    made.platforms.join("slack", adapter)
    task = asyncio.create_task(adapter.run())
    await slack.wait_for(lambda: slack.socket.opened)
    yield made
    await adapter.close()
    await asyncio.wait_for(task, 5)


async def private(slack: LoopbackSlack, who: str, words: str) -> Message:
    """The person's latest private message once it says so."""

    def says() -> Message | None:
        shown = slack.ephemerals(who)
        return shown[-1] if shown and words in shown[-1].words else None

    found: Message = await slack.wait_for(says)
    return found


async def right_letter(stage: Stage) -> str:
    quiz = next(iter(await stage.ctx.store.live.running()))
    assert quiz.round is not None
    round_ = await stage.ctx.store.rounds.find(quiz.round)
    assert round_ is not None
    return "ABCD"[round_.question.key]


async def begun(slack: LoopbackSlack, stage: Stage) -> Message:
    await slack.command(RACE, "ann")
    panel = await private(slack, "ann", "Host the live quiz")
    await slack.click(panel, "Start now", "ann")
    await private(slack, "ann", "is open")
    await stage.postman.settle()
    await stage.look()
    return slack.messages()[-1]


async def test_two_people_race_from_the_lobby_to_the_podium(slack: LoopbackSlack, stage: Stage) -> None:
    await slack.command(RACE, "ann")
    panel = await private(slack, "ann", "Host the live quiz")
    [lobby] = slack.messages()
    await slack.click(lobby, "Join", "bob")
    await private(slack, "bob", "You are in")
    await slack.click(lobby, "Start now", "bob")
    await private(slack, "bob", "The host has the reins")
    await stage.refresh(GENERAL)
    assert "ann, bob (2)" in lobby.words.lower()
    await slack.click(panel, "Start now", "ann")
    await private(slack, "ann", "Question 1 of 2 is open")
    await stage.postman.settle()
    await stage.look()
    for position in (1, 2):
        posted = slack.messages()[-1]
        assert f"Question {position} of 2" in posted.words
        right = await right_letter(stage)
        for who, letter in (("ann", right), ("bob", "ABCD".replace(right, "")[0])):
            await slack.click(posted, letter, who)
            await private(slack, who, f"{letter}, locked")
        await stage.look(20)
        assert "Standing" in posted.words
        await stage.look(SHOW_TIME.seconds)
        await stage.look()
    podium = slack.messages()[-1]
    assert "ann wins with" in podium.words.lower()
    await slack.click(podium, "My result", "bob")
    await private(slack, "bob", "Your result: place 2")
    assert len(slack.messages()) == 4


async def test_a_question_is_posted_exactly_once_through_a_cut_connection(
    slack: LoopbackSlack, stage: Stage
) -> None:
    await slack.command(RACE, "ann")
    panel = await private(slack, "ann", "Host the live quiz")
    slack.fail("chat.postMessage", cut=True, accepted=True)
    await slack.click(panel, "Start now", "ann")
    await private(slack, "ann", "is open")
    await stage.postman.settle()
    await stage.look(10)
    await stage.look()
    assert len(slack.messages()) == 2
    quiz = next(iter(await stage.ctx.store.live.running()))
    assert quiz.left_at(stage.clock.now()) == quiz.time


async def test_a_second_quiz_is_refused_with_a_link(slack: LoopbackSlack, stage: Stage) -> None:
    posted = await begun(slack, stage)
    await slack.command(RACE, "bob")
    refused = await private(slack, "bob", "A live quiz is running here")
    assert f"https://slack.com/archives/C0GENERAL/p{posted.ts.replace('.', '')}" in refused.words


async def test_an_admin_may_pause_what_another_hosts(slack: LoopbackSlack, stage: Stage) -> None:
    posted = await begun(slack, stage)
    slack.world.user("mia").is_admin = True
    await slack.click(posted, "Host", "mia")
    panel = await private(slack, "mia", "Host the live quiz")
    await slack.click(panel, "Pause", "mia")
    await private(slack, "mia", "the quiz is paused")
