"""What managers hear of a channel that takes no posts, and of a schedule that stopped because of it."""

from datetime import tzinfo

from bot.cards import Button, Card, Facts, Look
from bot.domain.ids import ScheduleId
from bot.domain.trouble import HALT_AFTER, Halt, Trouble
from bot.presses.managing import ResumeHalted
from bot.wording.phrases import line, moment

ONCE = (
    "You are told of this once, until a post arrives there again. "
    f"A schedule stops asking after {HALT_AFTER} questions in a row that could not be posted."
)


def closed_card(trouble: Trouble, zone: tzinfo) -> Card:
    """Names the permission that is missing, as far as the platform tells."""
    facts = Facts((("Channel", trouble.channel), ("Since", moment(trouble.since, zone))))
    if trouble.is_over:
        return Card(
            title="A channel that took no post takes them again",
            blocks=(line("It was: ", trouble.reason), facts),
        )
    return Card(title="A channel takes no post of mine", blocks=(line(trouble.reason), facts), note=ONCE)


def halted_card(halt: Halt, zone: tzinfo) -> Card:
    return Card(
        title=f"Schedule {halt.schedule} has stopped asking",
        blocks=(
            line(f"Its last {HALT_AFTER} questions could not be posted. {halt.reason}"),
            Facts((("Channel", halt.channel), ("Since", moment(halt.since, zone)))),
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


def halted_words(halt: Halt, zone: tzinfo) -> str:
    """For lists: since when it is stopped, and why."""
    return (
        f"since {moment(halt.since, zone)}, after {HALT_AFTER} questions could not be posted. {halt.reason}"
    )
