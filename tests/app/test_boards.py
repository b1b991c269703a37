from bot.app.ask import ask_now
from bot.app.context import Context
from bot.app.studybot import StudyBot
from bot.cards import Card, Ranking, Tone
from bot.commands import Ask, Help, Leaderboard, ReloadBank, ShowQuestion, Stats
from bot.domain.boards import Period
from bot.domain.ids import ChannelId, QuestionId, workspace_of
from bot.domain.pictures import Standings
from bot.plain import to_plain
from bot.ports.outside import CannotDraw, Refused
from bot.presses.boards import ShowBoard
from bot.presses.questions import Choose
from tests.builders import HALL, actor
from tests.fakes import TINY_PNG, FixedBanks, RecordingChannels, StoppedClock, TinyPainter

BOSS = actor("boss", manager=True)


def rows(card: Card) -> list[tuple[int, str, bool]]:
    return [(r.place, r.name, r.is_reader) for b in card.blocks if isinstance(b, Ranking) for r in b.rows]


async def fill(ctx: Context, study: StudyBot, people: int) -> None:
    """Person 0 to n-1 answer; every third one is right."""
    round_ = await ask_now(ctx, HALL)
    assert round_ is not None
    for n in range(people):
        choice = round_.question.key if n % 3 == 0 else (round_.question.key + 1) % 4
        await study.press(Choose(round_.id, choice), actor(f"p{n:02}"))


async def test_a_board_as_text_has_the_painter_ready_for_its_picture(
    painter: TinyPainter, study: StudyBot
) -> None:
    await study.command(Leaderboard(), actor("p00"))
    assert painter.readied == 1
    assert not painter.drawn


async def test_one_s_own_place_is_shown_when_it_is_not_on_the_page(ctx: Context, study: StudyBot) -> None:
    await fill(ctx, study, people=25)
    card = (await study.command(Leaderboard(), actor("p22"))).card
    assert [place for place, _, _ in rows(card)] == [1] * 9 + [10, 10]
    assert rows(card)[-1] == (10, "P22", True)


async def test_a_board_as_a_picture_says_in_words_what_it_shows(
    ctx: Context, painter: TinyPainter, study: StudyBot
) -> None:
    await fill(ctx, study, people=12)
    card = (await study.command(Leaderboard(picture=True), actor("p11"))).card
    [chart] = painter.drawn
    [picture] = card.pictures
    assert isinstance(chart, Standings)
    assert [row.place for row in chart.rows] == [1] * 4 + [5] * 6
    assert picture.content == TINY_PNG
    assert "1. P00: 15 points." in picture.alt
    assert rows(card) == [(5, "P11", True)]


async def test_a_board_that_cannot_be_drawn_comes_as_text(
    ctx: Context, painter: TinyPainter, study: StudyBot
) -> None:
    await fill(ctx, study, people=2)
    painter.failures = [CannotDraw("no fonts")]
    card = (await study.command(Leaderboard(picture=True), actor("p01"))).card
    assert not card.pictures
    assert [name for _, name, _ in rows(card)] == ["P00", "P01"]


async def test_pages_lead_to_everyone(ctx: Context, study: StudyBot) -> None:
    await fill(ctx, study, people=25)
    seen: list[str] = []
    board: ShowBoard | None = ShowBoard(HALL, Period.ALL)
    while board is not None:
        card = (await study.press(board, actor("p00"))).card
        seen += [name for _, name, mine in rows(card) if not mine or board.after is None]
        turns = [b.press for b in card.buttons if b.label == "Next page"]
        board = turns[0] if turns and isinstance(turns[0], ShowBoard) else None
    assert len(seen) == len(set(seen)) == 25


async def test_days_end_in_the_workspace_s_zone(ctx: Context, study: StudyBot, clock: StoppedClock) -> None:
    await fill(ctx, study, people=1)
    clock.advance(hours=10, minutes=59)  # 23:59 in Berlin
    assert len(rows((await study.command(Leaderboard(Period.TODAY), BOSS)).card)) == 1
    clock.advance(minutes=1)
    assert rows((await study.command(Leaderboard(Period.TODAY), BOSS)).card) == []
    assert len(rows((await study.command(Leaderboard(Period.WEEK), BOSS)).card)) == 1


async def test_a_board_of_another_workspace_is_not_shown(ctx: Context, study: StudyBot) -> None:
    await fill(ctx, study, people=1)
    stranger = actor("eve", channel=ChannelId("slack:T1/C1"))
    assert rows((await study.press(ShowBoard(HALL, Period.ALL), stranger)).card) == []


async def test_stats_tell_points_places_and_topics(ctx: Context, study: StudyBot) -> None:
    await fill(ctx, study, people=4)
    text = to_plain((await study.command(Stats("p03"), BOSS)).card)
    assert "Numbers of P03" in text
    assert "15 points, place 1" in text
    assert "1 of 1 right (100%)" in text
    assert "No numbers" in (await study.command(Stats("nobody"), BOSS)).card.title


async def test_managers_ask_now_and_see_what_does_not_exist(ctx: Context, study: StudyBot) -> None:
    assert (await study.command(Ask(QuestionId("kv-cache")), BOSS)).card.title == "Asked"
    [(_, card)] = await study.timeline(HALL)
    assert "Inference-serving" in card.title
    text = to_plain((await study.command(Ask(QuestionId("kv-cash")), BOSS)).card)
    assert "kv-cache" in text


async def test_a_question_can_be_shown_and_the_bank_reloaded(
    ctx: Context, study: StudyBot, banks: FixedBanks
) -> None:
    shown = to_plain((await study.command(ShowQuestion(QuestionId("kv-cache")), BOSS)).card)
    assert "(right)" in shown
    assert "4 questions" in to_plain((await study.command(ReloadBank(), BOSS)).card)
    banks.errors = ["attention.yaml:3: no-such: needs an answer"]
    assert "attention.yaml:3" in to_plain((await study.command(ReloadBank(), BOSS)).card)
    assert "/quiz" in to_plain((await study.command(Help(), actor("ada"))).card)


def test_what_is_typed_is_completed(study: StudyBot) -> None:
    assert study.questions("kv", workspace_of(HALL))[0][0] == "kv-cache"
    assert all(len(label) <= 100 for _, label in study.questions("", workspace_of(HALL)))
    assert study.topics("ATT", workspace_of(HALL)) == [("attention", "Attention")]


async def test_a_manager_hears_why_a_question_could_not_be_posted(
    study: StudyBot, channels: RecordingChannels
) -> None:
    channels.failures = [Refused("studybot may not write in #hall; give it Send Messages")]
    card = (await study.command(Ask(), BOSS)).card
    assert card.tone is Tone.REFUSAL
    assert "Send Messages" in to_plain(card)


async def test_looking_leaves_no_trace_of_who_looks(ctx: Context, study: StudyBot) -> None:
    """Pages show boards to whoever opens them, also to somebody who has just been forgotten."""
    stranger = actor("stranger", manager=True)
    for command in (Leaderboard(), Stats()):
        assert (await study.command(command, stranger)).card.tone is Tone.INFO
    assert await ctx.store.people.find(stranger.account) is None
