"""Tell one person something in private while another one waits to hear how that went."""

import structlog

from bot.app.context import Context
from bot.cards import Card
from bot.domain.ids import Account
from bot.ports.outside import Refused, Unreachable
from bot.wording.notices import PERHAPS_TOLD

log = structlog.get_logger()


async def tell(ctx: Context, account: Account, card: Card) -> str:
    """Why they were not told, empty if they were. What may have arrived is not sent again."""
    try:
        await ctx.tellers.tell(account, card)
    except Refused as refusal:
        return str(refusal)
    except Unreachable as failure:
        if not failure.uncertain:
            return str(failure)
        log.warning("private message unknown", account=account, why=str(failure))
        return PERHAPS_TOLD
    return ""
