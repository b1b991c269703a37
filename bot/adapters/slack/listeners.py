"""What happens when somebody clicks, types the command, sends the form or opens App Home."""

import asyncio
import re
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial

import structlog
from slack_bolt.async_app import AsyncAck, AsyncApp

from bot import command_text
from bot.adapters.slack import forms, views
from bot.adapters.slack.actors import Members, actor_of, user_id
from bot.adapters.slack.answers import Answers, ids_of, place_of
from bot.adapters.slack.api import Json, SlackApi
from bot.adapters.slack.blocks import section
from bot.adapters.slack.elements import ACTION
from bot.adapters.slack.files import SlackFile
from bot.adapters.slack.pictures import Pictures
from bot.adapters.slack.render import to_blocks
from bot.adapters.slack.unknown import never_twice
from bot.app.study import Study
from bot.app.underway import LATE_AFTER, UnderWay
from bot.cards import Form, Reply, Tone
from bot.commands import AddSchedule, Command, ScheduleFields
from bot.domain.ids import ChannelId
from bot.domain.people import Actor
from bot.ports.outside import Refused, Unreachable
from bot.presses import PREFIX, Press, asks_who_manages, decode
from bot.wording.replies import old_button_card, waiting_card

log = structlog.get_logger()

_PROMPT = 2.0  # seconds, of the three in which Slack wants its acknowledgement
# of a click or a command: where its answer belongs
_ORIGIN = ("response_url", "channel", "channel_id", "container")
Handle = Callable[[Json], Awaitable[None]]


class Listeners:
    """Every listener acknowledges first; then nothing it does is lost without a word to the person."""

    def __init__(self, api: SlackApi, study: Study, members: Members, pictures: Pictures) -> None:
        self._api = api
        self._answers = Answers(api, pictures)
        self._study = study
        self._members = members
        self._under_way = UnderWay()

    def attach(self, app: AsyncApp) -> None:
        app.action(re.compile(f"^{re.escape(ACTION)}"))(self._guarded(self._pressed))
        app.command(re.compile("^/"))(self._guarded(self._commanded))
        app.event("app_home_opened")(self._guarded(self._home_opened))
        app.view(views.NEW_SCHEDULE)(self._submitted)
        app.view(re.compile(f"^{re.escape(PREFIX)}[|]"))(self._guarded(self._wrote))

    def _guarded(self, handle: Handle) -> Callable[..., Awaitable[None]]:
        async def listener(ack: AsyncAck, body: Json) -> None:
            await ack()
            await self._safely(handle, body)

        return listener

    async def settle(self, patience: float) -> None:
        """Wait at most so many seconds for what has been acknowledged but not answered yet."""
        await self._under_way.settle(patience)

    async def _safely(self, handle: Handle, body: Json) -> None:
        with self._under_way.here():
            try:
                with self._word_if_late(body):
                    await handle(body)
            except Exception as problem:
                kind = body.get("type", "command")
                log.error("slack listener failed", kind=kind, **ids_of(body), exc_info=problem)
                await self._say(body, self._study.apology())

    @contextmanager
    def _word_if_late(self, body: Json) -> Iterator[None]:
        """Say once that it takes longer: Slack shows nothing between its acknowledgement and our answer."""

        def late() -> None:
            if "response_url" in body:
                self._under_way.keep(asyncio.create_task(self._say(body, Reply(waiting_card()))))

        timer = asyncio.get_running_loop().call_later(LATE_AFTER, late)
        try:
            yield
        finally:
            timer.cancel()

    async def _say(self, body: Json, reply: Reply) -> None:
        try:
            await self._answers.send(body, reply)
        except Exception as problem:  # noqa: BLE001 - there is nobody left to tell but the log
            log.warning("slack reply not shown", **ids_of(body), error=repr(problem))

    async def _pressed(self, body: Json) -> None:
        actor, press = actor_of(body), decode(body["actions"][0]["value"])
        if press is None:
            await self._answers.send(body, Reply(old_button_card()))
            return
        reply = await self._study.press(press, await self._informed(press, actor))
        await self._show(body, reply)
        if place_of(body) == "home":
            await self._publish(await self._members.known(actor))

    async def _commanded(self, body: Json) -> None:
        actor = await self._members.known(actor_of(body))
        command = self._read(body, actor)
        if actor.manager and command == AddSchedule(ScheduleFields()):
            await self._open_form(body, actor)
        else:
            await self._show(body, await self._study.command(command, actor))

    async def _informed(self, press: Press, actor: Actor) -> Actor:
        """The actor with whether they manage, which costs a call, where the core asks for it."""
        return await self._members.known(actor) if asks_who_manages(press) else actor

    async def _show(self, body: Json, reply: Reply) -> None:
        """Open the form of a reply, or answer with its card where there is none or none can be opened."""
        if reply.form is None or not await self._ask_for_text(body, reply.form):
            await self._answers.send(body, reply)

    def _read(self, body: Json, actor: Actor) -> Command:
        name = body["command"]
        # a workspace may give a command such as /quiz to the app as well
        text = body.get("text", "") if name.startswith("/study") else f"{name} {body.get('text', '')}"

        def channel_of(name: str) -> ChannelId | None:
            if name == "here":
                return actor.channel
            return ChannelId(f"{actor.workspace}/{name}") if re.fullmatch(r"[CG][A-Z0-9]+", name) else None

        return command_text.read(
            text, dict(self._study.topics("", actor.workspace)), channel_of, lead=f"{name} "
        )

    async def _open_form(self, body: Json, actor: Actor) -> None:
        form = self._form(actor, await self._members.zone(actor))
        with never_twice(**ids_of(body)):
            await self._api.call("views.open", trigger_id=body["trigger_id"], view=form)

    async def _ask_for_text(self, body: Json, form: Form) -> bool:
        """False where Slack will not open the form, as after three seconds; then the card is shown."""
        origin = {name: body[name] for name in _ORIGIN if name in body}
        try:
            view = forms.to_view(form, origin)
            with never_twice(**ids_of(body)):
                await self._api.call("views.open", trigger_id=body["trigger_id"], view=view)
        except (Refused, Unreachable) as problem:
            log.warning("slack form not opened", **ids_of(body), error=str(problem))
            return False
        return True

    async def _wrote(self, body: Json) -> None:
        """A form has been sent; it is answered where the form was asked for, if that is not too long ago."""
        values, origin = forms.values_of(body["view"])
        body |= origin  # an apology goes there too
        press = decode(body["view"]["callback_id"])
        if press is None:
            await self._answers.send(body, Reply(old_button_card()))
            return
        actor = await self._informed(press, actor_of(body))
        file = forms.file_of(body["view"])
        if file is None:
            reply = await self._study.submit(press, values, actor)
        else:
            reply = await self._study.hand_in(press, SlackFile(self._api, file), actor)
        try:
            await self._answers.send(body, reply)
        except Refused:
            await self._answers.send_anew(actor, reply)

    async def _submitted(self, ack: AsyncAck, body: Json) -> None:
        """The acknowledgement brings the outcome, since a later update could reach Slack before it.

        Only where the core takes unusually long is Slack told to wait.
        """
        adding = self._under_way.keep(asyncio.create_task(self._outcome(body)))
        on_time, _ = await asyncio.wait([adding], timeout=_PROMPT)
        if on_time:
            await ack(response_action="update", view=adding.result())
        else:
            waiting = self._form(actor_of(body), above=[section("One moment …")])
            await ack(response_action="update", view=waiting)
            await self._safely(partial(self._update_late, adding), body)

    async def _outcome(self, body: Json) -> Json:
        """The view after the form: that the schedule is there, or the form again with what is wrong."""
        try:
            actor = await self._members.known(actor_of(body))
            command = views.read_form(body["view"], actor.workspace.partition(":")[2])
            card = (await self._study.command(command, actor)).card
        except Exception as problem:
            log.error("slack form failed", **ids_of(body), exc_info=problem)
            return views.reply(self._study.apology().card)
        if card.tone is not Tone.REFUSAL:
            return views.reply(card)
        return self._form(actor, above=to_blocks(card))

    async def _update_late(self, adding: "asyncio.Task[Json]", body: Json) -> None:
        await self._api.call("views.update", view_id=body["view"]["id"], view=await adding)

    def _form(self, actor: Actor, zone: str = "", above: Sequence[Json] = ()) -> Json:
        return views.form(self._study.topics("", actor.workspace), zone, above)

    async def _home_opened(self, body: Json) -> None:
        if body["event"].get("tab") == "home":
            await self._publish(await self._members.known(actor_of(body)))

    async def _publish(self, actor: Actor) -> None:
        view = views.home(await self._study.home(actor))
        await self._api.call("views.publish", user_id=user_id(actor), view=view)
