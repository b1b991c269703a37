"""People who are one on two platforms: a one-time code joins two selves, and they can be parted again."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import delete, func, or_, select
from sqlalchemy.dialects.sqlite import insert

from bot.adapters.store.codec import to_micros
from bot.adapters.store.contest_replay import replay
from bot.adapters.store.counting import head_of
from bot.adapters.store.database import Database
from bot.adapters.store.league_tables import link_codes, link_tries, links
from bot.adapters.store.tables import accounts
from bot.adapters.store.transaction import Transaction, given
from bot.domain.ids import Account, PersonId
from bot.ports.links import LinkOutcome

_OFFER = insert(link_codes)
_FORGET_OFFERS = delete(link_codes).where(link_codes.c.person == given("person"))
_FORGET_OLD = delete(link_codes).where(link_codes.c.expires_at <= given("now"))
_OFFERED = select(link_codes.c.person).where(
    link_codes.c.code == given("code"), link_codes.c.expires_at > given("now")
)
_TAKE = delete(link_codes).where(link_codes.c.code == given("code"))
_TRY = insert(link_tries)
_TRIES = select(func.count()).where(link_tries.c.person == given("person"), link_tries.c.at > given("since"))
_FORGET_TRIES = delete(link_tries).where(
    link_tries.c.person == given("person"), link_tries.c.at <= given("since")
)
_LINK = insert(links)
_SELVES = select(links.c.person).where(links.c.head == given("head")).order_by(links.c.person)
_PART = delete(links).where(or_(links.c.person == given("person"), links.c.head == given("person")))
_ACCOUNTS = select(accounts.c.account).where(accounts.c.person == given("person"))
_REHEAD = delete(links).where(links.c.head == given("head"))

MOST_TRIES = 5
TRIES_WITHIN = timedelta(hours=1)
MOST_SELVES = 4
"""Two platforms, and some room for a second workspace on each."""


class SqliteLinks:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def offer(self, person: PersonId, code: str, now: datetime, lasts: timedelta) -> None:
        def work(tx: Transaction) -> None:
            tx.run(_FORGET_OLD, {"now": to_micros(now)})
            tx.run(_FORGET_OFFERS, {"person": person})
            tx.run(_OFFER, {"code": code, "person": person, "expires_at": to_micros(now + lasts)})

        await self._database.write(work)

    async def accept(self, code: str, person: PersonId, now: datetime) -> LinkOutcome:
        return await self._database.write(lambda tx: _accept(tx, code, person, now))

    async def part(self, person: PersonId) -> bool:
        return await self._database.write(lambda tx: part(tx, person))

    async def accounts_of(self, person: PersonId) -> Sequence[Account]:
        return await self._database.read(
            lambda tx: [
                account
                for self_ in selves_of(tx, person)
                for (account,) in tx.all(_ACCOUNTS, {"person": self_})
            ]
        )


def selves_of(tx: Transaction, person: PersonId) -> Sequence[PersonId]:
    """All who count as the same person, whoever of them counts for the others first."""
    head = head_of(tx, person)
    return [head, *(self_ for (self_,) in tx.all(_SELVES, {"head": head}))]


def _accept(tx: Transaction, code: str, person: PersonId, now: datetime) -> LinkOutcome:
    since = {"person": person, "since": to_micros(now - TRIES_WITHIN)}
    tx.run(_FORGET_TRIES, since)
    if tx.first(_TRIES, since)[0] >= MOST_TRIES:
        return LinkOutcome.TOO_MANY_TRIES
    tx.run(_TRY, {"seq": None, "person": person, "at": to_micros(now)})
    offered = tx.one(_OFFERED, {"code": code, "now": to_micros(now)})
    if offered is None:
        return LinkOutcome.UNKNOWN_CODE
    ours, theirs = selves_of(tx, offered[0]), selves_of(tx, person)
    if ours[0] == theirs[0]:
        return LinkOutcome.ALREADY_ONE
    if len(ours) + len(theirs) > MOST_SELVES:
        return LinkOutcome.TOO_MANY_SELVES
    tx.run(_TAKE, {"code": code})
    _join(tx, ours[0], theirs, now)
    replay(tx, [*ours, *theirs])
    return LinkOutcome.LINKED


def _join(tx: Transaction, head: PersonId, others: Sequence[PersonId], now: datetime) -> None:
    tx.run(_REHEAD, {"head": others[0]})
    tx.run_all(_LINK, [{"person": other, "head": head, "at": to_micros(now)} for other in others])


def part(tx: Transaction, person: PersonId) -> bool:
    """Take one self out; a head leaves all of its selves on their own."""
    selves = selves_of(tx, person)
    if tx.run(_PART, {"person": person}) == 0:
        return False
    replay(tx, selves)
    return True
