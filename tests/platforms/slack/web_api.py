"""The methods of the Web API that the bot uses, with Slack's error codes."""

from collections.abc import Callable

from tests.platforms.slack.limits import Refusal, check_message, check_view
from tests.platforms.slack.triggers import Triggers, change
from tests.platforms.slack.world import Channel, Json, Message, Upload, View, World

PAGE = 100
NEEDED = {
    "chat.postMessage": "chat:write",
    "chat.postEphemeral": "chat:write",
    "chat.update": "chat:write",
    "conversations.history": "channels:history",
    "conversations.info": "channels:read",
    "users.info": "users:read",
    "usergroups.list": "usergroups:read",
    "usergroups.users.list": "usergroups:read",
    "conversations.open": "im:write",
    "files.info": "files:read",
    "files.getUploadURLExternal": "files:write",
    "files.completeUploadExternal": "files:write",
}
GET_ONLY = ("conversations.history", "usergroups.users.list", "files.info")


class WebApi:
    """Each method takes the arguments and gives what stands beside `ok: true`, or raises Refusal."""

    def __init__(self, world: World, triggers: Triggers) -> None:
        self._world = world
        self._triggers = triggers
        self._methods: dict[str, Callable[[Json], Json]] = {
            "auth.test": self._auth_test,
            "chat.postMessage": self._post,
            "chat.postEphemeral": self._post_ephemeral,
            "chat.update": self._update,
            "conversations.history": self._history,
            "conversations.info": self._info,
            "users.info": self._user,
            "usergroups.list": self._groups,
            "usergroups.users.list": self._group,
            "conversations.open": self._open_direct,
            "files.info": self._file,
            "files.getUploadURLExternal": self._new_upload,
            "files.completeUploadExternal": self._complete_upload,
            "views.open": self._open,
            "views.push": self._push,
            "views.update": self._update_view,
            "views.publish": self._publish,
        }

    def answer(self, verb: str, method: str, arguments: Json) -> Json:
        if method not in self._methods:
            raise Refusal("unknown_method", method)
        needed = NEEDED.get(method)
        if needed and needed not in self._world.scopes:
            provided = ",".join(sorted(self._world.scopes))
            raise Refusal("missing_scope", method, needed=needed, provided=provided)
        if (method in GET_ONLY) != (verb == "GET") and method in (
            *GET_ONLY,
            "chat.postMessage",
            "chat.update",
        ):
            raise Refusal("invalid_arguments", f"{method} does not take {verb}")
        return self._methods[method](arguments)

    def _auth_test(self, _: Json) -> Json:
        return {"team_id": self._world.team, "team": "Study", "user_id": self._world.bot, "bot_id": "B0BOT"}

    def _post(self, arguments: Json) -> Json:
        channel = self._channel(arguments)
        self._check(arguments)
        message = self._world.write(channel.id, arguments)
        return {"channel": channel.id, "ts": message.ts, "message": {"text": message.text}}

    def _post_ephemeral(self, arguments: Json) -> Json:
        channel = self._channel(arguments)
        self._check(arguments)
        return {"message_ts": self._world.write(channel.id, arguments, to=arguments["user"]).ts}

    def _update(self, arguments: Json) -> Json:
        channel = self._channel(arguments)
        message = self._world.message(arguments["ts"])
        if message is None or message.channel != channel.id or message.to:
            raise Refusal("message_not_found")
        self._check(arguments)
        change(message, arguments)
        return {"channel": channel.id, "ts": message.ts}

    def _history(self, arguments: Json) -> Json:
        channel = self._channel(arguments)
        limit = min(int(arguments.get("limit", PAGE)), 999)
        start = int(arguments.get("cursor", "0"))
        oldest = float(arguments.get("oldest", 0))
        newest_first = [
            message
            for message in reversed(self._world.messages)
            if message.channel == channel.id and not message.to and not message.deleted
            if float(message.ts) > oldest
        ]
        page = newest_first[start : start + limit]
        more = start + limit < len(newest_first)
        with_metadata = arguments.get("include_all_metadata") in ("true", "1")
        return {
            "messages": [_shown(message, with_metadata) for message in page],
            "has_more": more,
            "response_metadata": {"next_cursor": str(start + limit) if more else ""},
        }

    def _info(self, arguments: Json) -> Json:
        channel = self._channel(arguments)
        return {"channel": {"id": channel.id, "name": channel.name, "is_member": channel.has_bot}}

    def _user(self, arguments: Json) -> Json:
        user = self._world.user_by_id(arguments["user"])
        if user is None:
            raise Refusal("user_not_found")
        return {"user": user.payload()}

    def _groups(self, _: Json) -> Json:
        known = self._world.groups.items()
        return {"usergroups": [{"id": id_, "name": name, "handle": name.lower()} for id_, (name, _) in known]}

    def _group(self, arguments: Json) -> Json:
        if arguments["usergroup"] not in self._world.groups:
            raise Refusal("no_such_subteam")
        return {"users": list(self._world.groups[arguments["usergroup"]][1])}

    def _open(self, arguments: Json) -> Json:
        user, channel = self._triggers.exchange(arguments["trigger_id"])
        check_view(arguments["view"])
        self._world.check_pictures(arguments["view"]["blocks"])
        view = View(self._world.id("V"), user, arguments["view"], channel)
        self._world.views[view.id] = view
        return {"view": {"id": view.id}}

    def _push(self, arguments: Json) -> Json:
        """A view on top of one that is open; of more than three Slack wants to hear nothing."""
        user, _ = self._triggers.exchange(arguments["trigger_id"])
        below = [view for view in self._world.views.values() if view.user == user and view.is_open]
        if not below:
            raise Refusal("not_found", "there is no view to push on")
        if len(below) >= 3:
            raise Refusal("push_limit_reached")
        check_view(arguments["view"])
        self._world.check_pictures(arguments["view"]["blocks"])
        view = View(self._world.id("V"), user, arguments["view"], below[-1].channel)
        self._world.views[view.id] = view
        return {"view": {"id": view.id}}

    def _update_view(self, arguments: Json) -> Json:
        view = self._world.views.get(arguments["view_id"])
        if view is None or not view.is_open:
            raise Refusal("not_found")
        check_view(arguments["view"])
        self._world.check_pictures(arguments["view"]["blocks"])
        view.content = arguments["view"]
        return {"view": {"id": view.id}}

    def _publish(self, arguments: Json) -> Json:
        check_view(arguments["view"])
        self._world.check_pictures(arguments["view"]["blocks"])
        if arguments["view"]["type"] != "home":
            raise Refusal("invalid_arguments", "only a home view can be published")
        user = arguments["user_id"]
        view = View(self._world.id("V"), user, arguments["view"])
        self._world.homes[user] = view
        return {"view": {"id": view.id}}

    def _open_direct(self, arguments: Json) -> Json:
        return {"channel": {"id": self._direct(arguments["users"]).id}}

    def _direct(self, user: str) -> Channel:
        person = self._world.user_by_id(user)
        if person is None:
            raise Refusal("user_not_found")
        if person.deleted:
            raise Refusal("user_disabled")
        if not self._world.messages_tab:
            raise Refusal("messages_tab_disabled")
        return self._world.direct(user)

    def _file(self, arguments: Json) -> Json:
        file = self._world.sent.get(arguments["file"])
        if file is None:
            raise Refusal("file_not_found")
        return {"file": file.about(self._world.address)}

    def _new_upload(self, arguments: Json) -> Json:
        if not int(arguments["length"]) or not arguments["filename"]:
            raise Refusal("missing_argument")
        id_ = f"{self._world.id('F')}PNG"
        upload = Upload(id_, arguments["filename"], int(arguments["length"]), self._world.slow_files)
        self._world.uploads[upload.id] = upload
        return {"upload_url": f"{self._world.address}/upload/{upload.id}", "file_id": upload.id}

    def _complete_upload(self, arguments: Json) -> Json:
        for listed in arguments["files"]:
            upload = self._world.uploads.get(listed["id"])
            if upload is None or len(upload.content) != upload.length:
                raise Refusal("file_not_found")
            channel = arguments.get("channel_id")
            if channel is not None and channel not in self._world.channels:
                raise Refusal("channel_not_found")
            upload.channel, upload.is_complete = channel, True
        return {"files": arguments["files"]}

    def _check(self, message: Json) -> None:
        check_message(message)
        self._world.check_pictures(message.get("blocks") or [])

    def _channel(self, arguments: Json) -> Channel:
        name = arguments.get("channel", "")
        channel = self._world.channels.get(name)
        if channel is None and name.startswith("U"):
            return self._direct(name)
        if channel is None:
            raise Refusal("channel_not_found")
        if not channel.has_bot:
            raise Refusal("not_in_channel")
        if channel.is_archived:
            raise Refusal("is_archived")
        return channel


def _shown(message: Message, with_metadata: bool) -> Json:
    shown: Json = {"type": "message", "ts": message.ts, "text": message.text, "blocks": message.blocks}
    if with_metadata and message.metadata:
        shown["metadata"] = message.metadata
    return shown
