"""People who know nothing and look for tells; a good bank gives them no more than chance.

After Balepur, Ravichander and Rudinger, "Artifacts or Abduction" (2024), who show how far options alone lead.
"""

from collections.abc import Callable, Mapping, Sequence

from bot.bank_lint.words import ABSOLUTE, content_words, details, hedges, likeness
from bot.domain.question import Question

Score = Callable[[Question, str], float]
"""How much an option of a question attracts a guesser; the highest is chosen."""


def by_length(question: Question, text: str) -> float:
    return len(text)


def by_shortness(question: Question, text: str) -> float:
    return -len(text)


def by_hedges(question: Question, text: str) -> float:
    return hedges(text)


def by_details(question: Question, text: str) -> float:
    return details(text)


def by_likeness(question: Question, text: str) -> float:
    return sum(likeness(text, option.text) for option in question.options if option.text != text)


def by_lack_of_absolutes(question: Question, text: str) -> float:
    return not ABSOLUTE.search(text)


def by_words_of_the_prompt(question: Question, text: str) -> float:
    return len(content_words(text) & content_words(question.prompt))


GUESSERS: Mapping[str, Score] = {
    "longest": by_length,
    "shortest": by_shortness,
    "most_hedged": by_hedges,
    "most_detailed": by_details,
    "most_alike": by_likeness,
    "no_absolute": by_lack_of_absolutes,
    "prompt_words": by_words_of_the_prompt,
}


def share_right(questions: Sequence[Question], score: Score) -> float:
    """How often a guesser is right, from 0 to 1; among equals it draws lots. 0 without choice questions."""
    chances = [_chance(question, score) for question in questions if question.options]
    return sum(chances) / len(chances) if chances else 0.0


def _chance(question: Question, score: Score) -> float:
    scores = [score(question, option.text) for option in question.options]
    best = max(scores)
    return 1 / scores.count(best) if scores[question.key] == best else 0.0
