"""Gathers what a reader finds, and keeps a file from filling the memory."""

from collections.abc import Mapping, Sequence

from bot.adapters.bank.importing.bounds import LONGEST, MOST_NOTICES, MOST_QUESTIONS
from bot.adapters.bank.importing.found import CannotImport, Found, FoundOption, FoundQuestion, Notice

OPTIONS_AT_LEAST = 2
OPTIONS_AT_MOST = 8
LONGEST_NAME = 60  # characters
NO_REASON = {"unknown-column", "no-header", "html", "yaml", "media"}
"""Codes of notices that never say why a question is left out."""


class Gathering:
    """The questions and notices of one file, in the order in which they come."""

    def __init__(self, format_: str) -> None:
        self._format = format_
        self._questions: list[FoundQuestion] = []
        self._notices: list[Notice] = []
        self._untold = 0
        self._within = ""

    def enter(self, name: str) -> None:
        """What is noted from now on is about the part of the file of this name; of none where lines tell."""
        self._within = f"“{shortened}”: " if (shortened := " ".join(name.split())[:LONGEST_NAME]) else ""

    def note(self, line: int, code: str, text: str) -> None:
        if len(self._notices) < MOST_NOTICES:
            self._notices.append(Notice(line, code, f"{self._within}{text}"))
        else:
            self._untold += 1

    def take(self, question: FoundQuestion) -> None:
        """Keep a question, or say why not: it or an option has no text, or one that is too long.

        CannotImport: the file holds too many.
        """
        if not question.prompt.strip():
            self.note(question.line, "no-prompt", "a question without text is left out")
        elif not all(option.text.strip() for option in question.options):
            self.note(question.line, "empty-option", "a question with an option without text is left out")
        elif _longest(question) > LONGEST:
            text = f"a question is left out, since one of its texts is longer than {LONGEST:,} characters"
            self.note(question.line, "too-long", text)
        elif len(self._questions) == MOST_QUESTIONS:
            raise CannotImport(f"holds more than {MOST_QUESTIONS:,} questions; split it into several files")
        else:
            self._questions.append(question)

    def found(self, claimed: int | None = None, titles: Mapping[str, str] | None = None) -> Found:
        """All of it. CannotImport: there is not one question."""
        if not self._questions:
            raise CannotImport(self._why_nothing())
        notices = tuple(self._notices)
        if self._untold:
            notices += (Notice(0, "more", f"{self._untold:,} more warnings like these are not listed"),)
        return Found(
            format=self._format,
            questions=tuple(self._questions),
            warnings=notices,
            claimed=claimed,
            titles=titles or {},
        )

    def _why_nothing(self) -> str:
        first = next((notice for notice in self._notices if notice.code not in NO_REASON), None)
        if first is None:
            return f"holds no question in the format {self._format}"
        place = f"line {first.line}: " if first.line else ""
        return f"{place}{first.text}; there is no other question"


def choose(
    gathering: Gathering, line: int, options: Sequence[FoundOption], answer: str = ""
) -> tuple[tuple[FoundOption, ...], str, str]:
    """The options that a question can have, its answer, and what to add to its prompt.

    What is no choice of one among two to eight becomes an open question: its options are listed in the
    prompt, and the right ones are said in the answer.
    """
    rights = [option for option in options if option.right]
    if len(rights) == 1 and OPTIONS_AT_LEAST <= len(options) <= OPTIONS_AT_MOST:
        return tuple(options), answer, ""
    if not rights:
        gathering.note(line, "no-right-option", "no option is marked as right; kept as an open question")
    elif len(rights) > 1:
        text = f"{len(rights)} of {len(options)} options are right; kept as an open question"
        gathering.note(line, "several-right-options", text)
    else:
        wanted = f"{OPTIONS_AT_LEAST} to {OPTIONS_AT_MOST}"
        text = f"has {len(options)} options, not {wanted}; kept as an open question"
        gathering.note(line, "number-of-options", text)
    listed = bulleted([option.text for option in options]) if len(options) > 1 else ""
    reasons = [f"{o.text}: {o.why}" if o.why else o.text for o in rights]
    said = bulleted(reasons) if len(reasons) > 1 else "".join(reasons)
    return (), "\n\n".join(filter(None, (said, answer))), listed


def alternatives(texts: Sequence[str]) -> str:
    """The answer of a question that takes several: the first, and what else is accepted."""
    first, *others = texts
    return f"{first}\n\nAlso accepted: {'; '.join(others)}" if others else first


def bulleted(texts: Sequence[str]) -> str:
    """A Markdown list, each text inside its item."""
    return "\n".join("- " + text.replace("\n", "\n  ") for text in texts)


def joined(*texts: str) -> str:
    """The texts that are not empty, a blank line between them."""
    return "\n\n".join(text for text in texts if text)


def _longest(question: FoundQuestion) -> int:
    parts = (question.prompt, question.answer, question.code, question.output, question.formula)
    inner = (len(option.text) + len(option.why) for option in question.options)
    lists = (question.key_points, question.follow_ups, question.red_flags)
    return max(*map(len, parts), *inner, *(sum(map(len, texts)) for texts in lists), 0)
