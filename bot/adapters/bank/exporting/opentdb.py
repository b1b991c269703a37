"""JSON in the shape of the Open Trivia Database, with a word on our texts being Markdown."""

import json
from html import escape
from typing import Any

from bot.adapters.bank.exporting.exported import Exported, Losses, Selection
from bot.adapters.bank.importing.opentdb import MARKDOWN
from bot.domain.question import Level, Question

FORMAT = "opentdb"
DIFFICULTIES = {
    Level.BEGINNER: "easy",
    Level.INTERMEDIATE: "medium",
    Level.ADVANCED: "hard",
    Level.EXPERT: "hard",
}


def export(selection: Selection) -> Exported:
    losses = Losses()
    kept = [question for question in selection.questions if not question.is_open]
    losses.add("open questions", len(selection.questions) - len(kept))
    losses.add("levels above hard", sum(question.level is Level.EXPERT for question in kept))
    losses.add("orders of options", len(kept))
    losses.parts(kept, "id", "kind", "why", "answer", "key_points", "follow_ups", "red_flags", "tags")
    losses.parts(kept, "references", "formula", "code", "output")
    entries = [_entry(question, selection) for question in kept]
    value = {"response_code": 0 if kept else 1, "text": MARKDOWN, "results": entries}
    content = json.dumps(value, ensure_ascii=False, indent=1) + "\n"
    return Exported(content.encode(), len(kept), losses.counted())


def _entry(question: Question, selection: Selection) -> dict[str, Any]:
    texts = [escape(option.text) for option in question.options if not option.right]
    right = question.options[question.key].text
    is_boolean = {right, *texts} == {"True", "False"}
    return {
        "category": escape(selection.title_of(question.topic)),
        "type": "boolean" if is_boolean else "multiple",
        "difficulty": DIFFICULTIES[question.level],
        "question": escape(question.prompt),
        "correct_answer": escape(right),
        "incorrect_answers": texts,
    }
