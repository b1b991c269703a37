"""Questions of a workspace's own: suggested, looked at by managers, in the pack."""

from collections.abc import Sequence
from dataclasses import replace

from bot.cards import Button, Card, Look, Tone
from bot.domain.own_questions import MOST_WAITING, OwnQuestion, Written
from bot.presses.suggestions import (
    DiscardDraft,
    EditSuggestion,
    WriteSuggestion,
)
from bot.wording.phrases import line, one_line, strong
from bot.wording.replies import refused

LINE = 80  # characters of a prompt in a list


def credited(card: Card, author: str) -> Card:
    """The card with its question's author in the small print."""
    return replace(card, note=" · ".join(filter(None, (card.note, f"Suggested by {author}"))))


def invitation_card(press: WriteSuggestion) -> Card:
    """Stands beside the empty form, or instead of it where none can be opened."""
    return Card(
        title="Suggest a question",
        blocks=(
            line(
                "Write a question that your team should be asked. Managers read it before anybody is asked, "
                "and your name stands on it."
            ),
        ),
        buttons=(Button("Write it", press, Look.MAIN),),
    )


def draft_waits_card(draft: OwnQuestion, anew: WriteSuggestion) -> Card:
    return Card(
        title="You have a draft",
        blocks=(line("It is not finished yet: ", strong(gist(draft.written))),),
        buttons=(*_draft_buttons(draft), Button("Begin another", anew)),
    )


def draft_card(draft: OwnQuestion, problems: Sequence[str]) -> Card:
    """A refusal that has lost nothing: what was written waits behind a button."""
    return Card(
        title="Not quite a question yet",
        tone=Tone.REFUSAL,
        blocks=tuple(line(problem) for problem in problems),
        buttons=_draft_buttons(draft),
        note="What you wrote is kept. Only you can see it.",
    )


def _draft_buttons(draft: OwnQuestion) -> tuple[Button, ...]:
    return (
        Button("Go on writing", EditSuggestion(draft.workspace, draft.id), Look.MAIN),
        Button("Throw it away", DiscardDraft(draft.workspace, draft.id), Look.DANGER),
    )


def discarded_card() -> Card:
    return Card(title="The draft is gone", blocks=(line("Begin another with /question suggest."),))


def thanks_card(own: OwnQuestion) -> Card:
    return Card(
        title="Thank you",
        blocks=(line("Your question is with the managers: ", strong(gist(own.written))),),
        note="You will be told what becomes of it.",
    )


def too_many_card() -> Card:
    return refused(
        "Yours wait already",
        f"{MOST_WAITING} of your questions wait to be read. Suggest more once managers have looked at them.",
    )


def unknown_topic_card(topic: str, near: Sequence[str]) -> Card:
    hint = f"Did you mean: {', '.join(near)}?" if near else "Leave it out, or pick one that is offered."
    return refused(f"There is no topic {topic}", hint)


def lost_card() -> Card:
    return refused(
        "This question is not here any more", "Somebody was faster, or it was never in this workspace."
    )


def gist(written: Written) -> str:
    """The beginning of a prompt in plain text on one line."""
    text = one_line(written.prompt)
    return text if len(text) <= LINE else text[: LINE - 1].rstrip() + "…"
