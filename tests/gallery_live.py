"""Cards of a live quiz, as its wording makes them."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta

from bot.cards import Card
from bot.domain import live_quiz as rules
from bot.domain.ids import PersonId, QuestionId, QuizId, RoundId
from bot.domain.live_quiz import Ending, LiveQuiz
from bot.domain.round import RoundKind
from bot.ports.live import Entry, Race, RaceRound
from bot.ports.records import RoundResult
from bot.wording import live as words
from bot.wording import live_results as results
from tests.builders import HALL, NOON, question, round_

ANN, BOB = PersonId(1), PersonId(2)
LOBBY = LiveQuiz(
    id=QuizId("livequiz2345"),
    channel=HALL,
    host=ANN,
    questions=(QuestionId("a"), QuestionId("b")),
    seconds=20,
    until=NOON,
)
FIRST, SECOND = (
    round_(name, kind=RoundKind.LIVE, quiz=LOBBY.id, question=question(name)) for name in ("one", "two")
)
OPEN = replace(rules.go_on(LOBBY, RoundId("one")), until=NOON)


def _entry(person: PersonId, name: str, choice: int, left: float, points: int) -> Entry:
    return Entry(person=person, name=name, choice=choice, left=timedelta(seconds=left), points=points)


RACE = Race(
    replace(rules.end(OPEN, Ending.STOPPED), position=1),
    (
        RaceRound(FIRST, (_entry(BOB, "||Bob||", 1, 15, 26), _entry(ANN, "Ann_the_*great*", 0, 12, 0))),
        RaceRound(SECOND, (_entry(ANN, "Ann_the_*great*", 1, 19.5, 29), _entry(BOB, "||Bob||", 2, 3, 0))),
    ),
)


def lobby() -> Card:
    return words.lobby_card(LOBBY, "Attention mechanisms", "Ann", ["Ann", "||Bob||", "@everyone"])


def live_question() -> Card:
    return words.question_card(OPEN, FIRST, "Attention mechanisms", 12, NOON - timedelta(seconds=13))


def live_closed() -> Card:
    result = RoundResult(chosen=(0, 1, 1, 0), peeked=0, first_right="Ann", ratings={})
    return results.closed_card(RACE, 1, "Attention mechanisms", result)


def live_panel() -> Card:
    return words.panel_card(OPEN, "Ann", is_host=True)


def podium() -> Card:
    return results.podium_card(RACE, "Attention mechanisms")


def live_result() -> Card:
    return results.result_card(RACE, BOB, lambda _: "Attention mechanisms")


LIVE_GALLERY: Mapping[str, Callable[[], Card]] = {
    "lobby": lobby,
    "live_question": live_question,
    "live_closed": live_closed,
    "live_panel": live_panel,
    "podium": podium,
    "live_result": live_result,
}
