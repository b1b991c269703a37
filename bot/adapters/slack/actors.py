"""Who does something, from what Slack sends along."""

from collections.abc import Callable
from dataclasses import replace

from bot.adapters.slack.api import Json, Misconfigured, SlackApi
from bot.domain.ids import Account, ChannelId
from bot.domain.people import Actor
from bot.ports.outside import Refused, Unreachable

_FRESH = 600.0  # seconds that what Slack says about a member is believed


def actor_of(body: Json) -> Actor:
    """Whoever clicked, typed, or opened their Home; no network, so that a click is answered at once.

    Where there is no channel (a modal, App Home) the person's own id stands for one.
    """
    user = body.get("user") or {}
    event = body.get("event") or {}
    id_ = user.get("id") or body.get("user_id") or event.get("user")
    team = (body.get("team") or {}).get("id") or body.get("team_id") or user.get("team_id")
    channel = (body.get("channel") or {}).get("id") or body.get("channel_id") or id_
    name = user.get("name") or user.get("username") or body.get("user_name") or ""
    account, place = Account(f"slack:{team}/{id_}"), ChannelId(f"slack:{team}/{channel}")
    return Actor(account, name, place, is_login=True)


class Members:
    """What Slack says about its members, asked at most every ten minutes and never for a click."""

    def __init__(self, api: SlackApi, managers: frozenset[str], monotonic: Callable[[], float]) -> None:
        self._api = api
        self._managers = managers
        self._monotonic = monotonic
        self._known: dict[str, tuple[float, Json]] = {}

    async def known(self, actor: Actor) -> Actor:
        """The actor with their name and with whether they may manage; a stranger until Slack answers."""
        id_ = user_id(actor)
        about = await self._about_or_nothing(id_)
        shown, manager = shown_name(about), self._manages(id_, about)
        return replace(actor, name=shown or actor.name or id_, is_login=not shown, manager=manager)

    async def may_manage(self, id_: str) -> bool:
        """Whether a member may manage the bot. Unreachable."""
        if id_ in self._managers:
            return True
        try:
            return self._manages(id_, await self._about(id_))
        except Misconfigured as problem:
            # the app lacks something, which says nothing about the person
            raise Unreachable(str(problem)) from problem
        except Refused:
            return False

    async def zone(self, actor: Actor) -> str:
        """The member's time zone by its IANA name; empty if Slack does not say."""
        return str((await self._about_or_nothing(user_id(actor))).get("tz") or "")

    def _manages(self, id_: str, about: Json) -> bool:
        return id_ in self._managers or bool(about.get("is_admin") or about.get("is_owner"))

    async def _about_or_nothing(self, id_: str) -> Json:
        try:
            return await self._about(id_)
        except (Refused, Unreachable):
            return {}

    async def _about(self, id_: str) -> Json:
        """What Slack says, or has said before if it does not answer now. Refused, Unreachable."""
        now = self._monotonic()
        asked, about = self._known.get(id_, (-_FRESH, {}))
        if now - asked < _FRESH:
            return about
        try:
            about = dict((await self._api.get("users.info", user=id_))["user"])
        except (Refused, Unreachable):
            if not about:
                raise
            return about
        self._known[id_] = (now, about)
        return about


def shown_name(user: Json) -> str:
    """As Slack shows a member to others: their display name, else their full one."""
    profile = user.get("profile") or {}
    return profile.get("display_name") or profile.get("real_name") or user.get("real_name") or ""


def user_id(actor: Actor) -> str:
    """Slack's own id of a person."""
    return actor.account.partition("/")[2]
