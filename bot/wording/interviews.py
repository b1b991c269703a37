"""A mock interview turn by turn: what is asked, and how an answer compares."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from math import ceil

from bot.cards import Block, Button, Card, Form, Heading, Look, Prose, Spoiler, Tone
from bot.domain.interview import Interview, Turn, follows, number_of
from bot.presses.interviews import (
    AnswerTurn,
    FinishInterview,
    GoOn,
    PassTurn,
    RateTurn,
    ReadModel,
    ReadTexts,
    ShowPoint,
    TickPoint,
)
from bot.richtext.parse import parse
from bot.wording.answers import RATINGS, answer_text, full_text, page_card
from bot.wording.forms import text_form
from bot.wording.phrases import bullets, counted, line, verbatim

"""The one field of the form for an answer."""

TICKED, OPEN = "☑", "☐"


@dataclass(frozen=True, slots=True)
class Scene:
    """Where an interview stands at a moment: its turns so far, and the topic of the one that is shown."""

    interview: Interview
    turns: Sequence[Turn]
    topic: str
    now: datetime


def turn_card(scene: Scene, turn: Turn) -> Card:
    """A turn as it stands: still to be answered, or compared."""
    if not turn.is_answered:
        return _question_card(scene, turn)
    return _rating_card(scene, turn) if turn.part else _points_card(scene, turn)


def answer_form(scene: Scene, turn: Turn) -> Form:
    what = f"Follow-up {turn.part}" if turn.part else f"Question {number_of(scene.turns, turn)}"
    return text_form(
        f"Interview, {what.lower()}",
        "Your answer",
        "As you would say it in the room. One text for each question; nobody else reads it.",
        AnswerTurn(scene.interview.id, turn.position),
    )


def _question_card(scene: Scene, turn: Turn) -> Card:
    id_ = scene.interview.id
    return Card(
        title=f"Interview, {_name(scene, turn)}",
        tone=Tone.QUESTION,
        blocks=(*_welcome(turn), Prose(parse(turn.prompt))),
        buttons=(
            Button("Answer", AnswerTurn(id_, turn.position), Look.MAIN),
            Button("I would pass", PassTurn(id_, turn.position)),
            _finish(scene),
        ),
        note=f"{_time(scene)} · only you can see this",
    )


def _name(scene: Scene, turn: Turn) -> str:
    """`question 2: Attention`, or `follow-up 1 to question 2: Attention`."""
    lead = f"follow-up {turn.part} to " if turn.part else ""
    return f"{lead}question {number_of(scene.turns, turn)}: {scene.topic}"


def _welcome(turn: Turn) -> tuple[Block, ...]:
    if turn.position:
        return ()
    return (
        line(
            "I ask, you answer in your own words, as in the room. Then you compare, key point by key point. "
            "Nothing here is graded or shown to anybody else."
        ),
    )


def _time(scene: Scene) -> str:
    if scene.interview.is_over(scene.now):
        return "time is up, this one may be finished"
    left = (scene.interview.ends_at - scene.now).total_seconds() / 60
    return f"{counted(ceil(left), 'minute')} left"


def _points_card(scene: Scene, turn: Turn) -> Card:
    points = turn.question.key_points
    return Card(
        title=f"Compare, {_name(scene, turn)}",
        blocks=(
            line(_suggestion(turn)),
            *(_spoiler(scene, turn, n) for n in range(len(points))),
            *_stumbles(turn),
            *_own_words(turn),
        ),
        buttons=(*(_tick(scene, turn, n) for n in range(len(points))), *_onward(scene, turn)),
        note=f"{len(turn.covered)} of {counted(len(points), 'key point')} ticked · {_time(scene)}",
        more=ReadTexts(scene.interview.id, 0),
    )


def _suggestion(turn: Turn) -> str:
    if not turn.text:
        return "You passed, as one may. Here is what an answer would hold."
    looks = len(turn.reading.covered)
    found = (
        f"Your words look as if they cover {looks} of {counted(len(turn.question.key_points), 'key point')}"
    )
    if not looks:
        found = "None of the key points could be made out in your words"
    return f"{found}. That is a guess, not a grade: open each point and tick what you did say."


def _spoiler(scene: Scene, turn: Turn, n: int) -> Spoiler:
    looks = ", looks covered" if n in turn.reading.covered else ""
    return Spoiler(
        f"Key point {n + 1}{looks}",
        (Prose(parse(turn.question.key_points[n])),),
        ShowPoint(scene.interview.id, turn.position, n),
        button=f"Show point {n + 1}",
    )


def _tick(scene: Scene, turn: Turn, n: int) -> Button:
    is_covered = n in turn.covered
    press = TickPoint(scene.interview.id, turn.position, n, not is_covered)
    return Button(f"{TICKED if is_covered else OPEN} {n + 1} covered", press)


def _stumbles(turn: Turn) -> tuple[Block, ...]:
    if not turn.reading.flags:
        return ()
    flags = tuple(turn.question.red_flags[n] for n in sorted(turn.reading.flags))
    return (
        Heading("An interviewer may stumble over this"),
        Prose(parse(bullets(flags))),
        line("If you meant something else, say it in a way that nobody can take for this."),
    )


def _own_words(turn: Turn) -> tuple[Block, ...]:
    return (Heading("Your words"), Prose(verbatim(turn.text))) if turn.text else ()


def _rating_card(scene: Scene, turn: Turn) -> Card:
    id_ = scene.interview.id
    return Card(
        title=f"Compare, {_name(scene, turn)}",
        blocks=(
            Prose(parse(turn.prompt)),
            line(
                "A follow-up has no list of key points. Compare with the model answer, then judge yourself."
            ),
            Spoiler("Model answer", (Prose(answer_text(turn.question)),), ReadModel(id_, turn.position, 0)),
            *_own_words(turn),
        ),
        buttons=(
            *(
                Button(
                    f"{TICKED if turn.rating is rating else OPEN} {words}",
                    RateTurn(id_, turn.position, rating),
                )
                for rating, words in RATINGS.items()
            ),
            *_onward(scene, turn),
        ),
        note=_time(scene),
        more=ReadTexts(id_, 0),
    )


def _onward(scene: Scene, turn: Turn) -> tuple[Button, ...]:
    id_ = scene.interview.id
    model = Button("Model answer", ReadModel(id_, turn.position, 0))
    if scene.interview.is_over(scene.now):
        return (Button("How did I do?", FinishInterview(id_), Look.MAIN), model)
    label = "Next question" if follows(turn) is None else "Follow-up"
    return (Button(label, GoOn(id_, turn.position), Look.MAIN), model, _finish(scene))


def _finish(scene: Scene) -> Button:
    return Button("Finish", FinishInterview(scene.interview.id))


def point_card(turn: Turn, n: int) -> Card:
    """A key point for somebody on a platform that cannot hide it."""
    return Card(title=f"Key point {n + 1}", blocks=(Prose(parse(turn.question.key_points[n])),))


def model_page(interview: Interview, turn: Turn, page: int) -> Card:
    """A page of everything that there is to learn from a question."""
    text = full_text(turn.question)
    return page_card("The answer in full", text, page, lambda n: ReadModel(interview.id, turn.position, n))


def lost_card() -> Card:
    return Card(
        title="This interview is not here",
        tone=Tone.REFUSAL,
        blocks=(line("Start one with /interview, or look at yours with /interview history."),),
    )
