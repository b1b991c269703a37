"""A person clicks, types and looks, over Socket Mode, and gets private answers."""

from typing import Any

import pytest

from bot import commands as c
from bot.adapters.slack.adapter import SlackAdapter
from bot.cards import Button, Card
from bot.config.settings import SlackSettings
from bot.domain.ids import ChannelId, QuestionId
from bot.domain.round import Round
from bot.presses import encode
from bot.presses.questions import Choose, ReadQuestion
from tests.platforms.slack import LoopbackSlack
from tests.platforms.slack.world import Message
from tests.slack.conftest import running
from tests.slack.study import ROUND, FakeStudy, open_card


@pytest.fixture
async def post(slack: LoopbackSlack, adapter: SlackAdapter, round_: Round) -> Message:
    ts = await adapter.post(round_, open_card())
    [message] = slack.messages()
    assert message.ts == ts
    return message


async def test_a_click_is_acknowledged_and_answered_in_private(
    slack: LoopbackSlack, post: Message, study: FakeStudy
) -> None:
    clicked = await slack.click(post, "A", user="ada")
    [reply] = await slack.wait_for(lambda: slack.ephemerals("ada"))

    assert clicked.latency is not None
    assert clicked.latency < 3
    assert "✓ Right" in reply.words
    assert slack.messages() == [post]
    assert not post.edits
    assert not slack.ephemerals("grace")
    [actor] = study.actors
    assert (actor.account, actor.name, actor.channel) == (
        "slack:T0STUDY/U0ADA",
        "ada",
        "slack:T0STUDY/C0GENERAL",
    )
    assert not slack.calls("users.info")


async def test_a_click_does_not_ask_slack_anything_before_its_answer(
    slack: LoopbackSlack, post: Message
) -> None:
    await slack.wait_for(lambda: slack.socket.connections)
    before = len(slack.requests)
    await slack.click(post, "A")
    await slack.wait_for(lambda: slack.ephemerals())
    assert [request.method for request in slack.requests[before:]] == ["response_url"]


@pytest.mark.parametrize("token", ["sb0|choose|abcdefgh2345|1", "sb1|nonsense|x"])
async def test_a_button_of_an_earlier_release_gets_a_friendly_answer(
    slack: LoopbackSlack, post: Message, study: FakeStudy, logs: list[Any], token: str
) -> None:
    post.blocks[-2]["elements"][0]["value"] = token
    await slack.click(post, token, user="ada")
    [reply] = await slack.wait_for(lambda: slack.ephemerals("ada"))
    assert "no longer works" in reply.words
    assert not study.actors
    assert not [each for each in logs if each["log_level"] == "error"]


async def test_the_hidden_answer_is_only_in_what_its_button_brings(
    slack: LoopbackSlack, post: Message
) -> None:
    await slack.click(post, "A")
    [reply] = await slack.wait_for(lambda: slack.ephemerals())
    assert "the hidden answer" not in reply.words

    await slack.click(reply, "Model answer")
    await slack.wait_for(lambda: len(slack.ephemerals()) == 2)
    assert "It keeps the variance." in slack.ephemerals()[1].words


async def test_a_redelivered_click_is_acknowledged_and_the_first_choice_stays(
    slack: LoopbackSlack, post: Message, study: FakeStudy
) -> None:
    first = await slack.click(post, "A")
    again = await slack.redeliver(first)
    await slack.wait_for(lambda: len(slack.ephemerals()) == 2)
    assert again.latency is not None
    assert study.chosen == {"slack:T0STUDY/U0ADA": 0}


async def test_each_question_of_a_quiz_replaces_the_last_one(
    slack: LoopbackSlack, adapter: SlackAdapter
) -> None:
    await slack.command("quiz attention 7")
    [question] = await slack.wait_for(lambda: slack.ephemerals())
    for turn in range(1, 8):
        await slack.click(question, "Next question")
        await slack.wait_for(lambda: question.edits >= turn)  # noqa: B023 - awaited within the turn
    assert slack.ephemerals() == [question]


async def test_a_reply_never_replaces_what_everyone_sees(slack: LoopbackSlack, adapter: SlackAdapter) -> None:
    await slack.command("quiz")
    [question] = await slack.wait_for(lambda: slack.ephemerals())
    public = slack.world.write("C0GENERAL", {"text": "x", "blocks": question.blocks})
    await slack.click(public, "Next question")
    await slack.wait_for(lambda: len(slack.ephemerals()) == 2)
    assert not public.edits


@pytest.mark.parametrize(
    ("typed", "command"),
    [
        ("quiz Attention 3", c.StartQuiz(count=3, topic="attention")),  # type: ignore[arg-type] # NewType
        ("lb <#C0RANDOM|random>", c.Leaderboard(channel=ChannelId("slack:T0STUDY/C0RANDOM"))),
        ("leaderboard here", c.Leaderboard(channel=ChannelId("slack:T0STUDY/C0GENERAL"))),
        ("stats <@U0GRACE|grace>", c.Stats("U0GRACE")),
        (
            "competition start Autumn cup to 2w between teams scope <#C0RANDOM|random>",
            c.StartCompetition(
                "Autumn cup", end="2w", between="teams", channels=(ChannelId("slack:T0STUDY/C0RANDOM"),)
            ),
        ),
        ("competition amend Autumn cup because of r2", c.AmendCompetition("Autumn cup", "because of r2")),
        ("", c.Help()),
    ],
)
async def test_a_typed_command_reaches_the_core(
    slack: LoopbackSlack, adapter: SlackAdapter, study: FakeStudy, typed: str, command: c.Command
) -> None:
    await slack.command(typed)
    await slack.wait_for(lambda: slack.ephemerals())
    assert study.commands == [command]


async def test_a_command_under_another_name_is_understood(
    slack: LoopbackSlack, adapter: SlackAdapter, study: FakeStudy
) -> None:
    await slack.command("attention", command="/quiz")
    await slack.wait_for(lambda: study.commands)
    assert isinstance(study.commands[0], c.StartQuiz)


async def test_admins_and_listed_people_are_managers_and_slack_is_asked_once(
    slack: LoopbackSlack, adapter: SlackAdapter, study: FakeStudy
) -> None:
    slack.world.user("root", admin=True)
    for user in ("root", "root", "boss", "ada"):
        await slack.command("stats", user=user)
    await slack.wait_for(lambda: len(study.actors) == 4)
    assert {actor.name: actor.manager for actor in study.actors} == {"Root": True, "Boss": True, "Ada": False}
    assert len(slack.calls("users.info")) == 3


async def test_a_button_for_managers_tells_the_core_who_is_one(
    slack: LoopbackSlack, adapter: SlackAdapter, round_: Round, study: FakeStudy
) -> None:
    read_on = Button("Read on", ReadQuestion(QuestionId("kv-cache"), 1))
    await adapter.post(round_, Card(title="A question of the bank", buttons=(read_on,)))
    [message] = slack.messages()
    for user in ("boss", "ada"):
        await slack.click(message, "Read on", user=user)
    await slack.wait_for(lambda: len(study.actors) == 2)
    assert {actor.name: actor.manager for actor in study.actors} == {"Boss": True, "Ada": False}


async def test_an_accident_is_told_to_the_person(
    slack: LoopbackSlack, post: Message, study: FakeStudy, caplog: pytest.LogCaptureFixture
) -> None:
    study.broken = True
    await slack.click(post, "A")
    [reply] = await slack.wait_for(lambda: slack.ephemerals())
    assert "Sorry, that went wrong" in reply.words


async def test_a_message_of_an_earlier_run_can_be_clicked(
    slack: LoopbackSlack, settings: SlackSettings, study: FakeStudy, round_: Round
) -> None:
    async with running(settings, study) as earlier:
        await earlier.post(round_, open_card())
    async with running(settings, study):
        await slack.click(slack.messages()[0], encode(Choose(ROUND, 1)))
        await slack.wait_for(lambda: slack.ephemerals())
    assert study.chosen == {"slack:T0STUDY/U0ADA": 1}


async def test_home_shows_today_ones_numbers_and_the_board(
    slack: LoopbackSlack, adapter: SlackAdapter, study: FakeStudy
) -> None:
    await slack.open_home("ada")
    home = await slack.wait_for(lambda: slack.home("ada"))
    for words in ("Question of the day", "Your numbers", "Board", "*Name*"):
        assert words in home.words
    assert study.actors[0].name == "Ada"


async def test_a_click_in_home_answers_in_a_modal_and_renews_home(
    slack: LoopbackSlack, adapter: SlackAdapter
) -> None:
    await slack.open_home("ada")
    home = await slack.wait_for(lambda: slack.home("ada"))
    await slack.click(home, "A")
    [modal] = await slack.wait_for(lambda: slack.modals("ada"))
    assert "✓ Right" in modal.words
    await slack.wait_for(lambda: len(slack.calls("views.publish")) == 2)

    await slack.click(modal, "Model answer")
    _, above = await slack.wait_for(lambda: [*slack.modals("ada")] if len(slack.modals("ada")) == 2 else None)
    assert "It keeps the variance." in above.words
    assert "✓ Right" in modal.words
