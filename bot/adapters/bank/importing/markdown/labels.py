"""What stands at the beginning of a line: a question's number, an answer's label, a level.

A line is short and has no blocks in it, so that patterns may look at it; each of them is linear.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from unicodedata import category, normalize

from bot.adapters.bank.importing.markdown.tags import without_tags
from bot.domain.question import Kind, Level

LONGEST_LABEL = 200  # characters of a line in which a label is looked for

INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u2060\ufeff\u00ad"), None) | {0xA0: " ", 0x202F: " "}
EMPHASIS = re.compile(r"^(\*{1,3}|_{1,3})(?=\S)")
TASK = re.compile(r"^\[[ xX]\]\s+")
NUMBERED_Q = re.compile(
    r"^(?:question|ques|q)\s?[.#]?\s?(?:no\.?\s?)?#?(\d{1,5})(?!\w)\s?[:.)\]–—|-]{0,3}\s*", re.I
)
BARE_Q = re.compile(r"^(?:question|ques|q)\s?[:)\]]\s*|^q\.\s+", re.I)
CHAPTER = re.compile(r"^\d{1,3}(?:\.\d{1,3})+[.)]?\s+(?=\D)")
NUMBER = re.compile(r"^(?:\((\d{1,5})\)|#?(\d{1,5})\s?\\?[.)、](?!\d)|#?(\d{1,5})\s*[:–—-](?=\s))\s*")
LEVEL_TAG = re.compile(r"^[(\[](?P<word>[^\W\d_][\w /-]{2,20})[)\]]\s*[:.–—-]?\s*")
FIELD = re.compile(
    r"^(?P<name>[a-z\u4e00-\u9fff][a-z\u4e00-\u9fff '’-]{0,22}?)(?:\s*#?\d{0,3})"
    r"\s?(?P<close>[*_]{0,3})\s?[:：](?P<inner>[*_]{0,3})\s*",
    re.IGNORECASE,
)


class Field(Enum):
    ANSWER = "answer"
    FOLLOW_UP = "follow-up"
    RED_FLAG = "red flag"
    KEY_POINTS = "key points"
    LEVEL = "level"
    TOPIC = "topic"
    TAGS = "tags"
    EXPLANATION = "explanation"
    QUESTION = "question"


NAMES = {
    Field.ANSWER: "a, ans, answer, answers, solution, response, correct answer, right answer, "
    "correct option, right option, model answer, sample answer, suggested answer, short answer, "
    "expected answer, expected depth, reply, 答案, 参考答案, 答",
    Field.EXPLANATION: "explanation, rationale, 解析",
    Field.FOLLOW_UP: "follow-up, follow up, followup, follow-ups, follow ups, follow-up question, "
    "follow-up questions, follow up question, follow up questions",
    Field.RED_FLAG: "red flag, red flags, warning sign, warning signs, weak answer, bad answer",
    Field.KEY_POINTS: "key points, key point, key takeaways, key takeaway, talking points, rubric",
    Field.LEVEL: "level, difficulty, difficulty level",
    Field.TOPIC: "topic, category",
    Field.TAGS: "tags, keywords",
    Field.QUESTION: "q, question",
}
FIELDS = {name: field for field, names in NAMES.items() for name in names.split(", ")}

LONGEST_KIND = 4  # words
GOOD = frozenset(
    ("strong", "good", "great", "ideal", "best", "expected", "reference", "example", "full", "possible")
)
POOR = frozenset(("weak", "bad", "poor", "wrong"))

LEVELS = {
    Level.BEGINNER: "basic, basics, beginner, beginners, easy, core, fundamental, fundamentals, junior, "
    "entry, entry level, novice, foundational, foundation, introductory, warm-up, simple, beginner-friendly",
    Level.INTERMEDIATE: "intermediate, medium, mid, mid level, mid-level, moderate, middle, regular",
    Level.ADVANCED: "advanced, hard, senior, difficult, senior level, system design, challenging",
    Level.EXPERT: "expert, experts, research, staff, principal, very hard, lead, master, expert level",
}
LEVEL_WORDS = {word: level for level, words in LEVELS.items() for word in words.split(", ")}
KINDS = {"system design": Kind.DESIGN, "research": Kind.RESEARCH}
NO_LEVEL = frozenset(
    (
        "basics",
        "core",
        "fundamental",
        "fundamentals",
        "foundation",
        "foundational",
        "research",
        "staff",
        "lead",
    )
) | {"master", "regular", "simple"}
"""Words that head a section as often for what it is about as for how hard it is."""
IN_HEADING = re.compile(
    r"^(?:level\s?\d?\s?[:–—-]\s?)?(?P<word>[a-z]+|mid[ -]level)(?:[ -]level)?"
    r"(?:\s(?:interview\s)?(?:questions?|q&a))?\s?(?:\([^()]{0,40}\))?:?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Start:
    """What a line begins with: `Q` where it says that it is a question, and the number that it has."""

    says_question: bool
    number: int | None
    rest: str
    bold: bool


def tidy(text: str) -> str:
    """The line without tags, invisible signs and a picture at its beginning."""
    if text.isascii() and "<" not in text and "&" not in text:
        plain = text.strip()
        return TASK.sub("", plain) if plain[:1] == "[" else plain
    plain = without_tags(text).translate(INVISIBLE).strip()
    at = 0
    while at < len(plain) and (category(plain[at]) in ("So", "Sk", "Mn", "Cf", "Me") or plain[at] == " "):
        at += 1
    return TASK.sub("", plain[at:])


def start_of(text: str) -> Start:
    """The label of a line, and the line without it and without the emphasis around it."""
    plain = tidy(text)
    opened = EMPHASIS.match(plain)
    inner = CHAPTER.sub("", plain[opened.end() :] if opened else plain)
    head = normalize("NFKC", inner[:LONGEST_LABEL])
    for pattern in (NUMBERED_Q, BARE_Q, NUMBER):
        if match := pattern.match(head):
            digits = next(filter(None, match.groups()), None) if pattern is not BARE_Q else None
            # what NFKC changes in a label keeps its length, or the rest is normalised too
            same = len(head) == len(inner[:LONGEST_LABEL])
            rest = inner[match.end() :] if same else head[match.end() :] + inner[LONGEST_LABEL:]
            said = pattern is not NUMBER
            return Start(said, int(digits) if digits else None, _closed(rest, opened), bool(opened))
    whole = bool(opened) and plain.rstrip(" :?.").endswith(opened[1]) if opened else False
    return Start(False, None, _closed(inner, opened) if whole else CHAPTER.sub("", plain), whole)


def _closed(rest: str, opened: re.Match[str] | None) -> str:
    """The rest behind a label without the end of the emphasis that began before the label."""
    if opened is None:
        return rest.strip()
    before, sign, after = rest.partition(opened[1])
    return (
        f"{before.rstrip()}{' ' if after.strip() and before.strip() else ''}{after.strip()}"
        if sign
        else rest.strip()
    )


def field_of(text: str) -> tuple[Field, str] | None:
    """The field that a line labels, and the line without the label; None if it labels none that we know."""
    plain = tidy(text)
    opened = EMPHASIS.match(plain)
    inner = plain[opened.end() :] if opened else plain
    match = FIELD.match(normalize("NFKC", inner[:LONGEST_LABEL]))
    if not match:
        return None
    field = FIELDS.get(match["name"].lower().replace("’", "'").strip())
    if field is None:
        return None
    rest = inner[match.end() :]
    closed = match["close"] or match["inner"]
    return field, _closed(rest, opened) if opened and not closed else rest


def title_field(text: str) -> Field | None:
    """The field that a heading or the title of a fold stands for, such as `Answer` or `Show solution`."""
    words = re.sub(r"[^\w\s'-]", " ", normalize("NFKC", tidy(text)[:LONGEST_LABEL])).lower().split()
    words = [
        w
        for w in words
        if w not in ("show", "click", "to", "see", "reveal", "view", "the", "here", "for", "me")
    ]
    name = " ".join(words).strip("0123456789 ")
    if name == "answers":
        return None  # what has all answers together belongs to no single question
    return FIELDS.get(name) or _kind_of_answer(words)


def _kind_of_answer(words: Sequence[str]) -> Field | None:
    """`Strong senior answer` and `Common weak answer`: an adjective or two say what to think of it."""
    if not 2 <= len(words) <= LONGEST_KIND or words[-1] != "answer":
        return None
    if any(word in POOR for word in words):
        return Field.RED_FLAG
    return Field.ANSWER if any(word in GOOD for word in words) else None


def level_of(word: str) -> Level | None:
    return LEVEL_WORDS.get(" ".join(normalize("NFKC", word).lower().split()))


def level_in_heading(text: str) -> tuple[Level, str] | None:
    """The level that a heading such as `Basic Level (1-50)` announces, and its word."""
    match = IN_HEADING.match(text[:LONGEST_LABEL].strip())
    level = level_of(match["word"]) if match and match["word"].lower() not in NO_LEVEL else None
    return (level, match["word"]) if match and level else None
