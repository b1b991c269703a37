"""Answers sooner than anybody reads, and people off the boards."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta, tzinfo

from bot.cards import Card, Prose, Reply
from bot.ports.fairness import FastAnswer
from bot.wording.phrases import counted, line, moment, strong
from bot.wording.replies import refused

WHAT_IT_MEANS = (
    "A third of the usual reading time is less than anybody needs. Perhaps somebody has seen the question "
    "before, or guessed. Nothing follows from it by itself."
)


def fast_card(named: Sequence[tuple[FastAnswer, str]], zone: tzinfo) -> Card:
    if not named:
        return Card(
            title="No answer came too soon",
            blocks=(line("Right answers before anybody can have read are listed here."),),
        )
    return Card(
        title="Right sooner than one reads",
        blocks=tuple(_fast(fast, name, zone) for fast, name in named),
        note=WHAT_IT_MEANS,
    )


def _fast(fast: FastAnswer, name: str, zone: tzinfo) -> Prose:
    return line(strong(moment(fast.at, zone)), f": {name}, {fast.question}, {_seconds(fast)}")


def _seconds(fast: FastAnswer) -> str:
    return f"{_tenths(fast.taken)} s, reading takes about {round(fast.needed.total_seconds())} s"


def _tenths(span: timedelta) -> str:
    return f"{span.total_seconds():.1f}"


def week_card(name: str, fast: Sequence[FastAnswer]) -> Card:
    return Card(
        title=f"{counted(len(fast), 'answer')} of {name} came sooner than one reads",
        blocks=(
            *(line(f"{one.question}: {_seconds(one)}") for one in fast),
            line(WHAT_IT_MEANS),
        ),
        note="/audit speed lists all; /exclude takes somebody off the boards.",
    )


def excluded_card(name: str, reason: str) -> Card:
    why = f": “{reason}”" if reason else "; you gave no reason."
    return Card(
        title=f"{name} is off the boards",
        blocks=(
            line("Their points count on no board, for no team and in no running competition here."),
            line("They can go on answering, and nothing is deleted: /readmit brings all of it back."),
            line(f"They read why on their own /stats and boards{why}"),
        ),
        note="It stands in /audit. Competitions that have ended stay as they are.",
    )


def readmitted_card(name: str) -> Card:
    return Card(
        title=f"{name} is on the boards again", blocks=(line("All of their answers count as before."),)
    )


def was_off_card(name: str) -> Card:
    return refused(f"{name} is off the boards already", "/readmit brings them back.")


def was_on_card(name: str) -> Card:
    return refused(f"{name} is on the boards", "There is nothing to take back.")


def told_off(reply: Reply, reason: str) -> Reply:
    """The same, led by why a person is on no board."""
    why = f": “{reason}”." if reason else "."
    note = line(
        strong(f"A manager has taken you off the boards{why}"), " Your answers are kept; ask a manager."
    )
    return replace(reply, card=replace(reply.card, blocks=(note, *reply.card.blocks)))
