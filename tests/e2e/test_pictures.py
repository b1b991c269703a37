"""A board as a picture, asked for on both platforms of a running bot."""

import json
from pathlib import Path

from tests.e2e.process import environment, started
from tests.platforms.discord import LoopbackDiscord
from tests.platforms.slack import LoopbackSlack

PNG = b"\x89PNG\r\n\x1a\n"


async def test_a_board_is_drawn_for_both_platforms_and_a_stop_is_clean(
    discord: LoopbackDiscord, slack: LoopbackSlack, tmp_path: Path
) -> None:
    (tmp_path / "study.yaml").write_text(json.dumps({"timezone": "UTC"}))
    slack.world.slow_files = 1
    async with started(environment(tmp_path, discord, slack), tmp_path / "log") as bot:
        await discord.wait_for(lambda: discord.world.commands)
        asked = await (await discord.slash("leaderboard", {"picture": True})).answered(within=20)
        [content] = asked.reply.files.values()
        assert content.startswith(PNG)
        assert "Leaderboard, this week" in asked.reply.payload["attachments"][0]["description"]

        await slack.command("leaderboard picture", "ann")
        [reply] = await slack.wait_for(lambda: slack.ephemerals("ann"), within=20)
        [image] = [block for block in reply.blocks if block["type"] == "image"]
        assert slack.world.uploads[image["slack_file"]["id"]].content == content
        assert image["alt_text"].startswith("Leaderboard, this week")
        assert await bot.stop() == 0
    assert "Traceback" not in (tmp_path / "log").read_text()
