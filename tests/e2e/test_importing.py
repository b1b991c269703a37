"""A file of questions on both platforms: looked at, a restart in between, taken, asked, exported."""

import json
from pathlib import Path

from tests.discord.judge import violations
from tests.e2e.process import environment, started
from tests.platforms.discord import LoopbackDiscord
from tests.platforms.discord.loopback import MANAGER
from tests.platforms.slack import LoopbackSlack

NOTES = b"# Soil\n\n## 1. What is loam?\n\nSand, silt and my private clay.\n\n## 2. Why mulch?\n"
ID = "what-is-loam"


async def test_a_file_survives_a_restart_and_its_questions_are_asked(
    discord: LoopbackDiscord, slack: LoopbackSlack, tmp_path: Path
) -> None:
    (tmp_path / "study.yaml").write_text(json.dumps({"timezone": "UTC"}))
    log = tmp_path / "log"
    slack.world.user("boss", admin=True)
    async with started(environment(tmp_path, discord, slack), log):
        file = discord.world.attach("soil.md", NOTES)
        sent = await discord.slash("question import", {"file": file}, "boss", MANAGER)
        preview = (await sent.answered(10)).reply
        await discord.wait_for(lambda: "Read before you import" in preview.text, 10)
        await slack.command("question import", user="boss")
        [form] = await slack.wait_for(lambda: slack.modals("boss"))
        await slack.submit_view(form, "boss", file=slack.world.send("soil.md", NOTES))
        [shown] = await slack.wait_for(
            lambda: [each for each in slack.ephemerals("boss") if "What is loam?" in each.words], 10
        )
    async with started(environment(tmp_path, discord, slack), log):
        pressed = await discord.click(preview, "Import", "boss", MANAGER)
        await pressed.answered(10)
        await discord.wait_for(lambda: "can be asked here" in preview.text, 10)
        await (await discord.slash("ask", {"question": ID}, "boss", MANAGER)).answered()
        assert any("What is loam?" in message.text for message in discord.messages())
        exported = await (await discord.slash("question export", None, "boss", MANAGER)).answered()
        assert b"imported: true" in exported.reply.files["imported.yaml"]
        await slack.click(shown, "Cancel", user="boss")
        await slack.wait_for(lambda: "Nothing was imported" in shown.words)
    assert not violations(discord)
    assert "private clay" not in log.read_text()
