"""The same cards as the browser and a terminal show them; Discord's and Slack's stand in their own tests.

Delete a file in tests/golden/ and run twice to renew it, then read what has changed.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from bot.adapters.web.render import to_html
from bot.cards import Card
from bot.plain import to_plain
from tests.gallery import GALLERY

GOLDEN = Path(__file__).parent / "golden"
FACES: dict[str, Callable[[Card], str]] = {
    "html": to_html,
    "plain.txt": to_plain,
    "open.txt": partial(to_plain, open_spoilers=True),
}


@pytest.mark.parametrize("face", FACES)
@pytest.mark.parametrize("name", GALLERY)
def test_a_card_looks_as_it_did(name: str, face: str) -> None:
    file = GOLDEN / face.partition(".")[0] / f"{name}.{face.rpartition('.')[2]}"
    shown = FACES[face](GALLERY[name]()) + "\n"
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(shown)
        pytest.fail(f"{file} was missing and has been written; read it, then run again")
    assert file.read_text() == shown
