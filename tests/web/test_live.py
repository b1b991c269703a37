"""Three people race in the playground, over real HTTP and with the real core behind it."""

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass

import aiohttp
import pytest

from bot.adapters.web.adapter import WebAdapter
from bot.command_text import read
from bot.config.settings import WebSettings
from bot.domain.ids import PLAYGROUND
from bot.domain.live_quiz import SHOW_TIME
from bot.presses import Press, encode
from bot.presses.live import Act, Live
from bot.presses.questions import Choose
from tests.builders import bank, question
from tests.contexts import Stage
from tests.web.fake_faces import FACES

BANK = bank(*(question(f"q{n}") for n in range(3)))


@dataclass
class Visitors:
    stage: Stage
    client: aiohttp.ClientSession

    async def page(self, who: str) -> str:
        async with self.client.get("/", params={"as": who}) as response:
            return await response.text()

    async def say(self, who: str, text: str) -> str:
        return await self._post("/say", who, text=text)

    async def press(self, who: str, press: Press) -> str:
        return await self._post("/press", who, token=encode(press))

    async def _post(self, path: str, who: str, **form: str) -> str:
        async with self.client.post(path, params={"as": who}, data=form) as response:
            assert response.status == 200
            text = await response.text()
        await self.stage.postman.settle()
        return text


@pytest.fixture
async def visitors() -> AsyncIterator[Visitors]:
    stage = Stage(BANK)
    web = WebAdapter(
        WebSettings(port=0), stage.study, FACES, lambda text: read(text, BANK.topics, lambda _: None), dict
    )
    stage.platforms.join("web", web)
    address = await web.start()
    async with aiohttp.ClientSession(address) as client:
        yield Visitors(stage, client)
    await web.close()


async def test_three_people_race_from_the_lobby_to_the_podium(visitors: Visitors) -> None:
    stage = visitors.stage
    assert "Host the live quiz" in await visitors.say("grace", "/quiz live attention 1 20s")
    quiz = await stage.ctx.store.live.running_in(PLAYGROUND)
    assert quiz is not None
    assert "You are in" in await visitors.press("alan", Live(quiz.id, Act.JOIN))
    assert "Grace, Alan (2)" in await visitors.page("ada")
    refused = await visitors.say("alan", "/quiz live 3")
    link = re.search(r'href="#(post-\w+)"', refused)
    assert link is not None
    assert f'id="{link[1]}"' in refused
    await visitors.press("grace", Live(quiz.id, Act.START))
    await stage.look()

    opened = await stage.ctx.store.live.find(quiz.id)
    assert opened is not None
    assert opened.round is not None
    round_ = await stage.ctx.store.rounds.find(opened.round)
    assert round_ is not None
    for who, choice in (("ada", 0), ("grace", 1), ("alan", 2)):
        wanted = (round_.question.key + choice) % 4
        page = await visitors.press(who, Choose(round_.id, wanted))
        assert f"{'ABCD'[wanted]}, locked" in page
        if who == "ada":
            assert "locked" not in await visitors.page("grace")
    await stage.look(20)
    assert "right answer" in await visitors.page("ada")
    await stage.look(SHOW_TIME.seconds)
    assert "Ada wins with 30 points" in await visitors.page("alan")
    assert "Your result: place 2" in await visitors.press("alan", Live(quiz.id, Act.RESULT))


async def test_ada_manages_what_grace_hosts(visitors: Visitors) -> None:
    await visitors.say("grace", "/quiz live")
    quiz = await visitors.stage.ctx.store.live.running_in(PLAYGROUND)
    assert quiz is not None
    assert "The host has the reins" in await visitors.press("alan", Live(quiz.id, Act.STOP))
    assert "This quiz is over" in await visitors.press("ada", Live(quiz.id, Act.STOP))
    assert "It was stopped before it began" in await visitors.page("alan")
