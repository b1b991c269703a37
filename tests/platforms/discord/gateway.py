"""The gateway: HELLO, IDENTIFY, heartbeats, dispatches, and sessions that can be resumed."""

import json
import zlib
from dataclasses import dataclass, field
from typing import Any

from aiohttp import WSCloseCode, WSMsgType, web

from tests.platforms.discord.world import Json, World

DISPATCH, INVALID_SESSION, HELLO, HEARTBEAT_ACK = 0, 9, 10, 11
BAD_TOKEN, DISALLOWED_INTENTS = 4004, 4014
FORGOTTEN: tuple[str, Json] = ("FORGOTTEN", {})
PRIVILEGED = (1 << 1) | (1 << 8) | (1 << 15)


class Line:
    """One websocket, compressed as its client asked."""

    def __init__(self, socket: web.WebSocketResponse, compress: bool) -> None:
        self.socket = socket
        self._deflate = zlib.compressobj() if compress else None

    async def send(self, op: int, data: Any, event: str | None = None, seq: int | None = None) -> None:
        text = json.dumps({"op": op, "d": data, "s": seq, "t": event})
        if self._deflate is None:
            await self.socket.send_str(text)
        else:
            packed = self._deflate.compress(text.encode()) + self._deflate.flush(zlib.Z_SYNC_FLUSH)
            await self.socket.send_bytes(packed)


@dataclass
class Session:
    id: str
    line: Line | None
    sent: list[tuple[str, Json]] = field(default_factory=list)

    async def dispatch(self, event: str, data: Json) -> None:
        self.sent.append((event, data))
        if self.line is not None and not self.line.socket.closed:
            await self.line.send(DISPATCH, data, event, len(self.sent))


class Gateway:
    """`refuse` is how many coming connections are turned away before the handshake."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._sessions: dict[str, Session] = {}
        self.refuse = 0
        self.identified = 0
        self.resumed = 0

    @property
    def is_listened_to(self) -> bool:
        return any(s.line is not None and not s.line.socket.closed for s in self._sessions.values())

    async def emit(self, event: str, data: Json) -> None:
        """Tell every session, connected or waiting to be resumed."""
        for session in list(self._sessions.values()):
            await session.dispatch(event, data)

    async def drop(self, code: int = WSCloseCode.GOING_AWAY) -> None:
        """Close every connection; the sessions can be resumed."""
        for session in list(self._sessions.values()):
            if session.line is not None:
                await session.line.socket.close(code=code)

    def forget_sent(self) -> None:
        """No session can be resumed any more as it was, but each keeps its place in the sequence."""
        for session in self._sessions.values():
            session.sent[:] = [FORGOTTEN] * len(session.sent)

    async def forget(self) -> None:
        """Close every connection and refuse to resume any session."""
        await self.drop()
        self._sessions.clear()

    async def handle(self, request: web.Request) -> web.StreamResponse:
        if self.refuse > 0:
            self.refuse -= 1
            return web.Response(status=503)
        socket = web.WebSocketResponse(max_msg_size=0)
        await socket.prepare(request)
        line = Line(socket, request.query.get("compress") == "zlib-stream")
        await line.send(HELLO, {"heartbeat_interval": 41250})
        base = f"ws://{request.host}/gateway"
        async for message in socket:
            if message.type is WSMsgType.TEXT:
                payload = json.loads(message.data)
                await self._hear(line, payload["op"], payload.get("d"), base)
        return socket

    async def _hear(self, line: Line, op: int, data: Any, base: str) -> None:
        match op:
            case 1:  # heartbeat
                await line.send(HEARTBEAT_ACK, None)
            case 2 if data["token"] != self._world.token:
                await line.socket.close(code=BAD_TOKEN)
            case 2 if data["intents"] & PRIVILEGED:
                await line.socket.close(code=DISALLOWED_INTENTS)
            case 2:  # identify
                await self._identify(line, base)
            case 6:  # resume
                await self._resume(line, data)
            case _:
                pass  # presence and voice move nothing here

    async def _identify(self, line: Line, base: str) -> None:
        self.identified += 1
        session = Session(f"session{self.identified}", line)
        self._sessions[session.id] = session
        world = self._world
        ready = {
            "v": 10,
            "user": world.bot_user(),
            "guilds": [{"id": world.guild, "unavailable": True}] if world.in_guild else [],
            "session_id": session.id,
            "resume_gateway_url": base,
            "application": {"id": world.application, "flags": 0},
        }
        await session.dispatch("READY", ready)
        if world.in_guild:
            await session.dispatch("GUILD_CREATE", world.guild_payload())

    async def _resume(self, line: Line, data: Json) -> None:
        session = self._sessions.get(data["session_id"])
        if session is None:
            await line.send(INVALID_SESSION, False)
            return
        self.resumed += 1
        session.line = line
        for seq, (event, payload) in enumerate(session.sent[data["seq"] :], data["seq"] + 1):
            await line.send(DISPATCH, payload, event, seq)
        await session.dispatch("RESUMED", {})
