"""A round as its channel sees it: open, and closed with its results."""

from datetime import tzinfo

from bot.cards import Bar, Block, Button, Card, Choices, Facts, Look, Prose, Tally, Tone
from bot.domain.question import LETTERS, Question
from bot.domain.round import Reveal, Round, RoundKind
from bot.domain.scoring import POINTS
from bot.ports.records import RoundResult
from bot.presses.questions import Choose, ReadPrompt, ShowAnswer
from bot.richtext.parse import parse
from bot.wording.answers import RATINGS, answer_spoiler, report_button
from bot.wording.phrases import counted, level_name, line, moment

HEADS = {
    RoundKind.DAILY: "Question of the day",
    RoundKind.ASKED: "A question for everyone",
    RoundKind.QUIZ: "Quiz",
    RoundKind.LIVE: "Live quiz",
}


def open_card(round_: Round, topic: str, answered: int, zone: tzinfo) -> Card:
    """The post that asks a channel; it says how many have answered, not what."""
    spoiler = (answer_spoiler(round_),) if round_.reveal is Reveal.SPOILER else ()
    closes = (
        f"closes {moment(round_.closes_at, zone)}" if round_.closes_at else "open until the next question"
    )
    return Card(
        title=f"{HEADS[round_.kind]}: {topic}",
        tone=Tone.QUESTION,
        blocks=(*question_blocks(round_.question), *_void(round_), *spoiler),
        buttons=(*choice_buttons(round_), *_show_button(round_), report_button(round_)),
        note=" · ".join((_worth_now(round_), f"{answered:,} answered", closes)),
        more=ReadPrompt(round_.id, 0),
    )


def _worth_now(round_: Round) -> str:
    return "no points" if round_.put_right.is_void else worth(round_.question)


def _void(round_: Round) -> tuple[Block, ...]:
    if not round_.put_right.is_void:
        return ()
    return (line("The managers have taken this question out of the scores."),)


def question_blocks(question: Question) -> tuple[Block, ...]:
    prompt = Prose(parse(question.prompt))
    if question.is_open:
        return (prompt, line("Answer it in your own words, then compare."))
    return (prompt, Choices(tuple(parse(option.text) for option in question.options)))


def choice_buttons(round_: Round) -> tuple[Button, ...]:
    return tuple(
        Button(LETTERS[n], Choose(round_.id, n), Look.MAIN) for n in range(len(round_.question.options))
    )


def worth(question: Question) -> str:
    """`Intermediate, 15 points`, or what an open question is worth."""
    if question.is_open:
        return f"{level_name(question.level)}, no points"
    return f"{level_name(question.level)}, {POINTS[question.level]} points"


def _show_button(round_: Round) -> tuple[Button, ...]:
    if round_.reveal is not Reveal.PRIVATE:
        return ()
    return (Button("Show answer", ShowAnswer(round_.id)),)


def closed_card(round_: Round, topic: str, result: RoundResult) -> Card:
    """The post after closing: the key, how many chose what, who was first, the answer behind a spoiler."""
    question = round_.question
    return Card(
        title=f"Closed: {topic}",
        tone=Tone.CLOSED,
        blocks=(
            Prose(parse(question.prompt)),
            outcome(round_, result),
            *_remarks(round_, result),
            answer_spoiler(round_),
        ),
        buttons=(report_button(round_),),
        note=_closing_note(round_, result),
        more=ReadPrompt(round_.id, 0),
    )


def outcome(round_: Round, result: RoundResult) -> Block:
    question = round_.question
    if question.is_open:
        return Facts(
            tuple((words, f"{result.ratings.get(rating, 0):,}") for rating, words in RATINGS.items())
        )
    total = sum(result.chosen)
    return Tally(
        tuple(
            Bar(LETTERS[n], parse(option.text), count, count / total if total else 0.0, round_.is_right(n))
            for n, (option, count) in enumerate(zip(question.options, result.chosen, strict=True))
        )
    )


def _remarks(round_: Round, result: RoundResult) -> tuple[Block, ...]:
    if round_.question.is_open:
        return ()
    if round_.put_right.is_void:
        return _void(round_)
    if not sum(result.chosen):
        return (line("Nobody answered this one. The answer is worth a look all the same."),)
    if result.first_right is None:
        return (line("Nobody found it this time."),)
    return (line(f"First with the right answer: {result.first_right}"),)


def _closing_note(round_: Round, result: RoundResult) -> str:
    if round_.question.is_open:
        return f"{counted(sum(result.ratings.values()), 'person', 'people')} rated their answer"
    right = sum(count for choice, count in enumerate(result.chosen) if round_.is_right(choice))
    looked = f" · {result.peeked:,} looked first" if result.peeked else ""
    return f"{sum(result.chosen):,} answered, {right:,} right{looked}"
