"""What managers hear of a channel that takes no posts, and of a schedule that stopped because of it."""

import re
from collections.abc import Sequence
from datetime import tzinfo

from bot.cards import Button, Card, Facts, Look, Prose
from bot.domain.ids import ChannelId, ScheduleId
from bot.domain.trouble import HALT_AFTER, Halt, Trouble
from bot.presses.managing import ResumeHalted
from bot.richtext.nodes import Channel
from bot.wording.phrases import Piece, line, moment

ONCE = (
    "You are told of this once, until a post arrives there again. "
    f"A schedule stops asking after {HALT_AFTER} questions in a row that could not be posted."
)


NO_THREADS = "You are told of this once, until a thread opens there again. The questions come all the same."


def closed_card(trouble: Trouble, zone: tzinfo) -> Card:
    """Names the permission that is missing, as far as the platform tells."""
    reason = shown(trouble.reason, trouble.channel)
    place = (line("In ", Channel(trouble.channel)), Facts((("Since", moment(trouble.since, zone)),)))
    if trouble.is_over:
        what = "threads" if trouble.of_threads else "posts"
        title = f"A channel that took no {what} of mine takes them again"
        return Card(title=title, blocks=(line("It was: ", *reason), *place))
    if trouble.of_threads:
        title, note = "Questions come without their threads", NO_THREADS
    else:
        title, note = "A channel takes no post of mine", ONCE
    return Card(title=title, blocks=(line(*reason), *place), note=note)


def halted_card(halt: Halt, zone: tzinfo) -> Card:
    return Card(
        title=f"Schedule {halt.schedule} has stopped asking",
        blocks=(
            line(f"Its last {HALT_AFTER} questions could not be posted. ", *shown(halt.reason, halt.channel)),
            line("In ", Channel(halt.channel)),
            Facts((("Since", moment(halt.since, zone)),)),
            line("Once that is mended, resume it; what was missed is not made up for."),
        ),
        buttons=(resume_button(halt),),
        note=f"The command for it is /schedule resume {halt.schedule}",
    )


def resume_button(halt: Halt) -> Button:
    return Button(f"Resume {halt.schedule}", ResumeHalted(halt.schedule, halt.id), Look.MAIN)


def asks_again_card(schedule: ScheduleId) -> Card:
    return Card(
        title=f"Schedule {schedule} is not stopped any more",
        blocks=(
            line("It had stopped because its questions could not be posted, and was resumed or removed."),
        ),
    )


def halted_line(halt: Halt, zone: tzinfo) -> Prose:
    """For lists: since when it is stopped, and why."""
    since = f"Stopped since {moment(halt.since, zone)}, after {HALT_AFTER} questions could not be posted. "
    return line(since, *shown(halt.reason, halt.channel))


def shown(reason: str, channel: ChannelId) -> Sequence[Piece]:
    """What a platform says of a channel; its id becomes the name that people know, unless it is in quotes."""
    named = Channel(channel)
    first, *others = re.split(rf"(?<![\w/#“]){re.escape(named.local)}(?!\w)", reason)
    return [first, *(piece for text in others for piece in (named, text))]
