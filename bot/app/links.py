"""Be one person on two platforms: a code from one self, typed by the other."""

from datetime import timedelta

from bot.app.context import Context
from bot.cards import Reply
from bot.commands.leagues import Link, LinkCommand, Unlink
from bot.domain.people import Actor
from bot.ports.links import LinkOutcome
from bot.wording import links as words

LASTS = timedelta(minutes=10)


async def command(ctx: Context, command: LinkCommand, actor: Actor) -> Reply:
    person = await ctx.store.people.recognise(actor)
    match command:
        case Link(None):
            code = ctx.new_id()
            await ctx.store.links.offer(person, code, ctx.clock.now(), LASTS)
            return Reply(words.code_card(code, LASTS, await ctx.store.links.accounts_of(person)))
        case Link(code):
            outcome = await ctx.store.links.accept(code.strip().lower(), person, ctx.clock.now())
            if outcome is not LinkOutcome.LINKED:
                return Reply(words.not_linked_card(outcome))
            return Reply(words.linked_card(await ctx.store.links.accounts_of(person)))
        case Unlink():
            return Reply(words.parted_card(await ctx.store.links.part(person)))
