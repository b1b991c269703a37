"""A typed slash command and a form that was filled in, as the gateway delivers them."""

from collections.abc import Mapping

from tests.platforms.discord.world import ALL_WE_ASK, Json, World, member_payload, user_payload

Options = dict[str, str | int | bool]

MEMBER, CHANNEL, ROLE, FILE = 6, 7, 8, 11
NAMED_THINGS = {"member": MEMBER, "channel": CHANNEL, "mention": ROLE, "role": ROLE, "file": FILE}
PLAIN = {str: 3, int: 4, bool: 5}
SUBCOMMAND = 1


def command_data(world: World, options: Options, words: str, focused: str = "") -> Json:
    """The `data` of the interaction for words such as `quiz` or `schedule add`; `focused` is being typed."""
    name, *sub = words.split()
    filled = [_option(key, value, key == focused) for key, value in options.items()]
    if sub:
        filled = [{"type": SUBCOMMAND, "name": sub[0], "options": filled}]
    known = {command["name"]: command["id"] for command in world.commands}
    resolved = _resolved(world, options)
    return {"id": known.get(name, "1"), "name": name, "type": 1, "options": filled, "resolved": resolved}


def _option(name: str, value: str | int | bool, focused: bool) -> Json:
    option: Json = {"name": name, "type": NAMED_THINGS.get(name, PLAIN[type(value)]), "value": value}
    return option | {"focused": True} if focused else option


def _resolved(world: World, options: Options) -> Json:
    """What Discord tells about the people, channels and roles that a command names."""
    guild = world.guild_payload()
    channels = {thing["id"]: thing for thing in guild["channels"] if thing["id"] == options.get("channel")}
    named = (options.get("mention"), options.get("role"))
    roles = {thing["id"]: thing for thing in guild["roles"] if thing["id"] in named}
    resolved: Json = {"users": {}, "members": {}, "channels": channels, "roles": roles}
    if "file" in options:
        resolved["attachments"] = {options["file"]: world.attachment(str(options["file"]))}
    if "member" in options:
        user = user_payload(str(options["member"]), "member")
        member = member_payload(user, ALL_WE_ASK)
        resolved["users"][user["id"]] = member.pop("user")
        resolved["members"][user["id"]] = member
    return resolved


def filled(modal: Json, texts: Mapping[str, str]) -> list[Json]:
    """The `components` of a form that is sent; ValueError for a text or a name that it does not take."""
    fields = {label["component"]["custom_id"]: label["component"] for label in modal["components"]}
    if unknown := texts.keys() - fields.keys():
        raise ValueError(f"the form has no field {unknown}, but {list(fields)}")
    return [_written(field, texts.get(name, field.get("value", ""))) for name, field in fields.items()]


def _written(field: Json, text: str) -> Json:
    if not field["min_length"] <= len(text) <= field["max_length"]:
        raise ValueError(f"a text of {len(text)} characters does not go into {field['custom_id']}")
    written = {"type": 4, "id": 2, "custom_id": field["custom_id"], "value": text}
    return {"type": 18, "id": 1, "component": written}
