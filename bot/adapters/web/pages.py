"""The channel's page: the timeline, one person's private replies, the board and the schedule."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from markupsafe import Markup

from bot.adapters.web.changes import Changes
from bot.adapters.web.completion import COMMANDS
from bot.adapters.web.faces import PREVIEWS
from bot.adapters.web.forms import form_html
from bot.adapters.web.pictures import Pictures
from bot.adapters.web.render import buttons_html, to_html
from bot.adapters.web.replies import Replies
from bot.adapters.web.visitors import FACES, MEMBERS, Visitor
from bot.app.study import Study
from bot.cards import Card, Reply, Tone
from bot.commands import Leaderboard, PreviewSchedule
from bot.domain.boards import Period
from bot.domain.ids import PLAYGROUND

if TYPE_CHECKING:
    from jinja2 import Template

Faces = Mapping[str, Callable[[Card], object]]


@dataclass(frozen=True, slots=True)
class Item:
    """A card in a list of the page."""

    id: str
    html: Markup


class Pages:
    def __init__(
        self, study: Study, faces: Faces, replies: Replies, changes: Changes, pictures: Pictures
    ) -> None:
        self._study = study
        self._faces = faces
        self._replies = replies
        self._changes = changes
        self._pictures = pictures

    @cached_property
    def _page(self) -> "Template":
        # a bot whose page nobody opens does not need the library
        from jinja2 import Environment, PackageLoader, StrictUndefined

        environment = Environment(
            loader=PackageLoader(__package__),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        return environment.get_template("page.html")

    async def channel(self, visitor: Visitor) -> str:
        mark = self._changes.mark  # before anything is read, so that no change can slip between
        earlier, current = await self._timeline(visitor)
        replies = self._replies.of(visitor.actor.account)
        board = await self._study.look(Leaderboard(Period.WEEK), visitor.actor)
        schedule = await self._study.look(PreviewSchedule(), visitor.actor)
        return self._page.render(
            mark=mark,
            visitor=visitor,
            members=MEMBERS,
            faces=FACES,
            commands=COMMANDS,
            earlier=earlier,
            current=current,
            replies=[self._reply(number, reply, visitor) for number, reply in replies],
            files={number: reply.file for number, reply in replies},
            board=self._item("board", board.card, visitor, 2),
            schedule=self._item("schedule", schedule.card, visitor, 2),
        )

    async def _timeline(self, visitor: Visitor) -> tuple[Sequence[Item], Sequence[Item]]:
        """The posts that fold away, and those to look at now: what asks something, and the newest one."""
        posts = await self._study.timeline(PLAYGROUND)
        earlier: list[Item] = []
        current: list[Item] = []
        for at, (id_, card) in enumerate(posts, 1):
            stays = card.tone is Tone.QUESTION or at == len(posts)
            (current if stays else earlier).append(self._item(f"post-{id_}", card, visitor, 2))
        return earlier, current

    def _reply(self, number: int, reply: Reply, visitor: Visitor) -> tuple[int, Item, Markup]:
        """A private reply with its form, which stands for the button that asks for it."""
        card, form = reply.card, reply.form
        if form is not None:
            card = replace(card, buttons=tuple(b for b in card.buttons if b.press != form.press))
        id_ = f"reply-{number}"
        return number, self._item(id_, card, visitor, 3), form_html(form, id_) if form else Markup("")

    def _item(self, id_: str, card: Card, visitor: Visitor, level: int) -> Item:
        self._pictures.keep(card)
        if visitor.face == "web":
            return Item(id_, to_html(card, id_=id_, level=level))
        payload = self._faces[visitor.face](card)
        if visitor.face == "plain":
            return Item(id_, _plain_html(str(payload)) + buttons_html(card.buttons))
        return Item(id_, PREVIEWS[visitor.face](payload))


def _plain_html(text: str) -> Markup:
    return Markup('<pre class="plain" tabindex="0" role="group" aria-label="Plain text">{}</pre>').format(
        text
    )
