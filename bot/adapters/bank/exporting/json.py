"""Our own JSON, which holds everything."""

import json

from bot.adapters.bank.exporting.entries import entry_of, topics_of
from bot.adapters.bank.exporting.exported import Exported, Selection
from bot.adapters.bank.importing.own_json import VERSION

FORMAT = "json"


def export(selection: Selection) -> Exported:
    value = {
        "studybot": VERSION,
        "topics": topics_of(selection),
        "questions": [entry_of(question) for question in selection.questions],
    }
    content = json.dumps(value, ensure_ascii=False, indent=2) + "\n"
    return Exported(content.encode(), len(selection.questions), {})
