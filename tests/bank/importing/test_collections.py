"""The five kinds of collection, each with the irregularities that a real file of its kind has."""

import re
from collections import Counter
from pathlib import Path

import pytest

from bot.adapters.bank.importing.found import Found, FoundQuestion
from bot.adapters.bank.importing.importer import Wishes, import_files
from bot.adapters.bank.importing.markdown.reader import read
from bot.adapters.bank.importing.report import FileReport, report_of
from bot.domain.question import Kind, Level

ROOT = Path(__file__).parents[3]
SOURCES = next(
    (p / "shared/sources" for p in ROOT.parents[:2] if (p / "shared/sources").is_dir()), ROOT / "none"
)

TWO_DIALECTS = """\
# 9 Cooking Questions & Answers

## Table of Contents
1. [Basic Level (1-3)](#basic-level-1-3)
2. [Intermediate Level (4-7)](#intermediate-level-4-7)

---

## Basic Level (1-3)

### 1. Why does bread rise?
**Answer:** Yeast makes gas.

### 2. Name the mother sauces.
**Answer:**

- **Béchamel:** Milk and roux.
- **Velouté:** Stock and roux.

### 3. How is stock reduced?
**Answer:**\x20
```
volume(t) = volume(0) * (1 - k*t
```
Where k depends on the pan.

---

## Intermediate Level (4-7)

4. What is teflon good for?
Answer: Nothing sticks.

5. What are the cuts of an onion?
Answer:

Brunoise: Tiny cubes

Julienne: Thin strips

6. How hot is a wok?
Answer: Hotter than you think:
```
T > 200
```
Where T is in degrees.

### 7. What does salt do?
**Answer:** It draws water.

## Advanced Level (8-9)

### 8. Why rest meat?
**Answer:** Juices settle.

### 9. Why temper chocolate?
**Answer:** Crystals of one kind snap.

---

## Quick Reference

### Key terms

| Term | Meaning |
|---|---|
| **Roux** | Flour and fat |

### Strategies

1. **Taste:** Often
2. **Clean:** As you go

#### Deep dives
- Emulsions"""


def _line(text: str, part: str) -> int:
    """Where a part of a text stands, counted from 1."""
    return text[: text.index(part)].count("\n") + 1


def test_a_file_may_change_its_dialect_between_two_questions() -> None:
    found = read(TWO_DIALECTS.encode())
    assert [question.prompt for question in found.questions] == [
        "Why does bread rise?",
        "Name the mother sauces.",
        "How is stock reduced?",
        "What is teflon good for?",
        "What are the cuts of an onion?",
        "How hot is a wok?",
        "What does salt do?",
        "Why rest meat?",
        "Why temper chocolate?",
    ]
    assert found.pattern == "heading “### 1.” and item “1.” (3)"
    assert (found.claimed, found.warnings) == (9, ())


def test_questions_begin_and_end_where_they_should_on_both_sides_of_a_change() -> None:
    rise, sauces, stock, teflon, cuts, wok, salt, *_, last = read(TWO_DIALECTS.encode()).questions
    assert rise.answer == "Yeast makes gas."
    assert sauces.answer == "- **Béchamel:** Milk and roux.\n- **Velouté:** Stock and roux."
    assert stock.answer == "```\nvolume(t) = volume(0) * (1 - k*t\n```\nWhere k depends on the pan."
    assert teflon.answer == "Nothing sticks."
    assert cuts.answer == "Brunoise: Tiny cubes\n\nJulienne: Thin strips"
    assert wok.answer == "Hotter than you think:\n```\nT > 200\n```\nWhere T is in degrees."
    assert salt.answer == "It draws water."
    assert last.answer == "Crystals of one kind snap."


def test_levels_come_from_headings_and_tables_and_tips_belong_to_no_question() -> None:
    found = read(TWO_DIALECTS.encode())
    assert Counter(question.level for question in found.questions) == {
        Level.BEGINNER: 3,
        Level.INTERMEDIATE: 4,
        Level.ADVANCED: 2,
    }
    first = ("1. [Basic", "| Term", "1. **Taste", "- Emulsions")
    assert [notice.line for notice in found.skipped] == [_line(TWO_DIALECTS, text) for text in first]
    assert report_of("a.md", found).tables == 0


BOLD_LABELS = """\
# 4 Gardening Questions and Answers

## Table of Contents
1. [Soil & Water](#soil--water)
2. [Pests](#pests)

---

## Soil & Water

### Q1: What is loam?
**Answer:** A mix of sand, silt and clay.

### Q2: Explain the kinds of mulch.
**Answer:** Mulch may be:
- **Bark** (e.g., pine): slow
- **Straw**: fast

### Q3: What are the steps of sowing?
**Answer:**\x20
1. Dig
2. Sow

---

## Pests

### Q4: What is O(n²) growth?
**Answer:** n² = what aphids do.

---

## Summary

These questions cover all there is.
"""


def test_lists_stand_right_below_labels_and_the_summary_is_no_answer() -> None:
    found = read(BOLD_LABELS.encode())
    loam, mulch, sowing, growth = found.questions
    assert mulch.answer == "Mulch may be:\n- **Bark** (e.g., pine): slow\n- **Straw**: fast"
    assert sowing.answer == "1. Dig\n2. Sow"
    assert growth.answer == "n² = what aphids do."
    assert [question.topic for question in (loam, growth)] == ["Soil & Water", "Pests"]
    assert all(question.level is None for question in found.questions)
    assert (found.claimed, found.pattern) == (4, "heading “### Q1”")


INDEX = """\
# Chess Questions

A guide to 8 essential chess questions, by topic.

> **Source**: somebody's talk.

## Categories

| # | Category | Questions | Demo |
|---|----------|-----------|------|
| 01 | [Openings & Gambits](./01_openings/) | Q1, Q3-5 | Yes |
| 02 | [Endings](./02_endings/) | Q2, Q6-7, Q8 | No |

## How to Use This Guide

1. **Study**: Each directory has a text

## Running Demos

```bash
# Activate the board
board shell

# Run any demo
play 01_openings/demo.py
```

## Quick Reference: All 8 Questions

### Basics
- Q1: What is a gambit and why?
- Q4: Sicilian vs French?

### Endings
- Q2: What is zugzwang?
"""


def test_an_index_gives_titles_and_a_warning_for_each_number_without_text() -> None:
    found = read(INDEX.encode())
    assert [question.prompt for question in found.questions] == [
        "What is a gambit and why?",
        "Sicilian vs French?",
        "What is zugzwang?",
    ]
    assert [(notice.line, notice.code) for notice in found.warnings] == [
        (11, "no-text"),
        (11, "no-text"),
        (12, "no-text"),
        (12, "no-text"),
        (12, "no-text"),
    ]
    assert [notice.text.split()[1] for notice in found.warnings] == ["3", "5", "6", "7", "8"]
    assert found.claimed == 8
    assert not any(question.answer for question in found.questions)


def test_the_table_of_an_index_is_the_section_and_other_headings_are_tags() -> None:
    gambit, sicilian, zugzwang = read(INDEX.encode()).questions
    assert (gambit.topic, gambit.tags) == ("Openings & Gambits", ("Basics",))
    assert (sicilian.topic, zugzwang.topic) == ("Openings & Gambits", "Endings")


PAGE = r"""Sailing Question Bank¶
A collection of 12+ questions by topic.
How to use this page¶
- Questions marked (Core) test the basics.
- Questions marked (Advanced) test depth.
Wind (3 Questions)¶
True and Apparent¶
1. (Core) Explain apparent wind.
Expected depth: It is \(\vec{w} - \vec{v}\), where \(P(a \mid b) \| c\) is odd — always.
Follow-up: "What if the boat stands still?"
Red flag: Says values < 1 are \(x_{<t}\).
2. (System Design) Design a wind station for 3 bays. It costs <50ms.
Expected depth: (1) A mast. (2) A \<sensor_0>. Then "read it:
Follow-up: "What does 'true' mean?"
Red flag: None.
Knots¶
3. (Research) What is the king - man + rope analogy?
Expected depth: A joke.
Follow-up: "And who laughs?"
Red flag: Laughs.
Quick Reference: Know It Cold¶
| Term | Meaning |
|---|---|
| Luff | \(a \mid b\) |
Scenarios¶
For advanced sailors, see another page.
- Race start — who has the right of way (Rules)
This bank is updated."""


def test_a_web_page_pasted_as_text_has_four_fields_for_each_question() -> None:
    found = read(PAGE.encode())
    wind, station, king = found.questions
    assert wind.prompt == "Explain apparent wind."
    assert wind.answer == r"It is $\vec{w} - \vec{v}$, where $P(a \mid b) \| c$ is odd — always."
    assert wind.follow_ups == ("What if the boat stands still?",)
    assert wind.red_flags == ("Says values < 1 are $x_{<t}$.",)
    assert station.prompt == "Design a wind station for 3 bays. It costs <50ms."
    assert station.follow_ups == ("What does 'true' mean?",)
    assert (station.level, station.level_word, station.kind) == (
        Level.ADVANCED,
        "System Design",
        Kind.DESIGN,
    )
    assert (king.answer, king.red_flags, king.topic) == ("A joke.", ("Laughs.",), "Knots")


def test_a_page_that_is_cut_off_or_counts_wrongly_is_warned_of() -> None:
    found = read(PAGE.encode())
    assert [(notice.line, notice.code) for notice in found.warnings] == [(1, "count"), (12, "cut-off")]
    wrong = read(PAGE.replace("Wind (3", "Wind (30").encode())
    assert (6, "count") in [(notice.line, notice.code) for notice in wrong.warnings]
    assert found.claimed == 12
    assert report_of("a.txt", found).levels == {"Core": 1, "System Design": 1, "Research": 1}


ADMONITIONS = """\
---
title: Bee Questions
authors:
  - A
---

# Bees
<!-- more -->
## Basics


??? question "What is a hive? How does it live?"

    - <span class="red">Queen</span>: lays
        - many eggs
        > All of them.
    - <span class="red"> Workers</span>:

    \\[  n = 2^{(k)} \\]

    |Kind | Number|
    |-:|:-:|
    |"Queen, old"|One|
     <span class="blue">That is **all**???</span>

      ```sh
        ┌─────────┐
        │ Hungry? │──NO──►
        └────┬────┘
      ```

??? question "Show that honey keeps (hint: water)."
    It dries:
\x20\x20\x20\x20
    $$\\boxed{
        a < b
    }
    $$
    <!-- $$\\boxed{
    hidden
    }$$ -->
\t - first of it
\t - second of it

     **Last** words

## Open

??? "Question Bank: TBD"

    I. Hives

    1. Building

        •\tWhat is wax?
        •\tHow are cells built?

    ⸻

    2. Roles
    (a) Queens
    \x20
        •\tWho feeds her?
        •\tRoyal jelly

    II. Winter
        •\tWhy cluster?
        •\tDo bees sleep?
"""


def test_admonitions_are_answered_and_their_outline_is_open() -> None:
    found = read(ADMONITIONS.encode())
    answered = [question for question in found.questions if question.answer]
    assert [question.prompt for question in answered] == [
        "What is a hive? How does it live?",
        "Show that honey keeps (hint: water).",
    ]
    assert [(question.prompt, question.topic, question.tags) for question in found.questions[2:]] == [
        ("What is wax?", "Building", ()),
        ("How are cells built?", "Building", ()),
        ("Who feeds her?", "Roles", ("Queens",)),
        ("Royal jelly", "Roles", ("Queens",)),
        ("Why cluster?", "Winter", ()),
        ("Do bees sleep?", "Winter", ()),
    ]
    assert found.pattern == "fold “?” and outline “•”"
    assert found.claimed is None


def test_an_answer_in_an_admonition_keeps_its_text_and_nothing_that_is_hidden() -> None:
    hive, honey, *_ = read(ADMONITIONS.encode()).questions
    assert hive.answer.startswith(
        "- Queen: lays\n    - many eggs\n    > All of them.\n-  Workers:\n\n$$n = 2^{(k)}$$"
    )
    assert "span" not in hive.answer
    assert "That is **all**???" in hive.answer
    assert "hidden" not in honey.answer
    assert "$$\\boxed{\n    a < b\n}\n$$" in honey.answer
    assert "- first of it\n - second of it" in honey.answer
    assert honey.answer.endswith("**Last** words")


def test_a_figure_drawn_with_boxes_is_no_code_and_a_hidden_formula_is_none() -> None:
    report = report_of("a.md", read(ADMONITIONS.encode()))
    assert (report.code_blocks, report.tables, report.formulas) == (0, 1, 2)
    assert (report.questions, report.answered, report.open) == (8, 2, 6)


def test_open_questions_become_drafts_never_questions_with_an_empty_answer() -> None:
    imported = import_files([("bees.md", ADMONITIONS.encode())], Wishes())
    assert sum(entry.draft for entry in imported.entries) == 6
    assert all(bool(entry.found.answer) != entry.draft for entry in imported.entries)
    drafts = imported.report.files[0].drafts
    assert [draft.line for draft in drafts] == [_line(ADMONITIONS, draft.prompt) for draft in drafts]


LABELS = {"answer", "expected", "depth", "follow", "up", "red", "flag", "question"}
LABEL = re.compile(r"Q?\d+|[IVX]+|[a-z]")
HEADING = re.compile(r"#|.*¶$|\s+[IVX]+\. ")


def _words(text: str) -> set[str]:
    shown = re.sub(r"<[^<>]*>|\]\([^()]*\)", "", text)
    return {word for word in re.findall(r"\w+", shown) if not LABEL.fullmatch(word)}


@pytest.mark.parametrize("text", [TWO_DIALECTS, BOLD_LABELS, INDEX, PAGE, ADMONITIONS])
def test_every_line_is_a_heading_or_part_of_a_question_or_told(text: str) -> None:
    found = read(text.encode())
    told = {line for each in found.skipped for line in range(each.line, each.last + 1)}
    fields = [
        " ".join((q.prompt, q.answer, q.topic, q.level_word, *q.tags, *q.follow_ups, *q.red_flags))
        for q in found.questions
    ]
    taken = LABELS | {word.casefold() for word in _words(" ".join(fields))}
    for number, line in enumerate(text.split("\n"), 1):
        if number not in told and not HEADING.match(line):
            assert {word.casefold() for word in _words(line)} <= taken, f"line {number}: {line}"


needs_sources = pytest.mark.skipif(not SOURCES.is_dir(), reason="the five collections are not at hand")


def _real(number: int) -> tuple[Found, FileReport]:
    (path,) = SOURCES.glob(f"00{number}_*.txt")
    found = read(path.read_bytes())
    return found, report_of(path.name, found)


@needs_sources
@pytest.mark.parametrize(
    ("number", "questions", "answered", "fields", "claimed", "warnings"),
    [
        (0, 200, 200, 0, 200, {}),
        (1, 100, 100, 0, 100, {}),
        (2, 29, 0, 0, 50, {"no-text": 21}),
        (3, 64, 64, 64, 85, {"cut-off": 1, "count": 3}),
        (4, 178, 9, 0, None, {}),
    ],
)
def test_the_counts_of_the_real_files_are_exact(
    number: int, questions: int, answered: int, fields: int, claimed: int | None, warnings: dict[str, int]
) -> None:
    found, report = _real(number)
    assert (report.questions, report.answered, report.open) == (questions, answered, questions - answered)
    assert (report.follow_ups, report.red_flags, report.claimed) == (fields, fields, claimed)
    assert Counter(notice.code for notice in found.warnings) == warnings


@needs_sources
def test_the_real_files_have_their_levels_formulas_figures_and_lists() -> None:
    assert _real(0)[1].levels == {"Basic": 50, "Intermediate": 70, "Advanced": 80}
    assert _real(0)[1].code_blocks == 14
    assert _real(3)[1].levels == {"Core": 25, "Advanced": 14, "System Design": 15, "Research": 10}
    assert (_real(3)[1].formulas, _real(4)[1].formulas) == (28, 5)
    assert (_real(4)[1].code_blocks, _real(4)[1].tables) == (0, 1)
    assert sum(_has_list(question) for question in _real(1)[0].questions) == 33
    assert _real(3)[0].questions[31].line in [n.line for n in _real(3)[0].warnings if n.code == "cut-off"]


def _has_list(question: FoundQuestion) -> bool:
    return any(line.startswith(("- ", "1. ")) for line in question.answer.split("\n"))


@needs_sources
def test_a_question_of_a_real_file_that_only_adds_where_is_near_the_first_and_both_are_kept() -> None:
    (path,) = SOURCES.glob("000_*.txt")
    imported = import_files([(path.name, path.read_bytes())], Wishes())
    assert len(imported.entries) == 200
    near = {notice.line: notice.text for notice in imported.report.files[0].duplicates}
    assert imported.entries[37].id in near[imported.entries[60].found.line]
