"""A manager sends a file of questions, looks at what is in it, and takes it into the workspace's own pack."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from bot.app.context import Context
from bot.cards import Reply
from bot.commands import ImportQuestions
from bot.domain.audit import AuditEntry, Deed
from bot.domain.ids import PersonId, UploadId
from bot.domain.importing import (
    KEPT_FOR,
    LARGEST,
    ImportPreview,
    ImportWish,
    Remark,
    Unanswered,
    Upload,
    is_topic_name,
)
from bot.domain.names import visible
from bot.domain.own_questions import OwnQuestion, State, Written
from bot.domain.people import Actor
from bot.domain.question import Question
from bot.ports.outside import NotImportable, Refused, SentFile, Unreachable
from bot.presses.imports import ChooseFile, DropUpload, ImportPress, TakeIn
from bot.wording import imports as words

LONGEST_NAME = 100


def begin(command: ImportQuestions) -> Reply:
    """Ask for the file, where the command could not bring one."""
    return _asking(ChooseFile(command.topic, command.level))


def _asking(press: ChooseFile) -> Reply:
    return Reply(words.invitation_card(press), form=words.file_form(press))


async def press(ctx: Context, press: ImportPress, actor: Actor) -> Reply:
    match press:
        case ChooseFile():
            return replace(_asking(press), replaces=True)
        case DropUpload(upload):
            await ctx.store.uploads.drop(actor.workspace, upload)
            return Reply(words.dropped_card(), replaces=True)
        case TakeIn(upload):
            return await _take_in(ctx, upload, actor)


async def hand_in(ctx: Context, press: ChooseFile, file: SentFile, actor: Actor) -> Reply:
    """Show what is in a file; it waits for an hour, so that a restart loses nothing."""
    if press.topic is not None and not is_topic_name(press.topic):
        return Reply(words.bad_topic_card(press.topic))
    try:
        content = await file.read(LARGEST)
    except (Refused, Unreachable) as problem:
        return Reply(words.unreadable_card(visible(file.name), str(problem)))
    if content is None:
        return Reply(words.too_large_card(visible(file.name)))
    person = await ctx.store.people.recognise(actor)
    return await _look(ctx, _upload(ctx, press, file.name, content, person, actor))


def _upload(
    ctx: Context, press: ChooseFile, name: str, content: bytes, person: PersonId, actor: Actor
) -> Upload:
    return Upload(
        id=UploadId(ctx.new_id()),
        workspace=actor.workspace,
        by=person,
        name=visible(name)[:LONGEST_NAME],
        topic=press.topic,
        level=press.level,
        content=content,
        expires_at=ctx.clock.now() + KEPT_FOR,
    )


async def _look(ctx: Context, upload: Upload) -> Reply:
    try:
        found = await _read(ctx, upload)
    except NotImportable as reason:
        return Reply(words.unreadable_card(upload.name, str(reason)))
    if not found.questions and not found.drafts:
        return Reply(words.nothing_new_card(upload.name, found))
    await ctx.store.uploads.keep(upload)
    return Reply(words.preview_card(upload, found, ctx.zone_of(upload.workspace)))


async def _read(ctx: Context, upload: Upload) -> ImportPreview:
    """What is in a file beside what the workspace has. NotImportable."""
    asked = ctx.bank_of(upload.workspace)
    own = await ctx.store.own_questions.ids(upload.workspace)
    wish = ImportWish(
        topic=upload.topic,
        level=upload.level,
        known={question.id: question.prompt for question in asked},
        taken=frozenset({*ctx.banks.current.kept, *own}),
    )
    found = await ctx.importer.read(upload.name, upload.content, wish)
    waiting = await ctx.store.own_questions.listed(upload.workspace, State.UNANSWERED)
    return _without_known_drafts(found, {each.written.prompt for each in waiting})


def _without_known_drafts(found: ImportPreview, waiting: set[str]) -> ImportPreview:
    again = [draft for draft in found.drafts if draft.prompt in waiting]
    said = tuple(Remark(0, f"`{draft.id}` waits here already for its answer") for draft in again)
    drafts = tuple(draft for draft in found.drafts if draft.prompt not in waiting)
    return replace(found, drafts=drafts, repeated=(*found.repeated, *said))


async def _take_in(ctx: Context, id_: UploadId, actor: Actor) -> Reply:
    upload = await ctx.store.uploads.find(actor.workspace, id_, ctx.clock.now())
    if upload is None:
        return Reply(words.gone_card(), replaces=True)
    try:
        found = await _read(ctx, upload)
    except NotImportable as reason:
        return Reply(words.unreadable_card(upload.name, str(reason)), replaces=True)
    person, now = await ctx.store.people.recognise(actor), ctx.clock.now()
    owned = [replace(own, author=person, decided_by=person) for own in _owned(found, upload, now)]
    entry = AuditEntry(
        deed=Deed.QUESTIONS_IMPORTED, subject=words.audited(found, upload.name), reason="", by=person, at=now
    )
    kept = await ctx.store.uploads.take_in(upload, owned, entry)
    if kept is None:
        return Reply(words.gone_card(), replaces=True)
    await ctx.packs.load(ctx.store, upload.workspace)
    return Reply(words.taken_card(upload.name, found, len(owned) - kept), replaces=True)


def _owned(found: ImportPreview, upload: Upload, now: datetime) -> Iterator[OwnQuestion]:
    """In the order of the file, which moments a microsecond apart keep."""
    for at, question in enumerate(found.questions):
        yield _own(upload, question, _written(question), State.APPROVED, now + timedelta(microseconds=at))
    for at, draft in enumerate(found.drafts):
        moment = now + timedelta(microseconds=at)
        yield _own(upload, draft, _half_written(draft), State.UNANSWERED, moment)


def _own(
    upload: Upload, found: Question | Unanswered, written: Written, state: State, at: datetime
) -> OwnQuestion:
    return OwnQuestion(
        workspace=upload.workspace,
        id=found.id,
        author=upload.by,
        written=written,
        question=found if isinstance(found, Question) else None,
        state=state,
        written_at=at,
        decided_at=at,
        is_imported=True,
    )


def _written(question: Question) -> Written:
    return Written(topic=question.topic, level=question.level, prompt=question.prompt)


def _half_written(draft: Unanswered) -> Written:
    """What the form shows to whoever writes the answer."""
    return Written(
        topic=draft.topic,
        level=draft.level,
        prompt=draft.prompt,
        wrong="\n".join(map(_one_line, draft.options)),
        answer="\n".join(f"? {_one_line(text)}" for text in draft.follow_ups),
    )


def _one_line(text: str) -> str:
    return " ".join(text.split())


async def clean(ctx: Context) -> None:
    """Forget files that nobody has decided about in time."""
    await ctx.store.uploads.drop_expired(ctx.clock.now())
