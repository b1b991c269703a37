"""Our own topic files, and files of several topics as `bank export --format yaml` writes them."""

import re
from itertools import islice

from bot.adapters.bank.importing.bounds import LARGEST, head_of
from bot.adapters.bank.importing.found import CannotImport, Found
from bot.adapters.bank.importing.gathering import Gathering
from bot.adapters.bank.importing.own_entries import take_entries, titles_of
from bot.strict_yaml.document import parse

FORMAT = "yaml"
QUESTIONS = re.compile(r"^questions:[ \t]*(?:#.*)?\n", re.MULTILINE)
PROMPT = re.compile(r"^ {0,8}(?:- )? {0,8}prompt:", re.MULTILINE)


def looks_like(data: bytes) -> bool:
    head = head_of(data)
    return QUESTIONS.search(head) is not None and PROMPT.search(head) is not None


def read(data: bytes) -> Found:
    """CannotImport: it is no YAML as we read it, without tags and aliases, or has no questions."""
    document = parse(data, "", LARGEST)
    if not document.usable:
        first = document.problems[0]
        raise CannotImport(f"line {first.line}: {first.text}")
    gathering = Gathering(FORMAT)
    for problem in document.problems:
        gathering.note(problem.line, "yaml", problem.text)
    value = document.value
    titles = dict(titles_of(value))
    title = value.get("title") if isinstance(value, dict) else None
    topic = title if isinstance(title, str) else ""
    take_entries(gathering, value, topic, lambda at: document.line(("questions", at)))
    found = gathering.found()
    topics = list(islice({question.topic: None for question in found.questions if question.topic}, 2))
    if topic and len(topics) == 1:
        titles.setdefault(topics[0], topic)
    return gathering.found(titles=titles)
