"""Flaws of a question outside its options: the prompt, the model answer and what stands around it."""

import re
from collections.abc import Iterator

from bot.bank_lint.rule import Rule
from bot.domain.question import Kind, Level, Question

PROMPT_WORDS = range(6, 61)
ANSWER_WORDS = range(60, 201)
DESIGN_WORDS = range(60, 351)
COUNTS = (
    ("key_points", range(3, 7)),
    ("follow_ups", range(1, 4)),
    ("red_flags", range(1, 4)),
    ("references", range(1, 5)),
)
DEMO_LINES = 30

ASKING = re.compile(r"[^.?!]*\?")
UNFOCUSED = re.compile(
    r"\bwhich (one )?of the following\b|\bwhich (statement|option|answer)s? (is|are)\b", re.I
)
NEGATIVE = re.compile(
    r"\b(which|what|who|when)\b.*\b(not|except|false|incorrect|(?<!at )least)\b", re.I | re.S
)
RECALL = re.compile(r"\bstands? for\b|\bwho (introduced|proposed|invented)\b|\b(what|which) year\b", re.I)
VAGUE = re.compile(r"(?<!as )\b(some|several|many|few|rarely)\b(?!-)", re.I)


def prompt_asks_nothing(question: Question) -> Iterator[str]:
    if "?" not in question.prompt:
        yield "the prompt asks nothing; end it in a question mark"


def prompt_is_unfocused(question: Question) -> Iterator[str]:
    if found := UNFOCUSED.search(question.prompt):
        yield f"the prompt says “{found[0]}”; ask something that can be answered with the options covered"
    words = len(question.prompt.split())
    if question.options and words < PROMPT_WORDS.start:
        yield f"the prompt has {words} words; say what is assumed"


def prompt_is_long(question: Question) -> Iterator[str]:
    if (words := len(question.prompt.split())) >= PROMPT_WORDS.stop:
        yield f"the prompt has {words} words; keep to {PROMPT_WORDS.stop - 1}"


def prompt_is_negative(question: Question) -> Iterator[str]:
    if question.options and any(map(NEGATIVE.search, ASKING.findall(question.prompt))):
        yield "the prompt asks for what is not so; turn it round"


def prompt_asks_for_recall(question: Question) -> Iterator[str]:
    if question.level is not Level.BEGINNER and (found := RECALL.search(question.prompt)):
        yield f"the prompt asks for a name (“{found[0]}”); ask for what follows from it"


def quantities_are_vague(question: Question) -> Iterator[str]:
    vague = [option.text for option in question.options if VAGUE.search(option.text)]
    numbers = sum(any(map(str.isdigit, option.text)) for option in question.options)
    if numbers > 1 and any(not any(map(str.isdigit, text)) for text in vague):
        yield "an option says some, many or few where others give numbers; give it a number"


def answer_is_off_length(question: Question) -> Iterator[str]:
    words = len(question.answer.split())
    wanted = DESIGN_WORDS if question.kind is Kind.DESIGN else ANSWER_WORDS
    if words not in wanted:
        yield f"the answer has {words} words; keep to {wanted.start} to {wanted.stop - 1}"


def counts_are_off(question: Question) -> Iterator[str]:
    for name, wanted in COUNTS:
        if (count := len(getattr(question, name))) not in wanted:
            yield f"`{name}` has {count} entries; keep to {wanted.start} to {wanted.stop - 1}"


def demo_is_long(question: Question) -> Iterator[str]:
    if (lines := len(question.code.splitlines())) > DEMO_LINES:
        yield f"the demo has {lines} lines; keep to {DEMO_LINES}"
    if question.code and not question.output:
        yield "the demo has no `output`; run it and say what it prints"


def design_lacks_numbers(question: Question) -> Iterator[str]:
    if question.kind is Kind.DESIGN and not any(map(str.isdigit, question.answer)):
        yield "a design needs numbers one can recompute; add memory, cost or throughput to the answer"


TEXT_RULES: tuple[Rule, ...] = (
    prompt_asks_nothing,
    prompt_is_unfocused,
    prompt_is_long,
    prompt_is_negative,
    prompt_asks_for_recall,
    quantities_are_vague,
    answer_is_off_length,
    counts_are_off,
    demo_is_long,
    design_lacks_numbers,
)
