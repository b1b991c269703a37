"""What a schema cannot say: rules between the keys of a question.

They look at the values as they stand in the file, so that their faults are found together with all others.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from bot.domain.question import CHOICES, FEWEST_CHOICES, MOST_CHOICES

Entry = Mapping[str, Any]
Fault = tuple[str, str]
"""The key at fault, and what is wrong with it."""

OPTION_KEYS = {"text", "why", "right"}


def has_four_options(entry: Entry, topic: str) -> Iterator[Fault]:
    options = entry.get("options")
    if isinstance(options, list) and len(options) != CHOICES:
        count = len(options)
        yield "options", f"needs {CHOICES} entries, has {count}; leave the key out for an open question"


def has_one_right_option(entry: Entry, topic: str) -> Iterator[Fault]:
    options = entry.get("options")
    if not isinstance(options, list) or not options:
        return
    # a misspelt `right` is reported as such, and is no second fault
    if all(isinstance(option, dict) and option.keys() <= OPTION_KEYS for option in options):
        rights = sum(option.get("right") is True for option in options)
        if rights != 1:
            yield "options", f"needs `right: true` on exactly one entry, has it on {rights}; mark the one"


def stands_in_its_topics_file(entry: Entry, topic: str) -> Iterator[Fault]:
    own = entry.get("topic")
    if isinstance(own, str) and own != topic:
        yield "topic", f"is `{own}`, but this is the file of `{topic}`; correct it, or move the question"


def has_code_for_its_output(entry: Entry, topic: str) -> Iterator[Fault]:
    if "output" in entry and "code" not in entry:
        yield "output", "stands without `code`; add the demo that prints it, or remove the output"


RULES: tuple[Callable[[Entry, str], Iterator[Fault]], ...] = (
    has_four_options,
    has_one_right_option,
    stands_in_its_topics_file,
    has_code_for_its_output,
)


def faults(entry: Entry, topic: str) -> Iterator[Fault]:
    """Everything that is wrong between the keys of one question in the file of a topic."""
    for rule in RULES:
        yield from rule(entry, topic)


def imported_faults(entry: Entry) -> Iterator[Fault]:
    """The same of an imported question, which may have any topic and two to eight options."""
    options = entry.get("options")
    if isinstance(options, list) and options:
        if not FEWEST_CHOICES <= len(options) <= MOST_CHOICES:
            wanted = f"{FEWEST_CHOICES} to {MOST_CHOICES}"
            yield (
                "options",
                f"needs {wanted} entries, has {len(options)}; leave the key out for an open question",
            )
        yield from has_one_right_option(entry, "")
    if not entry.get("answer") and entry.get("draft") is not True:
        yield "answer", "is missing; write it, or keep the question aside with `draft: true`"
