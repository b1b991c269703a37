"""What a person gets for a choice, for looking, and for a rating."""

from dataclasses import replace

from bot.app.ask import ask_now
from bot.app.context import Context
from bot.app.studybot import StudyBot
from bot.cards import Card, Ranking, Tone
from bot.commands import Leaderboard, Stats
from bot.domain.boards import Period
from bot.domain.ids import ChannelId, QuestionId, RoundId
from bot.domain.people import Actor
from bot.domain.round import Rating, Reveal, Round
from bot.plain import to_plain
from bot.presses.questions import Choose, Rate, ReadAnswer, ShowAnswer
from tests.builders import HALL, actor
from tests.fakes import StoppedClock

ADA, GRACE = actor("ada"), actor("grace")


async def ask(ctx: Context, name: str = "kv-cache", reveal: Reveal = Reveal.PRIVATE) -> Round:
    """A round of this question, open in the hall."""
    question = ctx.banks.current.find(QuestionId(name))
    round_ = await ask_now(ctx, HALL, question)
    assert round_ is not None
    if reveal is not Reveal.PRIVATE:
        round_ = replace(round_, id=RoundId(f"{reveal}-round"), reveal=reveal)
        await ctx.store.rounds.claim(round_)
    return round_


def right(round_: Round) -> Choose:
    return Choose(round_.id, round_.question.key)


def wrong(round_: Round) -> Choose:
    return Choose(round_.id, (round_.question.key + 1) % 4)


async def points(study: StudyBot, who: Actor) -> dict[str, float]:
    """The all-time board as this person sees it."""
    card = (await study.command(Leaderboard(Period.ALL), who)).card
    return {row.name: row.points for b in card.blocks if isinstance(b, Ranking) for row in b.rows}


def labels(card: Card) -> list[str]:
    return [button.label for button in card.buttons]


async def test_a_right_answer_earns_points_and_says_why(ctx: Context, study: StudyBot) -> None:
    reply = await study.press(right(await ask(ctx)), ADA)

    assert reply.card.tone is Tone.RIGHT
    assert "+15 points" in reply.card.note
    text = to_plain(reply.card)
    assert "Right" in text
    assert "Reason 1 is about something else." in text
    assert "[hidden: Model answer]" in text
    assert await points(study, ADA) == {"Ada": 15}


async def test_a_wrong_answer_shows_both_reasons_and_earns_nothing(ctx: Context, study: StudyBot) -> None:
    round_ = await ask(ctx)
    reply = await study.press(wrong(round_), ADA)

    assert reply.card.tone is Tone.WRONG
    assert to_plain(reply.card).count("is about something else.") == 2
    assert await points(study, ADA) == {"Ada": 0}


async def test_the_first_choice_counts_however_often_one_clicks(ctx: Context, study: StudyBot) -> None:
    round_ = await ask(ctx)
    await study.press(wrong(round_), ADA)
    again = await study.press(right(round_), ADA)

    assert again.card.title == "You have already answered"
    assert await points(study, ADA) == {"Ada": 0}


async def test_looking_first_asks_once_and_ends_the_scoring(ctx: Context, study: StudyBot) -> None:
    round_ = await ask(ctx)
    asked = await study.press(ShowAnswer(round_.id), ADA)
    assert asked.card.title == "Show the answer?"
    [sure] = asked.card.buttons
    shown = await study.press(sure.press, ADA)
    assert "It keeps the variance at 1" in to_plain(shown.card)

    after = await study.press(right(round_), ADA)
    assert after.card.title == "You looked at the answer first"
    assert await points(study, ADA) == {}


async def test_asking_and_thinking_better_of_it_costs_nothing(ctx: Context, study: StudyBot) -> None:
    round_ = await ask(ctx)
    await study.press(ShowAnswer(round_.id), ADA)
    await study.press(right(round_), ADA)
    assert await points(study, ADA) == {"Ada": 15}


async def test_who_has_answered_sees_the_answer_without_being_asked(ctx: Context, study: StudyBot) -> None:
    round_ = await ask(ctx)
    await study.press(wrong(round_), ADA)
    assert (await study.press(ShowAnswer(round_.id), ADA)).card.title == "Model answer"
    assert (await study.press(ReadAnswer(round_.id, 0), GRACE)).card.title == "Show the answer?"


async def test_answers_that_come_at_closing_time_say_nothing_before(
    ctx: Context, study: StudyBot, clock: StoppedClock
) -> None:
    round_ = await ask(ctx, reveal=Reveal.AT_CLOSE)
    reply = await study.press(right(round_), ADA)
    assert "noted" in reply.card.title
    assert "variance" not in to_plain(reply.card, open_spoilers=True)
    assert (await study.press(ShowAnswer(round_.id, sure=True), GRACE)).card.title.startswith(
        "The answer comes"
    )

    clock.advance(hours=1)
    await ask_now(ctx, HALL)
    assert (await study.press(ShowAnswer(round_.id), GRACE)).card.title == "Model answer"
    assert await points(study, ADA) == {"Ada": 15}


async def test_a_closed_question_scores_nobody(ctx: Context, study: StudyBot, clock: StoppedClock) -> None:
    round_ = await ask(ctx)
    clock.advance(hours=1)
    await ask_now(ctx, HALL)
    assert (await study.press(right(round_), ADA)).card.title == "This question has closed"
    assert await points(study, ADA) == {}


async def test_an_open_question_is_shown_freely_and_rated_once(ctx: Context, study: StudyBot) -> None:
    round_ = await ask(ctx, "tell-me")
    shown = await study.press(ShowAnswer(round_.id), ADA)
    assert labels(shown.card)[:3] == ["Knew it", "Partly", "Missed it"]
    assert (await study.press(Rate(round_.id, Rating.PARTLY), ADA)).card.title == "Noted"
    assert "already" in (await study.press(Rate(round_.id, Rating.KNEW), ADA)).card.title

    assert await points(study, ADA) == {}
    assert "Partly" in to_plain((await study.command(Stats(), ADA)).card)


async def test_a_button_of_another_workspace_is_not_honoured(ctx: Context, study: StudyBot) -> None:
    round_ = await ask(ctx)
    stranger = actor("eve", channel=ChannelId("discord:1/2"))
    assert (await study.press(right(round_), stranger)).card.tone is Tone.REFUSAL


async def test_a_button_of_a_forgotten_round_is_answered_kindly(study: StudyBot) -> None:
    reply = await study.press(Choose(RoundId("long-gone"), 0), ADA)
    assert reply.card.title == "This question is no longer kept here"


async def test_the_post_counts_answers_without_saying_which(ctx: Context, study: StudyBot) -> None:
    round_ = await ask(ctx)
    await study.press(right(round_), ADA)
    await study.press(wrong(round_), GRACE)
    [(_, card)] = await study.timeline(HALL)
    assert "2 answered" in card.note
    assert labels(card) == ["A", "B", "C", "D", "Show answer", "Report"]


async def test_the_closed_post_says_who_chose_what_and_who_was_first(
    ctx: Context, study: StudyBot, clock: StoppedClock
) -> None:
    round_ = await ask(ctx)
    await study.press(wrong(round_), GRACE)
    clock.advance(seconds=1)
    await study.press(right(round_), ADA)
    clock.advance(hours=1)
    await ask_now(ctx, HALL)
    (_, closed), _ = await study.timeline(HALL)

    text = to_plain(closed)
    assert "First with the right answer: Ada" in text
    assert text.count("█████░░░░░ 1") == 2
    assert closed.note == "2 answered, 1 right"
    assert labels(closed) == ["Report"]
