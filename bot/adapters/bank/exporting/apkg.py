"""A package for Anki, a deck for each topic; notes keep their names, so that a later export updates them."""

import json
import sqlite3
import zipfile
from contextlib import closing
from hashlib import sha256
from io import BytesIO
from itertools import count
from typing import TYPE_CHECKING

from bot.adapters.bank.exporting.cards import back_of, front_of, losses_of, tags_of
from bot.adapters.bank.exporting.exported import Exported, Selection

if TYPE_CHECKING:
    import genanki

FORMAT = "apkg"
MODEL = 1_763_820_001
"""Names our kind of note in every collection; never changed."""
CSS = ".card { font-family: sans-serif; font-size: 18px; text-align: left; } pre { white-space: pre-wrap; }"
FRONT = "{{Front}}"
BACK = '{{FrontSide}}<hr id="answer">{{Back}}'
EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The first moment that a ZIP archive can name; ours names no other, so that equal exports are equal."""


def export(selection: Selection) -> Exported:
    import genanki

    package = genanki.Package(_decks(selection))
    stamp = selection.at.timestamp()
    with closing(sqlite3.connect(":memory:")) as connection:
        # the library's own way to a file leaves a copy of the database behind
        package.write_to_db(connection.cursor(), stamp, count(int(stamp * 1000)))
        connection.commit()
        collection = connection.serialize()
    archive = BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr(zipfile.ZipInfo("collection.anki2", EARLIEST), collection, zipfile.ZIP_DEFLATED)
        file.writestr(zipfile.ZipInfo("media", EARLIEST), json.dumps({}))
    questions = selection.questions
    return Exported(archive.getvalue(), len(questions), losses_of(questions).counted())


def _decks(selection: Selection) -> "list[genanki.Deck]":
    import genanki

    model = genanki.Model(
        MODEL,
        "studybot",
        fields=[{"name": "Front"}, {"name": "Back"}],
        templates=[{"name": "Card 1", "qfmt": FRONT, "afmt": BACK}],
        css=CSS,
    )
    decks: dict[str, genanki.Deck] = {}
    for question in selection.questions:
        title = selection.title_of(question.topic).replace("::", ":")
        deck = decks.setdefault(question.topic, genanki.Deck(_number(question.topic), f"studybot::{title}"))
        note = genanki.Note(
            model=model,
            fields=[front_of(question), back_of(question)],
            tags=list(tags_of(question)),
            guid=genanki.guid_for("studybot", question.id),
        )
        deck.add_note(note)
    return list(decks.values())


def _number(name: str) -> int:
    """A deck's number, the same for the same topic; smaller than those that Anki makes of the time."""
    return 1 + int.from_bytes(sha256(f"studybot {name}".encode()).digest()[:5]) % (1 << 39)
