"""What arrives cut off, wrongly encoded or oddly written is the sender's fault: told so, and never logged."""

import asyncio
import logging
from collections.abc import AsyncIterator

import pytest
from aiohttp import web

from bot.adapters.web.adapter import WebAdapter
from bot.config.settings import WebSettings
from tests.web.conftest import read_command
from tests.web.fake_faces import FACES
from tests.web.fake_study import FakeStudy

FORM = "Content-Type: application/x-www-form-urlencoded"
PARTS = "Content-Type: multipart/form-data; boundary=x"
DIGITS = b"token=x&reply=" + b"9" * 5000
"""More than Python makes a number of."""


async def signed(request: web.Request) -> web.Response:
    """As the endpoints of Slack and Discord do: the bytes first, then who has signed them."""
    await request.read()
    return web.Response(status=401)


@pytest.fixture
async def address(study: FakeStudy) -> AsyncIterator[str]:
    routes = [web.post("/slack/events", signed)]
    adapter = WebAdapter(WebSettings(port=0), study, FACES, read_command, dict, routes)
    yield await adapter.start()
    await adapter.close()


async def post(
    address: str, path: str, body: bytes, *headers: str, length: int | None = None, cut: bool = False
) -> bytes:
    """The line of status; with `cut` the connection ends instead of going on."""
    size = f"Content-Length: {len(body) if length is None else length}"
    head = [f"POST {path} HTTP/1.1", "Host: localhost", size, *headers, "Connection: close", "", ""]
    reader, writer = await asyncio.open_connection("127.0.0.1", int(address.rpartition(":")[2]))
    writer.write("\r\n".join(head).encode() + body)
    if cut:
        await writer.drain()
        writer.write_eof()
    try:
        async with asyncio.timeout(5):
            return (await reader.read()).partition(b"\r\n")[0]
    finally:
        writer.close()


@pytest.mark.parametrize("path", ["/slack/events", "/say", "/press", "/submit", "/dismiss"])
@pytest.mark.parametrize("encoding", ["gzip", "deflate"])
async def test_a_body_that_is_not_encoded_as_it_says(
    address: str, caplog: pytest.LogCaptureFixture, path: str, encoding: str
) -> None:
    answer = await post(address, path, b"\xff" * 50, FORM, f"Content-Encoding: {encoding}")
    assert b" 400 " in answer
    assert not caplog.records


@pytest.mark.parametrize("path", ["/slack/events", "/say"])
async def test_a_body_that_is_cut_off(address: str, caplog: pytest.LogCaptureFixture, path: str) -> None:
    with caplog.at_level(logging.WARNING):
        await post(address, path, b"text=a", FORM, length=500, cut=True)
        # the server has noticed once it has answered somebody else
        assert b" 40" in await post(address, "/slack/events", b"")
    assert not caplog.records


@pytest.mark.parametrize(
    "part",
    [
        b"--x\r\nno head\r\n\r\na\r\n--x--\r\n",
        b'--x\r\nContent-Disposition: form-data; name="' + b"b" * 20_000 + b'"\r\n\r\na\r\n--x--\r\n',
        b'--x\r\nContent-Disposition: form-data; name="a"\r\n'
        b"Content-Transfer-Encoding: odd\r\n\r\na\r\n--x--\r\n",
        b'--x\r\nContent-Disposition: form-data; name="_charset_"\r\n\r\nodd\r\n--x\r\n\r\na\r\n--x--\r\n',
    ],
)
async def test_parts_of_a_form_that_nobody_can_read(
    address: str, caplog: pytest.LogCaptureFixture, part: bytes
) -> None:
    assert b" 400 " in await post(address, "/submit", part, PARTS)
    assert not caplog.records


@pytest.mark.parametrize("path", ["/press", "/submit", "/dismiss"])
async def test_the_number_of_no_reply(address: str, caplog: pytest.LogCaptureFixture, path: str) -> None:
    assert b" 303 " in await post(address, path, DIGITS, FORM)
    assert not caplog.records


async def test_an_origin_that_is_no_address(address: str, caplog: pytest.LogCaptureFixture) -> None:
    assert b" 403 " in await post(address, "/say", b"text=a", FORM, "Origin: http://[")
    assert not caplog.records
