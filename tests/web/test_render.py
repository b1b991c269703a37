"""Cards as the playground itself shows them."""

from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from bot.adapters.web.render import to_html
from bot.adapters.web.richtext import rich_html
from bot.cards import Bar, Button, Card, Choices, Facts, Heading, Prose, Rank, Ranking, Spoiler, Tally, Tone
from bot.domain.ids import RoundId
from bot.presses.questions import Choose, ShowAnswer
from bot.richtext.nodes import Code, Fence, Formula, Link, Math, Paragraph, Text
from tests.web.fake_study import ANSWER, rich

ROUND = RoundId("aaaabbbbcccc")


class Tags(HTMLParser):
    """Which elements a piece of HTML holds, and its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.names: list[str] = []
        self.text = ""
        self.feed(str(html))  # Markup would escape what is added to it
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.append(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


def test_an_option_that_can_be_chosen_has_its_letter_as_button() -> None:
    buttons = (Button("A", Choose(ROUND, 0)), Button("Show answer", ShowAnswer(ROUND)))
    html = to_html(Card(title="Q", blocks=(Choices((rich("one"),)),), buttons=buttons), id_="q")
    assert (
        f'<button class="letter" name="token" value="sb1|choose|{ROUND}|0" aria-describedby="q-A">A' in html
    )
    assert '<div id="q-A"><p>one</p></div>' in html
    assert html.count("<button") == 2


def test_an_option_that_cannot_be_chosen_keeps_its_letter() -> None:
    html = to_html(Card(title="Q", blocks=(Choices((rich("one"), rich("two"))),)))
    assert '<span class="letter">B</span>' in html
    assert "<button" not in html


def test_choices_without_options_in_sight_are_plain_buttons() -> None:
    html = to_html(Card(title="Q", buttons=(Button("A", Choose(ROUND, 0)),)))
    assert '<button class="button" name="token"' in html


def test_a_spoiler_folds_what_it_hides() -> None:
    html = to_html(
        Card(title="Q", blocks=(Spoiler("Model answer", (Prose(rich("42")),), ShowAnswer(ROUND)),))
    )
    assert "<details" in html
    assert "<summary>Model answer</summary>" in html
    assert " open" not in html


def test_a_tally_says_everything_in_words_as_well() -> None:
    html = to_html(Card(title="Q", blocks=(Tally((Bar("B", rich("two"), 3, 0.6, True),)),)))
    assert "3 (60%)" in html
    assert "✓ right answer" in html


def test_a_ranking_names_the_reader() -> None:
    rows = (Rank(1, "<Ada>", 30, "2 of 2 right", True), Rank(2, "Alan", 15, "1 of 2 right"))
    html = to_html(Card(title="Board", blocks=(Ranking(rows),)))
    assert "&lt;Ada&gt;" in html
    assert html.count('class="you"') == 1


def test_headings_step_down_from_the_card() -> None:
    html = to_html(Card(title="Card", blocks=(Heading("Part"),)), level=3)
    assert '<h3 id="card-title">Card</h3><h4>Part</h4>' in html


def test_a_formula_is_readable_or_code() -> None:
    html = rich_html((Formula("x^2", "x²"), Formula(r"\underbrace{x}", None), Paragraph((Math("y", "y"),))))
    assert '<span class="math">x²</span>' in html
    assert r'<code class="latex">\underbrace{x}</code>' in html


def test_an_address_that_runs_a_script_is_no_link() -> None:
    html = rich_html((Paragraph((Link((Text("click"),), "javascript:alert(1)"),)),))
    assert html == "<p>click</p>"


def test_code_keeps_its_lines() -> None:
    assert "<code>a\n  b &lt; c</code></pre>" in rich_html((Fence("a\n  b < c", "python"),))


def test_every_kind_of_rich_text_is_shown() -> None:
    assert {"p", "em", "code", "pre", "ul", "li", "a"} <= set(Tags(rich_html(ANSWER)).names)


@given(st.text())
def test_no_text_becomes_markup(text: str) -> None:
    blocks = (
        Prose((Paragraph((Text(text), Code(text), Math(text, None))), Fence(text, text))),
        Heading(text),
        Facts(((text, text),)),
        Choices(((Paragraph((Text(text),)),),)),
    )
    names = set(Tags(to_html(Card(title=text, tone=Tone.RIGHT, blocks=blocks, note=text))).names)
    assert names <= {"article", "h2", "div", "p", "code", "pre", "h3", "dl", "dt", "dd", "ol", "li", "span"}
