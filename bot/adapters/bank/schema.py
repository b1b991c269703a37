"""The JSON Schema of a topic's file, for editors that complete and check as one writes."""

import json
from typing import Any

from bot.adapters.bank.models import TopicFile

DRAFT = "https://json-schema.org/draft/2020-12/schema"


def schema_text() -> str:
    """What `question_bank/schema.json` holds."""
    schema = {
        "$schema": DRAFT,
        **TopicFile.model_json_schema(),
        "title": "A topic of studybot's question bank",
    }
    return json.dumps(_tidy(schema), indent=2, ensure_ascii=False) + "\n"


def _tidy(schema: Any) -> Any:
    """Without defaults, which editors would fill in, and without the titles made from class names."""
    match schema:
        case dict():
            return {key: _tidy(value) for key, value in schema.items() if not _is_noise(key, value)}
        case list():
            return [_tidy(each) for each in schema]
        case _:
            return schema


def _is_noise(key: str, value: Any) -> bool:
    return key == "default" or (key == "title" and isinstance(value, str) and not value.startswith("A "))
