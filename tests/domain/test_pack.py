import pytest

from bot.domain.ids import QuestionId
from bot.domain.pack import Pack, with_pack
from tests.builders import bank, question

SHARED = bank(question("a"), question("b"))


def ids(*names: str) -> list[QuestionId]:
    return [QuestionId(name) for name in names]


def test_a_pack_comes_after_the_shared_bank_and_brings_its_topics() -> None:
    merged = with_pack(SHARED, Pack(questions=(question("own-a", "team-lore"), question("own-b"))))
    assert [one.id for one in merged] == ids("a", "b", "own-a", "own-b")
    assert list(merged.topics.items()) == [("attention", "Attention"), ("team-lore", "Team lore")]


def test_what_is_hidden_or_removed_is_known_but_not_asked() -> None:
    pack = Pack(
        questions=(question("own-a"),), removed=(question("own-b"),), hidden=frozenset(ids("a", "own-a"))
    )
    merged = with_pack(SHARED, pack)
    assert [one.id for one in merged] == ids("b")
    assert merged.find(QuestionId("a")) is None
    assert set(merged.kept) == set(ids("a", "b", "own-a", "own-b"))


def test_a_question_that_the_shared_bank_has_taken_over_is_the_shared_one() -> None:
    pack = Pack(questions=(question("a", "team-lore"),), removed=(question("b", "team-lore"),))
    merged = with_pack(SHARED, pack)
    assert tuple(merged) == SHARED.questions
    assert merged.kept == SHARED.kept
    assert merged.topics == SHARED.topics


def test_a_question_is_asked_or_not() -> None:
    with pytest.raises(ValueError, match="share an id"):
        type(SHARED)(SHARED.questions, SHARED.topics, SHARED.questions[:1])
