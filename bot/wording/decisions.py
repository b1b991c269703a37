"""How managers decide about a report: which option, and why."""

from collections.abc import Collection

from bot.cards import Button, Card, Form, Look, Prose
from bot.domain.question import LETTERS, Question
from bot.domain.reported import Case
from bot.presses.managing import (
    AcceptOption,
    CaseDecision,
    CaseEnd,
    CaseView,
    EndCase,
    LookAtCase,
    VoidRound,
)
from bot.richtext.parse import parse
from bot.wording.forms import text_form
from bot.wording.phrases import lettered, line, one_line
from bot.wording.replies import refused
from bot.wording.reports import LONGEST_LABEL, shortened


def options_card(case: Case, accepted: Collection[str]) -> Card:
    """Which wrong option should count as right, without those that do already; `accepted` are texts."""
    wrong = [
        (n, option.text, f"{LETTERS[n]}: {one_line(option.text)}")
        for n, option in enumerate(case.question.options)
        if not option.right and option.text not in accepted
    ]
    buttons = [Button(shortened(label, LONGEST_LABEL), AcceptOption(case.id, n)) for n, _, label in wrong]
    in_full = [lettered(n, text, "Option") for n, text, label in wrong if len(label) > LONGEST_LABEL]
    return Card(
        title="Accept another option?",
        blocks=(
            Prose(parse(case.question.prompt)),
            *in_full,
            line(
                "Everybody who chose it gets the points, in every round of this question here; nobody "
                "loses any. Each of them is told once."
            ),
        ),
        buttons=(*buttons, _back(case)),
    )


def _back(case: Case) -> Button:
    return Button("Back", LookAtCase(case.id, CaseView.SHOW))


_ENDS = {
    CaseEnd.DISMISS: ("Dismiss the report", "The question stays as it is."),
    CaseEnd.HIDE: ("Hide the question", "It is asked here no more, until /question unhide brings it back."),
}


def ask_why_card(case: Case, press: CaseDecision) -> Card:
    """Asks once more; where a platform opens no form now, its button tries again."""
    return Card(
        title=f"{_title(press)}?",
        blocks=(line(_effect(case, press)), line(f"Say why in a sentence; {_readers(press)}.")),
        buttons=(Button("Say why", press, Look.MAIN), _back(case)),
    )


def _named(question: Question, option: int) -> str:
    return f"“{one_line(question.options[option].text)}”" if option < len(question.options) else ""


def why_form(press: CaseDecision) -> Form:
    return text_form(_title(press), "Why?", f"A sentence: {_readers(press)}.", press)


def _title(press: CaseDecision) -> str:
    match press:
        case EndCase(end=end):
            return _ENDS[end][0]
        case AcceptOption():
            return "Accept this option"
        case VoidRound():
            return "Void the round"


def _effect(case: Case, press: CaseDecision) -> str:
    match press:
        case EndCase(end=end):
            return _ENDS[end][1]
        case AcceptOption(option=option):
            return _named(case.question, option)
        case VoidRound():
            return "Nobody keeps the points from this round, and everybody in it is told once."


def _readers(press: CaseDecision) -> str:
    return "managers read it" if isinstance(press, EndCase) else "those whom it concerns read it"


def never_asked_card(case: Case) -> Card:
    return refused(
        "There is nothing to put right",
        f"{case.question.id} was never asked here with that option. Correct it in the bank instead.",
    )
