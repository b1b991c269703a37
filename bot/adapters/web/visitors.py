"""Who looks at the page and how they want to see its cards; the address says both, a cookie remembers."""

from collections.abc import Container
from dataclasses import dataclass

from aiohttp import web

from bot.domain.ids import PLAYGROUND, Account
from bot.domain.people import Actor

MEMBERS = {
    name.lower(): Actor(Account(f"web:{name.lower()}"), name, PLAYGROUND, manager=name == "Ada")
    for name in ("Ada", "Grace", "Alan")
}
"""The three people that a visitor can be. Ada manages the channel, so that both sides can be tried."""

FACES = {"web": "Playground", "discord": "Discord", "slack": "Slack", "plain": "Plain"}


@dataclass(frozen=True, slots=True)
class Visitor:
    """Two browser tabs can be two visitors: nothing but the address tells them apart."""

    member: str
    face: str

    @property
    def actor(self) -> Actor:
        return MEMBERS[self.member]

    def at(self, path: str, *, member: str = "", face: str = "") -> str:
        """A path of the server as this visitor, or as somebody a little different."""
        return f"{path}?as={member or self.member}&face={face or self.face}"

    def remember(self, response: web.StreamResponse) -> None:
        for name, value in (("studybot_as", self.member), ("studybot_face", self.face)):
            response.set_cookie(name, value, path="/", samesite="Lax", httponly=True)


def visitor_of(request: web.Request) -> Visitor:
    return Visitor(
        member=_known(request, "as", MEMBERS, default="ada"),
        face=_known(request, "face", FACES, default="web"),
    )


def _known(request: web.Request, name: str, values: Container[str], default: str) -> str:
    asked = (request.query.get(name), request.cookies.get(f"studybot_{name}"))
    return next((value for value in asked if value is not None and value in values), default)
