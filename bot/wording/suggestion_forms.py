"""The forms around a workspace's own questions."""

from dataclasses import replace

from bot.cards import Field, Form
from bot.domain.own_questions import Written
from bot.presses.suggestions import DeclineSuggestion, EditSuggestion, WriteSuggestion

REASON = "reason"
"""The one field of the form for declining."""

FIELDS = (
    Field(
        name="prompt",
        label="Question",
        hint="One question that can be answered without seeing the options. Markdown and LaTeX between $.",
        longest=1000,
    ),
    Field(
        name="right",
        label="Right answer",
        hint="Short, of the same form as the wrong ones.",
        one_line=True,
        longest=300,
    ),
    Field(
        name="wrong",
        label="Wrong answers",
        hint="Three lines: answer | why it is wrong. None for an open question.",
        required=False,
        longest=1500,
    ),
    Field(
        name="answer",
        label="Model answer and key points",
        hint="First why the right answer is right; then each key point as a line that begins with “- ”.",
        longest=3000,
    ),
    Field(
        name="source",
        label="Source",
        hint="title; authors; year; where to find it. Several: a line each.",
        required=False,
        longest=600,
    ),
)


def suggestion_form(press: WriteSuggestion | EditSuggestion, written: Written | None = None) -> Form:
    """Empty, or with what has been written so far."""
    if written is None:
        return Form("Suggest a question", press, FIELDS)
    filled = tuple(replace(field, value=getattr(written, field.name)) for field in FIELDS)
    return Form("Edit a question", press, filled)


def decline_form(press: DeclineSuggestion) -> Form:
    reason = Field(
        name=REASON, label="Reason", hint="Its author reads this. Say what would make it fit.", longest=600
    )
    return Form("Decline a suggestion", press, (reason,))
