"""The model answer: behind a spoiler, on a card of its own, or page by page."""

from collections.abc import Callable
from functools import lru_cache

from bot.cards import Block, Button, Card, Prose, Spoiler, Tone
from bot.domain.question import LETTERS, Question
from bot.domain.round import Rating, Round
from bot.presses import Press
from bot.presses.managing import ReportRound
from bot.presses.questions import Rate, ReadAnswer, ReadPrompt, ReadQuestion, ShowAnswer
from bot.richtext.cut import pages
from bot.richtext.latex import readable
from bot.richtext.nodes import Formula, Rich
from bot.richtext.parse import parse
from bot.wording.phrases import bullets, line, references

PAGE = 1500  # characters; small enough for every platform after its escaping
RATINGS = {Rating.KNEW: "Knew it", Rating.PARTLY: "Partly", Rating.MISSED: "Missed it"}


def answer_text(question: Question) -> Rich:
    """The model answer with its formula."""
    return _with_formula(question.answer, question.formula)


@lru_cache(maxsize=512)  # on the way of every click
def _with_formula(answer: str, formula: str) -> Rich:
    return parse(answer) + ((Formula(formula, readable(formula)),) if formula else ())


def full_text(question: Question) -> Rich:
    """Everything there is to learn from a question once it has been answered, the gist first."""
    more = (
        _section("A weak answer", bullets(question.red_flags)),
        _section("To think on", bullets(question.follow_ups)),
        _section("Try it", f"```python\n{question.code}\n```" if question.code else ""),
        _section("It prints", f"```\n{question.output}\n```" if question.output else ""),
        _section("Sources", references(question)),
    )
    gist = _section("Key points", bullets(question.key_points)) + "**Model answer**"
    return parse(gist) + answer_text(question) + parse("".join(more))


def _section(title: str, body: str) -> str:
    return f"**{title}**\n\n{body}\n\n" if body else ""


def answer_spoiler(round_: Round) -> Spoiler:
    return Spoiler("Model answer", (Prose(answer_text(round_.question)),), ShowAnswer(round_.id))


def answer_card(round_: Round, extra: tuple[Button, ...] = ()) -> Card:
    """The model answer for somebody who has asked to see it; `extra` are buttons that lead on."""
    question = round_.question
    blocks: tuple[Block, ...] = (Prose(answer_text(question)),)
    rate = tuple(Button(words, Rate(round_.id, rating)) for rating, words in RATINGS.items())
    return Card(
        title="Model answer",
        blocks=(*blocks, line("How did yours compare?")) if question.is_open else blocks,
        buttons=(*extra, *(rate if question.is_open else ()), more_button(round_), report_button(round_)),
        more=ReadAnswer(round_.id, 0),
    )


def more_button(round_: Round) -> Button:
    has_more = round_.question.key_points or round_.question.references
    return Button("Key points and sources" if has_more else "All there is to it", ReadAnswer(round_.id, 0))


def report_button(round_: Round) -> Button:
    """Stands last under every question, and again where people have just read its answer."""
    return Button("Report", ReportRound(round_.id))


def confirm_card(round_: Round, extra: tuple[Button, ...] = ()) -> Card:
    """`extra` are buttons for those who would rather not."""
    return Card(
        title="Show the answer?",
        blocks=(
            line(
                "You have not answered yet. If you look now, this question no longer earns you points. "
                "Nobody else will know."
            ),
        ),
        buttons=(Button("Show it", ShowAnswer(round_.id, sure=True)), *extra),
    )


def wait_card() -> Card:
    return Card(
        title="The answer comes when this question closes",
        blocks=(line("In this channel answers are shown to everyone at the same time."),),
    )


def rated_card(rating: Rating, is_new: bool) -> Card:
    words = {
        Rating.KNEW: "You knew it. Well done.",
        Rating.PARTLY: "You knew part of it. The answer shows what was missing.",
        Rating.MISSED: "You missed it this time. Now you have seen it once.",
    }
    if not is_new:
        return Card(title="You have rated this one already", blocks=(line("Your first rating stands."),))
    return Card(
        title="Noted",
        blocks=(line(words[rating]),),
        note="Ratings are yours alone; they count in /stats, never on a board.",
    )


def answer_page(round_: Round, page: int) -> Card:
    return page_card(
        "The answer in full", full_text(round_.question), page, lambda n: ReadAnswer(round_.id, n)
    )


def prompt_page(round_: Round, page: int) -> Card:
    question = round_.question
    options = "\n\n".join(
        f"**{letter}** {option.text}" for letter, option in zip(LETTERS, question.options, strict=False)
    )
    return page_card(
        "The question in full",
        parse(f"{question.prompt}\n\n{options}"),
        page,
        lambda n: ReadPrompt(round_.id, n),
    )


def question_page(question: Question, page: int) -> Card:
    """A question of the bank with its key, for managers."""
    return page_card(question.id, question_text(question), page, lambda n: ReadQuestion(question.id, n))


def question_text(question: Question) -> Rich:
    """A question with its key and all there is to learn from it."""
    options = "\n\n".join(
        f"**{letter}{' (right)' if option.right else ''}** {option.text}"
        + (f"\n\n*Why:* {option.why}" if option.why else "")
        for letter, option in zip(LETTERS, question.options, strict=False)
    )
    return parse(f"{question.prompt}\n\n{options}") + full_text(question)


def page_card(title: str, text: Rich, page: int, turn: Callable[[int], Press]) -> Card:
    every = pages(text, PAGE)
    page = min(page, len(every) - 1)
    buttons = []
    if page > 0:
        buttons.append(Button("Back", turn(page - 1)))
    if page < len(every) - 1:
        buttons.append(Button("Read on", turn(page + 1)))
    return Card(
        title=title if len(every) == 1 else f"{title} ({page + 1} of {len(every)})",
        tone=Tone.INFO,
        blocks=(Prose(every[page]),),
        buttons=tuple(buttons),
    )
