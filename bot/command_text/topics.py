"""Finds topics by id, by the beginning of one, by words of a title, and in spite of small slips."""

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches

from bot.command_text import words
from bot.domain.ids import TopicId


class Topics:
    """The bank's topics with the words of their ids and titles."""

    def __init__(self, titles: Mapping[TopicId, str]) -> None:
        self._words = {id_: _bare(f"{id_} {title}") for id_, title in titles.items()}

    def take(self, typed: Sequence[str]) -> list[tuple[str, TopicId | None]]:
        """The words in their order, those that name one topic together as one entry with that topic."""
        left: list[tuple[str, TopicId | None]] = [(word, None) for word in typed]
        for first, last in _phrases(len(left)):
            phrase = [word for word, topic in left[first:last] if topic is None]
            found = self.find(phrase) if len(phrase) == last - first else []
            if len(found) == 1 and not any(words.is_level(word) for word in phrase):
                left[first:last] = [(" ".join(phrase), found[0])]
        return left

    def find(self, typed: Sequence[str]) -> list[TopicId]:
        """The topics that these words together may mean; empty if they mean none."""
        wanted = _bare(" ".join(typed))
        if not wanted:
            return []
        slug = TopicId("-".join(wanted))
        if slug in self._words:
            return [slug]
        by_id = [id_ for id_ in self._words if id_.startswith(slug)]
        return by_id if len(by_id) == 1 else self._by_title(wanted) or by_id

    def _by_title(self, wanted: Sequence[str]) -> list[TopicId]:
        return [
            id_
            for id_, known in self._words.items()
            if all(any(_begins(word, start) for word in known) for start in wanted)
        ]

    def guess(self, word: str) -> TopicId | None:
        """The topic of whose id or title a word is a small slip."""
        known = {name: id_ for id_, names in reversed(self._words.items()) for name in (*names, id_)}
        found = words.nearest(word, known)
        return TopicId(found) if found else None

    def like(self, word: str) -> list[str]:
        """Up to three topics to propose for a word that means none."""
        known = [str(id_) for id_ in self._words]
        return get_close_matches(word.lower(), known, n=3, cutoff=0.4) or known[:3]


def _phrases(length: int) -> Iterator[tuple[int, int]]:
    for size in range(min(length, 6), 1, -1):
        for first in range(length - size + 1):
            yield first, first + size


def _bare(text: str) -> list[str]:
    return [word for word in re.split(r"[\W_]+", text.lower()) if word]


def _begins(word: str, start: str) -> bool:
    return word == start or (len(start) >= 3 and word.startswith(start))
