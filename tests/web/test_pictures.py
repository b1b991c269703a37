"""Pictures in the playground: each under a name of its own, with its words."""

from dataclasses import replace
from html import escape

import aiohttp
import pytest

from bot.adapters.web.pictures import KEPT, Pictures
from bot.cards import Picture
from tests.fakes import TINY_PNG
from tests.gallery import pictured

[PICTURE] = pictured().pictures


@pytest.mark.parametrize("face", ["web", "discord", "slack"])
async def test_a_picture_of_a_page_is_served(address: str, face: str) -> None:
    async with aiohttp.ClientSession(address) as client:
        async with client.get(f"/pictures/{PICTURE.name}") as response:
            assert response.status == 404
        said = {"text": "/leaderboard picture"}
        async with client.post(f"/say?as=alan&face={face}", data=said) as response:
            page = await response.text()
        if face == "web":
            assert f'src="/pictures/{PICTURE.name}" alt="{escape(PICTURE.alt)}"' in page
        async with client.get(f"/pictures/{PICTURE.name}") as response:
            assert await response.read() == TINY_PNG
            assert response.content_type == "image/png"
            assert "img-src 'self'" in response.headers["Content-Security-Policy"]
            assert "immutable" in response.headers["Cache-Control"]


@pytest.mark.parametrize("name", ["..%2Fpage.css", "x.png%00", "A.png", "standings.gif"])
async def test_nothing_else_is_served_there(address: str, name: str) -> None:
    async with (
        aiohttp.ClientSession(address) as client,
        client.get(f"/pictures/{name}") as response,
    ):
        assert response.status == 404


def test_the_oldest_pictures_make_room() -> None:
    kept = Pictures()
    for n in range(KEPT + 1):
        kept.keep(replace(pictured(), blocks=(Picture(f"race-{n}.png", "words", b"%d" % n),)))
        kept.keep(replace(pictured(), blocks=(Picture("race-0.png", "words", b"0"),)))
    assert kept.find("race-0.png") == b"0"
    assert kept.find("race-1.png") is None
    assert kept.find(f"race-{KEPT}.png") == b"%d" % KEPT
