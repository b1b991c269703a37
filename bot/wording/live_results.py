"""How a live quiz goes: a closed question with the standing, the podium, and everybody's own result."""

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta

from bot.cards import Block, Button, Card, Facts, Heading, Look, Prose, Rank, Ranking, Tone
from bot.domain.ids import PersonId, TopicId
from bot.domain.live_quiz import Ending
from bot.domain.race_scoring import Place, moved, standing
from bot.domain.scoring import right_by_topic
from bot.ports.live import Entry, Race, RaceRound
from bot.ports.records import RoundResult
from bot.presses.live import Act, Live
from bot.presses.questions import ReadPrompt
from bot.richtext.parse import parse
from bot.wording.answers import answer_spoiler, report_button
from bot.wording.live import ENDINGS, position_of
from bot.wording.looking_back import again, beyond_buttons, by_topic, out_of
from bot.wording.phrases import counted, line, movement
from bot.wording.rounds import outcome

MOST_GAINERS = 5
MOST_PLACES = 10
MOST_WINNERS = 5

Places = Sequence[Place[PersonId]]


def places(race: Race, questions: int) -> Places:
    """The standing after so many questions; everybody who has answered one of them is in it."""
    return standing((e.person, e.points or 0) for one in race.rounds[:questions] for e in one.entries)


def closed_card(race: Race, position: int, topic: str, result: RoundResult) -> Card:
    """The key, why, how many chose what, who gained, and who stands where."""
    one = race.rounds[position]
    question = one.round.question
    right = question.options[question.key]
    found = sum(people for choice, people in enumerate(result.chosen) if one.round.is_right(choice))
    return Card(
        title=f"{position_of(race.quiz, position)}: {topic}",
        tone=Tone.CLOSED,
        blocks=(
            Prose(parse(question.prompt)),
            outcome(one.round, result),
            *((Heading("Why"), Prose(parse(right.why))) if right.why else ()),
            *_gained(race, one),
            *_standing(race, position + 1),
            answer_spoiler(one.round),
        ),
        buttons=(report_button(one.round),),
        note=f"{counted(len(one.entries), 'answer')}, {found:,} right",
        more=ReadPrompt(one.round.id, 0),
    )


def _gained(race: Race, one: RaceRound) -> tuple[Block, ...]:
    gainers = sorted((e for e in one.entries if e.points), key=lambda e: -(e.points or 0))
    if not gainers:
        nobody = "Nobody found it this time." if one.entries else "Nobody answered this one."
        return (line(nobody),)
    rows = tuple(
        (entry.name, f"+{entry.points} in {_taken(race, entry)}") for entry in gainers[:MOST_GAINERS]
    )
    return (Heading("Gained"), Facts(rows))


def _taken(race: Race, entry: Entry) -> str:
    """How long somebody took, `4.2 s`."""
    return f"{max(race.quiz.time - entry.left, timedelta(0)).total_seconds():.1f} s"


def _standing(race: Race, questions: int) -> tuple[Block, ...]:
    now = places(race, questions)
    if not now:
        return ()
    rises = moved(places(race, questions - 1), now)
    return (Heading("Standing"), _ranking(race, now[:MOST_PLACES], rises))


def _ranking(race: Race, shown: Places, rises: Mapping[PersonId, int]) -> Ranking:
    names = _names(race)
    return Ranking(
        tuple(
            Rank(one.place, names[one.racer], one.points, movement(rises.get(one.racer, 0))) for one in shown
        )
    )


def _names(race: Race) -> Mapping[PersonId, str]:
    return {entry.person: entry.name for one in race.rounds for entry in one.entries}


def podium_card(race: Race, topic: str) -> Card:
    final = places(race, len(race.rounds))
    asked = counted(len(race.rounds), "question")
    ending = race.quiz.ending or Ending.FINISHED
    why = () if ending is Ending.FINISHED else (line(ENDINGS[ending]),)
    board = (_ranking(race, final[:MOST_PLACES], {}),) if final else ()
    return Card(
        title=f"Live quiz over: {topic}",
        tone=Tone.RIGHT if final and final[0].points else Tone.CLOSED,
        blocks=(line(_winners(race, final)), *why, *board),
        buttons=(Button("My result", Live(race.quiz.id, Act.RESULT), Look.MAIN),),
        note=f"{asked}, {counted(len(final), 'person', 'people')}",
    )


def _winners(race: Race, final: Places) -> str:
    first = [_names(race)[one.racer] for one in final if one.place == 1 and one.points]
    if not first:
        return "Nobody scored this time. The answers are worth a look all the same."
    points = counted(final[0].points, "point")
    if len(first) == 1:
        return f"{first[0]} wins with {points}. Congratulations!"
    named, more = first[:MOST_WINNERS], len(first) - MOST_WINNERS
    *others, last = [*named, f"{more} more"] if more > 0 else named
    return f"{', '.join(others)} and {last} share the first place with {points}. Congratulations!"


def result_card(race: Race, person: PersonId, title_of: Callable[[TopicId], str]) -> Card:
    """A person's own result: place, points, right by topic, the fastest answer, what was missed."""
    own = next((one for one in places(race, len(race.rounds)) if one.racer == person), None)
    missed = [(n, one.round.id) for n, one in enumerate(race.rounds, 1) if not _is_right(one, person)]
    chosen = {one.round.id for one in race.rounds for entry in one.entries if entry.person == person}
    # what one left out is no answer, and the review knows of answers alone
    buttons = again(missed, race.quiz.workspace, repeated=any(id_ in chosen for _, id_ in missed))
    if own is None:
        return Card(
            title="You did not answer this time",
            blocks=(line("The answers are there all the same."), *beyond_buttons(len(missed))),
            buttons=buttons,
        )
    results = ((one.round.question.topic, _is_right(one, person)) for one in race.rounds)
    return Card(
        title=f"Your result: place {own.place}, {counted(own.points, 'point')}",
        blocks=(
            Facts(_facts(race, person, own)),
            *by_topic(right_by_topic(results), title_of),
            *_to_read([n for n, _ in missed]),
        ),
        buttons=buttons,
        note="Race points are this quiz's own; the board gets the usual points, once for each question.",
    )


def _facts(race: Race, person: PersonId, own: Place[PersonId]) -> tuple[tuple[str, str], ...]:
    mine = [entry for one in race.rounds for entry in one.entries if entry.person == person]
    right = [entry for entry in mine if entry.points]
    fastest = max(right, key=lambda entry: entry.left, default=None)
    rows = [("Place", f"{own.place}"), ("Right", out_of(len(right), len(race.rounds)))]
    if fastest is not None:
        rows.append(("Fastest right answer", _taken(race, fastest)))
    return tuple(rows)


def _is_right(one: RaceRound, person: PersonId) -> bool:
    return any(entry.person == person and entry.points for entry in one.entries)


def _to_read(missed: Sequence[int]) -> tuple[Block, ...]:
    if not missed:
        return (line("Nothing missed."),)
    numbers = ", ".join(f"question {n}" for n in missed)
    return (line(f"Worth another look: {numbers}"), *beyond_buttons(len(missed)))
