"""An import's report for people: a line for each file, and what they should look at."""

from collections.abc import Iterator, Sequence

from bot.adapters.bank.importing.found import Notice, Stretch
from bot.adapters.bank.importing.report import FileReport, Report
from bot.cli.common import counted

SHOWN = 5  # warnings of a kind
SHOWN_DRAFTS = 3
SHOWN_SKIPPED = 20


def lines_of(report: Report) -> Iterator[str]:
    for file in report.files:
        yield from _file(file)
    if report.unlevelled:
        yield f"{counted(report.unlevelled, 'question')} without a level: taken as {report.level} (--level)"
    drafts = f", {counted(report.drafts, 'draft')} among them" if report.drafts else ""
    merged = f", {report.merged:,} merged into others" if report.merged else ""
    where = f" in {', '.join(report.written)}" if report.written else "; nothing was written"
    yield f"{counted(report.questions, 'question')}{drafts}{merged}{where}"


def _file(file: FileReport) -> Iterator[str]:
    if file.error:
        yield f"{file.path}: not imported: {file.error}"
        return
    by = f" by {file.pattern}" if file.pattern else ""
    claim = f"; the file claims {file.claimed:,}" if file.claimed is not None else ""
    yield f"{file.path}: {file.format}{by}: {counted(file.questions, 'question')}{claim}"
    yield f"  {', '.join(_counts(file))}"
    yield from _notices("warning", file, file.warnings)
    yield from _notices("duplicate", file, file.duplicates)
    if file.drafts:
        first = ", ".join(f"`{draft.id}`" for draft in file.drafts[:SHOWN_DRAFTS])
        more = len(file.drafts) - SHOWN_DRAFTS
        yield f"  without an answer, kept as drafts: {first}{f' and {more:,} more' if more > 0 else ''}"
    yield from _skipped(file.skipped)


def _skipped(stretches: Sequence[Stretch]) -> Iterator[str]:
    for each in stretches[:SHOWN_SKIPPED]:
        lines = f"line {each.line}" if each.line == each.last else f"lines {each.line}–{each.last}"
        yield f"  left out: {lines}: {each.text}"
    if len(stretches) > SHOWN_SKIPPED:
        yield f"  and {len(stretches) - SHOWN_SKIPPED:,} more; --report json lists them all"


def _counts(file: FileReport) -> Iterator[str]:
    for count, what in (
        (file.answered, "answered"),
        (file.open, "without an answer"),
        (file.with_options, "with options"),
        (file.unexplained, "with the right option as their only answer"),
        (file.follow_ups, "with follow-ups"),
        (file.red_flags, "with red flags"),
        (file.formulas, "with a formula"),
    ):
        if count:
            yield f"{count:,} {what}"
    for count, thing in ((file.code_blocks, "code block"), (file.tables, "table")):
        if count:
            yield counted(count, thing)
    if file.levels:
        yield "levels: " + ", ".join(f"{word} {count:,}" for word, count in file.levels.items())


def _notices(kind: str, file: FileReport, notices: Sequence[Notice]) -> Iterator[str]:
    for notice in notices[:SHOWN]:
        place = f"line {notice.line}: " if notice.line else ""
        yield f"  {kind}: {place}{notice.text} ({notice.code})"
    if len(notices) > SHOWN:
        yield f"  and {len(notices) - SHOWN:,} more; --report json lists them all"
