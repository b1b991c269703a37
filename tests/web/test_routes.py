"""The playground's server over real HTTP."""

import asyncio
import re
import socket
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import aiohttp
import pytest
import structlog
from aiohttp import web

from bot.adapters.web.adapter import PortTaken, WebAdapter
from bot.cards import Card, Tone
from bot.commands import Help
from bot.config.settings import WebSettings
from bot.domain.ids import PLAYGROUND, Account, ChannelId, MessageId, QuestionId, RoundId, TopicId
from bot.domain.question import Kind, Level, Question
from bot.domain.round import Round, RoundKind
from bot.ports.outside import Refused
from bot.presses import encode
from bot.presses.questions import Choose
from tests.web.conftest import read_command
from tests.web.fake_faces import FACES
from tests.web.fake_study import ANSWERED, FILE, RIGHT, TODAY, FakeStudy

TOKEN = encode(Choose(TODAY, RIGHT))


@pytest.fixture
async def client(address: str) -> AsyncIterator[aiohttp.ClientSession]:
    jar = aiohttp.CookieJar(unsafe=True)  # cookies of an address without a name
    async with aiohttp.ClientSession(address, cookie_jar=jar) as session:
        yield session


def round_in(channel: ChannelId, id_: RoundId = TODAY) -> Round:
    now = datetime(2026, 11, 22, 9, tzinfo=UTC)
    question = Question(
        id=QuestionId("kv-cache"),
        topic=TopicId("inference"),
        level=Level.BEGINNER,
        kind=Kind.CONCEPT,
        prompt="Why?",
        answer="Because.",
        key_points=("one",),
    )
    return Round(
        id=id_, kind=RoundKind.DAILY, channel=channel, question=question, opened_at=now, day=now.date()
    )


async def page_of(client: aiohttp.ClientSession, member: str, face: str = "web") -> str:
    async with client.get("/", params={"as": member, "face": face}) as response:
        assert response.status == 200
        return await response.text()


async def press(client: aiohttp.ClientSession, member: str, **form: str) -> str:
    async with client.post("/press", params={"as": member}, data=form) as response:
        assert response.status == 200
        return await response.text()


async def test_the_page_shows_the_question_the_board_and_the_schedule(client: aiohttp.ClientSession) -> None:
    page = await page_of(client, "ada")
    for words in (
        "Question of the day",
        "Leaderboard, this week",
        "The next five times",
        "1 earlier post",
    ):
        assert words in page


async def test_looking_at_the_page_is_no_command_of_who_looks(
    client: aiohttp.ClientSession, study: FakeStudy
) -> None:
    """People are limited in what they ask for, and the page draws itself anew at every change."""
    await page_of(client, "ada")
    assert study.commands == []


async def test_everything_folds_away_but_open_questions_and_the_newest_post(
    client: aiohttp.ClientSession, study: FakeStudy, monkeypatch: pytest.MonkeyPatch
) -> None:
    tones = [Tone.RIGHT, Tone.INFO, Tone.QUESTION, Tone.CLOSED, Tone.RIGHT]

    async def timeline(channel: ChannelId, limit: int = 7) -> list[tuple[RoundId, Card]]:
        return [(RoundId(f"p{n}"), Card(title=tone, tone=tone)) for n, tone in enumerate(tones)]

    monkeypatch.setattr(study, "timeline", timeline)
    folded, _, shown = (await page_of(client, "ada")).partition("</details>")
    assert "3 earlier posts" in folded
    assert re.findall(r'id="post-(\w+)"', folded) == ["p0", "p1", "p3"]
    assert re.findall(r'id="post-(\w+)"', shown) == ["p2", "p4"]


async def test_text_from_questions_is_never_markup(client: aiohttp.ClientSession) -> None:
    page = await page_of(client, "ada")
    assert "The &lt;b&gt;gradients&lt;/b&gt; &amp; activations" in page
    assert "&lt;i&gt;Grace&lt;/i&gt;" in page


async def test_a_page_may_load_nothing_from_elsewhere_and_no_inline_script(
    client: aiohttp.ClientSession,
) -> None:
    async with client.get("/") as response:
        policy = response.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


async def test_a_reply_is_shown_to_the_person_who_pressed_and_to_nobody_else(
    client: aiohttp.ClientSession,
) -> None:
    assert "Grace chose B." in await press(client, "grace", token=TOKEN)
    assert "Grace chose B." not in await page_of(client, "ada")
    assert "Grace chose B." in await page_of(client, "grace")


async def test_the_cookie_remembers_who_one_is_and_the_address_wins(client: aiohttp.ClientSession) -> None:
    await page_of(client, "alan", "slack")
    async with client.get("/") as response:
        page = await response.text()
    assert 'data-here="/?as=alan&amp;face=slack"' in page
    assert "Command, as Grace" in await page_of(client, "grace")


async def test_an_unknown_person_or_face_falls_back_to_the_first(client: aiohttp.ClientSession) -> None:
    async with client.get("/", params={"as": "mallory", "face": "fax"}) as response:
        assert 'data-here="/?as=ada&amp;face=web"' in await response.text()


async def test_a_reply_that_replaces_stands_in_the_place_of_the_pressed_one(
    client: aiohttp.ClientSession,
) -> None:
    page = await press(client, "grace", token=f"sb1|show|{TODAY}|ask")
    assert "Show the answer?" in page
    page = await press(client, "grace", token=f"sb1|show|{TODAY}|sure", reply="1")
    assert "Show the answer?" not in page
    assert page.count("Only you can see this") == 1


async def test_a_press_that_asks_for_a_text_shows_a_field_in_place_of_its_button(
    client: aiohttp.ClientSession,
) -> None:
    page = await press(client, "grace", token=encode(ANSWERED))
    assert 'maxlength="4000" required' in page
    assert page.count(f'value="{encode(ANSWERED)}"') == 1
    assert "<textarea" not in await page_of(client, "ada")


async def test_a_text_reaches_the_core_as_it_was_written(
    client: aiohttp.ClientSession, study: FakeStudy
) -> None:
    await press(client, "grace", token=encode(ANSWERED))
    longest = "√" + "🙂" * 3998 + "\n"
    form = {"token": encode(ANSWERED), "reply": "1", "field-text": longest}
    async with client.post("/submit", params={"as": "grace"}, data=form) as response:
        page = await response.text()
    assert study.texts == {"web:grace": longest}
    assert "Compare, question 1" in page
    assert "<textarea" not in page
    assert page.count("Only you can see this") == 1


async def test_a_text_for_an_unknown_form_or_a_broken_core_is_answered_and_never_logged(
    client: aiohttp.ClientSession, study: FakeStudy
) -> None:
    study.fails = True
    with structlog.testing.capture_logs() as logs:
        for token, answer in (("sb1|nonsense", "no longer works"), (encode(ANSWERED), "That did not work")):
            form = {"token": token, "field-text": "my private words"}
            async with client.post("/submit", params={"as": "grace"}, data=form) as response:
                assert answer in await response.text()
    assert len(logs) == 2
    assert "private words" not in str(logs)


async def test_replies_are_dismissed_one_by_one_or_all_at_once(client: aiohttp.ClientSession) -> None:
    for _ in range(3):
        await press(client, "grace", token=TOKEN)
    async with client.post("/dismiss?as=grace", data={"reply": "2"}) as response:
        assert (await response.text()).count("Only you can see this") == 2
    async with client.post("/dismiss?as=grace", data={"reply": "all"}) as response:
        assert "Only you can see this" not in await response.text()


@pytest.mark.parametrize("token", ["", "nonsense", "sb0|choose|x|1", "sb1|choose|x|1|2", "<script>"])
async def test_a_button_of_nobody_knows_what_gets_a_friendly_reply(
    client: aiohttp.ClientSession, token: str
) -> None:
    assert "This button no longer works" in await press(client, "ada", token=token)


async def test_an_unexpected_failure_gets_an_apology(client: aiohttp.ClientSession, study: FakeStudy) -> None:
    study.fails = True
    page = await press(client, "ada", token=TOKEN)
    assert "That did not work" in page
    assert "the disk is full" not in page


async def test_a_command_reaches_the_core_and_its_reply_is_private(
    client: aiohttp.ClientSession, study: FakeStudy
) -> None:
    async with client.post("/say?as=alan", data={"text": "  /help "}) as response:
        assert "You said Help" in await response.text()
    assert Help() in study.commands
    assert "You said Help" not in await page_of(client, "ada")


async def test_a_file_is_a_link_for_the_person_it_was_for(client: aiohttp.ClientSession) -> None:
    async with client.post("/say?as=grace", data={"text": "/review export"}) as response:
        page = await response.text()
    assert 'href="/files/1?as=grace&amp;face=web" download' in page
    async with client.get("/files/1?as=grace") as response:
        assert await response.read() == FILE.content
        assert response.headers["Content-Disposition"] == 'attachment; filename="review.txt"'
        assert response.headers["Cache-Control"] == "no-store"
    for elsewhere in ("/files/1?as=ada", "/files/2?as=grace"):
        async with client.get(elsewhere) as response:
            assert response.status == 404


async def test_a_dismissed_reply_takes_its_file_along(client: aiohttp.ClientSession) -> None:
    await (await client.post("/say?as=grace", data={"text": "/review export"})).text()
    await (await client.post("/dismiss?as=grace", data={"reply": "1"})).text()
    async with client.get("/files/1?as=grace") as response:
        assert response.status == 404


async def test_a_person_is_told_something_that_nobody_else_sees(
    client: aiohttp.ClientSession, adapter: WebAdapter
) -> None:
    await adapter.tell(Account("web:grace"), Card(title="3 cards are due"))
    assert "3 cards are due" in await page_of(client, "grace")
    assert "3 cards are due" not in await page_of(client, "ada")


async def test_only_ada_manages_the_channel(client: aiohttp.ClientSession) -> None:
    for member, words in (("alan", "Managers only"), ("ada", "You said Ask")):
        async with client.post(f"/say?as={member}", data={"text": "/ask"}) as response:
            assert words in await response.text()


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
    ],
)
async def test_another_site_cannot_press_for_us(
    client: aiohttp.ClientSession, study: FakeStudy, headers: dict[str, str]
) -> None:
    async with client.post("/press?as=ada", data={"token": TOKEN}, headers=headers) as response:
        assert response.status == 403
    assert not study.answers


async def test_our_own_page_may_press(client: aiohttp.ClientSession, address: str) -> None:
    for headers in ({"Origin": address}, {"Sec-Fetch-Site": "same-origin"}):
        async with client.post("/press", data={"token": TOKEN}, headers=headers) as response:
            assert response.status == 200


async def test_a_huge_form_is_refused(client: aiohttp.ClientSession) -> None:
    async with client.post("/say", data={"text": "x" * 300_000}) as response:
        assert response.status == 413


async def test_a_page_that_cannot_be_made_says_so_without_details(
    client: aiohttp.ClientSession, study: FakeStudy, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(channel: ChannelId, limit: int = 7) -> list[tuple[RoundId, Card]]:
        raise RuntimeError("secret detail")

    monkeypatch.setattr(study, "timeline", broken)
    async with client.get("/") as response:
        assert response.status == 500
        assert "secret detail" not in await response.text()


async def test_the_command_box_completes_commands_topics_questions_and_schedules(
    client: aiohttp.ClientSession,
) -> None:
    for typed, expected in (
        ("/le", "/leaderboard"),
        ("/quiz att", "/quiz attention"),
        ("/quiz l", "/quiz live"),
        ("/quiz live att", "/quiz live attention"),
        ("/question show kv", "/question show kv-cache"),
        ("/schedule pause d", "/schedule pause daily"),
        ("/inter", "/interview"),
        ("/interview att", "/interview attention"),
        ("/interview hi", "/interview history"),
        ("/rev", "/review"),
        ("/review add kv", "/review add kv-cache"),
    ):
        async with client.get("/complete", params={"text": typed}) as response:
            assert (await response.json())[0][0] == expected


async def test_health_is_alive_and_readiness_names_each_part(
    client: aiohttp.ClientSession, health: dict[str, str]
) -> None:
    async with client.get("/healthz") as response:
        assert response.status == 200
    async with client.get("/readyz") as response:
        assert (response.status, await response.json()) == (200, {"store": "ready", "discord": "off"})
    health["discord"] = "connecting"
    async with client.get("/readyz") as response:
        assert (response.status, (await response.json())["discord"]) == (503, "connecting")


async def test_a_change_reaches_every_watching_page(
    client: aiohttp.ClientSession, adapter: WebAdapter
) -> None:
    async with asyncio.timeout(5), client.get("/changes?since=elsewhere") as stream:
        assert stream.content_type == "text/event-stream"
        first = await _next_event(stream)
        adapter.changed(PLAYGROUND)
        assert await _next_event(stream) != first


async def test_a_burst_of_changes_costs_few_events(
    client: aiohttp.ClientSession, adapter: WebAdapter
) -> None:
    async def burst() -> None:
        for _ in range(50):
            adapter.changed(PLAYGROUND)
            await asyncio.sleep(0.001)

    async with asyncio.timeout(10), client.get("/changes?since=elsewhere") as stream:
        first = _count(await _next_event(stream))
        changing = asyncio.create_task(burst())
        counts = [first]
        while counts[-1] < first + 50:
            counts.append(_count(await _next_event(stream)))
        await changing
    assert len(counts) < 25


def _count(mark: str) -> int:
    return int(mark.split("-")[1])


async def _next_event(stream: aiohttp.ClientResponse) -> str:
    async for line in stream.content:
        if line.startswith(b"data: "):
            return line.removeprefix(b"data: ").decode().strip()
    raise AssertionError("the stream ended")


async def test_closing_ends_open_streams_at_once(client: aiohttp.ClientSession, adapter: WebAdapter) -> None:
    async with client.get("/changes?since=elsewhere") as stream:
        await _next_event(stream)
        async with asyncio.timeout(2):
            await adapter.close()
            await stream.read()


async def test_a_taken_port_is_a_clear_error(study: FakeStudy) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        adapter = WebAdapter(WebSettings(port=port), study, FACES, read_command, dict)
        with pytest.raises(PortTaken, match=f"port {port} is taken.*--port"):
            await adapter.start()


async def test_posting_needs_no_more_than_a_look(adapter: WebAdapter) -> None:
    assert await adapter.post(round_in(PLAYGROUND), Card(title="x")) == MessageId(TODAY)
    assert await adapter.find(round_in(PLAYGROUND), Card(title="")) == MessageId(TODAY)
    assert await adapter.find(round_in(PLAYGROUND, RoundId("nothere")), Card(title="")) is None
    with pytest.raises(Refused, match="one channel"):
        await adapter.post(round_in(ChannelId("web:playground/random")), Card(title="x"))


async def test_other_parts_may_bring_their_own_routes(study: FakeStudy) -> None:
    async def events(request: web.Request) -> web.Response:
        return web.Response(text=await request.text())

    adapter = WebAdapter(
        WebSettings(port=0), study, FACES, read_command, dict, [web.post("/slack/events", events)]
    )
    address = await adapter.start()
    try:
        async with (
            aiohttp.ClientSession(address) as client,
            client.post("/slack/events", data="hi") as answer,
        ):
            assert await answer.text() == "hi"
    finally:
        await adapter.close()
