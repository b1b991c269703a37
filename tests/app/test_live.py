"""A live quiz in a channel, led by the clock and by its host."""

from datetime import timedelta

from bot.app.refresh import Refresher
from bot.cards import Button, Card, Ranking
from bot.domain.live_quiz import LOBBY_TIME, SHOW_TIME, Phase
from bot.plain import to_plain
from bot.presses.live import Act
from bot.presses.questions import ReadAnswer, ShowAnswer
from tests.app.live_table import ADA, BOB, CLEO, Table
from tests.builders import HALL, actor, bank, question


async def test_a_lobby_is_posted_and_its_host_gets_the_panel(table: Table) -> None:
    panel = await table.start()
    assert panel.title == "Host the live quiz"
    await table.postman.settle()
    [lobby] = table.channels.cards(HALL)
    assert [button.label for button in lobby.buttons] == ["Join", "Start now", "Host"]
    assert "Ada (1)" in to_plain(lobby)


async def test_the_lobby_shows_who_is_in(table: Table) -> None:
    await table.start()
    assert (await table.act(Act.JOIN, BOB)).title == "You are in"
    assert (await table.act(Act.JOIN, BOB)).title == "You are in already"
    refresher = Refresher()
    refresher.changed(HALL)
    await refresher.refresh(table.ctx)
    assert "Ada, Bob (2)" in table.shown()[0]


async def test_a_lobby_names_the_topic_of_its_quiz_or_says_that_it_has_several(table: Table) -> None:
    await table.start()
    await table.postman.settle()
    assert table.channels.cards(HALL)[0].title == "Live quiz: Attention"
    await table.act(Act.STOP, ADA)
    table.ctx.banks.current = bank(question("q1"), question("q2", "agents"))  # type: ignore[misc]
    await table.start(count=2)
    await table.postman.settle()
    assert table.channels.cards(HALL)[-1].title == "Live quiz: mixed topics"


async def test_it_starts_by_itself_after_a_minute_with_two(table: Table) -> None:
    await table.start()
    await table.act(Act.JOIN, BOB)
    await table.look(LOBBY_TIME.seconds - 1)
    assert (await table.quiz()).phase is Phase.LOBBY
    await table.look(1)
    assert (await table.quiz()).phase is Phase.ASKING
    lobby, asked = table.channels.cards(HALL)
    assert "It has begun" in to_plain(lobby)
    assert not lobby.buttons
    assert asked.title.startswith("Question 1 of 3")


async def test_with_too_few_it_ends_with_a_word(table: Table) -> None:
    await table.start()
    await table.look(LOBBY_TIME.seconds)
    [lobby] = table.shown()
    assert "Too few people came" in lobby
    over = await table.act(Act.JOIN, BOB)
    assert over.title == "This quiz is over"
    assert "/quiz" not in lobby + to_plain(over)  # a command that not every platform has


async def test_a_choice_is_locked_and_judged_when_time_is_up(table: Table) -> None:
    round_ = await table.begin()
    letter = "ABCD"[round_.question.key]
    assert (await table.choose(round_, BOB)).title == f"{letter}, locked"
    again = await table.choose(round_, BOB, right=False)
    assert again.title == f"{letter}, locked"
    assert "first choice counts" in to_plain(again)
    await table.look(20)
    late = await table.choose(round_, CLEO)
    assert late.title == "Time is up"
    closed = table.shown()[-1]
    assert "Why" in closed
    assert "Bob: +30 in 0.0 s" in closed
    assert "1 answer, 1 right" in closed


async def test_where_changes_are_allowed_the_last_choice_counts(table: Table) -> None:
    round_ = await table.begin(changes=True)
    first = await table.choose(round_, BOB)
    assert "You may change until time is up" in to_plain(first)
    await table.choose(round_, BOB, right=False)
    await table.look(20)
    assert "1 answer, 0 right" in table.shown()[-1]


async def test_the_answer_waits_until_time_is_up(table: Table) -> None:
    round_ = await table.begin()
    for press in (ShowAnswer(round_.id), ReadAnswer(round_.id, 0)):
        assert "closes" in (await table.study.press(press, BOB)).card.title
    await table.look(20)
    assert (await table.study.press(ReadAnswer(round_.id, 0), BOB)).card.title == "The answer in full"


async def test_the_standing_tells_who_moved(table: Table) -> None:
    first = await table.begin()
    await table.choose(first, ADA)
    await table.choose(first, BOB, right=False)
    await table.look(20)
    for _ in range(2):
        await table.look(SHOW_TIME.seconds)
        await table.choose(await table.open_round(), BOB)
        await table.look(20)
    second, third = (standing(card) for card in table.channels.cards(HALL)[-2:])
    assert second == [(1, "Ada", 30, ""), (1, "Bob", 30, "▲ up 1")]
    assert third == [(1, "Bob", 62, ""), (2, "Ada", 30, "▼ down 1")]


def standing(card: Card) -> list[tuple[int, str, float, str]]:
    [ranking] = [block for block in card.blocks if isinstance(block, Ranking)]
    return [(one.place, one.name, one.points, one.detail) for one in ranking.rows]


async def test_at_the_end_there_is_a_podium_and_everybody_s_own_result(table: Table) -> None:
    round_ = await table.begin(count=1)
    table.clock.advance(seconds=4)
    await table.choose(round_, BOB)
    await table.choose(round_, CLEO, right=False)
    await table.look(16)
    await table.look(SHOW_TIME.seconds)
    podium = table.channels.cards(HALL)[-1]
    assert "Bob wins with 27 points" in to_plain(podium)
    result = await table.act(Act.RESULT, BOB)
    assert result.title == "Your result: place 1, 27 points"
    assert "Fastest right answer: 4.0 s" in to_plain(result)
    missed = await table.act(Act.RESULT, CLEO)
    assert missed.buttons[0] == Button("Answer 1", ReadAnswer(round_.id, 0))
    assert [button.label for button in missed.buttons[1:]] == ["Review what you missed"]
    assert (await table.act(Act.RESULT, ADA)).title == "You did not answer this time"


async def test_of_many_that_were_missed_the_first_get_a_button(table: Table) -> None:
    await table.begin(count=6)
    for _ in range(6):
        await table.choose(await table.open_round(), BOB, right=False)
        await table.look(20)
        await table.look(SHOW_TIME.seconds)
    for who, more in ((BOB, ["Review what you missed"]), (CLEO, [])):  # Cleo has chosen nothing to repeat
        result = await table.act(Act.RESULT, who)
        answers = [button.label for button in result.buttons]
        assert answers == [*(f"Answer {number}" for number in range(1, 6)), *more]
        assert "The buttons show the first 5 again." in to_plain(result)
    assert "question 5, question 6" in to_plain(await table.act(Act.RESULT, BOB))


async def test_a_shared_first_place_is_said_in_words(table: Table) -> None:
    round_ = await table.begin(count=1)
    await table.choose(round_, BOB)
    await table.choose(round_, CLEO)
    await table.look(20)
    await table.look(SHOW_TIME.seconds)
    assert "Bob and Cleo share the first place with 30 points" in table.shown()[-1]


async def test_of_many_who_share_the_first_place_five_are_named(table: Table) -> None:
    round_ = await table.begin(count=1)
    for name in ("ann", "ben", "cat", "dan", "eve", "fay", "gus"):
        await table.choose(round_, actor(name))
    await table.look(20)
    await table.look(SHOW_TIME.seconds)
    assert "Ann, Ben, Cat, Dan, Eve and 2 more share the first place" in table.shown()[-1]


async def test_three_questions_without_an_answer_end_it(table: Table) -> None:
    await table.begin(count=6)
    for _ in range(3):
        await table.look(20)
        await table.look(SHOW_TIME.seconds)
        await table.look()
    assert (await table.quiz()).phase is Phase.ENDED
    assert "Nobody answered 3 questions in a row" in table.shown()[-1]


async def test_a_restart_in_the_middle_goes_on_with_what_is_left(table: Table) -> None:
    round_ = await table.begin()
    await table.choose(round_, BOB)
    table.clock.advance(seconds=9)
    table.restart()
    await table.look()
    quiz = await table.quiz()
    assert quiz.left_at(table.clock.now()) == timedelta(seconds=11)
    await table.choose(round_, CLEO)
    await table.look(11)
    assert "2 answers, 2 right" in table.shown()[-1]


async def test_a_deadline_that_passed_while_down_is_settled_with_what_came_in(table: Table) -> None:
    round_ = await table.begin()
    await table.choose(round_, BOB)
    table.clock.advance(minutes=5)
    table.restart()
    await table.look()
    assert "1 answer, 1 right" in table.shown()[-1]
    await table.look(SHOW_TIME.seconds)
    assert table.channels.cards(HALL)[-1].title.startswith("Question 2 of 3")
