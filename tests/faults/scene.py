"""A question in every channel of a running bot, and people who press its buttons."""

import asyncio
import html
import re
import sqlite3
import sys
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from pathlib import Path

import aiohttp

from tests.e2e.process import Running, environment, started, write_config
from tests.platforms.discord import LoopbackDiscord
from tests.platforms.discord.interactions import Interaction
from tests.platforms.discord.loopback import MANAGER
from tests.platforms.discord.world import Posted
from tests.platforms.slack import LoopbackSlack
from tests.platforms.slack.delivery import Delivered
from tests.platforms.slack.world import Message

WORDS_OF_WAITING = "This takes longer than usual"


@dataclass
class Scene:
    """`database` is the file of the running bot, which has asked once on each platform."""

    discord: LoopbackDiscord
    slack: LoopbackSlack
    bot: Running
    log: Path
    database: Path
    on_discord: Posted
    on_slack: Message

    async def click_discord(self, user: str, letter: str = "A") -> Interaction:
        return await self.discord.click(self.on_discord, letter, user)

    async def click_slack(self, user: str, letter: str = "A") -> Delivered:
        return await self.slack.click(self.on_slack, letter, user)

    async def page(self, member: str = "ada") -> str:
        async with aiohttp.ClientSession() as client, client.get(self._at(member)) as answer:
            assert answer.status == 200
            return html.unescape(await answer.text())

    async def click_web(self, member: str = "ada") -> str:
        """The page that comes of pressing the question's first option."""
        assert await self.press_web(await self.web_token(member), member) == 303
        return await self.page(member)

    async def web_token(self, member: str = "ada") -> str:
        return str(re.findall(r'name="token" value="([^"]+)"', await self.page(member))[0])

    async def press_web(self, token: str, member: str = "ada") -> int:
        """The status that a press is answered with."""
        async with (
            aiohttp.ClientSession() as client,
            client.post(self._at(member, "/press"), data={"token": token}, allow_redirects=False) as answer,
        ):
            return answer.status

    def _at(self, member: str, path: str = "/") -> str:
        return f"{self.bot.address}{path}?as={member}"

    def rows(self, statement: str) -> Sequence[tuple[object, ...]]:
        with closing(sqlite3.connect(self.database, timeout=10)) as connection:
            return connection.execute(statement).fetchall()

    async def said(self) -> str:
        """The whole log."""
        return await asyncio.to_thread(self.log.read_text)


@asynccontextmanager
async def scene(
    discord: LoopbackDiscord, slack: LoopbackSlack, folder: Path, more: Mapping[str, str] | None = None
) -> AsyncIterator[Scene]:
    """`more` is added to the environment."""
    write_config(folder, [], 0, 0)
    settings = {**environment(folder, discord, slack), **(more or {})}
    log = folder / "log"
    slack.world.user("boss", admin=True)
    async with started(settings, log) as bot:
        await (await discord.slash("ask", None, "boss", MANAGER)).answered()
        await slack.command("ask", "boss")
        on_slack = await slack.wait_for(lambda: next(iter(slack.messages()), None))
        [on_discord] = discord.messages()
        database = Path(settings["STUDYBOT_DATA"]) / "study.db"
        yield Scene(discord, slack, bot, log, database, on_discord, on_slack)


async def is_sound(database: Path) -> None:
    """`studybot db check` finds nothing."""
    check = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "db", "check"),
        env={"STUDYBOT_DATA": str(database.parent)},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    said, complaints = await check.communicate()
    assert check.returncode == 0, (said + complaints).decode()
