"""Where the answer to a click, a command or a sent form goes."""

from dataclasses import replace
from typing import Any

from bot.adapters.slack import views
from bot.adapters.slack.actors import actor_of, user_id
from bot.adapters.slack.api import Json, SlackApi
from bot.adapters.slack.pictures import Pictures
from bot.adapters.slack.render import to_blocks, to_text
from bot.adapters.slack.unknown import never_twice
from bot.cards import File, Reply, in_words
from bot.domain.people import Actor
from bot.ports.outside import Refused, Unreachable
from bot.wording.replies import refused

FILE_SENT = "The file is among your messages with studybot, where only you see it: Apps, studybot, Messages."


class Answers:
    """Refused and Unreachable come from answers that have not arrived; one that may have is done with."""

    def __init__(self, api: SlackApi, pictures: Pictures) -> None:
        self._api = api
        self._pictures = pictures

    async def send(self, body: Json, reply: Reply) -> None:
        """In a private message, or in a modal where the click came from a view."""
        if reply.file is not None:
            reply = await self._handed_over(body, reply, reply.file)
        with never_twice(**ids_of(body)):
            await self._send(body, reply)

    async def send_anew(self, actor: Actor, reply: Reply) -> None:
        """In a private message to somebody whose click or command has become too old for an answer."""
        with never_twice(account=actor.account, channel=actor.channel):
            await self._api.call(
                "chat.postEphemeral",
                channel=actor.channel.partition("/")[2],
                user=user_id(actor),
                text=to_text(reply.card),
                blocks=to_blocks(in_words(reply.card)),
            )

    async def _send(self, body: Json, reply: Reply) -> None:
        if url := body.get("response_url"):
            private = bool((body.get("container") or {}).get("is_ephemeral"))
            await self._respond(url, reply, replace=reply.replaces and private)
        elif place_of(body) == "modal" and reply.replaces:
            await self._api.call("views.update", view_id=body["view"]["id"], view=views.reply(reply.card))
        elif place_of(body) == "modal":
            # on top of the window, which comes back when this one is closed
            await self._api.call("views.push", trigger_id=body["trigger_id"], view=views.reply(reply.card))
        elif "trigger_id" in body:
            await self._api.call("views.open", trigger_id=body["trigger_id"], view=views.reply(reply.card))

    async def _respond(self, url: str, reply: Reply, replace: bool) -> None:
        async def respond(blocks: list[Json]) -> None:
            message = {"response_type": "ephemeral", "replace_original": replace}
            await self._api.respond(url, {**message, "text": to_text(reply.card), "blocks": blocks})

        await self._pictures.send(reply.card, respond)

    async def _handed_over(self, body: Json, reply: Reply, file: File) -> Reply:
        """The reply with where its file is: Slack's private messages hold none."""
        try:
            await self._api.hand_over(user_id(actor_of(body)), file)
        except (Refused, Unreachable) as problem:
            return Reply(refused("The file could not be sent", str(problem)), reply.replaces)
        return replace(reply, card=replace(reply.card, note=FILE_SENT))


def place_of(body: Json) -> str:
    """`home` or `modal` for a click in a view, else empty."""
    return str((body.get("view") or {}).get("type", ""))


def ids_of(body: Json) -> dict[str, Any]:
    """What to look for in the logs; never what was said."""
    actor = actor_of(body)
    return {"account": actor.account, "channel": actor.channel}
