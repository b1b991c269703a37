"""What a click or a command lets an app do for a short while: open one view, answer five times."""

from dataclasses import dataclass, field
from secrets import token_urlsafe

from tests.platforms.slack.limits import Refusal, check_message
from tests.platforms.slack.world import Json, Message, World

USES, LIFE = 5, 1800.0
TRIGGER_LIFE = 3.0


@dataclass
class Answerable:
    """Where an answer goes: to a person in a channel, perhaps in place of the message that they clicked."""

    channel: str
    user: str
    original: Message | None
    given_at: float
    uses: int = 0
    answers: list[Message] = field(default_factory=list)


class Triggers:
    """Trigger ids and response URLs that are still good; `secrets` are what makes the addresses theirs."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._ids: dict[str, tuple[str, str | None, float]] = {}
        self._urls: dict[str, Answerable] = {}
        self.secrets: list[str] = []

    def forget_but(self, kept: int) -> None:
        """The oldest, if there are more."""
        del self.secrets[:-kept]
        for known in (self._ids, self._urls):
            for key in [*known][:-kept]:
                del known[key]

    def new_id(self, user: str, channel: str | None) -> str:
        id_ = self._world.id("trigger")
        self._ids[id_] = (user, channel, self._world.now())
        return id_

    def exchange(self, id_: str) -> tuple[str, str | None]:
        """The person and channel behind a trigger id, which is good once and for three seconds."""
        if id_ not in self._ids:
            raise Refusal("invalid_trigger_id")
        user, channel, given_at = self._ids.pop(id_)
        if self._world.now() - given_at > TRIGGER_LIFE:
            raise Refusal("expired_trigger_id")
        return user, channel

    def new_url(self, channel: str, user: str, original: Message | None) -> str:
        """The last part of a response URL."""
        token = f"{self._world.id('R')}{token_urlsafe(18)}"
        self.secrets.append(token)
        self._urls[token] = Answerable(channel, user, original, self._world.now())
        return token

    def respond(self, token: str, payload: Json) -> Message:
        """Refusal for a URL that has been used five times or is too old, and for a message that is wrong."""
        target = self._urls.get(token)
        if target is None or self._world.now() - target.given_at > LIFE:
            raise Refusal("expired_url")
        if target.uses >= USES:
            raise Refusal("used_url")
        target.uses += 1
        check_message(payload)
        self._world.check_pictures(payload.get("blocks") or [])
        if payload.get("replace_original") and target.original is not None:
            change(target.original, payload)
            target.answers.append(target.original)
            return target.original
        ephemeral = payload.get("response_type", "ephemeral") == "ephemeral"
        answer = self._world.write(target.channel, payload, to=target.user if ephemeral else None)
        target.answers.append(answer)
        return answer

    def answers(self, token: str) -> list[Message]:
        """The messages that were written or changed through a response URL."""
        return self._urls[token].answers


def change(message: Message, payload: Json) -> None:
    """What an edit and an answer with `replace_original` do."""
    message.text = payload.get("text") or ""
    message.blocks = payload.get("blocks") or []
    message.metadata = payload.get("metadata") or message.metadata
    message.edits += 1
