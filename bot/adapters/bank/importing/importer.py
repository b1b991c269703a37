"""Turns foreign files into a pack of questions and a report, without touching any disk."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from bot.adapters.bank.importing.detection import AUTO, read
from bot.adapters.bank.importing.found import CannotImport, FoundQuestion, Notice
from bot.adapters.bank.importing.naming import free, id_of, slug
from bot.adapters.bank.importing.packing import Entry
from bot.adapters.bank.importing.report import Draft, FileReport, Report, is_answered, report_of
from bot.adapters.bank.importing.twins import Twin, twins
from bot.domain.question import Kind, Level

File = tuple[str, bytes | CannotImport]
"""What to call a file, and its content or why it could not be had."""

MOST_QUESTIONS = 20_000  # of all files together; a pack must be read again


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """`topic` puts all questions under one; `level` is for those whose file names none.

    `merge` makes one question of those that ask the same. `taken` are ids that other files of the bank have.
    """

    pack: str = "imported"
    format: str = AUTO
    topic: str = ""
    level: Level = Level.INTERMEDIATE
    merge: bool = False
    taken: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class Imported:
    """`topics` are names for people, by a topic's id."""

    report: Report
    entries: Sequence[Entry]
    topics: Mapping[str, str]


@dataclass(slots=True)
class _Place:
    """A question and the report of the file that it came from."""

    file: FileReport
    question: FoundQuestion
    id: str = ""

    def __str__(self) -> str:
        return f"{self.file.path}:{self.question.line}" if self.question.line else self.file.path


@dataclass(slots=True)
class _Work:
    wishes: Wishes
    report: Report
    places: list[_Place] = field(default_factory=list)
    titles: dict[str, str] = field(default_factory=dict)


def import_files(
    files: Iterable[File], wishes: Wishes, say: Callable[[str], None] = lambda _: None
) -> Imported:
    """Whatever can be read of the files; what cannot stands in the report. `say` is told what is done."""
    work = _Work(wishes, Report(pack=wishes.pack, level=wishes.level.value))
    for path, data in files:
        say(f"reading {path}")
        _take(work, path, data)
    say(f"comparing {len(work.places):,} questions")
    _name(work)
    _compare(work)
    topics: dict[str, str] = {}
    entries = [_entry(work, place, topics) for place in work.places]
    for place, entry in zip(work.places, entries, strict=True):
        if entry.draft:
            place.file.drafts.append(Draft(place.question.line, entry.id, place.question.prompt))
    work.report.questions = len(entries)
    work.report.drafts = sum(entry.draft for entry in entries)
    work.report.unlevelled = sum(entry.found.level is None for entry in entries)
    return Imported(work.report, entries, topics)


def _take(work: _Work, path: str, data: bytes | CannotImport) -> None:
    try:
        if isinstance(data, CannotImport):
            raise data
        found = read(data, work.wishes.format)
        if len(work.places) + len(found.questions) > MOST_QUESTIONS:
            raise CannotImport(
                f"would make more than {MOST_QUESTIONS:,} questions; import fewer files at a time"
            )
    except CannotImport as error:
        work.report.files.append(FileReport(path=path, error=str(error)))
        return
    report = report_of(path, found)
    work.report.files.append(report)
    work.places += [_Place(report, question) for question in found.questions]
    work.titles.update(found.titles)


def _name(work: _Work) -> None:
    taken = set(work.wishes.taken)
    for place in work.places:
        given = place.question.id
        wanted = given if given and slug(given) == given else id_of(place.question.prompt)
        place.id = free(wanted, taken)
        taken.add(place.id)


def _compare(work: _Work) -> None:
    """Say which questions repeat others, and merge them where that is wanted."""
    merged: set[int] = set()
    for twin in twins([place.question.prompt for place in work.places]):
        here, there = work.places[twin.at], work.places[twin.of]
        here.file.duplicates.append(_notice(twin, here, there))
        if work.wishes.merge:
            there.question = _merged(there.question, here.question)
            merged.add(twin.at)
    work.places = [place for at, place in enumerate(work.places) if at not in merged]
    work.report.merged = len(merged)


def _notice(twin: Twin, here: _Place, there: _Place) -> Notice:
    if twin.score == 100.0:
        return Notice(here.question.line, "duplicate", f"`{here.id}` asks the same as `{there.id}` ({there})")
    text = f"`{here.id}` asks nearly the same as `{there.id}` ({there}; {twin.score:.0f} of 100)"
    return Notice(here.question.line, "near-duplicate", text)


def _merged(one: FoundQuestion, other: FoundQuestion) -> FoundQuestion:
    """The first, with whatever it lacks and the other has."""
    names = ("answer", "options", "key_points", "follow_ups", "red_flags", "level", "level_word", "kind")
    more = ("topic", "tags", "references", "formula", "code", "output")
    lacking = {name: getattr(other, name) for name in (*names, *more) if not getattr(one, name)}
    return replace(one, **lacking)


def _entry(work: _Work, place: _Place, topics: dict[str, str]) -> Entry:
    question, wishes = place.question, work.wishes
    topic = wishes.topic or slug(question.topic) or wishes.pack
    if topic not in topics:
        named = work.titles.get(topic) or (question.topic if slug(question.topic) == topic else "")
        topics[topic] = named if named and named != topic else topic.replace("-", " ").capitalize()
    answered = is_answered(question)
    right = next((option.text for option in question.options if option.right), "")
    tags = tuple(dict.fromkeys(filter(None, map(slug, question.tags))))
    return Entry(
        id=place.id,
        topic=topic,
        level=question.level or wishes.level,
        kind=question.kind or Kind.CONCEPT,
        draft=not answered,
        found=replace(question, answer=question.answer if question.answer.strip() else right, tags=tags),
    )
