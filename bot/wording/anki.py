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
    Channel,
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
    return note_line(html_of(question.prompt), back_of(question), tags_of(question))


def note_line(front: str, back: str, tags: Iterable[str]) -> str:
    """Two sides in HTML as a line of the file; Anki separates tags by spaces."""
    line = StringIO()
    csv.writer(line, delimiter="\t", lineterminator="\n").writerow((front, back, " ".join(tags)))
    return line.getvalue()


def html_of(markdown: str) -> str:
    """Markdown as HTML, with formulas as MathJax."""
    return _html(parse(markdown))


def back_of(question: Question) -> str:
    """What a card shows when it is turned."""
    right = "" if question.is_open else html_of(question.options[question.key].text)
    sections = {
        "The right option:": right,
        "Key points": html_of(bullets(question.key_points)),
        "Model answer": _html(answer_text(question)),
        "Sources": html_of(references(question)),
    }
    return "".join(f"<p><b>{title}</b></p>{html}" for title, html in sections.items() if html)


def tags_of(question: Question) -> tuple[str, ...]:
    """Words without spaces, each once."""
    words = ("studybot", question.topic, question.level, question.kind, *question.tags)
    return tuple(dict.fromkeys("-".join(word.split()) for word in words if word.split()))


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
        case Channel():
            return _escaped(f"#{span.local}")


def _escaped(text: str) -> str:
    """Line ends and tabs are markup here, since a note is a line and a field ends at a tab."""
    return re.sub(r"\r\n?|\n", "<br>", escape(text).replace("\t", "    "))
