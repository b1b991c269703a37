"""Whatever a Markdown file holds, reading it ends in questions or in the importer's own error."""

from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.adapters.bank.importing.found import CannotImport, Found
from bot.adapters.bank.importing.importer import Wishes, import_files
from bot.adapters.bank.importing.markdown.reader import read
from bot.adapters.bank.importing.packing import packed
from bot.adapters.bank.reader import read_bank
from bot.adapters.bank.sources import Source

PIECES = r"""
# ~## ~### ~#### ~- ~* ~+ ~1. ~2) ~> ~    ~```~```python~$$~\\[~\\]~\\(~\\)~---~***~===~Q: ~A: ~Q1: 
**Q:** ~**A:** ~**~__~*~`~Answer:~**Answer:** B~Follow-up: ~Red flag: ~Key points:~Level: hard
Expected depth: ~A) x~B) y~- [ ] A~- [x] B
??? question "What?"~??? "Bank"~!!! note~<details>~</details>~<summary>~</summary>~<b>
</b>~<!--~-->~| a | b |~|---|---|~|Q1, Q3-5|~• What?~What is it?~Why so~It is so.~(Core) ~[link](#x)~[link](http://x.y)
¶~I. Part~(a) Group~title: x~１．~Ｑ２：~“~"~🔗~&amp;~<50ms~\\~$x$~{#id}~100 questions~(30 Questions)
"""
PIECE = st.sampled_from([*filter(None, PIECES.replace("\n", "~").split("~")), "~~~", " ", "\t"])
LINE = st.lists(PIECE | st.text(max_size=6), max_size=6).map("".join)
TEXT = st.lists(LINE, max_size=30).map("\n".join)


def _read(data: bytes) -> Found | None:
    try:
        return read(data)
    except CannotImport:
        return None


@settings(max_examples=400, deadline=None)
@given(TEXT)
@example('??? question "a?"\n\t- b\n  c')
@example("<details><summary>What?\n</summary>")
@example(f"## What is &#{'9' * 5000};?\nIt is &#{'9' * 5000};.")
def test_any_markdown_gives_questions_or_the_importers_own_error(text: str) -> None:
    found = _read(text.encode("utf-8", "surrogatepass"))
    lines = text.count("\n") + text.count("\r") + 1
    for question in found.questions if found else ():
        assert question.prompt.strip()
        assert 1 <= question.line <= lines
        assert not question.options or sum(option.right for option in question.options) == 1


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_give_questions_or_the_importers_own_error(data: bytes) -> None:
    _read(data)


@settings(max_examples=150, deadline=None)
@given(TEXT)
def test_whatever_is_found_makes_a_pack_that_the_bank_reads(text: str) -> None:
    imported = import_files([("a.md", text.encode("utf-8", "surrogatepass"))], Wishes(format="markdown"))
    if not imported.entries:
        return
    content = packed("A pack", imported.topics, imported.entries).encode()
    reading = read_bank([Source(Path("imported.yaml"), content)])
    assert reading.problems == ()
    assert len(reading.drafts) == imported.report.drafts
    asked = {entry.id: entry for entry in imported.entries if not entry.draft}
    assert reading.bank is not None
    assert {question.id for question in reading.bank} == set(asked)
    for question in reading.bank:
        assert question.prompt == asked[question.id].found.prompt.strip()
