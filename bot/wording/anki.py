"""Questions as a text file that Anki imports: the prompt in front, key points and answer behind.

The first lines are those that Anki reads as settings. Every note is one line of HTML, so that no other
line of the file can begin with one of their signs.
"""

import csv
import re
from collections.abc import Iterable
from html import escape
from io import StringIO

from bot.cards import File
from bot.domain.question import Question
from bot.richtext.nodes import (
    Bullets,
    Code,
    Emphasis,
    Fence,
    Formula,
    Link,
    Math,
    Paragraph,
    Rich,
    RichBlock,
    Span,
    Strong,
    Text,
)
from bot.richtext.parse import parse
from bot.wording.answers import answer_text
from bot.wording.phrases import bullets, references

HEADERS = ("#separator:tab", "#html:true", "#tags column:3")


def anki_file(notes: Iterable[str]) -> File:
    content = "\n".join([*HEADERS, "".join(notes)])
    return File("studybot-review.txt", "text/plain; charset=utf-8", content.encode())


def anki_note(question: Question) -> str:
    """A line of the file, with its end."""
    line = StringIO()
    fields = (_front(question), _back(question), _tags(question))
    csv.writer(line, delimiter="\t", lineterminator="\n").writerow(fields)
    return line.getvalue()


def _front(question: Question) -> str:
    return _html(parse(question.prompt))


def _back(question: Question) -> str:
    right = ""
    if not question.is_open:
        right = f"<p><b>The right option:</b></p>{_html(parse(question.options[question.key].text))}"
    sources = _html(parse(references(question)))
    return "".join(
        (
            right,
            f"<p><b>Key points</b></p>{_html(parse(bullets(question.key_points)))}",
            f"<p><b>Model answer</b></p>{_html(answer_text(question))}",
            f"<p><b>Sources</b></p>{sources}" if sources else "",
        )
    )


def _tags(question: Question) -> str:
    """Anki separates tags by spaces."""
    words = ("studybot", question.topic, question.level, question.kind, *question.tags)
    return " ".join(dict.fromkeys("-".join(word.split()) for word in words if word.split()))


def _html(rich: Rich) -> str:
    return "".join(map(_block, rich))


def _block(block: RichBlock) -> str:
    match block:
        case Paragraph(spans):
            return f"<p>{_spans(spans)}</p>"
        case Fence(text):
            return f"<pre>{_escaped(text)}</pre>"
        case Formula(latex):
            return rf"<p>\[{_escaped(latex)}\]</p>"
        case Bullets(items, ordered):
            kind = "ol" if ordered else "ul"
            return f"<{kind}>{''.join(f'<li>{_spans(item)}</li>' for item in items)}</{kind}>"


def _spans(spans: Iterable[Span]) -> str:
    return "".join(map(_span, spans))


def _span(span: Span) -> str:
    match span:
        case Text(text):
            return _escaped(text)
        case Strong(spans):
            return f"<b>{_spans(spans)}</b>"
        case Emphasis(spans):
            return f"<i>{_spans(spans)}</i>"
        case Code(text):
            return f"<code>{_escaped(text)}</code>"
        case Math(latex):
            return rf"\({_escaped(latex)}\)"
        case Link(spans, url) if not url.startswith(("https://", "http://")):
            return _spans(spans)
        case Link(spans, url):
            return f'<a href="{_escaped(url)}">{_spans(spans)}</a>'


def _escaped(text: str) -> str:
    """Line ends and tabs are markup here, since a note is a line and a field ends at a tab."""
    return re.sub(r"\r\n?|\n", "<br>", escape(text).replace("\t", "    "))
