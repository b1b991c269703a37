"""A file of questions that a manager sends: what is in it, and what was taken."""

from collections.abc import Iterator, Sequence
from datetime import tzinfo

from bot.cards import Block, Button, Card, Facts, Field, Form, Heading, Look, Prose
from bot.domain.importing import LARGEST, ImportPreview, Remark, Upload
from bot.presses.imports import ChooseFile, DropUpload, TakeIn
from bot.richtext.nodes import Bullets, Text
from bot.richtext.parse import parse
from bot.richtext.plain import plain
from bot.wording.phrases import counted, level_name, line, moment
from bot.wording.replies import refused

FILE = "file"
"""The one field of the form."""

SHOWN_PROMPTS = 3
SHOWN_WARNINGS = 10
SHOWN_TWINS = 3
LINE = 160  # characters of a prompt or a warning
MEGABYTES = LARGEST // 1024 // 1024


def file_form(press: ChooseFile) -> Form:
    hint = f"Markdown, CSV, GIFT, Open Trivia DB, Anki and others, at most {MEGABYTES} MB."
    return Form("Import questions", press, (Field(name=FILE, label="File", hint=hint, is_file=True),))


def invitation_card(press: ChooseFile) -> Card:
    """Stands beside the form, or instead of it where none can be opened."""
    return Card(
        title="Import questions",
        blocks=(line("Send a file, look at what was found in it, and then decide. Only you see that."),),
        buttons=(Button("Choose a file", press, Look.MAIN),),
        note="docs/importing.md shows all formats",
    )


def preview_card(upload: Upload, found: ImportPreview, zone: tzinfo) -> Card:
    """What would be taken; nothing has been yet."""
    return Card(
        title="Read before you import",
        blocks=(
            Facts(tuple(_facts(upload, found))),
            *_listing("It begins with", _prompts(found)),
            *_remarks("Warnings", found.warnings, SHOWN_WARNINGS),
            *_remarks("Left out, since they are here already", found.repeated, SHOWN_TWINS),
            *_remarks("Nearly the same as others, and taken", found.alike, SHOWN_TWINS),
        ),
        buttons=(
            Button("Import", TakeIn(upload.id), Look.MAIN),
            Button("Cancel", DropUpload(upload.id)),
        ),
        note=f"Nothing is taken before you press Import · waits until {moment(upload.expires_at, zone)}",
    )


def _facts(upload: Upload, found: ImportPreview) -> Iterator[tuple[str, str]]:
    questions, drafts = found.questions, found.drafts
    yield "File", upload.name
    yield "Format", f"{found.format}, told by {found.pattern}" if found.pattern else found.format
    claim = f"; the file claims {found.claimed:,}" if found.claimed is not None else ""
    yield "Questions", f"{len(questions) + len(drafts) + len(found.repeated):,}{claim}"
    yield "With an answer", f"{len(questions):,}"
    yield "With options", f"{sum(not question.is_open for question in questions):,}"
    yield "Open: people rate themselves", f"{sum(question.is_open for question in questions):,}"
    if found.unexplained:
        yield "With the right option as their only answer", f"{found.unexplained:,}"
    yield "Without an answer: drafts, never asked", f"{len(drafts):,}"
    if upload.topic:
        yield "All under the topic", upload.topic
    if upload.level:
        yield "Level where the file names none", level_name(upload.level)


def _prompts(found: ImportPreview) -> Sequence[str]:
    prompts = [*(each.prompt for each in found.questions), *(each.prompt for each in found.drafts)]
    return [_cut(plain(parse(prompt))) for prompt in prompts[:SHOWN_PROMPTS]]


def _remarks(title: str, remarks: Sequence[Remark], most: int) -> tuple[Block, ...]:
    lines = [_cut(f"Line {each.line}: {each.text}" if each.line else each.text) for each in remarks[:most]]
    more = len(remarks) - most
    return _listing(
        f"{title} ({len(remarks):,})", [*lines, f"and {more:,} more like these"] if more > 0 else lines
    )


def _listing(title: str, lines: Sequence[str]) -> tuple[Block, ...]:
    """Plain texts, since what a stranger has written means no markup here."""
    items = tuple((Text(each.replace("`", "")),) for each in lines)
    return (Heading(title), Prose((Bullets(items),))) if items else ()


def _cut(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= LINE else text[: LINE - 1].rstrip() + "…"


def taken_card(name: str, found: ImportPreview, missed: int) -> Card:
    """`missed` are those whose ids somebody else has taken meanwhile."""
    questions, drafts, repeated = len(found.questions), len(found.drafts), len(found.repeated)
    sentences = []
    if questions:
        sentences.append(f"{counted(questions, 'question')} of {name} can be asked here from now on.")
    if drafts:
        sentences.append(
            f"{counted(drafts, 'draft')} of {name} {_wait(drafts)} for an answer in /question suggestions."
        )
    if repeated:
        sentences.append(f"{counted(repeated, 'question')} that you have already {_were(repeated)} left out.")
    if missed:
        sentences.append(f"{counted(missed, 'question')} {_were(missed)} lost to somebody who was faster.")
    return Card(
        title="Imported",
        blocks=tuple(map(line, sentences)),
        note="/question export hands you the pack; /question show ID takes one out again",
    )


def _wait(count: int) -> str:
    return "waits" if count == 1 else "wait"


def _were(count: int) -> str:
    return "was" if count == 1 else "were"


def audited(found: ImportPreview, name: str) -> str:
    """What stands in the audit log."""
    drafts = f" and {counted(len(found.drafts), 'draft')}" if found.drafts else ""
    return f"{counted(len(found.questions), 'question')}{drafts} from {name}"


def nothing_new_card(name: str, found: ImportPreview) -> Card:
    return refused(
        "Nothing new in it", f"All {counted(len(found.repeated), 'question')} of {name} are here already."
    )


def dropped_card() -> Card:
    return Card(title="Nothing was imported", blocks=(line("The file is gone."),))


def gone_card() -> Card:
    return refused("This file is gone", "It was imported, cancelled or waited too long. Send it once more.")


def too_large_card(name: str) -> Card:
    return refused(
        f"{name} is too large",
        f"A file in chat has at most {MEGABYTES} MB. Split it, or have it read on the machine that runs the "
        "bot: studybot bank import.",
    )


def unreadable_card(name: str, reason: str) -> Card:
    """`reason` is a sentence, what the file does, or begins with the line at fault."""
    says_what_it_does = reason[:1].islower() and not reason.startswith("line ")
    sentence = f"It {reason}" if says_what_it_does else reason[:1].upper() + reason[1:]
    return refused(f"{name} cannot be imported", sentence)


def bad_topic_card(topic: str) -> Card:
    return refused(
        f"“{topic}” cannot be a topic", "A topic is lower-case words joined by hyphens, such as soil-science."
    )
