"""Our own YAML: a topic's file where there is one topic and nothing is missing, else a pack.

Both can be put into a bank's folder.
"""

from typing import Any

import yaml

from bot.adapters.bank.exporting.entries import entry_of, topics_of
from bot.adapters.bank.exporting.exported import Exported, Selection
from bot.adapters.bank.writing import is_whole

FORMAT = "yaml"
WIDTH = 120
TITLE = "Exported questions"


def export(selection: Selection) -> Exported:
    topics = topics_of(selection)
    head: dict[str, Any] = {"title": next(iter(topics.values()), TITLE)}
    if len(topics) != 1 or not all(map(is_whole, selection.questions)):
        head = {"title": TITLE, "imported": True, "topics": topics}
    value = {**head, "questions": [entry_of(question) for question in selection.questions]}
    return Exported(written(value).encode(), len(selection.questions), {})


def written(value: Any) -> str:
    """Texts of several lines as blocks, so that people can read and change them."""
    return yaml.dump(value, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=WIDTH)


class _Dumper(yaml.SafeDumper):
    """Without anchors, which our reader refuses, and with list items further in than their key."""

    def ignore_aliases(self, data: Any) -> bool:
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.Node:
    style = "|" if "\n" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _text)
