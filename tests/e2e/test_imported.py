"""Questions that were imported, asked in the running playground as each of the three faces shows them."""

import re
import subprocess
import sys
from html import unescape
from pathlib import Path

import aiohttp
import pytest

from bot.domain.ids import RoundId
from bot.domain.round import Rating
from bot.presses import decode, encode
from bot.presses.questions import Rate, ShowAnswer
from tests.e2e.process import started
from tests.e2e.test_process import playground

FACES = ("web", "discord", "slack")
LONG = "It is asked at length, as some do, before they come to the point. " * 60
OPEN = f"""\
# Soil
### 1. Why does `loam` hold $\\frac{{1}}{{2}}$ of its water?
{LONG}

```python
print("soil & sand")
```

**Answer:** Since \\(w = \\frac{{a}}{{b}}\\), and:

| Kind | Share |
|------|-------|
| clay | <half |

```python
print("answered")
```
"""
CHOICE = "### Q1: Does clay swell?\nA) Yes, it does\nB) No, it does not\n\nAnswer: A\n"


def _imported(folder: Path, text: str) -> Path:
    (folder / "soil.md").write_text(text)
    command = (
        sys.executable,
        "-m",
        "bot",
        "bank",
        "import",
        str(folder / "soil.md"),
        "--out",
        str(folder / "p"),
    )
    subprocess.run(command, check=True, capture_output=True)
    return folder / "p"


class Visitor:
    def __init__(self, client: aiohttp.ClientSession, address: str, face: str) -> None:
        self._client = client
        self._address = address
        self._who = {"as": {"web": "ada", "discord": "grace", "slack": "alan"}[face], "face": face}

    async def page(self) -> str:
        async with self._client.get(self._address, params=self._who) as answer:
            assert answer.status == 200
            return unescape(await answer.text())

    async def press(self, token: str) -> str:
        address = f"{self._address}/press"
        async with self._client.post(address, params=self._who, data={"token": token}) as answer:
            assert answer.status == 200
            return unescape(await answer.text())


def _round(page: str) -> RoundId:
    tokens = map(decode, re.findall(r'value="(sb1\|show\|[^"]+)"', page))
    return next(press.round for press in tokens if isinstance(press, ShowAnswer))


@pytest.fixture
async def client() -> object:
    async with aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar()) as session:
        yield session


async def test_an_imported_open_question_is_asked_shown_and_rated_on_every_face(
    tmp_path: Path, client: aiohttp.ClientSession
) -> None:
    settings = playground(tmp_path, bank=str(_imported(tmp_path, OPEN)))
    async with started(settings, tmp_path / "log") as bot:
        for face in FACES:
            visitor = Visitor(client, bot.address, face)
            page = await visitor.page()
            assert "Question of the day: Soil" in page
            assert "Answer it in your own words, then compare." in page
            assert "no points" in page
            assert 'print("answered")' not in page
            round_ = _round(page)
            shown = await visitor.press(encode(ShowAnswer(round_)))
            for words in (
                'print("answered")',
                "clay",
                "<half",
                "How did yours compare?",
                "Knew it",
                "Missed it",
            ):
                assert words in shown, (face, words)
            assert "Noted" in await visitor.press(encode(Rate(round_, Rating.PARTLY)))
    assert "Traceback" not in (tmp_path / "log").read_text()


async def test_an_imported_choice_of_two_is_asked_with_two_buttons_on_every_face(
    tmp_path: Path, client: aiohttp.ClientSession
) -> None:
    settings = playground(tmp_path, bank=str(_imported(tmp_path, CHOICE)))
    async with started(settings, tmp_path / "log") as bot:
        for face in FACES:
            visitor = Visitor(client, bot.address, face)
            page = await visitor.page()
            choices = sorted(set(re.findall(r'value="(sb1\|choose\|[^"]+)"', page)))
            assert len(choices) == 2
            verdict = await visitor.press(choices[0])
            assert "Right" in verdict or "Not this time" in verdict
            assert "Yes, it does" in verdict
    assert "Traceback" not in (tmp_path / "log").read_text()
