"""GIFT's questions as ours: a choice of one stays one, all else becomes open with its answer in words."""

import re
from dataclasses import dataclass

from bot.adapters.bank.importing.bounds import head_of, text_of
from bot.adapters.bank.importing.found import Found, FoundOption, FoundQuestion
from bot.adapters.bank.importing.gathering import Gathering, alternatives, bulleted, choose, joined
from bot.adapters.bank.importing.gift.answers import (
    Answer,
    Answers,
    Choice,
    Essay,
    Matching,
    Short,
    TrueFalse,
    answers_of,
    full,
    number_said,
)
from bot.adapters.bank.importing.gift.blocks import Block, Blocks
from bot.adapters.bank.importing.gift.signs import shown
from bot.adapters.bank.importing.hypertext import looks_like_html, markdown_of
from bot.domain.question import Level

FORMAT = "gift"
BLANK = "_____"
CLOSING = (".", ",", ";", "?", "!", ")", '"')
INDENTED = re.compile(r"\n[ \t]+")  # how a block is laid out, unlike line ends that are written as escapes
NAME = re.compile(r"^\s*::([^:]*+(?::(?!:)[^:]*+)*+)::")
MARKUP = re.compile(r"^\s*\[(html|moodle|plain|markdown)\]", re.IGNORECASE)
# in LaTeX and in code a brace follows a letter or a sign of theirs, and is closed in another way
ANSWERS = re.compile(
    r"^::[^:\n]{1,200}::|^\$CATEGORY:|(?:^|[\s?.!;,)\]\"'])\{\s{0,99}(?:[=~](?![=~])|#{4}|#[-+.=0-9])"
    r"|[\s?.!:)]\{\s{0,9}(?:T|F|(?i:TRUE|FALSE))\s{0,9}[#}]|[?.!:]\s{0,9}\{\s{0,9}\}[ \t]*$",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class _Markup:
    """How the texts of one question are written, unless one says something else."""

    name: str

    def markdown(self, text: str) -> str:
        said = MARKUP.match(text)
        name, bare = (said[1].lower(), text[said.end() :]) if said else (self.name, text)
        bare = shown(INDENTED.sub("\n", bare)).strip()
        is_html = name == "html" or (name == "moodle" and looks_like_html(bare))
        return markdown_of(bare) if is_html else bare


def looks_like(data: bytes) -> bool:
    head = head_of(data)
    if "\0" in head or "\n```" in head or head.lstrip().startswith(("{", "[{", "<", "---")):
        return False
    return ANSWERS.search(head) is not None


def read(data: bytes) -> Found:
    """CannotImport: it is no text, or holds no question with braces."""
    gathering = Gathering(FORMAT)
    for block in Blocks(text_of(data)):
        _take(gathering, block)
    return gathering.found()


def _take(gathering: Gathering, block: Block) -> None:
    name = NAME.match(block.text)
    text = block.text[name.end() :] if name else block.text
    said = MARKUP.match(text)
    markup = _Markup(said[1].lower() if said else "moodle")
    before, brace, rest = text.partition("{")
    inside, closing, after = rest.rpartition("}")
    if not brace:
        words = shown(" ".join(text.split()))[:60]
        gathering.note(block.line, "description", f"`{words}` has no answers in braces; left out")
        return
    if not closing or "{" in inside or "}" in inside:
        gathering.note(block.line, "braces", "a question whose braces do not match is left out")
        return
    prompt = markup.markdown(before)
    if after.strip():
        between = "" if after.lstrip().startswith(CLOSING) else " "
        prompt = f"{prompt} {BLANK}{between}{markup.markdown(after)}"
    if not prompt and name:
        prompt = shown(name[1].strip())
    _ask(gathering, block, markup, prompt, inside)


def _ask(gathering: Gathering, block: Block, markup: _Markup, prompt: str, inside: str) -> None:
    answers, feedback = answers_of(inside)
    if answers is None:
        gathering.note(block.line, "answers", "a question whose answers cannot be understood is left out")
        return
    options, answer, listed = _parts(gathering, block, markup, answers, markup.markdown(feedback))
    level, tags = _level_and_tags(block.tags)
    gathering.take(
        FoundQuestion(
            line=block.line,
            prompt=joined(prompt, listed) if prompt else "",
            options=options,
            answer=answer,
            level=level,
            topic=block.topic,
            tags=tags,
        )
    )


def _parts(
    gathering: Gathering, block: Block, markup: _Markup, answers: Answers, general: str
) -> tuple[tuple[FoundOption, ...], str, str]:
    """The options, the answer, and what to add to the prompt."""
    match answers:
        case Essay():
            return (), general, ""
        case TrueFalse():
            return _true_false(answers, markup), general, ""
        case Choice():
            return choose(gathering, block.line, _options(gathering, block, answers, markup), general)
        case Short():
            return (), joined(_short(gathering, block, answers, markup), general), ""
        case Matching(pairs):
            gathering.note(block.line, "matching", "asks to match pairs; kept as an open question")
            texts = [(markup.markdown(left), markup.markdown(right)) for left, right in pairs]
            said = bulleted([f"{left or '(nothing)'} → {right}" for left, right in texts])
            return (), joined(said, general), bulleted([left for left, _ in texts if left])


def _options(gathering: Gathering, block: Block, choice: Choice, markup: _Markup) -> list[FoundOption]:
    """Right is what earns everything; where nothing does, all that earns something is right together."""
    best = full(choice.answers)
    if best and any(0 < answer.weight < 100 for answer in choice.answers):
        gathering.note(block.line, "weight", "an option that earns a part of the points counts as wrong")
    rights = best or [answer for answer in choice.answers if answer.weight > 0]
    if len(rights) == 1 and not best:
        gathering.note(block.line, "weight", "the one option that earns points counts as right")
    return [
        FoundOption(
            text=markup.markdown(each.text),
            why=markup.markdown(each.feedback),
            right=any(each is r for r in rights),
        )
        for each in choice.answers
    ]


def _true_false(answers: TrueFalse, markup: _Markup) -> tuple[FoundOption, ...]:
    """The feedback for a wrong answer belongs to the option that is wrong."""
    if_wrong, if_right = markup.markdown(answers.if_wrong), markup.markdown(answers.if_right)
    return tuple(
        FoundOption(
            text=str(value),
            right=value is answers.right,
            why=if_right if value is answers.right else if_wrong,
        )
        for value in (True, False)
    )


def _short(gathering: Gathering, block: Block, short: Short, markup: _Markup) -> str:
    def text(answer: Answer) -> str:
        return number_said(shown(answer.text)) if short.numeric else markup.markdown(answer.text)

    best = full(short.answers)
    if short.numeric and any(text(answer) != shown(answer.text) for answer in short.answers):
        gathering.note(
            block.line, "numeric-range", "asks for a number within a range; kept as an open question"
        )
    said = alternatives([text(answer) for answer in best]) if best else ""
    partly = [
        f"{text(answer)} ({answer.weight:g} %)"
        for answer in short.answers
        if 0 < answer.weight < 100 and answer.text
    ]
    reasons = [markup.markdown(answer.feedback) for answer in best if answer.feedback]
    return joined(said, f"Partly right: {'; '.join(partly)}" if partly else "", *reasons)


def _level_and_tags(tags: tuple[str, ...]) -> tuple[Level | None, tuple[str, ...]]:
    """A tag that names one of our levels is one."""
    names = [tag for tag in tags if tag.lower() in set(Level)]
    level = Level(names[0].lower()) if len(names) == 1 else None
    return level, tuple(tag for tag in tags if level is None or tag != names[0])
