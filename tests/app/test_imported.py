"""Questions that nobody wrote for us: two to eight options, no reasons, no key points."""

from dataclasses import replace

import pytest

from bot.adapters.discord.render import to_message
from bot.adapters.slack.render import to_blocks
from bot.adapters.web.render import to_html
from bot.app.ask import ask_now
from bot.app.context import Context
from bot.app.studybot import StudyBot
from bot.cards import Card, Tone
from bot.commands import StartInterview
from bot.domain.question import LETTERS, Option, Question
from bot.plain import to_plain
from bot.presses.questions import Choose, ReadAnswer, ReadPrompt, ReadQuestion, ShowAnswer
from tests.builders import HALL, actor, bank, question
from tests.fakes import FixedBanks, RecordingChannels, StoppedClock

ADA, BOB = actor("ada"), actor("bob")


def imported(options: int) -> Question:
    """The last option is the right one; an open question for none."""
    return replace(
        question(f"imported-{options}"),
        options=tuple(Option(text=f"choice {n}", right=n == options - 1) for n in range(options)),
        key_points=(),
        follow_ups=(),
        red_flags=(),
        tags=(),
        references=(),
    )


@pytest.fixture
def banks() -> FixedBanks:
    return FixedBanks(bank(*(imported(n) for n in (0, 2, 8))))


def everywhere(card: Card) -> str:
    """A card as every face shows it; an exception if one of them cannot."""
    return f"{to_plain(card)}\n{to_html(card)}\n{to_message(card)}\n{to_blocks(card)}"


@pytest.mark.parametrize("options", [2, 8])
async def test_any_number_of_options_is_shown_chosen_and_counted(
    ctx: Context, study: StudyBot, channels: RecordingChannels, clock: StoppedClock, options: int
) -> None:
    round_ = await ask_now(ctx, HALL, imported(options))
    assert round_ is not None
    position = round_.question.key
    right = await study.press(Choose(round_.id, position), ADA)
    wrong = await study.press(Choose(round_.id, (position + 1) % options), BOB)
    assert (right.card.tone, wrong.card.tone) == (Tone.RIGHT, Tone.WRONG)
    assert f"Right is {LETTERS[position]}" in everywhere(wrong.card)
    prompt = await study.press(ReadPrompt(round_.id, 0), ADA)
    for letter in LETTERS[:options]:
        assert f"**{letter}**" in everywhere(prompt.card) or f"{letter} choice" in everywhere(prompt.card)
    everything = await study.press(ReadAnswer(round_.id, 0), ADA)
    assert "Key points" not in everywhere(everything.card)
    pages = await study.press(ReadQuestion(round_.question.id, 0), actor("eve", manager=True))
    assert "Why:" not in everywhere(pages.card)


async def test_an_open_question_without_key_points_is_shown_without_an_empty_heading(
    ctx: Context, study: StudyBot
) -> None:
    round_ = await ask_now(ctx, HALL, imported(0))
    assert round_ is not None
    shown = await study.press(ShowAnswer(round_.id), ADA)
    assert "variance" in everywhere(shown.card)
    everything = everywhere((await study.press(ReadAnswer(round_.id, 0), ADA)).card)
    assert "Model answer" in everything
    assert "Key points" not in everything


async def test_an_interview_asks_only_what_has_key_points_to_tick(
    ctx: Context, study: StudyBot, banks: FixedBanks
) -> None:
    nothing = await study.command(StartInterview(), ADA)
    assert nothing.card.tone is Tone.REFUSAL
    banks.current = bank(imported(0), question("kv-cache"))
    for who in ("ada", "bob", "cleo", "dora"):
        assert "kv-cache" in to_plain((await study.command(StartInterview(), actor(who))).card)
