"""Figures count what there is."""

from dataclasses import replace

from bot.bank_lint.coverage import Concept, coverage_of
from bot.bank_lint.figures import figures_of, key_is_longest, key_is_shortest
from bot.bank_lint.flaws import flaws
from bot.domain.ids import QuestionId
from bot.domain.question import Kind, Level
from tests.bank_lint.choices import TEXTS, choice
from tests.builders import bank, open_question


def test_figures_count_what_there_is() -> None:
    expert = replace(open_question(), formula="x", code="1", output="1", level=Level.EXPERT, follow_ups=())
    held = bank(choice(), expert)
    figures = figures_of(held, flaws(held))
    assert (figures.questions, figures.with_options, figures.with_formula, figures.with_demo) == (2, 1, 1, 1)
    assert figures.with_follow_ups == 1
    assert figures.by_level == {"beginner": 0, "intermediate": 1, "advanced": 0, "expert": 1}
    assert figures.by_kind["math"] == 2
    assert figures.by_topic == {"attention": 2}
    assert figures.by_topic_level_kind == {"attention": {"intermediate": {"math": 1}, "expert": {"math": 1}}}
    assert figures.guessers["longest"] == 0.25
    assert figures.length_ratio == 1.0
    assert figures.warnings == sum(map(len, flaws(held).values())) > 0


def test_a_bank_of_open_questions_has_no_lengths() -> None:
    figures = figures_of(bank(open_question()), {})
    assert (figures.length_ratio, figures.key_longest, set(figures.guessers.values())) == (0.0, 0, {0.0})


def test_equal_lengths_are_neither_longest_nor_shortest() -> None:
    same = choice()
    assert not key_is_longest(same)
    assert not key_is_shortest(same)
    assert key_is_longest(choice(TEXTS[0] + "s"))
    assert key_is_shortest(choice(TEXTS[0][1:]))


def wanted(id_: str, **changes: object) -> Concept:
    fields = {"topic": "attention", "level": Level.INTERMEDIATE, "kind": Kind.MATH, **changes}
    return Concept(id=id_, **fields)  # type: ignore[arg-type] # the fields of a Concept


def test_coverage_says_what_is_missing_and_what_differs() -> None:
    held = bank(replace(choice(), id=QuestionId("scaling")), replace(choice(), id=QuestionId("extra")))
    coverage = coverage_of(
        held,
        [wanted("scaling", level=Level.EXPERT, formula=True, demo=True), wanted("masks")],
    )
    assert (coverage.concepts, coverage.covered) == (2, 1)
    assert coverage.missing == ("masks",)
    assert coverage.beyond == ("extra",)
    assert coverage.differing == (
        "scaling: level is intermediate, wanted expert",
        "scaling: lacks a formula",
        "scaling: lacks a demo",
    )
