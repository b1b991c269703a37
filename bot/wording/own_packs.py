"""A workspace's own questions as its managers see them, and what became of one."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.cards import Block, Button, Card, Facts, Heading, Look, Prose, Tone
from bot.domain.own_questions import OwnQuestion, State, is_typed
from bot.presses.suggestions import (
    ApproveSuggestion,
    DeclineSuggestion,
    EditSuggestion,
    RemoveOwn,
    ShowSuggestion,
)
from bot.richtext.nodes import Rich
from bot.richtext.parse import parse
from bot.wording.answers import page_card, question_text
from bot.wording.phrases import bullets, counted, level_name, line, strong, verbatim
from bot.wording.replies import refused
from bot.wording.suggestions import gist

LISTED = 10  # suggestions on one card
MOST_HINTS = 6
STATES = {
    State.DRAFT: "A draft",
    State.SUGGESTED: "Waits for a manager",
    State.APPROVED: "In the pack",
    State.DECLINED: "Declined",
    State.UNANSWERED: "Imported without an answer",
    State.REMOVED: "Taken out of the pack",
}


def list_card(waiting: Sequence[OwnQuestion], authors: Sequence[str], in_pack: int) -> Card:
    """The oldest suggestions with a button each."""
    shown = tuple(zip(waiting, authors, strict=False))[:LISTED]
    rows = tuple(
        (f"{n}. {_origin(own, author)}", gist(own.written)) for n, (own, author) in enumerate(shown, 1)
    )
    buttons = (
        Button(f"Read {n}", ShowSuggestion(own.workspace, own.id)) for n, (own, _) in enumerate(shown, 1)
    )
    blocks: tuple[Block, ...] = (Facts(rows),) if rows else (line("No suggestion waits to be read."),)
    more = f"{len(waiting) - LISTED:,} more after these · " if len(waiting) > LISTED else ""
    return Card(
        title="Suggestions",
        blocks=blocks,
        buttons=tuple(buttons),
        note=f"{more}{counted(in_pack, 'question')} in your own pack",
    )


def _origin(own: OwnQuestion, author: str) -> str:
    return "imported, without an answer" if own.state is State.UNANSWERED else f"by {author}"


@dataclass(frozen=True, slots=True)
class Scrutiny:
    """What a manager has to know: what keeps a question out of the pack, and what could be better."""

    author: str
    topic: str
    missing: Sequence[str] = ()
    hints: Sequence[str] = ()


def suggestion_card(own: OwnQuestion, scrutiny: Scrutiny, page: int = 0) -> Card:
    """A question of the workspace's own as managers see it, with what they can do about it."""
    text = page_card(
        f"Question {own.id}", _text(own), page, lambda n: ShowSuggestion(own.workspace, own.id, n)
    )
    facts = Facts(
        (
            ("Imported by" if own.is_imported else "Suggested by", scrutiny.author),
            ("Topic", scrutiny.topic),
            ("Level", level_name(own.written.level)),
            ("State", f"{STATES[own.state]}: {own.reason}" if own.reason else STATES[own.state]),
        )
    )
    return replace(
        text,
        blocks=(
            facts,
            *text.blocks,
            *_listing("Missing before it can be asked", scrutiny.missing),
            *_listing("Worth a second look", scrutiny.hints[:MOST_HINTS]),
        ),
        buttons=(*_decisions(own, is_complete=not scrutiny.missing), *text.buttons),
    )


def settled(card: Card, by: str, at: str) -> Card:
    """The card of a question that managers have decided about, without anything left to press."""
    note = f"Decided by {by} on {at}"
    return replace(card, tone=Tone.CLOSED, buttons=(), more=None, note=note)


def _text(own: OwnQuestion) -> Rich:
    """What would be asked; as it was typed where it cannot be read."""
    if own.question is not None:
        return question_text(own.question)
    written = own.written
    return verbatim("\n".join((written.prompt, written.right, written.wrong, written.answer, written.source)))


def _listing(title: str, sentences: Sequence[str]) -> tuple[Block, ...]:
    return (Heading(title), Prose(parse(bullets(tuple(sentences))))) if sentences else ()


def _decisions(own: OwnQuestion, is_complete: bool) -> tuple[Button, ...]:
    match own.state:
        case State.SUGGESTED:
            approve = (
                (Button("Approve", ApproveSuggestion(own.workspace, own.id), Look.MAIN),)
                if is_complete
                else ()
            )
            return (
                *approve,
                Button("Edit", EditSuggestion(own.workspace, own.id)),
                Button("Decline", DeclineSuggestion(own.workspace, own.id), Look.DANGER),
            )
        case State.APPROVED | State.UNANSWERED:
            return own_buttons(own)
        case State.DRAFT | State.DECLINED | State.REMOVED:
            return ()


def own_buttons(own: OwnQuestion) -> tuple[Button, ...]:
    """What managers can do with a question of their pack."""
    label = "Write its answer" if own.state is State.UNANSWERED else "Edit"
    edit = (Button(label, EditSuggestion(own.workspace, own.id)),) if is_typed(own) else ()
    return (*edit, Button("Take out of the pack", RemoveOwn(own.workspace, own.id), Look.DANGER))


def decided_card(own: OwnQuestion) -> Card:
    """What a manager has made of a question."""
    match own.state:
        case State.DECLINED:
            return _declined_card(own)
        case State.REMOVED:
            return _removed_card(own)
        case State.APPROVED | State.SUGGESTED | State.DRAFT | State.UNANSWERED:
            return _approved_card(own)


def _approved_card(own: OwnQuestion) -> Card:
    return Card(
        title="In the pack",
        blocks=(line("From now on this can be asked here: ", strong(gist(own.written))),),
        note=f"/question show {own.id} to look at it, /question export for the whole pack",
    )


def _declined_card(own: OwnQuestion) -> Card:
    return Card(title="Declined", blocks=(line(f"Its author is told: {own.reason}"),))


def _removed_card(own: OwnQuestion) -> Card:
    return Card(
        title="Taken out of the pack",
        blocks=(
            line(
                f"{own.id} is asked no more. Where it was asked before it can still be answered and reviewed."
            ),
        ),
    )


def outcome_card(own: OwnQuestion) -> Card:
    """What an author is told."""
    asked = strong(gist(own.written))
    if own.state is State.APPROVED:
        return Card(title="Your question was taken", blocks=(line(asked, " can be asked from now on."),))
    return Card(
        title="Your question was not taken",
        blocks=(Prose((*line(asked).text, *verbatim(own.reason))),),
        note="You can suggest it anew with /question suggest.",
    )


def hidden_card(id_: str, is_new: bool) -> Card:
    words = "is not asked here any more" if is_new else "was hidden already"
    return Card(
        title="Hidden",
        blocks=(
            line(f"{id_} {words}. Open rounds and reviews keep it. /question unhide {id_} takes it back."),
        ),
    )


def unhidden_card(id_: str, was_hidden: bool, hidden: Sequence[str]) -> Card:
    """`hidden` are those that still are."""
    words = "can be asked here again" if was_hidden else "was not hidden"
    others = f" Hidden here: {', '.join(hidden)}." if hidden else ""
    return Card(title="Not hidden", blocks=(line(f"{id_} {words}.{others}"),))


def export_card(count: int) -> Card:
    return Card(
        title="Your own pack",
        blocks=(
            Prose(
                parse(
                    f"{counted(count, 'question')} in the bank's format, a file for each topic. "
                    "`studybot bank check` reads it."
                )
            ),
        ),
    )


def empty_pack_card() -> Card:
    return refused("Your pack is empty", "Questions come into it with /question suggest.")
