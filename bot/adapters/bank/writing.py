"""Questions written in the bank's own format: a file for each topic, and a pack of what is not complete."""

import io
import zipfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from bot.adapters.bank.exporting.entries import entry_of
from bot.cards import File
from bot.domain.ids import QuestionId, TopicId
from bot.domain.question import CHOICES, Question
from bot.strict_yaml.problem import Problem

PACK = "imported"
PACK_TITLE = "Imported questions"
LINE = 110  # characters
EPOCH = (1980, 1, 1, 0, 0, 0)  # the same pack makes the same file


class PackFiles:
    """Implements the port `PackFormat`."""

    def problems(self, question: Question) -> Sequence[str]:
        """What the bank's check says against a question; whatever reads a bank reads what it passes."""
        return tuple(problem.text for problem in _problems(_by_topic((question,), str)))

    def file(self, questions: Sequence[Question], title_of: Callable[[TopicId], str]) -> File:
        files = topic_files(questions, title_of)
        if len(files) == 1:
            [(topic, content)] = files.items()
            return File(f"{topic}.yaml", "application/yaml", content)
        return File("own-questions.zip", "application/zip", _zipped(files))


def topic_files(questions: Iterable[Question], title_of: Callable[[TopicId], str]) -> Mapping[str, bytes]:
    """The content of `<topic>.yaml` for each topic, in the order in which they first come.

    Questions that a topic's file may not hold, as imported ones often are, stand in a pack behind them.
    """
    every = tuple(questions)
    whole = {question.id for question in every if is_whole(question)}
    drafted = _by_topic((question for question in every if question.id in whole), title_of)
    whole -= {QuestionId(problem.subject) for problem in _problems(drafted)}
    files = dict(_by_topic((question for question in every if question.id in whole), title_of))
    rest = [question for question in every if question.id not in whole]
    if rest:
        name = PACK if PACK not in files else f"{PACK}-questions"
        files[name] = pack_file(PACK_TITLE, rest, title_of)
    return files


def is_whole(question: Question) -> bool:
    """Whether it has all that a topic's file asks of a question; how that is written the reader looks at."""
    lists = (question.key_points, question.follow_ups, question.red_flags, question.tags, question.references)
    options = question.options
    return all(lists) and (not options or (len(options) == CHOICES and all(option.why for option in options)))


def _by_topic(questions: Iterable[Question], title_of: Callable[[TopicId], str]) -> Mapping[str, bytes]:
    by_topic: dict[TopicId, list[Question]] = defaultdict(list)
    for question in questions:
        by_topic[question.topic].append(question)
    return {str(topic): _yaml({"title": title_of(topic)}, found) for topic, found in by_topic.items()}


def _problems(files: Mapping[str, bytes]) -> Sequence[Problem]:
    from bot.adapters.bank.reader import read_bank
    from bot.adapters.bank.sources import Source

    return read_bank([Source(Path(f"{name}.yaml"), content) for name, content in files.items()]).problems


def _zipped(files: Mapping[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for topic, content in files.items():
            archive.writestr(zipfile.ZipInfo(f"{topic}.yaml", EPOCH), content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def pack_file(title: str, questions: Sequence[Question], title_of: Callable[[TopicId], str]) -> bytes:
    """The content of a pack, which may hold any questions; a bank reads it under whatever name."""
    topics = {str(question.topic): title_of(question.topic) for question in questions}
    return _yaml({"title": title, "imported": True, "topics": topics}, questions)


def _yaml(head: Mapping[str, Any], questions: Sequence[Question]) -> bytes:
    import yaml

    class Dumper(yaml.SafeDumper):
        """Writes texts of several lines as such, no anchors, which our reader refuses, and indents lists."""

        def ignore_aliases(self, data: Any) -> bool:
            return True

        def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
            super().increase_indent(flow, indentless=False)

    def text(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
        style = "|" if "\n" in value else None
        return dumper.represent_scalar("tag:yaml.org,2002:str", value, style)

    Dumper.add_representer(str, text)
    content = {**head, "questions": [entry_of(question) for question in questions]}
    return yaml.dump(
        content, Dumper=Dumper, allow_unicode=True, sort_keys=False, width=LINE, encoding="utf-8"
    )
