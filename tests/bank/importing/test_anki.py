"""Notes of Anki: text files, old packages, and new ones."""

import json
import sqlite3
import zipfile
from collections.abc import Sequence
from contextlib import closing
from io import BytesIO
from pathlib import Path

import genanki
import pytest
import zstandard

from bot.adapters.bank.importing.anki.package import read as read_package
from bot.adapters.bank.importing.anki.text import looks_like
from bot.adapters.bank.importing.found import CannotImport
from tests.bank.importing.reading import one, told, took


def test_the_first_lines_say_what_the_others_hold() -> None:
    found = took(
        "anki",
        "#separator:Semicolon\n#html:true\n#deck column:2\n#tags column:4\n#tags:all\n# a remark\n"
        'Why \\(x_1\\)?;Physics::Waves;"Since <b>it</b>; is\n\nso.";one two\n'
        "# another remark\n"
        "How?;;So.;\n",
    )
    why, how = found.questions
    assert (why.line, why.prompt, why.answer) == (7, "Why $x_1$?", "Since **it**; is\n\nso.")
    assert (why.topic, why.tags) == ("Waves", ("all", "one", "two"))
    assert (how.line, how.prompt, how.answer, how.tags) == (11, "How?", "So.", ("all",))
    assert found.warnings == ()


def test_named_columns_may_stand_in_any_order() -> None:
    found = took("anki", "#separator:tab\n#html:false\n#columns:Back\tFront\tHint\na <b>\tq*\th\n")
    assert (found.questions[0].prompt, found.questions[0].answer) == ("q*", "a <b>")
    assert told(found) == [(4, "extra-field")]
    assert "Hint" in found.warnings[0].text


def test_sentences_with_gaps_are_open() -> None:
    found = took("anki", "#separator:tab\n{{c1::Paris::a city}} is in {{c2::France}}.\tIn Europe.\n")
    assert found.questions[0].prompt == "_____ (a city) is in _____."
    assert found.questions[0].answer == "Paris is in France.\n\nIn Europe."
    assert told(found) == [(2, "cloze")]


def test_pictures_and_sounds_are_noted() -> None:
    found = took(
        "anki", '#separator:tab\n#html:true\nSee <img src="a.png">\tb [sound:c.mp3]\n[sound:d.mp3]\te\n'
    )
    assert [(question.prompt, question.answer) for question in found.questions] == [("See", "b")]
    assert told(found) == [(3, "media"), (4, "media"), (4, "no-prompt")]


def test_our_own_export_is_taken_for_anki() -> None:
    assert looks_like(b"#separator:tab\n#html:true\n")
    assert not looks_like(b"# separator\n#!/bin/sh\n")


def old(path: Path, *notes: tuple[str, str]) -> bytes:
    """A package as programs have made them for ten years."""
    model = genanki.Model(
        1,
        "Basic",
        fields=[{"name": "Front"}, {"name": "Back"}],
        templates=[{"name": "Card", "qfmt": "{{Front}}", "afmt": "{{Back}}"}],
    )
    deck = genanki.Deck(2, "Physics::Waves")
    for note in notes:
        deck.add_note(genanki.Note(model=model, fields=list(note), tags=["hard", "one"]))
    picture = path / "picture.png"
    picture.write_bytes(b"\x89PNG")
    genanki.Package([deck], media_files=[str(picture)]).write_to_file(path / "old.apkg")
    return (path / "old.apkg").read_bytes()


def new(*notes: tuple[int, str, str], compress: bool = True) -> bytes:
    """A package as today's Anki makes them: tables, compressed, and an empty old one beside it."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.create_collation("unicase", lambda a, b: (a.lower() > b.lower()) - (a.lower() < b.lower()))
        connection.executescript(
            """
            CREATE TABLE col (id integer PRIMARY KEY, ver integer, models text, decks text);
            CREATE TABLE notetypes (id integer PRIMARY KEY, name text NOT NULL COLLATE unicase, config blob);
            CREATE UNIQUE INDEX idx_notetypes_name ON notetypes (name);
            CREATE TABLE fields (ntid integer, ord integer, name text NOT NULL COLLATE unicase, config blob,
                PRIMARY KEY (ntid, ord)) WITHOUT ROWID;
            CREATE TABLE decks (id integer PRIMARY KEY, name text NOT NULL COLLATE unicase, kind blob);
            CREATE TABLE notes (id integer PRIMARY KEY, guid text, mid integer, mod integer, usn integer,
                tags text, flds text, sfld integer, csum integer, flags integer, data text);
            CREATE TABLE cards (id integer PRIMARY KEY, nid integer, did integer, ord integer);
            INSERT INTO col VALUES (1, 18, '', '');
            INSERT INTO notetypes VALUES (1, 'Basic', x''), (2, 'Cloze', x'0801');
            INSERT INTO fields VALUES (1, 1, 'Back', x''), (1, 0, 'Front', x'');
            INSERT INTO fields VALUES (2, 0, 'Text', x''), (2, 1, 'Back Extra', x'');
            """
        )
        connection.execute("INSERT INTO decks VALUES (7, ?, x'')", ("Physics\x1fWaves",))
        for number, (kind, tags, fields) in enumerate(notes, 1):
            row = (number, f"g{number}", kind, 0, -1, tags, fields, 0, 0, 0, "")
            connection.execute(f"INSERT INTO notes VALUES ({', '.join('?' * 11)})", row)
            connection.execute("INSERT INTO cards VALUES (?, ?, 7, 0)", (number, number))
        connection.commit()
        database = connection.serialize()
    collection = zstandard.ZstdCompressor().compress(database) if compress else database
    return zipped(
        ("meta", b"\x08\x03"),
        ("collection.anki21b" if compress else "collection.anki21", collection),
        ("collection.anki2", b"SQLite format 3\0 the old one says: please update"),
        ("media", b""),
        ("0", b"\x89PNG"),
    )


def zipped(*members: tuple[str, bytes]) -> bytes:
    content = BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as file:
        for name, member in members:
            file.writestr(name, member)
    return content.getvalue()


def test_an_old_package_is_read(tmp_path: Path) -> None:
    found = took("apkg", old(tmp_path, ("Why <b>x</b>?", "So \\(y\\)."), ("How?", "Thus.")))
    assert [(q.line, q.prompt, q.answer, q.topic, q.tags) for q in found.questions] == [
        (0, "Why **x**?", "So $y$.", "Waves", ("hard", "one")),
        (0, "How?", "Thus.", "Waves", ("hard", "one")),
    ]
    assert told(found) == [(0, "media")]
    assert found.warnings[0].text == "pictures and sounds in the package are not imported: 1"


@pytest.mark.parametrize("compress", [True, False])
def test_a_new_package_is_read(compress: bool) -> None:
    found = took(
        "apkg",
        new(
            (1, " a  b ", "Why?\x1fSo <i>it</i> is."), (2, "", "{{c1::Paris}} is.\x1fMore"), compress=compress
        ),
    )
    why, gap = found.questions
    assert (why.prompt, why.answer, why.topic, why.tags) == ("Why?", "So *it* is.", "Waves", ("a", "b"))
    assert (gap.prompt, gap.answer) == ("_____ is.", "Paris is.\n\nMore")
    assert told(found) == [(0, "media"), (0, "cloze")]
    assert found.warnings[1].text == "“{{c1::Paris}} is.”: has gaps to fill; kept as an open question"


def test_a_collection_that_was_written_with_a_log_beside_it_is_read() -> None:
    with zipfile.ZipFile(BytesIO(new((1, "", "Why?\x1fSo."), compress=False))) as archive:
        database = archive.read("collection.anki21")
    logged = database[:18] + b"\x02\x02" + database[20:]
    assert one("apkg", zipped(("collection.anki21", logged))).prompt == "Why?"


def database_of(script: str, rows: Sequence[tuple[str]] = ()) -> bytes:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(script)
        for row in rows:
            connection.execute("INSERT INTO col VALUES (?, '')", row)
        connection.commit()
        return zipped(("collection.anki2", connection.serialize()))


ENDLESS = """
CREATE TABLE col (models, decks); INSERT INTO col VALUES ('{}', '{}'); CREATE TABLE cards (nid, did);
CREATE VIEW notes AS WITH RECURSIVE n(id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM n)
    SELECT id, 1 AS mid, '' AS tags, 'q' AS flds FROM n;
"""
ODD = """
CREATE TABLE col (models, decks); CREATE TABLE cards (nid, did); CREATE TABLE notes (id, mid, tags, flds);
INSERT INTO notes VALUES (1, x'00', 5, 7), ('a', 1, x'ff', NULL), (NULL, NULL, NULL, CAST(x'ff1f' AS TEXT));
"""


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (zipped(("collection.anki2", b"text")), "no SQLite database"),
        (zipped(("collection.anki2", b"SQLite format 3\0" + b"\0" * 600)), "damaged|without notes"),
        (zipped(("collection.anki21b", b"text")), "cannot be decompressed"),
        (zipped(("other", b"text")), "holds no collection"),
        (database_of("CREATE TABLE x (y);"), "without notes"),
        (database_of(ENDLESS), "without notes"),
        (b"PK\x03\x04 and nothing more", "damaged ZIP archive"),
        (b"text", "no ZIP archive"),
    ],
)
def test_what_is_no_package_is_refused(data: bytes, why: str) -> None:
    with pytest.raises(CannotImport, match=why):
        read_package(data)


def test_a_collection_with_odd_values_is_read_as_far_as_it_goes() -> None:
    found = read_package(
        database_of(ODD, [(json.dumps({"1": {"flds": 3}, "x": 5, "2": {"flds": [1, {}]}}),)])
    )
    assert [question.prompt for question in found.questions] == ["7"] or found.questions


def test_an_empty_note_is_left_out() -> None:
    assert one("apkg", new((1, "", "\x1f"), (1, "", "q\x1fa"))).prompt == "q"
