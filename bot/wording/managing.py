"""Where managers hear of reports, and the audit log."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import tzinfo

from bot.cards import Button, Card, Prose, Tone
from bot.domain.audit import AuditEntry, Deed
from bot.domain.ids import ChannelId
from bot.presses.managing import ReadAudit
from bot.richtext.nodes import Channel
from bot.wording.phrases import line, moment, strong
from bot.wording.replies import refused

DEEDS = {
    Deed.REPORT_DISMISSED: "dismissed the report of {subject}",
    Deed.QUESTION_HIDDEN: "hid {subject}",
    Deed.QUESTION_UNHIDDEN: "let {subject} be asked again",
    Deed.OPTION_ACCEPTED: "accepted another option of {subject}",
    Deed.ROUND_VOIDED: "voided a round of {subject}",
    Deed.INBOX_SET: "sent reports to {subject}",
    Deed.INBOX_CLEARED: "sent reports to direct messages",
    Deed.SCHEDULE_ADDED: "added the schedule {subject}",
    Deed.SCHEDULE_CHANGED: "changed the schedule {subject}",
    Deed.SCHEDULE_REMOVED: "removed the schedule {subject}",
    Deed.BANK_RELOADED: "read the question bank anew",
    Deed.MEMBER_EXCLUDED: "took {subject} off the boards",
    Deed.MEMBER_READMITTED: "put {subject} on the boards again",
    Deed.QUESTION_ASKED: "asked {subject}",
    Deed.COMPETITION_STARTED: "began the competition {subject}",
    Deed.COMPETITION_ENDED: "ended the competition {subject}",
    Deed.COMPETITION_CANCELLED: "cancelled the competition {subject}",
    Deed.COMPETITION_AMENDED: "had the competition {subject} counted again",
    Deed.SUGGESTION_APPROVED: "took {subject} into the pack",
    Deed.SUGGESTION_DECLINED: "declined {subject}",
    Deed.SUGGESTION_EDITED: "edited {subject}",
    Deed.OWN_QUESTION_REMOVED: "took {subject} out of the pack",
    Deed.PACK_EXPORTED: "exported the pack",
    Deed.LEAGUE_CREATED: "created the league {subject}",
    Deed.LEAGUE_JOINED: "joined the league {subject}",
    Deed.LEAGUE_LEFT: "left the league {subject}",
    Deed.QUESTIONS_IMPORTED: "imported {subject}",
}


def inbox_card(channel: ChannelId, here: ChannelId, trouble: str) -> Card:
    """`here` is where it is read, `trouble` why the latest report is not in the channel; empty if it is."""
    where = ("here",) if channel == here else ("in ", Channel(channel))
    sentences = (
        line("Reports of questions and suggestions are posted ", *where, ", with buttons to decide."),
        line("They show the right answer, so it should be a channel that only managers read."),
    )
    if trouble:
        told = refused("The latest report could not be posted", trouble)
        return replace(told, blocks=(*told.blocks, *sentences))
    return Card(
        title="Reports go to a channel",
        blocks=sentences,
        note="/managers can send them to direct messages instead",
    )


def direct_card(names: Sequence[str]) -> Card:
    told = (
        f"Told are the managers who were here last: {', '.join(names)}."
        if names
        else "No manager has used a command here yet, so nobody is told; see /question reports."
    )
    return Card(
        title="Reports go to direct messages",
        blocks=(line(told),),
        note="/managers with a channel sends them there instead",
    )


def inbox_from_file_card(channel: ChannelId) -> Card:
    told = line("Reports go to ", Channel(channel), ", by managers_channel in config/study.yaml.")
    return Card(
        title="The config file decides that", tone=Tone.REFUSAL, blocks=(told, line("Change it there."))
    )


def foreign_channel_card() -> Card:
    return refused("That channel cannot be", "It belongs to another workspace, whose managers are others.")


def audit_card(named: Sequence[tuple[AuditEntry, str]], page: int, has_older: bool, zone: tzinfo) -> Card:
    """Newest first; each entry with its moment in the workspace's zone."""
    if not named:
        title = "Nothing yet" if page == 1 else "Nothing older"
        return Card(title=title, blocks=(line("What managers do here is kept in this log."),))
    newer = (Button("Newer", ReadAudit(page - 1)),) if page > 1 else ()
    older = (Button("Older", ReadAudit(page + 1)),) if has_older else ()
    return Card(
        title="What managers did" if page == 1 else f"What managers did, page {page}",
        blocks=tuple(_entry(entry, name, zone) for entry, name in named),
        buttons=(*newer, *older),
    )


def _entry(entry: AuditEntry, name: str, zone: tzinfo) -> Prose:
    before, _, after = DEEDS[entry.deed].partition("{subject}")
    subject = Channel(entry.subject) if entry.deed is Deed.INBOX_SET else entry.subject
    what = (before, subject, after) if "{subject}" in DEEDS[entry.deed] else (before,)
    why = f": “{entry.reason}”" if entry.reason else ""
    return line(strong(moment(entry.at, zone)), f": {name} ", *what, why)
