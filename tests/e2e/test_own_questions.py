"""A question of one's own on both platforms: refused, put right, approved by a manager, asked, exported."""

import asyncio
import json
from pathlib import Path

from bot.app.looks import NOTICES_EVERY
from tests.discord.judge import violations
from tests.e2e.process import environment, started
from tests.platforms.discord import LoopbackDiscord
from tests.platforms.discord.loopback import MANAGER
from tests.platforms.slack import LoopbackSlack

PROMPT = "Why is a causal mask needed in a decoder?"
ID = "own-why-is-a-causal-mask-needed-in-a-decoder"
HALF = {
    "prompt": PROMPT,
    "right": "So that no token sees later ones",
    "wrong": "So that all heads agree | They are independent.\nSo that memory is saved | It saves none.\n"
    "So that weights stay small | The softmax sees to that.",
    "answer": "Later tokens must be hidden while it learns. My private words.",
    "source": "Attention Is All You Need; Vaswani et al.; 2017",
}
WHOLE = HALF | {"answer": f"{HALF['answer']}\n\n- Training sees all positions at once."}


async def suggested_on_discord(discord: LoopbackDiscord) -> None:
    form = await (await discord.slash("question suggest", {"topic": "attention"})).answered()
    refused = await (await discord.submit(form, **HALF)).answered()
    assert "key point" in refused.reply.text
    again = await (await discord.click(refused.reply, "Go on writing")).answered()
    thanks = await (await discord.submit(again, answer=WHOLE["answer"])).answered()
    assert PROMPT in thanks.reply.text


async def approved_on_discord(discord: LoopbackDiscord) -> None:
    listed = await (await discord.slash("question suggestions", user="boss", permissions=MANAGER)).answered()
    card = await (await discord.click(listed.reply, "Read 1", user="boss", permissions=MANAGER)).answered()
    approved = await (await discord.click(card.reply, "Approve", user="boss", permissions=MANAGER)).answered()
    assert approved.reply.embed["title"] == "In the pack"
    await (await discord.slash("ask", {"question": ID}, user="boss", permissions=MANAGER)).answered()
    exported = await (await discord.slash("question export", user="boss", permissions=MANAGER)).answered()
    assert exported.reply.embed["title"] == "Your own pack"


async def suggested_and_declined_on_slack(slack: LoopbackSlack) -> None:
    slack.world.user("boss", admin=True)
    await slack.command("question suggest attention")
    [form] = await slack.wait_for(lambda: slack.modals())
    await slack.submit_view(form, **HALF)
    [refused] = await slack.wait_for(lambda: slack.ephemerals())
    await slack.click(refused, "Go on writing")
    [form] = await slack.wait_for(lambda: slack.modals())
    await slack.submit_view(form, answer=WHOLE["answer"])
    await slack.wait_for(lambda: "Thank you" in refused.words)
    await slack.command("question suggestions", user="boss")
    [listed] = await slack.wait_for(lambda: slack.ephemerals("boss"))
    await slack.click(listed, "Read 1", user="boss")
    await slack.wait_for(lambda: len(slack.ephemerals("boss")) == 2)
    card = slack.ephemerals("boss")[1]
    assert "Approve" in [button["text"]["text"] for button in card.buttons]
    await slack.click(card, "Decline", user="boss")
    [reason] = await slack.wait_for(lambda: slack.modals("boss"))
    await slack.submit_view(reason, "boss", reason="We have one like it.")
    [told] = await slack.wait_for(lambda: slack.direct(), within=2 * NOTICES_EVERY)
    assert "We have one like it." in told.words


async def test_a_question_of_one_s_own_on_both_platforms(
    discord: LoopbackDiscord, slack: LoopbackSlack, tmp_path: Path
) -> None:
    (tmp_path / "study.yaml").write_text(json.dumps({"timezone": "UTC"}))
    log = tmp_path / "log"
    async with started(environment(tmp_path, discord, slack), log):
        await asyncio.gather(suggested_on_discord(discord), suggested_and_declined_on_slack(slack))
        await approved_on_discord(discord)
        [post] = [message for message in discord.messages() if PROMPT in message.text]
        assert "Suggested by Ann" in post.text
        await slack.command(f"ask {ID}", user="boss")
        await slack.wait_for(lambda: any("There is no question" in m.words for m in slack.ephemerals("boss")))
    async with started(environment(tmp_path, discord, slack), log):  # the pack is still there
        shown = await (
            await discord.slash("question show", {"question": ID}, user="boss", permissions=MANAGER)
        ).answered()
        assert "Take out of the pack" in shown.reply.buttons
    assert not violations(discord)
    written = await asyncio.to_thread(log.read_text)
    assert "private words" not in written
