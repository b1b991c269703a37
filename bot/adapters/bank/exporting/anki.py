"""A text file that Anki imports, a note a line."""

from bot.adapters.bank.exporting.cards import back_of, front_of, losses_of, tags_of
from bot.adapters.bank.exporting.exported import Exported, Selection
from bot.wording.anki import anki_file, note_line

FORMAT = "anki"


def export(selection: Selection) -> Exported:
    questions = selection.questions
    notes = (note_line(front_of(each), back_of(each), tags_of(each)) for each in questions)
    return Exported(anki_file(notes).content, len(questions), losses_of(questions).counted())
