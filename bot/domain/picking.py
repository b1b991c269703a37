"""Which question comes next, and in which order its options stand."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from bot.domain.ids import QuestionId, TopicId
from bot.domain.question import Question

Chance = Callable[[int], int]
"""Draws a whole number from 0 up to, but not including, its argument; `random.randrange` is one."""

Asked = tuple[QuestionId, TopicId]


def pick(pool: Sequence[Question], history: Sequence[Asked], chance: Chance) -> Question | None:
    """The question that a channel is asked next, or None if the pool is empty.

    `history` is what the channel has been asked, oldest first. No question repeats before every other
    one of the pool has had its turn, and the topic that has waited longest comes first.
    """
    if not pool:
        return None
    times = Counter(question for question, _ in history)
    fewest = min(times[question.id] for question in pool)
    fresh = [question for question in pool if times[question.id] == fewest]
    last_turn = {topic: turn for turn, (_, topic) in enumerate(history)}
    longest_wait = min(last_turn.get(question.topic, -1) for question in fresh)
    waiting = sorted({q.topic for q in fresh if last_turn.get(q.topic, -1) == longest_wait})
    topic = waiting[chance(len(waiting))]
    candidates = [question for question in fresh if question.topic == topic]
    return candidates[chance(len(candidates))]


def draw(
    pool: Iterable[Question], history: Iterable[Asked], count: int, chance: Chance
) -> tuple[Question, ...]:
    """Up to `count` different questions, in the order in which they are to be asked after `history`."""
    left, asked = list(pool), list(history)
    drawn: list[Question] = []
    while len(drawn) < count and (question := pick(left, asked, chance)) is not None:
        drawn.append(question)
        left = [other for other in left if other.id != question.id]
        asked.append((question.id, question.topic))
    return tuple(drawn)


def shuffled(question: Question, chance: Chance) -> Question:
    """The same question with its options in a random order (Fisher-Yates), so that no place is the key's."""
    options = list(question.options)
    for last in range(len(options) - 1, 0, -1):
        other = chance(last + 1)
        options[last], options[other] = options[other], options[last]
    return replace(question, options=tuple(options))
