"""A card as Slack blocks, within every limit that Slack has."""

from collections.abc import Iterable, Sequence

from bot.adapters.slack import mrkdwn
from bot.adapters.slack.blocks import fitted, section, size
from bot.adapters.slack.elements import ACTION, Json, button_of, plain_text
from bot.cards import Block, Button, Card, Spoiler
from bot.plain import summary
from bot.presses import encode

MOST_CHARACTERS = 12_000  # of the blocks as JSON; Slack refuses a message at about 13,200
MOST_BLOCKS = 50
MOST_HOME_BLOCKS = 100
_TITLE, _NOTE, _NOTICE, _ELEMENTS = 150, 1000, 400, 25
_RESERVE = 600  # characters kept free for numbers in action_ids, a mention and a "Read on" button


def to_text(card: Card) -> str:
    """What a notification and a screen reader say of a message."""
    return mrkdwn.escape(mrkdwn.led(summary(card, _NOTICE))) or "studybot"


def to_blocks(card: Card) -> list[Json]:
    """A message's blocks, with room left for a mention above them."""
    return _numbered(_blocks(card))


def to_home(cards: Iterable[Card]) -> list[Json]:
    """The blocks of an App Home, one card below the other; cards that have no room are left out."""
    blocks: list[Json] = []
    for card in cards:
        more = _blocks(card)
        if len(blocks) + len(more) < MOST_HOME_BLOCKS:
            blocks += [{"type": "divider"}, *more] if blocks else more
    return _numbered(blocks)


def _blocks(card: Card) -> list[Json]:
    head = [{"type": "header", "text": plain_text(card.title, _TITLE)}] if card.title.strip() else []
    foot = [{"type": "context", "elements": [plain_text(card.note, _NOTE)]}] if card.note.strip() else []
    hidden = [block for block in card.blocks if isinstance(block, Spoiler) and not block.button]
    spoilers = [Button(spoiler.label, spoiler.press) for spoiler in hidden]
    actions = _actions([*card.buttons, *spoilers])
    around = [*head, *actions, *foot]
    body, was_cut = _body(
        card.blocks, MOST_CHARACTERS - _RESERVE - size(around), MOST_BLOCKS - 2 - len(around)
    )
    if was_cut and card.more:
        actions = _actions([*card.buttons, *spoilers, Button("Read on", card.more)])
    return [*head, *body, *actions, *foot] or [section("…")]


def _body(blocks: Sequence[Block], room: int, most: int) -> tuple[list[Json], bool]:
    """All blocks in full if there is room, else every one with its fair share of it."""
    made = [fitted(block, room) for block in blocks]
    wanted = [size(sections) for sections, _ in made]
    if sum(wanted) > room:
        made = [fitted(block, share) for block, share in zip(blocks, _shares(wanted, room), strict=True)]
    sections = [section for sections, _ in made for section in sections]
    return sections[:most], len(sections) > most or any(was_cut for _, was_cut in made)


def _shares(wanted: Sequence[int], room: int) -> list[int]:
    """What each may take: the small ones all they want, the large ones the same amount."""
    left, level = room, room
    for position, size_ in enumerate(sorted(wanted)):
        level = left // (len(wanted) - position)
        left -= min(size_, level)
    return [min(size_, level) for size_ in wanted]


def _actions(buttons: Sequence[Button]) -> list[Json]:
    """The buttons in rows; of two that mean the same, the first one."""
    unique = {encode(button.press): button for button in reversed(buttons)}
    kept = [button for button in buttons if unique[encode(button.press)] is button]
    rows = [kept[start : start + _ELEMENTS] for start in range(0, len(kept), _ELEMENTS)]
    return [{"type": "actions", "elements": [button_of(button) for button in row]} for row in rows]


def _numbered(blocks: list[Json]) -> list[Json]:
    """Gives every button an action_id that no other one in the message has."""
    for number, button in enumerate(button for block in blocks for button in _buttons(block)):
        button["action_id"] = f"{ACTION}{number}"
    return blocks


def _buttons(block: Json) -> list[Json]:
    if block["type"] == "actions":
        return list(block["elements"])
    return [block["accessory"]] if "accessory" in block else []
