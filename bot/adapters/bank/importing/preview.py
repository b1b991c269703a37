"""What a file would add to a workspace's own questions."""

from bot.adapters.bank.importing.found import FoundQuestion, Notice
from bot.adapters.bank.importing.importer import Imported, Wishes, import_files
from bot.adapters.bank.importing.packing import Entry
from bot.adapters.bank.importing.twins import Twin, twins
from bot.domain.ids import QuestionId, TopicId
from bot.domain.importing import MOST_QUESTIONS, ImportPreview, ImportWish, Remark, Unanswered
from bot.domain.own_questions import OWN_TOPIC
from bot.domain.question import Level, Option, Question
from bot.ports.outside import NotImportable

SAME = 100.0


def preview(name: str, content: bytes, wish: ImportWish) -> ImportPreview:
    """NotImportable: there is nothing to take, or too much."""
    imported = import_files([(name, content)], _wishes(wish))
    [report] = imported.report.files
    if report.error:
        raise NotImportable(report.error)
    if len(imported.entries) > MOST_QUESTIONS:
        raise NotImportable(
            f"holds more than {MOST_QUESTIONS:,} questions; split it, or use `studybot bank import`"
        )
    return _sorted(imported, wish)


def _wishes(wish: ImportWish) -> Wishes:
    return Wishes(
        pack=OWN_TOPIC,
        topic=wish.topic or "",
        level=wish.level or Level.INTERMEDIATE,
        taken=wish.taken,
    )


def _sorted(imported: Imported, wish: ImportWish) -> ImportPreview:
    """The questions apart: known ones, drafts, and those that can be asked."""
    [report] = imported.report.files
    known = _known(imported, wish)
    same = {at: twin for at, twin in known.items() if twin.score == SAME}
    new = [entry for at, entry in enumerate(imported.entries) if at not in same]
    return ImportPreview(
        format=report.format,
        pattern=report.pattern,
        claimed=report.claimed,
        unexplained=report.unexplained,
        questions=tuple(_question(entry) for entry in new if not entry.draft),
        drafts=tuple(_unanswered(entry) for entry in new if entry.draft),
        warnings=tuple(map(_remark, report.warnings)),
        repeated=tuple(_said(imported, at, twin, wish) for at, twin in same.items()),
        alike=(
            *(_said(imported, at, twin, wish) for at, twin in known.items() if at not in same),
            *map(_remark, report.duplicates),
        ),
    )


def _known(imported: Imported, wish: ImportWish) -> dict[int, Twin]:
    """Which entries ask what is asked already, by their positions; `of` is the position of the known one."""
    prompts = list(wish.known.values())
    found = twins([*prompts, *(entry.found.prompt for entry in imported.entries)])
    here = len(prompts)
    return {twin.at - here: twin for twin in found if twin.at >= here > twin.of}


def _said(imported: Imported, at: int, twin: Twin, wish: ImportWish) -> Remark:
    entry, other = imported.entries[at], list(wish.known)[twin.of]
    how = "the same" if twin.score == SAME else f"nearly the same ({twin.score:.0f} of 100)"
    return Remark(entry.found.line, f"`{entry.id}` asks {how} as `{other}`, which is asked here already")


def _remark(notice: Notice) -> Remark:
    return Remark(notice.line, notice.text)


def _question(entry: Entry) -> Question:
    found = entry.found
    return Question(
        id=QuestionId(entry.id),
        topic=TopicId(entry.topic),
        level=entry.level,
        kind=entry.kind,
        prompt=found.prompt.strip(),
        options=tuple(Option(text=o.text.strip(), why=o.why.strip(), right=o.right) for o in found.options),
        answer=found.answer.strip(),
        **_lists(found),
        references=found.references,
        formula=found.formula,
        code=found.code,
        output=found.output,
    )


def _lists(found: FoundQuestion) -> dict[str, tuple[str, ...]]:
    names = ("key_points", "follow_ups", "red_flags", "tags")
    return {name: tuple(filter(None, map(str.strip, getattr(found, name)))) for name in names}


def _unanswered(entry: Entry) -> Unanswered:
    return Unanswered(
        id=QuestionId(entry.id),
        topic=TopicId(entry.topic),
        level=entry.level,
        prompt=entry.found.prompt.strip(),
        options=tuple(option.text.strip() for option in entry.found.options),
        follow_ups=_lists(entry.found)["follow_ups"],
    )
