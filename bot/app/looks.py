"""Everything that happens by the clock, and how often it is looked at, in seconds."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta
from functools import partial

from bot.app.conductor import Conductor
from bot.app.contest_clock import look as look_at_contests
from bot.app.context import Context
from bot.app.departures import Rollcall
from bot.app.housekeeping import Housekeeping
from bot.app.importing import clean
from bot.app.notices import deliver
from bot.app.postman import Postman
from bot.app.refresh import Refresher
from bot.app.reminders import remind
from bot.app.team_groups import Follower
from bot.app.tick import tick

LOOK_EVERY = 5.0  # a post comes at most this late
LIVE_EVERY = 0.5  # while no live quiz runs, such a look asks the database nothing
REFRESH_EVERY = 4.0  # platforms allow about one edit a second in a channel
REMIND_EVERY = 10.0
FOLLOW_EVERY = 15.0  # one team at a time
ASK_AFTER_EVERY = 30.0  # one person at a time: a thousand in eight hours
FOLLOW_AGAIN = timedelta(minutes=10)
NOTICES_EVERY = 10.0
CONTESTS_EVERY = 5.0  # a competition begins and ends at most this late, and counts from its hour on
CLEAN_EVERY = 3600.0
ITEMS_EVERY = 6 * 3600.0
UPLOADS_EVERY = 300.0

Look = Callable[[], Awaitable[object]]


def looks_of(
    ctx: Context, postman: Postman, refresher: Refresher, conductor: Conductor
) -> Mapping[Look, float]:
    """Each is for a ring of its own, so that none delays a question."""
    housekeeping = Housekeeping(ctx)
    return {
        partial(tick, ctx, postman): LOOK_EVERY,
        partial(refresher.refresh, ctx): REFRESH_EVERY,
        conductor.look: LIVE_EVERY,
        partial(look_at_contests, ctx, postman): CONTESTS_EVERY,
        partial(remind, ctx): REMIND_EVERY,
        partial(deliver, ctx): NOTICES_EVERY,
        partial(Follower(FOLLOW_AGAIN).look, ctx): FOLLOW_EVERY,
        partial(Rollcall().look, ctx): ASK_AFTER_EVERY,
        housekeeping.expire: CLEAN_EVERY,
        housekeeping.look_for_odd_items: ITEMS_EVERY,
        partial(clean, ctx): UPLOADS_EVERY,
    }
