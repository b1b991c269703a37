from dataclasses import replace

import pytest

from bot.domain.bank import Bank
from bot.domain.ids import TopicId, parse_channel
from bot.domain.question import Filter, Level
from tests.builders import bank, open_question, question


def test_a_single_option_and_nine_cannot_be_built() -> None:
    right, other = question().options[1], question().options[0]
    with pytest.raises(ValueError, match="needs 2 to 8 options or none, has 1"):
        replace(question(), options=(right,))
    with pytest.raises(ValueError, match="needs 2 to 8 options or none, has 9"):
        replace(question(), options=(right, *[other] * 8))
    assert replace(question(), options=(other, right)).key == 1


def test_two_right_options_cannot_be_built() -> None:
    options = (*question().options[:3], replace(question().options[3], right=True))
    with pytest.raises(ValueError, match="exactly one right option, has 2"):
        replace(question(), options=options)


def test_a_question_without_an_answer_cannot_be_built() -> None:
    with pytest.raises(ValueError, match="needs an answer"):
        replace(question(), answer="")


def test_an_open_question_has_no_key() -> None:
    assert open_question().is_open
    with pytest.raises(ValueError, match="open question"):
        _ = open_question().key


def test_two_questions_cannot_share_an_id() -> None:
    with pytest.raises(ValueError, match="share an id"):
        bank(question("one"), question("one"))


def test_a_topic_without_a_title_shows_its_id_in_words() -> None:
    assert Bank((), {}).title_of(TopicId("model-families")) == "Model families"


def test_an_empty_filter_admits_everything_and_each_field_narrows_it() -> None:
    asked = question()
    assert Filter().admits(asked)
    assert Filter(tags=frozenset({"softmax", "other"})).admits(asked)
    assert not Filter(levels=frozenset({Level.EXPERT})).admits(asked)
    assert not Filter(topics=frozenset({TopicId("evaluation")}), tags=frozenset({"softmax"})).admits(asked)


def test_a_filter_of_a_topic_and_a_level_wants_all_of_what_is_left_open() -> None:
    topic, level = TopicId("attention"), Level.EXPERT
    assert Filter.of(None, None) == Filter()
    assert Filter.of(topic, None) == Filter(topics=frozenset({topic}))
    assert Filter.of(None, level) == Filter(levels=frozenset({level}))


@pytest.mark.parametrize("text", ["discord:1", "discord:/2", "irc:net/room", "slack:T1/", ""])
def test_a_channel_that_is_not_one_is_refused_with_the_way_to_write_it(text: str) -> None:
    with pytest.raises(ValueError, match="write discord:<guild>/<channel>"):
        parse_channel(text)
