"""What Slack tells an app about a click, a command, a sent form and an opened Home."""

from typing import Any

from tests.platforms.slack.world import Json, Message, User, View, World


def block_action(world: World, button: Json, user: User, target: Message | View) -> Json:
    """A click, before it gets its trigger and its response URL."""
    payload = {**_who(world, user), "type": "block_actions", "state": {"values": {}}}
    payload["actions"] = [{key: value for key, value in button.items() if key != "style"}]
    if isinstance(target, View):
        return payload | {"container": {"type": "view", "view_id": target.id}, "view": shown_view(target)}
    channel = world.channels[target.channel]
    return payload | {
        "container": {
            "type": "message",
            "message_ts": target.ts,
            "channel_id": target.channel,
            "is_ephemeral": target.to is not None,
        },
        "channel": {"id": channel.id, "name": channel.name},
        "message": {"ts": target.ts, "text": target.text, "blocks": target.blocks},
    }


def slash_command(world: World, command: str, text: str, user: User, channel: str) -> Json:
    return {
        "command": command,
        "text": text,
        "user_id": user.id,
        "user_name": user.name,
        "team_id": world.team,
        "channel_id": channel,
        "channel_name": world.channels[channel].name,
        "api_app_id": "A0STUDY",
    }


def view_submission(world: World, view: View, user: User) -> Json:
    return {**_who(world, user), "type": "view_submission", "view": shown_view(view), "response_urls": []}


def home_opened(world: World, user: User) -> Json:
    return {
        "type": "event_callback",
        "team_id": world.team,
        "api_app_id": "A0STUDY",
        "event": {"type": "app_home_opened", "user": user.id, "channel": f"D{user.id[1:]}", "tab": "home"},
    }


def shown_view(view: View) -> Json:
    return {**view.content, "id": view.id, "state": {"values": _state(view)}}


def fill(view: View, values: dict[str, Any]) -> None:
    """Type into a form; LookupError for a field or an option that it does not have."""
    inputs = {block["block_id"]: block["element"] for block in view.blocks if block["type"] == "input"}
    for name, value in values.items():
        view.state[name] = _typed(inputs[name], value)


def _state(view: View) -> Json:
    """What has been typed, and what the app had filled in where nothing has been."""
    return {
        block["block_id"]: {
            block["element"]["action_id"]: view.state.get(block["block_id"])
            or _initial(view, block["element"])
        }
        for block in view.blocks
        if block["type"] == "input"
    }


def _typed(element: Json, value: Any) -> Json:
    match element["type"]:
        case "plain_text_input":
            if len(value) > element.get("max_length", 3000):
                raise LookupError(f"{len(value)} characters do not go into this field")
            return {"type": "plain_text_input", "value": value}
        case "checkboxes" | "multi_static_select" as kind:
            return {"type": kind, "selected_options": [_option(element, one) for one in value]}
        case "static_select" as kind:
            return {"type": kind, "selected_option": _option(element, value)}
        case "conversations_select" as kind:
            return {"type": kind, "selected_conversation": value}
        case "file_input" as kind:
            return {"type": kind, "files": [value]}
        case other:
            raise LookupError(f"nobody can type into {other}")


def _option(element: Json, value: str) -> Json:
    for option in element["options"]:
        if value in (option["value"], option["text"]["text"]):
            return dict(option)
    raise LookupError(f"no option {value}")


def _initial(view: View, element: Json) -> Json:
    kind = element["type"]
    match kind:
        case "plain_text_input":
            return {"type": kind, "value": element.get("initial_value")}
        case "checkboxes" | "multi_static_select":
            return {"type": kind, "selected_options": element.get("initial_options", [])}
        case "static_select":
            return {"type": kind, "selected_option": element.get("initial_option")}
        case "file_input":
            return {"type": kind, "files": []}
        case _:
            return {"type": kind, "selected_conversation": view.channel}


def _who(world: World, user: User) -> Json:
    return {
        "user": {"id": user.id, "username": user.name, "name": user.name, "team_id": world.team},
        "team": {"id": world.team, "domain": "study"},
        "api_app_id": "A0STUDY",
        "token": "made-up",
        "enterprise": None,
        "is_enterprise_install": False,
    }
