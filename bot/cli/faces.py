"""A question of the bank as each place would show it."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.cards import Card
    from bot.domain.question import Question

FACES = ("discord", "slack", "plain", "html")


def shown(question: "Question", topic: str, face: str) -> str:
    """The post that asks it, then the pages that tell all about it."""
    cards = list(_cards(question, topic))
    match face:
        case "discord":
            from bot.adapters.discord.render import to_message

            return _json([to_message(card) for card in cards])
        case "slack":
            from bot.adapters.slack.render import to_blocks

            return _json([to_blocks(card) for card in cards])
        case "html":
            from bot.adapters.web.render import to_html

            return "\n".join(to_html(card, id_=f"card-{n}") for n, card in enumerate(cards))
        case _:
            from bot.plain import to_plain

            return "\n\n\n".join(to_plain(replace(card, buttons=())) for card in cards)


def _cards(question: "Question", topic: str) -> "Iterator[Card]":
    from bot.adapters.clock import SystemClock
    from bot.domain.ids import PLAYGROUND, RoundId
    from bot.domain.round import Round, RoundKind
    from bot.presses.questions import ReadQuestion
    from bot.wording.answers import question_page
    from bot.wording.rounds import open_card

    now = SystemClock().now()
    round_ = Round(
        id=RoundId("preview"),
        kind=RoundKind.DAILY,
        channel=PLAYGROUND,
        question=question,
        opened_at=now,
        day=now.date(),
    )
    yield open_card(round_, topic, 0, UTC)
    page = 0
    while True:
        card = question_page(question, page)
        yield card
        page += 1
        if all(button.press != ReadQuestion(question.id, page) for button in card.buttons):
            return


def _json(payloads: list[object]) -> str:
    return json.dumps(payloads, indent=2, ensure_ascii=False)
