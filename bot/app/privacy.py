"""What somebody can learn of what is kept of them, and how they are hidden or forgotten."""

import msgspec

from bot.app.context import Context
from bot.cards import File, Reply
from bot.commands.privacy import AboutPrivacy, ExportMine, ForgetMe, HideMe, PrivacyCommand
from bot.domain.people import Actor
from bot.presses.privacy import PrivacyPress
from bot.wording import privacy as words

FORMAT = "studybot-export/1"


async def command(ctx: Context, command: PrivacyCommand, actor: Actor) -> Reply:
    match command:
        case AboutPrivacy():
            return Reply(words.about_card())
        case ExportMine():
            return await _export(ctx, actor)
        case HideMe(hidden):
            person = await ctx.store.people.recognise(actor)
            changed = await ctx.store.privacy.hide(person, actor.workspace, hidden)
            return Reply(words.hidden_card(hidden, changed))
        case ForgetMe():
            return Reply(words.ask_card())


async def press(ctx: Context, press: PrivacyPress, actor: Actor) -> Reply:
    return await _forget(ctx, actor) if press.sure else await _what_goes(ctx, actor)


async def _export(ctx: Context, actor: Actor) -> Reply:
    person, now = await ctx.store.people.recognise(actor), ctx.clock.now()
    rows = await ctx.store.privacy.export(person)
    content = {"format": FORMAT, "made_at": now.isoformat(), "person": person, "kept": rows}
    file = File(
        "studybot-about-me.json", "application/json", msgspec.json.format(msgspec.json.encode(content))
    )
    return Reply(words.export_card(sum(map(len, rows.values()))), file=file)


async def _what_goes(ctx: Context, actor: Actor) -> Reply:
    person = await ctx.store.people.find(actor.account)
    if person is None:
        return Reply(words.unknown_card(), replaces=True)
    return Reply(words.sure_card(await ctx.store.privacy.holdings(person)), replaces=True)


async def _forget(ctx: Context, actor: Actor) -> Reply:
    """Whoever acts once more is somebody new, so nothing here may recognise them."""
    person = await ctx.store.people.find(actor.account)
    if person is None:
        return Reply(words.unknown_card(), replaces=True)
    is_clean = await ctx.store.privacy.forget(person, ctx.clock.now())
    ctx.watchers.changed(actor.channel)
    return Reply(words.forgotten_card(is_clean), replaces=True)
