from bot.domain.ids import TopicId
from bot.domain.scoring import right_by_topic

ATTENTION, AGENTS, SAFETY = map(TopicId, ("attention", "agents", "safety"))


def test_the_weakest_topic_comes_first_and_equals_as_they_were_asked() -> None:
    answers = [(ATTENTION, True), (SAFETY, True), (AGENTS, False), (AGENTS, True)]
    assert list(right_by_topic(answers).items()) == [(AGENTS, (1, 2)), (ATTENTION, (1, 1)), (SAFETY, (1, 1))]
    assert not right_by_topic(())
