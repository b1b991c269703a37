"""Private words on their way: claimed before they are sent, so that none comes twice."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import case, func, literal, select, update
from sqlalchemy.dialects.sqlite import insert

from bot.adapters.store.codec import to_micros, to_moment
from bot.adapters.store.database import Database
from bot.adapters.store.inbox_tables import IS_KEPT, IS_WAITING, KEPT, SENDING, TOLD, WAITING, notices
from bot.adapters.store.tables import accounts
from bot.adapters.store.transaction import Row, Transaction, given
from bot.domain.ids import Account, NoticeId, PersonId, WorkspaceId, platform_of
from bot.domain.notice import Notice, NoticeKind

_NOTICE = (
    notices.c.id,
    notices.c.person,
    notices.c.account,
    notices.c.workspace,
    notices.c.kind,
    notices.c.subject,
    notices.c.made_at,
    notices.c.tries,
)
_NAMES = ("person", "account", "workspace", "kind", "subject", "state", "tries", "made_at", "due_at")
# an account beginning with the prefix comes first, one of another platform only where there is none
_WITH_ACCOUNT = (
    select(
        accounts.c.person,
        accounts.c.account,
        given("workspace"),
        given("kind"),
        given("subject"),
        literal(WAITING),
        literal(0),
        given("now"),
        given("now"),
    )
    .where(accounts.c.person == given("person"))
    .order_by(
        case(
            (func.substr(accounts.c.account, 1, func.length(given("prefix"))) == given("prefix"), 0), else_=1
        ),
        accounts.c.account,
    )
    .limit(1)
)
_ADD = insert(notices).from_select(_NAMES, _WITH_ACCOUNT).on_conflict_do_nothing()
_WORKSPACES = select(notices.c.workspace).where(notices.c.due_at <= given("now"), IS_WAITING).distinct()
_DUE = (
    select(*_NOTICE)
    .where(notices.c.workspace == given("workspace"), notices.c.due_at <= given("now"), IS_WAITING)
    .order_by(notices.c.due_at, notices.c.id)
    .limit(given("limit"))
)
_THIS = notices.c.id == given("this")
_SENDING = update(notices).values(state=SENDING).where(_THIS, IS_WAITING)
_TOLD = update(notices).values(state=TOLD).where(_THIS)
_INTERRUPTED = (
    update(notices).values(state=TOLD).where(notices.c.state == literal(SENDING)).returning(notices.c.id)
)
_KEEP = update(notices).values(state=KEPT).where(_THIS)
_PUT_OFF = (
    update(notices).values(state=WAITING, tries=notices.c.tries + 1, due_at=given("until")).where(_THIS)
)
_REST = (
    update(notices)
    .values(due_at=given("until"))
    .where(notices.c.workspace == given("where"), notices.c.due_at < given("until"), IS_WAITING)
)
_ALL_KEPT = select(notices.c.account).where(IS_KEPT)
_KEPT = (
    select(*_NOTICE)
    .where(notices.c.account == given("account"), IS_KEPT)
    .order_by(notices.c.id)
    .limit(given("limit"))
)


class SqliteNotices:
    """Remembers for whom something is kept, so that a click of anybody else asks the database nothing."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._kept: set[Account] | None = None
        self._changes = 0

    async def add(
        self, subjects: Mapping[PersonId, str], kind: NoticeKind, workspace: WorkspaceId, at: datetime
    ) -> None:
        await self._database.write(lambda tx: add_notices(tx, subjects, kind, workspace, at))

    async def due(self, now: datetime, limit: int) -> Sequence[Notice]:
        values = {"now": to_micros(now), "limit": limit}

        def work(tx: Transaction) -> list[Row]:
            places = [workspace for (workspace,) in tx.all(_WORKSPACES, values)]
            return [row for place in places for row in tx.all(_DUE, {**values, "workspace": place})]

        return [_to_notice(row) for row in await self._database.read(work)]

    async def claim(self, id_: NoticeId) -> bool:
        return await self._change(_SENDING, id_) == 1

    async def told(self, id_: NoticeId) -> None:
        await self._change(_TOLD, id_)

    async def interrupted(self) -> Sequence[NoticeId]:
        rows = await self._database.write(lambda tx: tx.all(_INTERRUPTED, {}))
        return [NoticeId(id_) for (id_,) in rows]

    async def put_off(self, id_: NoticeId, until: datetime) -> None:
        await self._change(_PUT_OFF, id_, until=to_micros(until))

    async def rest(self, workspace: WorkspaceId, until: datetime) -> None:
        values = {"where": workspace, "until": to_micros(until)}
        await self._database.write(lambda tx: tx.run(_REST, values))

    async def keep(self, id_: NoticeId) -> None:
        await self._change(_KEEP, id_)
        self.forget()

    async def take_kept(self, account: Account, limit: int) -> Sequence[Notice]:
        if account not in await self._accounts_kept():
            return ()

        def work(tx: Transaction) -> list[Row]:
            rows = tx.all(_KEPT, {"account": account, "limit": limit})
            tx.run_all(_TOLD, [{"this": row[0]} for row in rows])
            return rows

        taken = await self._database.write(work)
        self.forget()
        return [_to_notice(row) for row in taken]

    async def _accounts_kept(self) -> set[Account]:
        if self._kept is not None:
            return self._kept
        changes = self._changes
        rows = await self._database.read(lambda tx: tx.all(_ALL_KEPT, {}))
        accounts_kept = {Account(account) for (account,) in rows}
        if changes == self._changes:  # nothing was kept while we read
            self._kept = accounts_kept
        return accounts_kept

    def forget(self) -> None:
        """Notices were changed by somebody else."""
        self._kept = None
        self._changes += 1

    async def _change(self, statement: Any, id_: NoticeId, **values: Any) -> int:
        return await self._database.write(lambda tx: tx.run(statement, {"this": id_, **values}))


def add_notices(
    tx: Transaction,
    subjects: Mapping[PersonId, str],
    kind: NoticeKind,
    workspace: WorkspaceId,
    at: datetime,
) -> None:
    """As the port's `add`, for those who change something else in the same transaction."""
    common = {"workspace": workspace, "kind": kind, "prefix": _prefix(workspace), "now": to_micros(at)}
    each = ({**common, "person": person, "subject": subject} for person, subject in subjects.items())
    tx.run_all(_ADD, each)


def _prefix(workspace: WorkspaceId) -> str:
    """How accounts begin that belong to a workspace: Slack's do within it, others to a whole platform."""
    return f"{workspace}/" if platform_of(workspace) == "slack" else f"{platform_of(workspace)}:"


def _to_notice(row: Row) -> Notice:
    id_, person, account, workspace, kind, subject, made_at, tries = row
    return Notice(
        id=id_,
        person=person,
        account=account,
        workspace=workspace,
        kind=NoticeKind(kind),
        subject=subject,
        made_at=to_moment(made_at),
        tries=tries,
    )
