"""Markdown as people write it: each shape on a small file of its own."""

import re
import time
from contextlib import suppress
from pathlib import Path

import pytest

from bot.adapters.bank.importing import detection
from bot.adapters.bank.importing.found import CannotImport, Found
from bot.adapters.bank.importing.markdown import blocks
from bot.adapters.bank.importing.markdown.reader import read
from bot.domain.question import Level

ROOT = Path(__file__).parents[3]


def _pairs(text: str) -> list[tuple[str, str]]:
    return [(question.prompt, question.answer) for question in read(text.encode()).questions]


def _options(text: str) -> list[tuple[str, list[str], str | None]]:
    """For each question its prompt, its options, and the right one."""
    return [
        (
            question.prompt,
            [option.text for option in question.options],
            next((option.text for option in question.options if option.right), None),
        )
        for question in read(text.encode()).questions
    ]


LOAM = [("What is loam?", "It is soil."), ("Why mulch?", "It keeps water.")]


@pytest.mark.parametrize(
    ("text", "pattern"),
    [
        ("What is loam?\n---\nIt is soil.\n\nWhy mulch?\n---\nIt keeps water.\n", "heading “## ?”"),
        ("## 1.1 What is loam?\nIt is soil.\n## 1.2 Why mulch?\nIt keeps water.\n", "heading “## ?”"),
        ("### 1、What is loam?\n**答案：** It is soil.\n### 2、Why mulch?\n答案：It keeps water.",
         "heading “### 1.”"),
        ("| Question | Answer |\n|-|-|\n| What is loam? | It is soil. |\n| Why mulch? | It keeps water. |",
         "rows of a table"),
        ("> [!question] What is loam?\n> It is soil.\n\n> [!faq]- Why mulch?\n> It keeps water.\n",
         "fold “?”"),
        ("# 1. What is loam?\nIt is soil.\n# 2. Why mulch?\nIt keeps water.\n", "heading “# 1.”"),
        ("#### 1) What is loam?\nIt is soil.\n#### 2) Why mulch?\nIt keeps water.\n", "heading “#### 1.”"),
        ("## What is loam?\n\nIt is soil.\n\n## Why mulch?\n\nIt keeps water.", "heading “## ?”"),
        ("1. What is loam?\n\n   It is soil.\n\n2. Why mulch?\n\n   It keeps water.\n", "item “1.”"),
        ("1) What is loam?\n   It is soil.\n2) Why mulch?\n   It keeps water.\n", "item “1.”"),
        ("1. **What is loam?**\n   It is soil.\n2. **Why mulch?**\n   It keeps water.\n", "item “1.”"),
        ("**1)** What is loam?\n\nIt is soil.\n\n**2)** Why mulch?\n\nIt keeps water.\n", "bold “1.”"),
        ("**1. What is loam?**\nIt is soil.\n\n**2. Why mulch?**\nIt keeps water.\n", "bold “1.”"),
        ("**What is loam?**\n\nIt is soil.\n\n**Why mulch?**\n\nIt keeps water.\n", "bold “?”"),
        ("**What is loam?**\n\nIt is soil.\n\n**Why mulch?** ([a](http://b))\n\nIt keeps water.\n",
         "bold “?”"),
        ("**1. What is loam?** [a](http://b)\n\nIt is soil.\n\n**2. Why mulch?**\n\nIt keeps water.\n",
         "bold “1.”"),
        ("**What is\nloam?**\n\nIt is soil.\n\n**Why\nmulch?**\n\nIt keeps water.\n", "bold “?”"),
        ("Q1: What is loam?\n\nIt is soil.\n\nQ2: Why mulch?\n\nIt keeps water.\n", "line “Q1”"),
        ("Q: What is loam?\nA: It is soil.\nQ: Why mulch?\nA: It keeps water.\n", "line “Q:”"),
        ("**Q:** What\nis loam?\n**A:** It is soil.\n\n**Q:** Why mulch?\n**A:** It keeps water.",
         "bold “Q:”"),
        ("- **What is loam?** It is soil.\n- **Why mulch?** It keeps water.\n", "lead “?”"),
        ("- **Q: What is loam?** **A:** It is soil.\n- **Q: Why mulch?** **A:** It keeps water.\n",
         "lead “Q:”"),
        ("1. ### What is loam?\n\n   It is soil.\n\n2. ### Why mulch?\n\n   It keeps water.\n",
         "heading “### 1.”"),
        ("### Ｑ１： What is loam?\nIt is soil.\n### ❓ Ｑ２： Why mulch?\nIt keeps water.\n",
         "heading “### Q1”"),
        ("### \u200b1. What is loam?\nIt is soil.\n### 2.\u00a0Why mulch? 🔗\nIt keeps water.",
         "heading “### 1.”"),
        ("### Question 1\nWhat is loam?\n#### Answer\nIt is soil.\n### Question 2\nWhy mulch?\n#### Answer\n"
         "It keeps water.\n", "heading “### Q1”"),
        ("## What is loam? [src](http://a.b)\nIt is soil.\n## Why mulch? ([x](http://a.b))\nIt keeps water.",
         "heading “## ?”"),
        ("<details><summary>What is loam?</summary>\n\nIt is soil.\n\n</details>\n"
         "<details>\n<summary><b>2. Why mulch?</b></summary>\nIt keeps water.\n</details>\n",
         "fold “?”"),
        ('??? question "What is loam?"\n    It is soil.\n\n???+ question "Why mulch?"\n  It keeps water.',
         "fold “?”"),
        ('??? "All"\n    ??? question "What is loam?"\n        It is soil.\n\n    ??? faq "Why mulch?"\n'
         "        It keeps water.\n", "fold “?”"),
    ],
)  # fmt: skip
def test_each_shape_of_questions_is_read_and_named(text: str, pattern: str) -> None:
    found = read(text.encode())
    assert [(question.prompt, question.answer) for question in found.questions] == LOAM
    assert (found.pattern, found.warnings) == (pattern, ())


@pytest.mark.parametrize(
    "answer",
    ["**Answer:** B", "Answer: b", "Ans: B)", "> B", "**Correct answer:** B. clay", "Answer: clay",
     "<details><summary>Answer</summary>\n\n**B**\n\n</details>", "#### Answer: B"],
)  # fmt: skip
@pytest.mark.parametrize(
    "options",
    ["- A) sand\n- B) clay", "- [ ] A) sand\n- [ ] B) clay", "A. sand\nB. clay", "- A: sand\n- B: clay",
     "- a) sand\n- **b) clay**", "(A) sand\n(B) clay"],
)  # fmt: skip
def test_options_are_found_and_the_right_one_by_what_the_answer_says(options: str, answer: str) -> None:
    text = "".join(f"### Q{n}: What holds water?\n\n{options}\n\n{answer}\n\n" for n in (1, 2))
    assert _options(text) == 2 * [("What holds water?", ["sand", "clay"], "clay")]


@pytest.mark.parametrize("answer", ["TODO", "**TBD**", "_to be added_", "...", "…", "*Coming soon!*"])
def test_a_promise_of_an_answer_is_none(answer: str) -> None:
    [first, second] = read(
        f"## What is loam?\n\n{answer}\n\n## Why mulch?\n\nTODO: water.\n".encode()
    ).questions
    assert (first.answer, second.answer) == ("", "TODO: water.")


@pytest.mark.parametrize(
    ("answer", "right"),
    [("4", "4"), ("4. It doubles.", "4"), ("0", "0"), ("B", "1.5"), ("1.5", "1.5"), ("3", "4"), ("7", None)],
)
def test_a_number_in_an_answer_is_the_option_with_that_text_before_the_place_of_one(
    answer: str, right: str | None
) -> None:
    options = "- A) 0\n- B) 1.5\n- C) 4\n- D) 8"
    text = "".join(f"### Q{n}: How much?\n\n{options}\n\n**Answer:** {answer}\n\n" for n in (1, 2))
    question, _ = read(text.encode()).questions
    assert [option.text for option in question.options if option.right] == ([right] if right else [])


def test_a_numbered_list_is_a_choice_where_the_answer_names_one_of_it() -> None:
    text = "### What holds water?\n1. sand\n2. clay\n\n**Answer:** 2. It swells.\n\n"
    text += "### Why?\n1. a\n2. b\n\nBoth."
    water, why = read(text.encode()).questions
    assert [option.right for option in water.options] == [False, True]
    assert water.answer == "It swells."
    assert (why.options, why.answer) == ((), "1. a\n2. b\n\nBoth.")


def test_boxes_that_are_ticked_say_what_is_right() -> None:
    text = "#### Q1. What holds?\n\n- [ ] sand\n- [x] clay\n\n[reference](http://a.b)\n"
    (question,) = read(text.encode()).questions
    assert [option.right for option in question.options] == [False, True]


def test_statements_with_boxes_below_are_questions() -> None:
    text = "1. Clay swells.\n   - [x] True\n   - [ ] False\n2. Sand swells.\n   - [ ] True\n   - [x] False\n"
    assert _options(text) == [
        ("Clay swells.", ["True", "False"], "True"),
        ("Sand swells.", ["True", "False"], "False"),
    ]


def test_a_list_of_all_answers_at_the_end_is_nobodys_answer() -> None:
    found = _found(
        "1. What is a?\n   a) x\n   b) y\n2. What is b?\n   a) z\n   b) w\n\n## Answers\n1. a\n2. b\n"
    )
    assert [(question.options, question.answer) for question in found.questions] == [((), ""), ((), "")]
    assert [notice.code for notice in found.warnings] == ["no-right-option", "no-right-option"]
    assert [notice.line for notice in found.skipped] == [9]


def test_code_between_a_question_and_its_options_belongs_to_the_prompt() -> None:
    text = (
        "###### 1. What's printed?\n\n```js\nprint(1)\n```\n\n- A: `1`\n- B: `2`\n\n"
        "<details><summary><b>Answer</b></summary>\n<p>\n\n#### Answer: A\n\nIt is one.\n\n</p>\n</details>\n"
        "\n---\n"
    )
    (question,) = read(text.encode()).questions
    assert question.prompt == "What's printed?\n\n```js\nprint(1)\n```"
    assert [(option.text, option.right) for option in question.options] == [("`1`", True), ("`2`", False)]
    assert question.answer == "It is one."


def test_several_right_options_make_an_open_question_and_a_warning() -> None:
    found = read(b"Q1: Which?\nA) x\nB) y\nC) z\nAnswer: A, C\n")
    (question,) = found.questions
    assert (question.prompt, question.options) == ("Which?\n\n- x\n- y\n- z", ())
    assert question.answer == "- x\n- z"
    assert [(notice.line, notice.code) for notice in found.warnings] == [(1, "several-right-options")]


def test_tables_of_contents_are_no_questions_with_links_or_without() -> None:
    body = "## What is loam?\nIt is soil.\n## Why mulch?\nIt keeps water.\n"
    assert _pairs("# C\n1. [What is loam?](#a)\n2. [Why mulch?](#b)\n\n" + body) == LOAM
    assert _pairs("# C\n1. What is loam?\n2. Why mulch?\n\n" + body) == LOAM
    assert (
        _pairs("# C\n- [What is loam?](#a)\n\n| No. | Q |\n|--|--|\n| 1 | [Why mulch?](#b) |\n\n" + body)
        == LOAM
    )


def test_links_are_open_questions_where_there_is_nothing_else() -> None:
    text = "# C\n- [What is loam?](https://a.b/c)\n- [Why mulch?](https://a.b/d)\n"
    assert _pairs(text) == [("What is loam?", ""), ("Why mulch?", "")]


def test_headings_inside_answers_and_fences_stay_inside() -> None:
    text = (
        "## A\n### 1. What is loam?\n#### Kinds\nMany.\n```sh\n### 2. no question?\n```\n"
        "<!-- ### 3. Hidden? -->\n### 2. Why mulch?\nIt keeps water.\n"
    )
    assert _pairs(text) == [
        ("What is loam?", "#### Kinds\nMany.\n```sh\n### 2. no question?\n```"),
        ("Why mulch?", "It keeps water."),
    ]


def test_what_stands_behind_the_last_question_is_left_out_and_told() -> None:
    found = read(
        b"### 1. Why?\nSo.\n\n### 2. How?\nThus.\n\n---\n\nBuy my book!\n\n### References\n- [x](http://y)\n"
    )
    assert [question.answer for question in found.questions] == ["So.", "Thus."]
    assert [(notice.line, notice.code) for notice in found.skipped] == [
        (9, "no-question"),
        (12, "no-question"),
    ]


def test_lines_between_questions_end_an_answer_only_where_they_separate_all() -> None:
    assert _pairs("### 1. Why?\na\n\n---\n\nb\n\n### 2. How?\nc\n")[0] == ("Why?", "a\n\n---\n\nb")
    ruled = "### 1. Why?\na\n\n---\n\n### 2. How?\nc\n\n---\nBuy!\n\n### 3. Where?\nd\n"
    assert _pairs(ruled) == [("Why?", "a"), ("How?", "c\n\n---\nBuy!"), ("Where?", "d")]


FOLDS = """\
## Soil

<details>
<summary>What is loam?</summary><br><b>

It is soil.
</b></details>

## Water

<details>
<summary>Name all mulches</code></summary><br><b>

Bark and
straw.</details>

<details>
<summary>Further reading</summary>

A book.
</details>

<details>
<summary>Why mulch?</summary>
<b>

It keeps water.

</b>
</details>
"""


def test_folds_end_where_their_tag_stands_behind_text() -> None:
    found = read(FOLDS.encode())
    assert [(question.prompt, question.answer, question.topic) for question in found.questions] == [
        ("What is loam?", "It is soil.", "Soil"),
        ("Name all mulches", "Bark and\nstraw.", "Water"),
        ("Why mulch?", "It keeps water.", "Water"),
    ]


def test_a_fold_between_questions_is_one_of_them_unless_it_only_has_a_name() -> None:
    found = read(FOLDS.encode())
    assert [(notice.line, notice.code) for notice in found.warnings] == [(12, "like-others")]
    assert [(each.line, each.last) for each in found.skipped] == [(18, 20)]


def test_headings_say_which_answer_is_strong_and_which_is_weak() -> None:
    text = "".join(
        f"## Question {n}: The bed that dried out\n### Interview Question\nWhy?\n"
        "### Strong Senior-Level Answer\nSo.\n### Common Weak Answer\nNo idea.\n\n"
        for n in (1, 2)
    )
    question, _ = read(text.encode()).questions
    assert question.prompt == "The bed that dried out\n\n### Interview Question\nWhy?"
    assert (question.answer, question.red_flags) == ("So.", ("No idea.",))


def test_folds_inside_an_answer_stay_there() -> None:
    inner = "<details><summary>See all the code</summary>\n\n`x`\n\n</details>"
    text = f"<details><summary>Why?</summary>\n\nSo.\n\n{inner}\n\n</details>\n\n"
    found = read((text + "<details><summary>How?</summary>\n\nThus.\n\n</details>\n").encode())
    assert [question.prompt for question in found.questions] == ["Why?", "How?"]
    assert "See all the code" in found.questions[0].answer


def test_a_heading_that_asks_nothing_is_left_out_and_warned_of() -> None:
    found = read(
        b"# FAQ\n## Introduction\nHi.\n## What is loam?\nSoil.\n## Our garden\nNice.\n## Why mulch?\nWater.\n"
    )
    assert [question.prompt for question in found.questions] == ["What is loam?", "Why mulch?"]
    assert [(notice.line, notice.code) for notice in found.warnings] == [(6, "not-asked")]


def test_labels_give_levels_topics_tags_and_the_parts_of_an_answer() -> None:
    text = (
        "### Q1: [Hard] Why mulch?\n**Answer:** Water.\n**Key points:**\n- keeps water\n- cools\n"
        "**Follow-ups:**\n1. How deep?\n2. When?\n**Red flags:** Says “for looks”.\n"
        "**Explanation:** It shades.\n"
        "### Q2: What is loam?\nDifficulty: Easy\nTopic: Soil\nTags: earth, #clay\nAnswer: Soil.\n"
    )
    mulch, loam = read(text.encode()).questions
    assert (mulch.level, mulch.level_word, mulch.answer) == (Level.ADVANCED, "Hard", "Water.\n\nIt shades.")
    assert mulch.key_points == ("keeps water", "cools")
    assert (mulch.follow_ups, mulch.red_flags) == (("How deep?", "When?"), ("Says “for looks”.",))
    assert (loam.level, loam.topic, loam.tags, loam.answer) == (
        Level.BEGINNER,
        "Soil",
        ("earth", "clay"),
        "Soil.",
    )


def test_html_becomes_markdown_and_what_only_looks_like_it_stays() -> None:
    text = "### 1. Why?\n<p>Use <b>less</b> than <code>a</code>,<br>in <50ms, `<i>`.</p>\n"
    assert _pairs(text) == [("Why?", "Use **less** than `a`,\nin <50ms, `<i>`.")]


def test_links_to_the_top_are_no_part_of_an_answer() -> None:
    assert _pairs("### 1. Why?\nSo.\n\n**[⬆ Back to Top](#contents)**\n")[0] == ("Why?", "So.")


def test_a_fence_that_is_never_closed_is_closed() -> None:
    assert _pairs("### 1. Why?\n```\na\n")[0] == ("Why?", "```\na\n```")


def test_latex_in_brackets_comes_between_dollars_but_not_in_code() -> None:
    text = "### 1. Why?\nSince \\(a\\) and \\[ b \\] and `\\(c\\)`.\n"
    assert _pairs(text)[0][1] == "Since $a$ and $$b$$ and `\\(c\\)`."
    ticked = "### 1. Why $`a`$?\nSince $`b^2`$:\n```math\nc = 1\n```\nand `$`.\n"
    assert _pairs(ticked) == [("Why $a$?", "Since $b^2$:\n$$\nc = 1\n$$\nand `$`.")]


def test_code_in_a_list_stays_in_its_item() -> None:
    text = "1. ### Why?\n\n    So:\n    - one\n      ```js\n      x\n      ```\n    - two\n"
    assert _pairs(text)[0][1] == "So:\n- one\n  ```js\n  x\n  ```\n- two"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("# Notes\nNothing here asks.\n", "holds nothing that reads as a question"),
        ("# What the tests need\npytest\n", "holds nothing that reads as a question"),
        ("\x89PNG\r\n\x1a\n\udc89", "is not UTF-8"),
        ("a\n" * 120_001, "has more than 120,000 lines"),
        ("a" * 100_001, "more than 100,000 characters in line 1"),
        ("Q: a?\n" * 20_001, "has more than 20,000 questions"),
    ],
)
def test_what_is_no_collection_is_refused_with_a_reason(text: str, says: str) -> None:
    with pytest.raises(CannotImport, match=says):
        read(text.encode("utf-8", "surrogateescape"))


def test_markers_upon_markers_are_given_up_before_they_fill_the_memory(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(blocks, "MOST_TOKENS", 1000)
    with pytest.raises(CannotImport, match="has more blocks"):
        read(b"- a\n" * 300)


def _found(text: str) -> Found:
    return read(text.encode())


def test_blocks_nested_out_of_all_reason_are_warned_of() -> None:
    found = _found("### Q1: Why?\n" + ">" * 60 + " deep\n")
    assert [notice.code for notice in found.warnings] == ["too-deep"]


EXAMPLES = re.findall(
    r"^```(?:markdown|text)\n(.*?)^```$", (ROOT / "docs/importing.md").read_text(), re.M | re.S
)


@pytest.mark.parametrize("text", EXAMPLES, ids=[text.split("\n")[0] for text in EXAMPLES])
def test_every_example_of_the_documentation_is_read_as_it_says(text: str) -> None:
    found = detection.read(text.encode())
    assert found.format == "markdown"
    assert found.questions
    assert {notice.code for notice in found.warnings} <= {"no-text"}
    assert not found.skipped or text.startswith("| #")


def _lines(line: str) -> str:
    return line * (100_000 // len(line))


@pytest.mark.parametrize(
    "text",
    [
        _lines("[" * 90 + "\n"),
        _lines("[a](" * 2000 + "\n"),
        _lines("**a*_b" * 1000 + "\n"),
        _lines("**a" + " " * 45_000 + "b**\n"),
        _lines("`" * 50 + " " + "`" * 49 + "\n"),
        _lines("> " * 50 + "a\n"),
        _lines("> a\nb\n"),
        _lines("- " * 40 + "a\n"),
        _lines("".join("  " * depth + "- a\n" for depth in range(60))),
        _lines("a\n=\n"),
        _lines("$$a\n"),
        _lines("".join(" " * depth + '??? question "a?"\n' for depth in range(90))),
        _lines("<details><summary>What?</summary>\n\n"),
        _lines("<summary>" * 3000 + "\n"),
        _lines("a <!-- b\n"),
        _lines("<a '" * 3000 + "\n"),
        _lines("|a" * 200 + "|\n" + "|-" * 200 + "|\n"),
        _lines("**a\n"),
        _lines("Q: a?\nA: " + "\\( a " * 2000 + "\n"),
        _lines("Q: a?\nA: b\n"),
        _lines("a¶\n"),
        _lines("1. What is a?\n"),
        _lines("•\tWhat is a?\n"),
        "### Q1: What " + _lines("[a](b)")[:45_000],
    ],
    ids=range(24),
)
def test_hostile_text_takes_time_in_proportion_to_its_length(text: str) -> None:
    started = time.process_time()
    with suppress(CannotImport):
        read(text.encode())
    assert time.process_time() - started < 3  # on a busy machine; what is quadratic takes far longer


HIDDEN = """---
title: Soil
---

<!-- more
## 9. Hidden? -->

## 1. What is loam?

A mix.

## 2. Why mulch?

<!-- x -->

Water.
"""


def test_settings_and_comments_are_left_out_and_told() -> None:
    found = read(HIDDEN.encode())
    assert [question.prompt for question in found.questions] == ["What is loam?", "Why mulch?"]
    told = [(stretch.line, stretch.last, stretch.code) for stretch in found.skipped]
    assert told == [(1, 3, "front-matter"), (5, 6, "comment"), (14, 14, "comment")]


def test_text_before_and_behind_a_question_are_two_stretches_though_under_one_heading() -> None:
    found = read(
        b"See\nthis.\n\n> [!faq] Why?\n> So.\n\n> [!note] To do\n> Read.\n\n## Links\n- [x](http://y)\n"
    )
    assert [(each.line, each.last, each.text) for each in found.skipped] == [
        (1, 2, "text outside all questions"),
        (7, 8, "text outside all questions"),
        (11, 11, "text outside all questions, under “Links”"),
    ]


def test_a_line_of_an_answer_may_begin_with_a_sign() -> None:
    text = (
        "### 1. How many?\n\nIt is 43\n· 4,096 bytes.\n\nMore.\n\n**Level:** expert\n\n### 2. Why?\n\nSo.\n"
    )
    first, _ = read(text.encode()).questions
    assert first.answer == "It is 43\n· 4,096 bytes.\n\nMore."
    assert first.level is Level.EXPERT
