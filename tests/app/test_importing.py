"""A manager's file from the upload to the channel, on a real database."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from bot.adapters.bank.check import check_folder
from bot.adapters.store.opening import open_store
from bot.app.context import Context
from bot.app.importing import clean
from bot.app.packs import Packs
from bot.app.studybot import StudyBot
from bot.cards import Card, Reply, Tone
from bot.commands import Ask, ExportPack, ImportQuestions, ListSuggestions, ShowQuestion
from bot.commands.managing import ShowAudit
from bot.domain.ids import ChannelId, QuestionId, TopicId
from bot.domain.importing import LARGEST, MOST_QUESTIONS
from bot.domain.question import Level
from bot.plain import to_plain
from bot.ports.outside import Refused, Unreachable
from bot.presses import Press
from bot.presses.imports import ChooseFile
from tests.builders import HALL, actor
from tests.fakes import StoppedClock

GRACE, ADA = actor("grace"), actor("ada", manager=True)
EVA = actor("eva", manager=True, channel=ChannelId("slack:T1/C1"))
ANYTHING = ChooseFile(None, None)
NOTES = """# Soil

## 1. What is loam?

A mix of sand, silt and clay. <@U1> @everyone

## 2. What holds water best?

- [ ] A) Sand
- [ ] B) Clay

**Answer:** B

## 3. Why mulch?
"""


@dataclass
class Sent:
    """Implements `SentFile`; `trouble` is what comes of reading it."""

    content: bytes
    name: str = "soil.md"
    trouble: Exception | None = None

    async def read(self, most: int) -> bytes | None:
        if self.trouble:
            raise self.trouble
        return self.content if len(self.content) <= most else None


@pytest.fixture
async def ctx(ctx: Context, tmp_path: Path) -> AsyncIterator[Context]:
    async with open_store(tmp_path / "study.db") as store:
        yield replace(ctx, store=store)


def button(card: Card, label: str) -> Press:
    return next(one.press for one in card.buttons if one.label == label)


def facts(card: Card) -> str:
    return to_plain(card)


async def sent(study: StudyBot, text: str = NOTES, press: ChooseFile = ANYTHING) -> Card:
    return (await study.hand_in(press, Sent(text.encode()), ADA)).card


async def taken(study: StudyBot, text: str = NOTES) -> Card:
    return (await study.press(button(await sent(study, text), "Import"), ADA)).card


async def test_a_file_is_looked_at_first_and_its_questions_are_asked_once_it_is_taken(
    study: StudyBot, ctx: Context
) -> None:
    card = await sent(study)
    assert card.title == "Read before you import"
    shown = facts(card)
    for line in ("soil.md", "markdown, told by", "Questions: 3", "With an answer: 2", "With options: 1"):
        assert line in shown
    assert "drafts, never asked: 1" in shown
    assert "What is loam?" in shown
    assert ctx.bank_of(ADA.workspace) is ctx.banks.current
    imported = (await study.press(button(card, "Import"), ADA)).card
    assert "2 questions of soil.md can be asked here" in to_plain(imported)
    assert "1 draft of soil.md waits for an answer" in to_plain(imported)
    await study.command(Ask(QuestionId("what-is-loam")), ADA)
    [(_, post)] = await study.timeline(HALL)
    assert "What is loam?" in to_plain(post)
    assert "Suggested by" not in post.note
    assert ctx.bank_of(EVA.workspace) is ctx.banks.current


async def test_nothing_is_kept_in_memory(study: StudyBot, ctx: Context) -> None:
    card = await sent(study)
    again = StudyBot(replace(ctx, packs=Packs()), None)  # type: ignore[arg-type] # nothing is posted
    assert (await again.press(button(card, "Import"), ADA)).card.title == "Imported"


async def test_a_second_press_takes_nothing_twice(study: StudyBot) -> None:
    card = await sent(study)
    assert (await study.press(button(card, "Import"), ADA)).card.title == "Imported"
    assert (await study.press(button(card, "Import"), ADA)).card.title == "This file is gone"


async def test_what_is_cancelled_is_gone(study: StudyBot, ctx: Context) -> None:
    card = await sent(study)
    assert (await study.press(button(card, "Cancel"), ADA)).card.title == "Nothing was imported"
    assert (await study.press(button(card, "Import"), ADA)).card.title == "This file is gone"
    assert len(ctx.bank_of(ADA.workspace)) == len(ctx.banks.current)


async def test_a_file_waits_for_an_hour(study: StudyBot, ctx: Context, clock: StoppedClock) -> None:
    first, second = await sent(study), await sent(study, NOTES + "\n## 4. Why dig?\n\nDo not.\n")
    clock.advance(minutes=59)
    await clean(ctx)
    assert (await study.press(button(first, "Import"), ADA)).card.title == "This file is gone"  # replaced
    clock.advance(minutes=2)
    assert (await study.press(button(second, "Import"), ADA)).card.title == "This file is gone"
    await clean(ctx)


async def test_another_workspace_cannot_take_it(study: StudyBot) -> None:
    card = await sent(study)
    assert (await study.press(button(card, "Import"), EVA)).card.title == "This file is gone"
    assert (await study.press(button(card, "Import"), ADA)).card.title == "Imported"


async def test_it_is_for_managers_alone_and_nobody_else_s_file_is_fetched(study: StudyBot) -> None:
    trap = Sent(b"", trouble=AssertionError("was read"))
    refused = await study.hand_in(ANYTHING, trap, GRACE)
    assert refused.card.tone is Tone.REFUSAL
    for press in (ANYTHING, button(await sent(study), "Import")):
        assert (await study.press(press, GRACE)).card.tone is Tone.REFUSAL
    assert (await study.command(ImportQuestions(), GRACE)).form is None


async def test_a_platform_without_attachments_is_given_a_form(study: StudyBot) -> None:
    asked = await study.command(ImportQuestions(TopicId("soil"), Level.EXPERT), ADA)
    assert asked.form is not None
    assert asked.form.press == ChooseFile(TopicId("soil"), Level.EXPERT)
    assert [field.is_file for field in asked.form.fields] == [True]
    again = await study.press(asked.form.press, ADA)
    assert again.form == asked.form


async def test_topic_and_level_may_be_given(study: StudyBot, ctx: Context) -> None:
    card = await sent(study, press=ChooseFile(TopicId("soil-science"), Level.EXPERT))
    assert "soil-science" in facts(card)
    await study.press(button(card, "Import"), ADA)
    found = ctx.bank_of(ADA.workspace).kept[QuestionId("what-is-loam")]
    assert (found.topic, found.level) == ("soil-science", Level.EXPERT)
    refused = await sent(study, press=ChooseFile(TopicId("Soil | science"), None))
    assert "cannot be a topic" in refused.title


async def test_what_is_here_already_is_left_out_and_said(study: StudyBot, ctx: Context) -> None:
    await taken(study)
    nothing = await sent(study)
    assert nothing.title == "Nothing new in it"
    [known, *_] = ctx.banks.current
    text = f"## 1. {known.prompt}\n\nYes.\n\n## 2. What are loams?\n\nMixes.\n\n## 3. Why dig?\n\nDo not.\n"
    card = await sent(study, text)
    assert "here already (1)" in facts(card)
    assert f"asks the same as {known.id}," in facts(card)
    assert "1 question that you have already was left out" in to_plain(
        (await study.press(button(card, "Import"), ADA)).card
    )


async def test_an_id_that_is_taken_gets_a_number(study: StudyBot, ctx: Context) -> None:
    await taken(study)
    await study.press(
        button(
            (await study.command(ShowQuestion(QuestionId("what-is-loam")), ADA)).card, "Take out of the pack"
        ),
        ADA,
    )
    await taken(study)
    assert QuestionId("what-is-loam-2") in {question.id for question in ctx.bank_of(ADA.workspace)}


async def test_warnings_are_shown_with_their_lines_the_rest_counted(study: StudyBot) -> None:
    rows = "\n".join(f"Question {n}?;right {n};wrong {n};{'AZ'[n % 2]}" for n in range(40))
    shown = facts(await sent(study, f"question;option a;option b;right\n{rows}\n"))
    assert "Warnings (20)" in shown
    assert "Line 3: " in shown
    assert "and 10 more like these" in shown


@pytest.mark.parametrize(
    ("file", "words"),
    [
        (Sent(b""), "It is empty"),
        (Sent(b"\x00\x01\x02" * 9), "cannot be imported"),
        (Sent(b"a" * (LARGEST + 1)), "too large"),
        (Sent(b"", trouble=Refused("Discord does not have it any more.")), "does not have it any more"),
        (Sent(b"", trouble=Unreachable("Slack is away.")), "Slack is away"),
        (
            Sent(
                "".join(f"## {n}. What is {n}?\n\nA number.\n\n" for n in range(MOST_QUESTIONS + 1)).encode()
            ),
            "more than 2,000 questions",
        ),
    ],
)
async def test_what_cannot_be_read_is_refused_with_a_reason(study: StudyBot, file: Sent, words: str) -> None:
    refused = (await study.hand_in(ANYTHING, file, ADA)).card
    assert refused.tone is Tone.REFUSAL
    assert words in to_plain(refused)


async def test_a_draft_is_listed_and_asked_once_somebody_has_written_its_answer(study: StudyBot) -> None:
    await taken(study)
    listed = (await study.command(ListSuggestions(), ADA)).card
    assert "imported, without an answer" in to_plain(listed)
    assert (await study.command(Ask(QuestionId("why-mulch")), ADA)).card.tone is Tone.REFUSAL
    card = (await study.press(button(listed, "Read 1"), ADA)).card
    opened = await study.press(button(card, "Write its answer"), ADA)
    assert opened.form is not None
    values = {field.name: field.value for field in opened.form.fields}
    assert values["prompt"] == "Why mulch?"
    written = values | {
        "right": "It keeps water",
        "answer": "It keeps water in the ground.\n- Water stays.\n! It is only for looks.",
        "source": "Soil; Somebody; 2001",
    }
    kept = (await study.submit(opened.form.press, written, ADA)).card
    assert (await study.press(button(kept, "Approve"), ADA)).card.title == "In the pack"
    assert (await study.command(Ask(QuestionId("why-mulch")), ADA)).card.tone is not Tone.REFUSAL


async def test_an_imported_question_has_no_form_that_would_lose_half_of_it(study: StudyBot) -> None:
    await taken(study)
    shown = (await study.command(ShowQuestion(QuestionId("what-is-loam")), ADA)).card
    assert [one.label for one in shown.buttons if "Edit" in one.label] == []
    gone = await study.press(button(shown, "Take out of the pack"), ADA)
    assert gone.card.title == "Taken out of the pack"


async def test_a_draft_can_be_thrown_away(study: StudyBot) -> None:
    await taken(study)
    card = (await study.press(button((await study.command(ListSuggestions(), ADA)).card, "Read 1"), ADA)).card
    await study.press(button(card, "Take out of the pack"), ADA)
    assert "No suggestion waits" in to_plain((await study.command(ListSuggestions(), ADA)).card)


async def test_the_audit_log_has_it(study: StudyBot) -> None:
    await taken(study)
    assert "imported 2 questions and 1 draft from soil.md" in to_plain(
        (await study.command(ShowAudit(), ADA)).card
    )


async def test_the_pack_can_be_taken_along_as_a_file_that_the_check_takes(
    study: StudyBot, tmp_path: Path
) -> None:
    await taken(study)
    exported: Reply = await study.command(ExportPack(), ADA)
    assert exported.file is not None
    assert exported.file.name == "imported.yaml"
    assert b"imported: true" in exported.file.content
    folder = tmp_path / "bank"
    folder.mkdir()
    (folder / exported.file.name).write_bytes(exported.file.content)
    assert check_folder(folder).failures == ()


async def test_a_file_without_answers_makes_drafts_alone(study: StudyBot) -> None:
    said = to_plain(await taken(study, "## 1. What is loam?\n\n## 2. Why mulch?\n"))
    assert "2 drafts of soil.md wait for an answer" in said
    assert "can be asked" not in said
