"""Reports of questions, put together in cases until a manager decides."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial

import msgspec
from sqlalchemy import exists, func, literal_column, select, update
from sqlalchemy.dialects.sqlite import insert

from bot.adapters.store.announcements import announce
from bot.adapters.store.codec import ANNOUNCEMENT_COLUMNS, to_announcement, to_micros, to_moment
from bot.adapters.store.database import Database
from bot.adapters.store.inbox_tables import IS_OPEN, cases, notices
from bot.adapters.store.outbox import enqueue_close
from bot.adapters.store.tables import announcements, answers, deliveries, reports, rounds
from bot.adapters.store.transaction import Row, Transaction, Values, given
from bot.domain.announcement import Announcement, AnnouncementKind
from bot.domain.ids import AnnouncementId, CaseId, ChannelId, PersonId, QuestionId, WorkspaceId
from bot.domain.notice import NoticeKind
from bot.domain.question import Question
from bot.domain.reported import MOST_OPEN, WITHIN, Case, Decided, Decision, Filed, Report
from bot.ports.records import Action, DeliveryState

_CASE = (
    cases.c.id,
    cases.c.workspace,
    cases.c.question,
    cases.c.round,
    cases.c.opened_at,
    cases.c.decision,
    cases.c.option,
    cases.c.reason,
    cases.c.decided_by,
    cases.c.decided_at,
)
_FIND = select(*_CASE).where(cases.c.id == given("case"))
_OPEN_ONE = select(cases.c.id).where(
    cases.c.workspace == given("workspace"), cases.c.question_id == given("question_id"), IS_OPEN
)
_OPEN = (
    select(*_CASE)
    .where(cases.c.workspace == given("workspace"), IS_OPEN)
    .order_by(cases.c.opened_at, cases.c.id)
    .limit(given("limit"))
)
_OPEN_CASE = insert(cases)
_NAME_ROUND = (
    update(cases).values(round=given("the_round")).where(cases.c.id == given("case"), cases.c.round.is_(None))
)
_DECIDE = (
    update(cases)
    .values(
        decision=given("the_decision"),
        option=given("the_option"),
        reason=given("the_reason"),
        decided_by=given("by"),
        decided_at=given("now"),
    )
    .where(cases.c.id == given("case"), IS_OPEN)
)
_ADD = insert(reports)
_CHANGE = (
    update(reports)
    .values(reason=func.coalesce(func.nullif(given("the_reason"), ""), reports.c.reason))
    .where(reports.c.case_id == given("case"), reports.c.person == given("who"))
)
_WAITING = (
    select(func.count())
    .select_from(reports.join(cases, cases.c.id == reports.c.case_id))
    .where(reports.c.person == given("person"), reports.c.at > given("since"), IS_OPEN)
)
_REASONS = select(reports.c.reason).where(reports.c.case_id == given("case")).order_by(reports.c.seq)
_IS_ANNOUNCED = select(announcements.c.id).where(announcements.c.id == given("case"))
_IS_TOLD = exists().where(notices.c.kind == NoticeKind.REPORT.value, notices.c.subject == cases.c.id)
_IN_CHANNEL = exists().where(
    announcements.c.id == cases.c.id,
    deliveries.c.post == announcements.c.id,
    deliveries.c.action == Action.POST.value,
    deliveries.c.state != DeliveryState.FAILED.value,
)
_UNTOLD = (
    select(cases.c.workspace, cases.c.id).where(IS_OPEN, ~_IS_TOLD, ~_IN_CHANNEL).order_by(cases.c.opened_at)
)
_POSTS_IN = (
    select(*ANNOUNCEMENT_COLUMNS)
    .join(cases, cases.c.id == announcements.c.id)
    .where(announcements.c.channel == given("channel"), IS_OPEN)
    .order_by(announcements.c.opened_at.desc())
    .limit(10)
)
_CORRECTIONS = (
    select(func.count())
    .select_from(reports.join(cases, cases.c.id == reports.c.case_id))
    .where(
        reports.c.person == given("person"),
        cases.c.workspace == given("workspace"),
        cases.c.decision.in_([literal_column("'accepted'"), literal_column("'voided'")]),
    )
)
_CHOSEN = (
    select(rounds.c.question, answers.c.choice, func.count())
    .join(answers, answers.c.round == rounds.c.id)
    .where(
        rounds.c.workspace == given("workspace"),
        rounds.c.question_id == given("question"),
        answers.c.choice.is_not(None),
    )
    .group_by(rounds.c.id, answers.c.choice)
)


class SqliteReports:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def file(self, report: Report, post_to: ChannelId | None) -> Filed:
        return await self._database.write(partial(_file, report, post_to))

    async def find(self, id_: CaseId) -> Case | None:
        def work(tx: Transaction) -> Case | None:
            row = tx.one(_FIND, {"case": id_})
            return None if row is None else _to_case(tx, row)

        return await self._database.read(work)

    async def open(self, workspace: WorkspaceId, limit: int) -> Sequence[Case]:
        values = {"workspace": workspace, "limit": limit}
        return await self._database.read(lambda tx: [_to_case(tx, row) for row in tx.all(_OPEN, values)])

    async def decide(self, id_: CaseId, decided: Decided) -> bool:
        return await self._database.write(lambda tx: decide(tx, id_, decided))

    async def untold(self) -> Sequence[tuple[WorkspaceId, CaseId]]:
        rows = await self._database.read(lambda tx: tx.all(_UNTOLD, {}))
        return [(workspace, case) for workspace, case in rows]

    async def posts_in(self, channel: ChannelId) -> Sequence[Announcement]:
        rows = await self._database.read(lambda tx: tx.all(_POSTS_IN, {"channel": channel}))
        return [to_announcement(row) for row in rows]

    async def corrections(self, workspace: WorkspaceId, person: PersonId) -> int:
        values = {"workspace": workspace, "person": person}
        found: int = await self._database.read(lambda tx: tx.first(_CORRECTIONS, values)[0])
        return found

    async def chosen(self, workspace: WorkspaceId, question: QuestionId) -> Mapping[str, int]:
        values = {"workspace": workspace, "question": question}
        chosen: Counter[str] = Counter()
        for asked, choice, people in await self._database.read(lambda tx: tx.all(_CHOSEN, values)):
            # each round has an order of its own
            chosen[msgspec.json.decode(asked, type=Question).options[choice].text] += people
        return chosen


def _file(report: Report, post_to: ChannelId | None, tx: Transaction) -> Filed:
    values = {"workspace": report.workspace, "question_id": report.question.id}
    known = tx.one(_OPEN_ONE, values)
    case = CaseId(known[0]) if known else report.case
    if tx.run(_CHANGE, {"case": case, "who": report.person, "the_reason": report.reason}):
        return Filed.CHANGED
    since = {"person": report.person, "since": to_micros(report.at - WITHIN)}
    if (tx.one(_WAITING, since) or (0,))[0] >= MOST_OPEN:
        return Filed.TOO_MANY
    if known is None:
        _open(tx, report, post_to)
    tx.run(_NAME_ROUND, {"case": case, "the_round": report.round})
    tx.run(_ADD, _row(report, case))
    return Filed.KEPT


def _open(tx: Transaction, report: Report, post_to: ChannelId | None) -> None:
    undecided = {"decision": "", "option": "", "reason": "", "decided_by": None, "decided_at": None}
    row = {
        "id": report.case,
        "workspace": report.workspace,
        "question_id": report.question.id,
        "question": msgspec.json.encode(report.question).decode(),
        "round": report.round,
        "opened_at": to_micros(report.at),
    }
    tx.run(_OPEN_CASE, {**row, **undecided})
    if post_to is not None:
        announce(tx, _announcement(report.case, post_to, report.at))


def _announcement(case: CaseId, channel: ChannelId, at: datetime) -> Announcement:
    return Announcement(
        id=AnnouncementId(case), kind=AnnouncementKind.REPORT, channel=channel, subject=case, opened_at=at
    )


def _row(report: Report, case: CaseId) -> Values:
    return {
        "seq": None,
        "question": report.question.id,
        "person": report.person,
        "workspace": report.workspace,
        "reason": report.reason,
        "at": to_micros(report.at),
        "case_id": case,
        "round": report.round,
    }


def decide(tx: Transaction, id_: CaseId, decided: Decided) -> bool:
    """As the port's, for those who change something else in the same transaction."""
    values = {
        "case": id_,
        "the_decision": decided.decision,
        "the_option": decided.option,
        "the_reason": decided.reason,
        "by": decided.by,
        "now": to_micros(decided.at),
    }
    if tx.run(_DECIDE, values) != 1:
        return False
    if tx.one(_IS_ANNOUNCED, {"case": id_}) is not None:
        enqueue_close(tx, AnnouncementId(id_), decided.at)
    return True


def _to_case(tx: Transaction, row: Row) -> Case:
    id_, workspace, question, round_, opened_at, decision, option, reason, by, decided_at = row
    reasons = [text for (text,) in tx.all(_REASONS, {"case": id_})]
    decided = None
    if decided_at is not None:
        at = to_moment(decided_at)
        decided = Decided(decision=Decision(decision), by=by, at=at, option=option, reason=reason)
    return Case(
        id=id_,
        workspace=workspace,
        question=msgspec.json.decode(question, type=Question),
        round=round_,
        opened_at=to_moment(opened_at),
        reporters=len(reasons),
        reasons=tuple(text for text in reasons if text),
        decided=decided,
    )
