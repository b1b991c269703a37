"""The playground with a token, and what strangers send it: over real HTTP, and by raw sockets."""

import asyncio
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from html import unescape

import aiohttp
import pytest
import structlog.testing
import yarl
from aiohttp import web

from bot.adapters.web.adapter import WebAdapter
from bot.adapters.web.gate import COOKIE
from bot.config.settings import WebSettings
from bot.presses import encode
from bot.presses.questions import Choose
from tests.web.conftest import read_command
from tests.web.fake_faces import FACES
from tests.web.fake_study import RIGHT, TODAY, FakeStudy

TOKEN = "fortytwo-zebras-at-dawn"
PRESS = {"token": encode(Choose(TODAY, RIGHT))}
PRIVATE = [
    ("GET", "/"),
    ("GET", "/changes"),
    ("GET", "/complete?text=/quiz"),
    ("GET", "/files/1"),
    ("GET", "/pictures/a.png"),
    ("POST", "/press"),
    ("POST", "/say"),
    ("POST", "/submit"),
    ("POST", "/dismiss"),
    ("GET", "/nothing-there"),
]


async def signed(request: web.Request) -> web.Response:
    return web.Response(text="checked by itself")


@pytest.fixture
async def guarded(study: FakeStudy) -> AsyncIterator[str]:
    settings = WebSettings(port=0, token=TOKEN)
    adapter = WebAdapter(settings, study, FACES, read_command, dict, [web.post("/slack/events", signed)])
    yield await adapter.start()
    await adapter.close()


@pytest.fixture
async def stranger(guarded: str) -> AsyncIterator[aiohttp.ClientSession]:
    jar = aiohttp.CookieJar(unsafe=True)
    async with aiohttp.ClientSession(guarded, cookie_jar=jar) as session:
        yield session


async def enter(session: aiohttp.ClientSession, token: str) -> int:
    async with session.post("/enter", data={"token": token}, allow_redirects=False) as response:
        return response.status


@pytest.mark.parametrize(("method", "path"), PRIVATE)
async def test_nothing_is_seen_or_done_without_the_token(
    stranger: aiohttp.ClientSession, study: FakeStudy, method: str, path: str
) -> None:
    async with stranger.request(method, path, data=PRESS if method == "POST" else None) as response:
        assert response.status == 401
        text = await response.text()
    assert "Question of the day" not in text
    assert not study.answers


async def test_the_token_is_entered_once(stranger: aiohttp.ClientSession) -> None:
    async with stranger.post("/enter", data={"token": f" {TOKEN} "}, allow_redirects=False) as response:
        assert response.status == 303
        kept = response.cookies[COOKIE]
    assert kept["httponly"]
    assert kept["samesite"] == "Strict"
    assert TOKEN not in kept.value
    async with stranger.get("/") as response:
        assert response.status == 200
        assert "Question of the day" in await response.text()


@pytest.mark.parametrize("wrong", ["", "fortytwo", TOKEN + "!", TOKEN.upper(), "é" * 20])
async def test_a_wrong_token_opens_nothing(stranger: aiohttp.ClientSession, wrong: str) -> None:
    assert await enter(stranger, wrong) == 401
    for cookie in (TOKEN, "", "a" * 64, "é"):
        async with stranger.get("/", headers={"Cookie": f"{COOKIE}={cookie}"}) as response:
            assert response.status == 401


async def test_a_link_leads_where_it_should_behind_the_token(
    stranger: aiohttp.ClientSession,
) -> None:
    link = "/?as=grace&face=plain&x=%22%3E%3Cscript%3E%0d%0aSet-Cookie:%20a"
    async with stranger.get(yarl.URL(link, encoded=True)) as response:
        page = await response.text()
    [action] = re.findall(r'action="([^"]*)"', page)
    assert "<script" not in page
    where = yarl.URL(unescape(action), encoded=True)
    assert where.path == "/enter"
    async with stranger.post(where, data={"token": "wrong"}) as response:
        assert f'action="{action}"' in await response.text()
    async with stranger.post(where, data={"token": TOKEN}, allow_redirects=False) as response:
        led = yarl.URL(response.headers["Location"], encoded=True)
    assert (led.path, led.query["as"], led.query["face"]) == ("/", "grace", "plain")
    assert not led.is_absolute()


@pytest.mark.parametrize("scheme", ["Bearer", "bearer"])
async def test_programs_bring_it_in_a_header(stranger: aiohttp.ClientSession, scheme: str) -> None:
    async with stranger.get("/", headers={"Authorization": f"{scheme} {TOKEN}"}) as response:
        assert response.status == 200


@pytest.mark.parametrize("header", ["Bearer ", "Bearer", TOKEN, f"Basic {TOKEN}", f" {TOKEN}"])
async def test_a_header_without_its_scheme_or_token_opens_nothing(
    stranger: aiohttp.ClientSession, header: str
) -> None:
    async with stranger.get("/", headers={"Authorization": header}) as response:
        assert response.status == 401


async def test_guessing_is_limited_also_for_the_right_one(stranger: aiohttp.ClientSession) -> None:
    assert [await enter(stranger, "wrong") for _ in range(5)] == [401] * 5
    async with stranger.post("/enter", data={"token": TOKEN}) as response:
        assert response.status == 429
        assert response.headers["Retry-After"] == "60"
        assert "Too many tries" in (page := await response.text())
        assert 'name="token"' in page


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/static/page.css"])
async def test_health_and_style_need_no_token(stranger: aiohttp.ClientSession, path: str) -> None:
    async with stranger.get(path) as response:
        assert response.status == 200


async def test_signed_calls_stay_outside(stranger: aiohttp.ClientSession) -> None:
    async with stranger.post("/slack/events", headers={"Host": "study.example.org"}) as response:
        assert response.status == 200


async def test_another_site_cannot_enter_for_somebody(stranger: aiohttp.ClientSession) -> None:
    async with stranger.post(
        "/enter", data={"token": TOKEN}, headers={"Origin": "https://evil.example"}
    ) as response:
        assert response.status == 403


Send = Callable[[bytes], Awaitable[bytes]]


@pytest.fixture
def send(address: str) -> Send:
    """Bytes as they are, over a socket of their own; what came back, whole."""

    async def sent(request: bytes) -> bytes:
        port = int(address.rpartition(":")[2])
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(request)
        try:
            async with asyncio.timeout(5):
                return await reader.read()
        finally:
            writer.close()

    return sent


def get(path: str, *headers: str, host: str = "localhost") -> bytes:
    lines = [f"GET {path} HTTP/1.1", f"Host: {host}", *headers, "Connection: close", "", ""]
    return "\r\n".join(lines).encode()


def status(answer: bytes) -> int:
    return int(answer.split(b" ", 2)[1])


@pytest.mark.parametrize(
    "path",
    [
        "/static/../adapter.py",
        "/static/..%2fadapter.py",
        "/static/%2e%2e/adapter.py",
        "/static/%2e%2e%2fadapter.py",
        "/static/..%5cadapter.py",
        "/static/..%252fadapter.py",
        "/static//etc/passwd",
        "/static/%2fetc%2fpasswd",
        "/static/page.css%00.png",
        "/static/",
        "/pictures/..%2f..%2fadapter.png",
        "/files/..%2f1",
        "//evil.example/..",
    ],
)
async def test_no_path_leads_out_of_what_is_served(send: Send, path: str) -> None:
    answer = await send(get(path))
    assert status(answer) in (400, 403, 404)
    assert b"import" not in answer
    assert b"root:" not in answer


@pytest.mark.parametrize(
    ("request_", "expected"),
    [
        (b"GET / HTTP/1.1\r\nConnection: close\r\n\r\n", 400),
        (get("/", host="evil.example"), 421),
        (get("/", host="localhost.evil.example"), 421),
        (get("/", host="127.0.0.1@evil.example"), 421),
        (get("/", f"X-Long: {'x' * 20_000}"), 400),
        (get("/" + "x" * 20_000), 400),
        (b"nonsense\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nHost: localhost\r\nBad Header: 1\r\nConnection: close\r\n\r\n", 400),
    ],
)
async def test_what_no_browser_sends_is_refused(send: Send, request_: bytes, expected: int) -> None:
    """A name that somebody points at this machine opens nothing, since its pages could read ours."""
    assert status(await send(request_)) == expected


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://localhost.evil.example"])
async def test_a_form_of_another_origin_is_refused(send: Send, study: FakeStudy, origin: str) -> None:
    body = f"token={PRESS['token'].replace('|', '%7C')}"
    request = (
        f"POST /press?as=ada HTTP/1.1\r\nHost: localhost\r\nOrigin: {origin}\r\n"
        "Content-Type: application/x-www-form-urlencoded\r\n"
        f"Content-Length: {len(body)}\r\nConnection: close\r\n\r\n{body}"
    )
    assert status(await send(request.encode())) == 403
    assert not study.answers


async def test_a_body_that_does_not_come_is_not_waited_for(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.adapters.web.uploads.ARRIVES_WITHIN", 0.1)
    reader, writer = await asyncio.open_connection("127.0.0.1", int(address.rpartition(":")[2]))
    writer.write(
        b"POST /say HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
        b"Content-Length: 100\r\nConnection: close\r\n\r\ntext=a"
    )
    async with asyncio.timeout(5):
        assert status(await reader.readline()) == 408
    writer.close()


async def test_whoever_asks_without_end_is_told_to_wait(address: str) -> None:
    async with aiohttp.ClientSession(address) as session:

        async def ask() -> int:
            async with session.get("/static/icon.svg") as response:
                return response.status

        found = await asyncio.gather(*(ask() for _ in range(400)))
        assert set(found) == {200, 429}
        async with session.get("/healthz") as response:
            assert response.status == 200


@pytest.mark.parametrize(
    "kind", ["multipart/form-data; boundary=x", "application/x-www-form-urlencoded; charset=nope"]
)
async def test_a_form_of_no_shape_is_told_so_and_is_no_fault_of_ours(send: Send, kind: str) -> None:
    head = f"POST /say HTTP/1.1\r\nHost: localhost\r\nContent-Type: {kind}\r\nContent-Length: 6\r\n"
    answer = await send(head.encode() + b"Connection: close\r\n\r\ntext=a")
    assert status(answer) == 400
    assert b"no form that can be read" in answer


async def test_what_a_forged_button_holds_is_in_no_log(address: str) -> None:
    with structlog.testing.capture_logs() as logged:
        async with (
            aiohttp.ClientSession(address) as session,
            session.post("/press", data={"token": "my secret thought"}) as response,
        ):
            assert response.status == 200
            assert "This button no longer works" in await response.text()
    assert [each["event"] for each in logged] == ["unknown button"]
    assert "secret thought" not in str(logged)


async def test_what_is_no_good_http_is_in_no_log(send: Send, caplog: pytest.LogCaptureFixture) -> None:
    assert status(await send(get("/", f"Cookie: {COOKIE}=mine; {'x' * 9000}"))) == 400
    assert not caplog.records
