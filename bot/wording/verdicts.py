"""What a person is told in private after a choice."""

from collections.abc import Iterator

from bot.cards import Block, Button, Card, Heading, Prose, Tone
from bot.domain.question import LETTERS, Option, Question
from bot.domain.round import Reveal, Round, Verdict
from bot.ports.records import Recorded
from bot.presses.questions import ReadAnswer
from bot.richtext.parse import parse
from bot.wording.answers import answer_spoiler, more_button, report_button
from bot.wording.phrases import counted, lettered, line

HEADS = {
    Verdict.RIGHT: "✓ Right",
    Verdict.WRONG: "✗ Not this time",
    Verdict.ALREADY_ANSWERED: "You have already answered",
    Verdict.PEEKED: "You looked at the answer first",
    Verdict.CLOSED: "This question has closed",
    Verdict.VOID: "This question counts for nobody",
}
TONES = {Verdict.RIGHT: Tone.RIGHT, Verdict.WRONG: Tone.WRONG}


def verdict_card(
    verdict: Verdict, round_: Round, recorded: Recorded | None, extra: tuple[Button, ...] = ()
) -> Card:
    """`recorded` is None where nothing was kept because the round had closed.

    `extra` are buttons that lead on, such as the next question of a quiz.
    """
    if round_.reveal is Reveal.AT_CLOSE and verdict is not Verdict.CLOSED:
        return kept_card(verdict, recorded)
    chosen = recorded.answer.choice if recorded else None
    return Card(
        title=HEADS[verdict],
        tone=TONES.get(verdict, Tone.INFO),
        blocks=(
            *_remark(verdict),
            *_reasons(round_, chosen),
            answer_spoiler(round_),
            *think_on(round_.question),
        ),
        buttons=(*extra, more_button(round_), report_button(round_)),
        note=_note(verdict, recorded),
        more=ReadAnswer(round_.id, 0),
    )


def kept_card(verdict: Verdict, recorded: Recorded | None) -> Card:
    """A choice in a channel that shows every answer at closing time."""
    choice = recorded.answer.choice if recorded else None
    letter = LETTERS[choice] if choice is not None else "nothing"
    title = HEADS[verdict] if verdict is Verdict.ALREADY_ANSWERED else f"{letter}, noted"
    return Card(
        title=title,
        blocks=(line(f"Your first choice counts: {letter}. The answer comes when this question closes."),),
    )


def _remark(verdict: Verdict) -> tuple[Block, ...]:
    match verdict:
        case Verdict.ALREADY_ANSWERED:
            return (line("Your first choice counts."),)
        case Verdict.PEEKED:
            return (line("So a choice no longer scores. Here is how the options stand."),)
        case Verdict.CLOSED:
            return (line("Choices no longer count, but there is still something to learn."),)
        case Verdict.VOID:
            return (line("The managers have taken it out of the scores."),)
        case Verdict.RIGHT | Verdict.WRONG:
            return ()


def _reasons(round_: Round, chosen: int | None) -> tuple[Block, ...]:
    """The person's own choice and why, then the right one and why if that is another."""
    reasons: list[Block] = []
    question = round_.question
    if chosen is not None:
        mine = question.options[chosen]
        reasons += [lettered(chosen, mine.text, "Your choice,"), *_why(mine)]
    if chosen in round_.put_right.also_right:
        reasons.append(line("The managers of this place count it as right, too."))
    if chosen != question.key:
        right = question.options[question.key]
        reasons += [lettered(question.key, right.text, "Right is"), *_why(right)]
    return tuple(reasons)


def _why(option: Option) -> tuple[Block, ...]:
    return (Prose(parse(option.why)),) if option.why else ()


def think_on(question: Question) -> tuple[Block, ...]:
    if not question.follow_ups:
        return ()
    return (Heading("To think on"), Prose(parse(question.follow_ups[0])))


def _note(verdict: Verdict, recorded: Recorded | None) -> str:
    if recorded is None:
        return ""
    gained = f"+{counted(recorded.answer.points, 'point')}" if verdict is Verdict.RIGHT else ""
    if verdict is Verdict.RIGHT and not recorded.answer.scored:
        gained = "no points: you have been scored on this question before"
    parts = (gained, f"{counted(recorded.points, 'point')} in all", *_streak(recorded))
    return " · ".join(part for part in parts if part)


def _streak(recorded: Recorded) -> Iterator[str]:
    if recorded.spent:
        kept = "a freeze" if recorded.spent == 1 else f"{recorded.spent} freezes"
        yield f"{kept} kept your streak of {counted(recorded.streak, 'day')}"
    elif recorded.streak:
        yield f"streak {counted(recorded.streak, 'day')}"
    if recorded.freezes:
        yield f"{counted(recorded.freezes, 'freeze')} held"
