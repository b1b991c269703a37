"""What a channel is asked and when: lists, previews and changes."""

from collections.abc import Mapping, Sequence
from datetime import date, tzinfo

from bot.cards import Block, Card, Facts, Heading, Tone
from bot.domain.ids import ChannelId, ScheduleId
from bot.domain.occurrences import local_label
from bot.domain.question import Filter
from bot.domain.round import Reveal
from bot.domain.schedule import Occurrence, Schedule
from bot.domain.schedule_text import describe, describe_dates, describe_open_for
from bot.domain.trouble import Halt
from bot.richtext.nodes import Channel
from bot.wording.phrases import line
from bot.wording.troubles import halted_line, resume_button, shown

REVEALS = {
    Reveal.PRIVATE: "in private, after answering",
    Reveal.SPOILER: "in the post, behind a spoiler",
    Reveal.AT_CLOSE: "when the question closes",
}
FROM_FILE = "kept in config/study.yaml"
AHEAD = 5  # times that a preview shows
MOST_BUTTONS = 5

Halts = Mapping[ScheduleId, Halt]


def list_card(
    schedules: Sequence[Schedule], halts: Halts, here: ChannelId, zone: tzinfo, for_manager: bool
) -> Card:
    """`here` is the channel in which somebody asked for the list."""
    if not schedules:
        return _none_card()
    blocks: list[Block] = []
    for schedule in schedules:
        halt = halts.get(schedule.id)
        stopped = [halted_line(halt, zone)] if halt else []
        blocks += [Heading(_headline(schedule, halt)), *_where(schedule, here), *stopped]
        blocks.append(Facts(_facts(schedule)))
    halted = [halts[schedule.id] for schedule in schedules if schedule.id in halts]
    buttons = tuple(map(resume_button, halted[:MOST_BUTTONS])) if for_manager else ()
    note = "A manager lets a stopped one go on with /schedule resume and its name" if halted else ""
    return Card(title="Schedules", blocks=tuple(blocks), buttons=buttons, note=note)


def _none_card() -> Card:
    return Card(
        title="No schedules yet",
        blocks=(line("A manager makes one with: /schedule add 09:00 mon-fri Europe/Berlin"),),
    )


def preview_card(previews: Sequence[tuple[Schedule, Sequence[Occurrence]]], halts: Halts) -> Card:
    """The next times of each schedule, in its own zone with the offset from UTC."""
    if not previews:
        return _none_card()
    blocks: list[Block] = []
    for schedule, occurrences in previews:
        halt = halts.get(schedule.id)
        blocks += [Heading(_headline(schedule, halt)), _times(schedule, occurrences, halt)]
    return Card(title="Coming up", blocks=tuple(blocks))


def _times(schedule: Schedule, occurrences: Sequence[Occurrence], halt: Halt | None) -> Block:
    if halt is not None:
        why = shown(halt.reason, halt.channel)
        return line("Stopped: ", *why, " Nothing is asked until a manager resumes it.")
    if schedule.paused:
        return line("Paused: nothing is asked until somebody resumes it.")
    if not occurrences:
        return line("No time within the next year.")
    return Facts(
        tuple((f"{n}", local_label(occurrence, schedule.zone)) for n, occurrence in enumerate(occurrences, 1))
    )


def _headline(schedule: Schedule, halt: Halt | None) -> str:
    state = " (stopped)" if halt else " (paused)" if schedule.paused else ""
    return f"{schedule.id}{state}"


def _where(schedule: Schedule, here: ChannelId) -> tuple[Block, ...]:
    return () if schedule.channel == here else (line("In ", Channel(schedule.channel)),)


def _facts(schedule: Schedule) -> tuple[tuple[str, str], ...]:
    rows = [
        ("When", describe(schedule)),
        ("Asks", filter_words(schedule.filter)),
        ("Stays open", describe_open_for(schedule.open_for)),
        ("Answer", REVEALS[schedule.reveal]),
    ]
    if schedule.mention:
        rows.append(("Mentions", schedule.mention))
    if schedule.thread:
        rows.append(("Thread", "one for each question"))
    if schedule.skip_dates:
        rows.append(("Leaves out", describe_dates(schedule.skip_dates)))
    if schedule.from_file:
        rows.append(("Changed in", FROM_FILE.removeprefix("kept in ")))
    return tuple(rows)


def filter_words(wanted: Filter) -> str:
    """`attention, alignment-rl; advanced`, or `everything`."""
    groups = (wanted.topics, wanted.levels, wanted.kinds, wanted.tags)
    return "; ".join(", ".join(sorted(group)) for group in groups if group) or "everything"


def changed_card(
    what: str,
    schedule: Schedule,
    occurrences: Sequence[Occurrence],
    here: ChannelId,
    halt: Halt | None = None,
) -> Card:
    """`what` is a past participle such as `added`."""
    return Card(
        title=f"Schedule {schedule.id} {what}",
        blocks=(
            *_where(schedule, here),
            Facts(_facts(schedule)),
            Heading("Next times"),
            _times(schedule, occurrences, halt),
        ),
    )


def skipped_card(schedule: Schedule, days: frozenset[date]) -> Card:
    return Card(
        title=f"Schedule {schedule.id} leaves out {describe_dates(days)}",
        blocks=(line("Nothing is asked then, and no streak is broken by it."),),
    )


def removed_card(schedule: Schedule) -> Card:
    return Card(
        title=f"Schedule {schedule.id} removed",
        blocks=(line("Questions already asked stay, and so do their points."),),
    )


def unknown_card(name: str, known: Sequence[str]) -> Card:
    names = ", ".join(known) or "none yet"
    return Card(
        title=f"There is no schedule {name} here",
        tone=Tone.REFUSAL,
        blocks=(line(f"Schedules of this workspace: {names}."),),
    )


def from_file_card(schedule: Schedule) -> Card:
    return Card(
        title=f"Schedule {schedule.id} is {FROM_FILE}",
        tone=Tone.REFUSAL,
        blocks=(line("Change it in that file and restart the bot, or make another one with /schedule add."),),
    )


def invalid_card(problems: Sequence[str]) -> Card:
    return Card(
        title="That schedule cannot be",
        tone=Tone.REFUSAL,
        blocks=tuple(line(problem) for problem in problems),
    )
