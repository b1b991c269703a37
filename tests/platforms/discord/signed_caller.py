"""Calls an application's interactions endpoint as Discord does: signed over the time and the bytes."""

import json
from dataclasses import dataclass, field

import aiohttp
from nacl.signing import SigningKey

from tests.platforms.discord.world import Json


@dataclass
class SignedCaller:
    """`now` is in seconds since 1970; `answers` are the statuses and bodies that came back."""

    address: str
    key: SigningKey = field(default_factory=SigningKey.generate)
    now: float = 1_795_000_000.0
    answers: list[tuple[int, str]] = field(default_factory=list)

    @property
    def public_key(self) -> str:
        return self.key.verify_key.encode().hex()

    async def send(self, payload: Json) -> tuple[int, str]:
        body = json.dumps(payload).encode()
        return await self.call(body, self.headers(body))

    def headers(self, body: bytes, age: float = 0.0) -> dict[str, str]:
        stamp = str(int(self.now - age))
        signature = self.key.sign(stamp.encode() + body).signature.hex()
        return {"X-Signature-Timestamp": stamp, "X-Signature-Ed25519": signature}

    async def call(self, body: bytes, headers: dict[str, str]) -> tuple[int, str]:
        headers = {"Content-Type": "application/json", **headers}
        async with (
            aiohttp.ClientSession() as session,
            session.post(self.address, data=body, headers=headers) as response,
        ):
            answer = response.status, await response.text()
        self.answers.append(answer)
        return answer
