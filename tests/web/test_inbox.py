"""Grace reports a question in the playground and Ada decides, over real HTTP with the real core behind it."""

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import aiohttp
import pytest

from bot.adapters.store.opening import open_store
from bot.adapters.web.adapter import WebAdapter
from bot.app.ask import ask_now
from bot.command_text import read
from bot.commands import Command
from bot.config.settings import WebSettings
from bot.domain.ids import PLAYGROUND, Account, WorkspaceId
from tests.builders import NOON, bank, question
from tests.contexts import Stage
from tests.web.fake_faces import FACES

BANK = bank(question())


@dataclass
class Visitors:
    stage: Stage
    client: aiohttp.ClientSession

    async def page(self, who: str) -> str:
        async with self.client.get("/", params={"as": who}) as response:
            return await response.text()

    async def send(self, path: str, who: str, **form: str) -> str:
        async with self.client.post(path, params={"as": who}, data=form) as response:
            assert response.status == 200
            await response.text()
        await self.stage.look_around()
        return await self.page(who)

    async def press(self, who: str, label: str) -> str:
        """The last button of that label on the person's page, with the reply that it stands in."""
        page = await self.page(who)
        token = re.findall(rf'value="(sb1[^"]+)"[^>]*>{label}<', page)[-1]
        replies = re.findall(r'name="reply" value="(\d+)"', page[: page.rindex(token)])
        return await self.send("/press", who, token=token, reply=replies[-1] if replies else "")

    async def write(self, who: str, text: str) -> str:
        """Into the form that stands open on the person's page."""
        page = await self.page(who)
        form = page[page.rindex('class="answer"') :]
        found = [re.search(rf'name="{name}" value="([^"]+)"', form) for name in ("reply", "token")]
        reply, token = (match.group(1) for match in found if match)
        [field] = re.findall(r'<textarea [^>]*name="([^"]+)"', form)
        return await self.send("/submit", who, token=token, reply=reply, **{field: text})


@pytest.fixture
async def visitors(tmp_path: Path) -> AsyncIterator[Visitors]:
    async with open_store(tmp_path / "study.db") as store:
        stage = Stage(BANK, NOON, store)

        def understood(text: str) -> Command:
            return read(text, BANK.topics, lambda name: PLAYGROUND if name == "here" else None)

        web = WebAdapter(WebSettings(port=0), stage.study, FACES, understood, dict)
        stage.platforms.join("web", web)
        address = await web.start()
        async with aiohttp.ClientSession(address) as client:
            yield Visitors(stage, client)
        await web.close()


async def test_a_report_goes_from_a_form_to_a_manager_and_comes_back_as_a_decision(
    visitors: Visitors,
) -> None:
    await visitors.send("/say", "ada", text="/managers")
    await ask_now(visitors.stage.ctx, PLAYGROUND)
    await visitors.press("grace", "A")
    assert "What is wrong with this question?" in await visitors.press("grace", "Report")
    thanks = await visitors.write("grace", "A holds as well.")
    assert "goes to the managers" in thanks
    assert "What is wrong with this question?" not in thanks
    card = await visitors.page("ada")
    assert "A holds as well." in card
    assert "A holds as well." not in await visitors.page("alan")
    assert "Void the round?" in await visitors.press("ada", "Void the round")
    assert "The round is void" in await visitors.write("ada", "All four hold.")
    told = await visitors.page("grace")
    assert "A question you answered was put right" in told
    assert "All four hold." in told
    log = await visitors.send("/say", "ada", text="/audit")
    assert "voided a round of attention-scaling: “All four hold.”" in log


async def test_a_report_can_stand_in_the_channel(visitors: Visitors) -> None:
    await visitors.send("/say", "ada", text="/managers here")
    await ask_now(visitors.stage.ctx, PLAYGROUND)
    await visitors.send("/say", "alan", text="/question report attention-scaling typo")
    assert "Reported: attention-scaling" in await visitors.page("grace")
    assert "That one is for managers" in await visitors.press("grace", "Dismiss")
    await visitors.press("ada", "Dismiss")
    await visitors.write("ada", "It is right.")
    assert "Decided: attention-scaling" in await visitors.page("grace")


async def test_ada_manages_the_playground_and_nothing_else(visitors: Visitors) -> None:
    may_manage, here = visitors.stage.ctx.roster.may_manage, WorkspaceId("web:playground")
    assert await may_manage(Account("web:ada"), here)
    assert not await may_manage(Account("web:grace"), here)
    assert not await may_manage(Account("web:ada"), WorkspaceId("web:elsewhere"))
