"""Aiken: a question, a line for each option, and `ANSWER:` with the letter of the right one."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from bot.adapters.bank.importing.bounds import head_of, text_of
from bot.adapters.bank.importing.found import Found, FoundOption, FoundQuestion
from bot.adapters.bank.importing.gathering import Gathering, choose, joined

FORMAT = "aiken"
OPTION = re.compile(r"^\s{0,20}([A-Za-z])[.)]\s+(\S.*)$")
ANSWER = re.compile(r"^\s{0,20}ANSWER\s{0,9}:\s{0,9}([A-Za-z])\b[.)]?\s*$", re.IGNORECASE)
SEEN = re.compile(
    r"^[ \t]{0,20}[B-Zb-z][.)][ \t]+\S[^\n]*\n(?:[ \t]*\n)?[ \t]{0,20}ANSWER[ \t]{0,9}:[ \t]{0,9}[A-Z]\b",
    re.M,
)


@dataclass(slots=True)
class _Draft:
    """A question that has not come to its end."""

    line: int
    prompt: list[str] = field(default_factory=list)
    options: list[list[str]] = field(default_factory=list)


def looks_like(data: bytes) -> bool:
    return SEEN.search(head_of(data)) is not None


def read(data: bytes) -> Found:
    """CannotImport: it is no text, or holds no question."""
    gathering = Gathering(FORMAT)
    for draft, letter in _drafts(gathering, text_of(data).split("\n")):
        _take(gathering, draft, letter)
    return gathering.found()


def _drafts(gathering: Gathering, lines: Sequence[str]) -> Iterator[tuple[_Draft, str]]:
    draft = _Draft(0)
    for number, line in enumerate(lines, 1):
        answer = ANSWER.match(line)
        if answer and (draft.options or draft.prompt):
            yield draft, answer[1].upper()
            draft = _Draft(0)
        elif not line.strip():
            if draft.prompt and not draft.options:
                _drop(gathering, draft, "has no options")
                draft = _Draft(0)
        elif _is_next(draft, line):
            draft.options.append([line.strip()[2:].strip()])
        elif draft.options and not lines[number - 2].strip():  # after a blank line an option does not go on
            _drop(gathering, draft, "has no line with ANSWER")
            draft = _Draft(number, [line.strip()])
        elif draft.options:
            draft.options[-1].append(line.strip())
        else:
            draft.line = draft.line or number
            draft.prompt.append(line.strip())
    if draft.prompt:
        _drop(gathering, draft, "has no line with ANSWER")


def _is_next(draft: _Draft, line: str) -> bool:
    """Whether a line is the option whose letter comes next; the first line of a question never is."""
    option = OPTION.match(line)
    return bool(option and draft.prompt and ord(option[1].upper()) - ord("A") == len(draft.options))


def _drop(gathering: Gathering, draft: _Draft, why: str) -> None:
    gathering.note(draft.line, "no-question", f"`{draft.prompt[0][:60]}` {why}; left out")


def _take(gathering: Gathering, draft: _Draft, letter: str) -> None:
    at = ord(letter) - ord("A")
    if at >= len(draft.options):
        _drop(gathering, draft, f"says that {letter} is right, and has no such option")
        return
    options = [FoundOption(text="\n".join(text), right=n == at) for n, text in enumerate(draft.options)]
    kept, answer, listed = choose(gathering, draft.line, options)
    prompt = joined("\n".join(draft.prompt), listed)
    gathering.take(FoundQuestion(line=draft.line, prompt=prompt, options=kept, answer=answer))
