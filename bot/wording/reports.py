"""Reports of questions: for those who make them, and for managers who decide."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import tzinfo

from bot.cards import Bar, Block, Button, Card, Form, Heading, Look, Prose, Tally, Tone
from bot.domain.question import LETTERS, Question
from bot.domain.reported import MOST_OPEN, Case, Decided, Decision, Filed
from bot.presses.managing import (
    CaseEnd,
    CaseView,
    EndCase,
    LookAtCase,
    ReportRound,
    VoidRound,
)
from bot.richtext.parse import parse
from bot.wording.forms import text_form
from bot.wording.phrases import counted, line, moment, one_line, verbatim
from bot.wording.replies import refused

MOST_REASONS = 5
LONGEST_SHOWN = 300  # characters of a reason
LONGEST_LABEL = 70  # characters of a button's label


def report_form(press: ReportRound) -> Form:
    return text_form("Report this question", "What is wrong?", "And how should it be, if you know?", press)


def why_card(question: Question, press: ReportRound) -> Card:
    """Where a platform opens no form now, its button tries again."""
    return Card(
        title="What is wrong with this question?",
        blocks=(line(f"The managers read what you write about {question.id}, without your name."),),
        buttons=(Button("Say what is wrong", press, Look.MAIN),),
    )


def filed_card(filed: Filed, id_: str) -> Card:
    match filed:
        case Filed.KEPT:
            words = f"Your report on {id_} goes to the managers. They see what you wrote, not who you are."
            return Card(title="Thank you", blocks=(line(words),))
        case Filed.CHANGED:
            words = f"You had reported {id_} before; the managers now read your latest words."
            return Card(title="Thank you", blocks=(line(words),))
        case Filed.TOO_MANY:
            return refused(
                "That is a lot of reports in one day",
                f"{MOST_OPEN} of yours wait for the managers. Once they have decided about some of them, "
                "or tomorrow, there is room for more.",
            )


def case_card(case: Case, chosen: Mapping[str, int], accepted: Collection[str], zone: tzinfo) -> Card:
    """`accepted` are the texts of options that count as right beside the key."""
    reported = counted(case.reporters, "person has reported it", "people have reported it")
    return Card(
        title=f"Reported: {case.question.id}",
        tone=Tone.QUESTION,
        blocks=(*_question(case.question, chosen, accepted), *_reasons(case)),
        buttons=tuple(_buttons(case, bool(chosen))),
        note=f"{reported}, first on {moment(case.opened_at, zone)}",
    )


def _question(question: Question, chosen: Mapping[str, int], accepted: Collection[str]) -> tuple[Block, ...]:
    """The question with how often each option was chosen in this workspace."""
    prompt = Prose(parse(question.prompt))
    if question.is_open:
        return (prompt, line("An open question: nothing about it is scored."))
    counts = [chosen.get(option.text, 0) for option in question.options]
    total = sum(counts)
    bars = tuple(
        Bar(
            LETTERS[n],
            parse(option.text),
            count,
            count / total if total else 0.0,
            option.right or option.text in accepted,
        )
        for n, (option, count) in enumerate(zip(question.options, counts, strict=True))
    )
    what = "chose what counts as right" if accepted else "chose the key"
    return (prompt, Tally(bars), line(_share(sum(bar.count for bar in bars if bar.right), total, what)))


def _share(right: int, total: int, what: str) -> str:
    if not total:
        return "Nobody has answered it here yet."
    return f"{right:,} of {counted(total, 'answer')} here {what}: {right / total:.0%}."


def _reasons(case: Case) -> tuple[Block, ...]:
    if not case.reasons:
        return (line("Nobody has written why."),)
    shown = [Prose(verbatim(f"“{shortened(reason)}”")) for reason in case.reasons[-MOST_REASONS:]]
    left = len(case.reasons) - len(shown)
    more = (line(f"And {counted(left, 'earlier one')}."),) if left else ()
    return (Heading("What people say"), *shown, *more)


def shortened(text: str, limit: int = LONGEST_SHOWN) -> str:
    text = " ".join(text.split())
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def _buttons(case: Case, is_answered: bool) -> Iterator[Button]:
    """Only what can be done: nothing is put right that nobody was scored on."""
    yield Button("Dismiss", EndCase(case.id, CaseEnd.DISMISS))
    yield Button("Hide question", EndCase(case.id, CaseEnd.HIDE))
    if not case.question.is_open and (is_answered or case.round is not None):
        yield Button("Accept another option", LookAtCase(case.id, CaseView.OPTIONS))
    if not case.question.is_open and case.round is not None:
        yield Button("Void the round", VoidRound(case.id), Look.DANGER)


def decided_card(
    case: Case,
    decided: Decided,
    chosen: Mapping[str, int],
    accepted: Collection[str],
    by: str,
    zone: tzinfo,
) -> Card:
    return Card(
        title=f"Decided: {case.question.id}",
        tone=Tone.CLOSED,
        blocks=(line(_outcome(decided)), *_said(decided), *_question(case.question, chosen, accepted)),
        note=f"Decided by {by} on {moment(decided.at, zone)}",
    )


def _outcome(decided: Decided) -> str:
    match decided.decision:
        case Decision.DISMISSED:
            return "The report was dismissed: the question stays as it is."
        case Decision.HIDDEN:
            return "The question is hidden: it is not asked here any more."
        case Decision.ACCEPTED:
            option = one_line(decided.option)
            return f"One more option counts as right: “{option}” Whoever chose it gets the points."
        case Decision.VOIDED:
            return "The round is void: it counts for nobody."


def _said(decided: Decided) -> tuple[Block, ...]:
    return (Prose(verbatim(f"Why: {decided.reason}")),) if decided.reason else ()


def open_cases_card(cases: Sequence[Case], has_more: bool) -> Card:
    if not cases:
        return Card(title="No open reports", blocks=(line("Nobody waits for a decision."),))
    more = "Decide about some of them to see the others." if has_more else ""
    return Card(
        title="Open reports",
        blocks=tuple(line(f"{case.question.id}: {_gist(case)}") for case in cases),
        buttons=tuple(
            Button(shortened(case.question.id, LONGEST_LABEL), LookAtCase(case.id, CaseView.SHOW))
            for case in cases
        ),
        note=more,
    )


def _gist(case: Case) -> str:
    people = counted(case.reporters, "person", "people")
    return f"{people}, “{shortened(case.reasons[-1], 100)}”" if case.reasons else people


def not_sure_card(trouble: str) -> Card:
    return refused(
        "I could not find out whether you may do that",
        f"{trouble} Try again in a moment, or press the button in the workspace itself.",
    )
