"""Trivia lists of Red-DiscordBot: a YAML mapping from each question to the answers that are accepted.

Every scalar is read as the text that stands there, so that `No`, `07` and dates stay what their author wrote.
"""

import re
from dataclasses import dataclass, field

import yaml

from bot.adapters.bank.importing.bounds import DEEPEST, LONGEST, MOST_QUESTIONS, head_of, text_of
from bot.adapters.bank.importing.found import CannotImport, Found, FoundQuestion
from bot.adapters.bank.importing.gathering import Gathering, alternatives

FORMAT = "red-trivia"
SETTINGS = {"AUTHOR", "DESCRIPTION", "CONFIG"}
MOST_ANSWERS = 100

ANSWERED_KEY = re.compile(
    r"""^(?:"[^"\n]+"|'[^'\n]+'|[^\s#\-{}\[\]&*!|>%@`"'][^\n]{3,300}?|\?[^\n]+\n(?:[ \t]+[^\n]+\n){0,9}):"""
    r"""[ \t]*\n?[ \t]*-[ \t]+\S""",
    re.MULTILINE,
)
SOMETHING_ELSE = re.compile(r"^(?:questions:|#{2,6} )", re.MULTILINE)


def looks_like(data: bytes) -> bool:
    """Whether top-level keys have lists of plain answers below them."""
    head = head_of(data)
    if head.lstrip().startswith(("{", "[", "<")) or SOMETHING_ELSE.search(head):
        return False
    return len(ANSWERED_KEY.findall(head)) >= (1 if re.search(r"^AUTHOR:", head, re.MULTILINE) else 2)


def read(data: bytes) -> Found:
    """CannotImport: it is no YAML, uses tags or aliases, or maps no question to answers."""
    gathering = Gathering(FORMAT)
    reading = _Reading(gathering)
    text = text_of(data)
    try:
        for event in yaml.parse(text, yaml.CSafeLoader):
            reading.take(event)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise CannotImport(f"line {mark.line + 1 if mark else 1}: is no YAML: {error.problem}") from None
    except yaml.YAMLError:
        raise CannotImport("is no YAML") from None
    except RecursionError:
        raise CannotImport(f"is nested more than {DEEPEST} levels deep") from None
    return gathering.found()


@dataclass(slots=True)
class _Reading:
    """Where the parser stands: `depth` is 1 among the questions, 2 inside what belongs to one of them."""

    gathering: Gathering
    depth: int = 0
    question: str | None = None
    line: int = 0
    answers: list[str] = field(default_factory=list)
    nested: bool = False
    seen: int = 0

    def take(self, event: yaml.Event) -> None:
        line = event.start_mark.line + 1 if event.start_mark else 1
        match event:
            case yaml.AliasEvent():
                raise CannotImport(
                    f"line {line}: uses an alias (*{event.anchor}); write the text out instead"
                )
            case yaml.ScalarEvent():
                self._refuse_extras(event, line)
                self._scalar(event.value, line)
            case yaml.MappingStartEvent() | yaml.SequenceStartEvent():
                self._refuse_extras(event, line)
                self._open(isinstance(event, yaml.MappingStartEvent), line)
            case yaml.CollectionEndEvent():
                self._close()
            case _:
                pass

    def _refuse_extras(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent, line: int) -> None:
        if event.tag:
            raise CannotImport(f"line {line}: sets a tag ({event.tag}); remove it")
        if event.anchor:
            raise CannotImport(f"line {line}: sets an anchor (&{event.anchor}); remove it")

    def _scalar(self, text: str, line: int) -> None:
        if self.depth == 0:
            raise CannotImport(f"line {line}: a trivia list is a mapping of questions, and this is one text")
        if self.depth == 1 and self.question is None:
            self.question, self.line = text, line
        elif self.depth == 1:
            self.answers.append(text)
            self._done()
        elif self.depth == 2 and len(self.answers) < MOST_ANSWERS:
            self.answers.append(text[: LONGEST + 1])

    def _open(self, mapping: bool, line: int) -> None:
        if self.depth == 0 and not mapping:
            raise CannotImport(f"line {line}: a trivia list is a mapping of questions, and this is a list")
        if self.depth == DEEPEST:
            raise CannotImport(f"line {line}: is nested more than {DEEPEST} levels deep")
        if self.depth == 1 and self.question is None:
            raise CannotImport(f"line {line}: uses a list or mapping as a question")
        self.nested = self.nested or self.depth > 1 or (self.depth == 1 and mapping)
        self.depth += 1

    def _close(self) -> None:
        self.depth -= 1
        if self.depth == 1:
            self._done()

    def _done(self) -> None:
        """The value of a question has ended."""
        question, answers, nested = (self.question or "").strip(), self.answers, self.nested
        self.question, self.answers, self.nested = None, [], False
        self.seen += 1
        if self.seen > 2 * MOST_QUESTIONS:
            raise CannotImport(f"holds more than {MOST_QUESTIONS:,} questions; split it into several files")
        if question in SETTINGS:
            return
        if nested:
            self.gathering.note(
                self.line, "no-answers", f"`{question[:60]}` has no plain list of answers; left out"
            )
            return
        if len(answers) == MOST_ANSWERS:
            self.gathering.note(self.line, "answers", f"only the first {MOST_ANSWERS} answers are kept")
        accepted = list(dict.fromkeys(answer.strip() for answer in answers if answer.strip()))
        answer = alternatives(accepted) if accepted else ""
        self.gathering.take(FoundQuestion(line=self.line, prompt=question, answer=answer))
