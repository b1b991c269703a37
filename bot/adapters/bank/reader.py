"""Reads a bank's sources: the whole bank or nothing, and every problem at once."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pydantic import ValidationError

from bot.adapters.bank.checks import faults, imported_faults
from bot.adapters.bank.entries import entries, ids, subject, subject_at
from bot.adapters.bank.explain import explain
from bot.adapters.bank.models import PackFile, PackQuestion, QuestionEntry, TopicFile
from bot.adapters.bank.sources import Source
from bot.domain.bank import Bank
from bot.domain.ids import QuestionId, TopicId
from bot.domain.question import Option, Question, Reference
from bot.strict_yaml.document import Document, parse
from bot.strict_yaml.problem import Problem


@dataclass(frozen=True, slots=True)
class Place:
    file: str
    line: int


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of reading: a bank, or the problems that kept it from being one; and where each id stands.

    `imported` are the questions that stand in imported packs, `drafts` those that wait for an answer there
    and are in no bank.
    """

    bank: Bank | None
    problems: tuple[Problem, ...]
    places: Mapping[str, Place] = field(default_factory=dict)
    imported: frozenset[QuestionId] = frozenset()
    drafts: tuple[QuestionId, ...] = ()

    @property
    def own(self) -> tuple[Question, ...]:
        """The bank's questions that were written for it, whose style is checked."""
        return tuple(question for question in self.bank or () if question.id not in self.imported)


def read_bank(sources: Sequence[Source], missing: Sequence[Problem] = ()) -> Reading:
    """Read every source, in order; `missing` are problems with files that could not become a source."""
    files: dict[TopicId, TopicFile | PackFile] = {}
    problems = list(missing)
    places: dict[str, list[Place]] = defaultdict(list)
    for source in sources:
        document = parse(source.content, str(source.path))
        for id_, line in ids(document):
            places[id_].append(Place(document.name, line))
        file, found = _read_file(document, source.topic)
        problems += found
        if file:
            files[TopicId(source.topic)] = file
    problems += _twins(places)
    bank = None if problems else _bank(files)
    packed = [entry for file in files.values() if isinstance(file, PackFile) for entry in file.questions]
    return Reading(
        bank,
        tuple(sorted(problems)),
        {id_: first for id_, (first, *_) in places.items()},
        frozenset(QuestionId(entry.id) for entry in packed if not entry.draft),
        tuple(QuestionId(entry.id) for entry in packed if entry.draft),
    )


def _read_file(document: Document, topic: str) -> tuple[TopicFile | PackFile | None, list[Problem]]:
    problems = [replace(each, subject=subject_at(document, each.line)) for each in document.problems]
    if not document.usable:
        return None, problems
    is_pack = isinstance(document.value, dict) and document.value.get("imported") is True
    for at, entry in entries(document):
        for key, fault in imported_faults(entry) if is_pack else faults(entry, topic):
            where = ("questions", at, key)
            problems.append(document.problem(where, f"`{key}` {fault}", subject(document, where)))
    try:
        return (PackFile if is_pack else TopicFile).model_validate(document.value), problems
    except ValidationError as error:
        for each in error.errors(include_url=False):
            problems.append(document.problem(each["loc"], explain(each), subject(document, each["loc"])))
    return None, problems


def _twins(places: Mapping[str, Sequence[Place]]) -> Iterator[Problem]:
    for id_, (first, *others) in places.items():
        for other in others:
            text = f"`id` is taken by the question in {first.file}:{first.line}; rename one of the two"
            yield Problem(other.file, other.line, id_, text)


def _bank(files: Mapping[TopicId, TopicFile | PackFile]) -> Bank:
    questions: list[Question] = []
    topics: dict[TopicId, str] = {}
    packs = [(stem, file) for stem, file in files.items() if isinstance(file, PackFile)]
    for stem, file in files.items():
        if isinstance(file, TopicFile):
            topics[stem] = file.title
            questions += map(_question, file.questions)
    for stem, file in packs:
        asked = [_question(entry) for entry in file.questions if not entry.draft]
        for topic in dict.fromkeys(question.topic for question in asked):
            named = file.topics.get(topic) or (file.title if topic == stem else "")
            topics.setdefault(topic, named or topic.replace("-", " ").capitalize())
        questions += asked
    return Bank(tuple(questions), topics)


def _question(entry: QuestionEntry | PackQuestion) -> Question:
    return Question(
        id=QuestionId(entry.id),
        topic=TopicId(entry.topic),
        level=entry.level,
        kind=entry.kind,
        prompt=entry.prompt,
        options=tuple(Option(text=o.text, why=o.why, right=o.right) for o in entry.options),
        answer=entry.answer,
        key_points=tuple(entry.key_points),
        follow_ups=tuple(entry.follow_ups),
        red_flags=tuple(entry.red_flags),
        tags=tuple(entry.tags),
        references=tuple(
            Reference(title=r.title, authors=r.authors, year=r.year, where=r.where) for r in entry.references
        ),
        formula=entry.formula,
        code=entry.code,
        output=entry.output,
    )
