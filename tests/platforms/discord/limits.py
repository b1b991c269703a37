"""What Discord refuses: the limits of messages, components and commands, and the shape of its errors."""

import re
from collections.abc import Iterator, Mapping

from tests.platforms.discord.world import Json

V2 = 1 << 15
LARGEST_FILES = 10 * 1024 * 1024
ROWS, BUTTON, TEXT_INPUT, LABEL = 1, 2, 4, 18


class Refusal(Exception):
    """An answer with an error: status, Discord's own code and its words."""

    def __init__(self, status: int, code: int, message: str, errors: list[str] | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.payload: Json = {"message": message, "code": code}
        if errors:
            details = [{"code": "BASE_TYPE_BAD", "message": error} for error in errors]
            self.payload["errors"] = {"_errors": details}


UNAUTHORIZED = (401, 0, "401: Unauthorized")
UNKNOWN_CHANNEL = (404, 10003, "Unknown Channel")
UNKNOWN_GUILD = (404, 10004, "Unknown Guild")
UNKNOWN_MEMBER = (404, 10007, "Unknown Member")
UNKNOWN_MESSAGE = (404, 10008, "Unknown Message")
UNKNOWN_WEBHOOK = (404, 10015, "Unknown Webhook")
UNKNOWN_INTERACTION = (404, 10062, "Unknown interaction")
ALREADY_ACKNOWLEDGED = (400, 40060, "Interaction has already been acknowledged.")
MISSING_ACCESS = (403, 50001, "Missing Access")
THREAD_ARCHIVED = (400, 50083, "Thread is archived")
THREAD_LOCKED = (400, 160005, "Thread is locked")
EMPTY_MESSAGE = (400, 50006, "Cannot send an empty message")
TOO_LARGE = (413, 40005, "Request entity too large")
CLOSED_DM = (403, 50007, "Cannot send messages to this user")
MISSING_PERMISSIONS = (403, 50013, "Missing Permissions")


def check_message(body: Json, *, edit: bool = False) -> None:
    """Refuse a message that Discord would refuse; an edit may leave everything out."""
    if errors := [*_content(body), *_embeds(body), *_components(body), *_nonce(body)]:
        raise Refusal(400, 50035, "Invalid Form Body", errors)
    full = body.get("content") or body.get("embeds") or (body.get("flags") or 0) & V2
    if not edit and not full:
        raise Refusal(*EMPTY_MESSAGE)


def check_files(body: Json, arriving: Mapping[str, bytes]) -> None:
    """Refuse files that Discord would refuse, and a message whose pictures are not among them."""
    listed = body.get("attachments") or []
    errors = [error for one in listed for error in _attachment(one, arriving)]
    if len(listed) > 10:
        errors.append("attachments: Must be 10 or fewer in length.")
    if unlisted := set(arriving) - {f"files[{one['id']}]" for one in listed}:
        errors.append(f"attachments: {sorted(unlisted)} are not listed")
    names = {one["filename"] for one in listed}
    for embed in body.get("embeds") or []:
        url = (embed.get("image") or {}).get("url", "")
        if url.startswith("attachment://") and url.removeprefix("attachment://") not in names:
            errors.append(f"embeds.image: {url} is not attached")
    if errors:
        raise Refusal(400, 50035, "Invalid Form Body", errors)
    if sum(map(len, arriving.values())) > LARGEST_FILES:
        raise Refusal(*TOO_LARGE)


def _attachment(listed: Json, arriving: Mapping[str, bytes]) -> Iterator[str]:
    if f"files[{listed['id']}]" not in arriving:
        yield f"attachments: there is no file {listed['id']}"
    if len(listed.get("description") or "") > 1024:
        yield "attachments.description: Must be 1024 or fewer in length."
    if not re.fullmatch(r"[\w.-]{1,260}", listed["filename"], re.ASCII):
        yield "attachments.filename: would be changed"


def _content(body: Json) -> Iterator[str]:
    if len(body.get("content") or "") > 2000:
        yield "content: Must be 2000 or fewer in length."


def _nonce(body: Json) -> Iterator[str]:
    if len(str(body.get("nonce") or "")) > 25:
        yield "nonce: Must be 25 or fewer in length."


def _embeds(body: Json) -> Iterator[str]:
    embeds = body.get("embeds") or []
    if len(embeds) > 10:
        yield "embeds: Must be 10 or fewer in length."
    total = 0
    for embed in embeds:
        texts = {
            "title": (embed.get("title"), 256),
            "description": (embed.get("description"), 4096),
            "footer.text": ((embed.get("footer") or {}).get("text"), 2048),
        }
        fields = embed.get("fields") or []
        for field in fields:
            texts[f"{id(field)}.name"], texts[f"{id(field)}.value"] = (
                (field["name"], 256),
                (field["value"], 1024),
            )
        if len(fields) > 25:
            yield "embeds.fields: Must be 25 or fewer in length."
        yield from (
            f"embeds.{key}: too long" for key, (text, limit) in texts.items() if len(text or "") > limit
        )
        if "image" not in embed and not any((text or "").strip() for text, _ in texts.values()):
            yield "embeds: this embed is empty"
        total += sum(len(text or "") for text, _ in texts.values())
    if total > 6000:
        yield "embeds: Embed size exceeds maximum size of 6000"


def _components(body: Json) -> Iterator[str]:
    rows = body.get("components") or []
    if len(rows) > 5:
        yield "components: Must be 5 or fewer in length."
    seen: set[str] = set()
    for row in rows:
        if row.get("type") != ROWS or not 1 <= len(row.get("components") or []) <= 5:
            yield "components: a row holds 1 to 5 buttons"
            continue
        for button in row["components"]:
            yield from _button(button, seen)


def _button(button: Json, seen: set[str]) -> Iterator[str]:
    custom_id, label = button.get("custom_id") or "", button.get("label") or ""
    if button.get("type") != BUTTON or button.get("style") not in {1, 2, 3, 4}:
        yield "components: not a button"
    if not 1 <= len(custom_id) <= 100:
        yield "custom_id: Must be between 1 and 100 in length."
    if custom_id in seen:
        yield "custom_id: Component custom id cannot be duplicated"
    if not 1 <= len(label) <= 80 or not label.strip():
        yield "label: Must be between 1 and 80 in length."
    seen.add(custom_id)


def check_modal(modal: Json) -> None:
    """Refuse a form that Discord would refuse."""
    labels = modal.get("components") or []
    errors = [error for label in labels for error in _label(label)]
    if not 1 <= len(modal.get("custom_id") or "") <= 100:
        errors.append("custom_id: Must be between 1 and 100 in length.")
    if not 1 <= len(modal.get("title") or "") <= 45:
        errors.append("title: Must be between 1 and 45 in length.")
    if not 1 <= len(labels) <= 5:
        errors.append("components: a form has 1 to 5 fields")
    names = {(label.get("component") or {}).get("custom_id") for label in labels}
    if len(names) < len(labels):
        errors.append("custom_id: Component custom id cannot be duplicated")
    if errors:
        raise Refusal(400, 50035, "Invalid Form Body", errors)


def _label(label: Json) -> Iterator[str]:
    field = label.get("component") or {}
    if label.get("type") != LABEL or field.get("type") != TEXT_INPUT or field.get("style") not in {1, 2}:
        yield "components: not a labelled text input"
    if not 1 <= len(label.get("label") or "") <= 45 or len(label.get("description") or "") > 100:
        yield "label: Must be between 1 and 45 in length, a description at most 100."
    if not 1 <= len(field.get("custom_id") or "") <= 100 or "label" in field:
        yield "component: a field has a custom_id, and its label stands around it"
    if not 1 <= field.get("max_length", 4000) <= 4000:
        yield "max_length: Must be between 1 and 4000."
    if len(field.get("value") or "") > field.get("max_length", 4000):
        yield "value: Must be max_length or fewer in length."


def check_commands(commands: list[Json]) -> None:
    """Refuse commands that Discord would refuse."""
    errors = [error for command in commands for error in _command(command)]
    if len(commands) > 100 or len({command["name"] for command in commands}) != len(commands):
        errors.append("commands: at most 100, each with a name of its own")
    if errors:
        raise Refusal(400, 50035, "Invalid Form Body", errors)


def _command(command: Json) -> Iterator[str]:
    if _letters(command) > 8000:
        yield f"{command['name']}: Command exceeds maximum size (8000)"
    yield from _named(command)


def _named(thing: Json) -> Iterator[str]:
    name, options = thing["name"], thing.get("options") or []
    if not (1 <= len(name) <= 32 and name == name.lower() and " " not in name):
        yield f"{name}: a name has 1 to 32 small letters"
    if not 1 <= len(thing.get("description") or "") <= 100:
        yield f"{name}: a description has 1 to 100 letters"
    if len(options) > 25 or len(thing.get("choices") or []) > 25:
        yield f"{name}: at most 25 options and 25 choices"
    if [option.get("required", False) for option in options] != sorted(
        (option.get("required", False) for option in options), reverse=True
    ):
        yield f"{name}: required options come first"
    for option in options:
        yield from _named(option)


def _letters(thing: Json) -> int:
    own = len(thing["name"]) + len(thing.get("description") or "")
    choices = sum(len(choice["name"]) + len(str(choice["value"])) for choice in thing.get("choices") or [])
    return own + choices + sum(map(_letters, thing.get("options") or []))
