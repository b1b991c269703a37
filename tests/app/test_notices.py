"""What concerns a person is told in private, at a pace, and at most once whatever fails where."""

import asyncio
import tempfile
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import closing, suppress
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.adapters.store.connection import open_raw
from bot.app.notices import AT_ONCE, deliver, notify
from bot.cards import Card
from bot.commands import Help
from bot.domain.ids import Account, CaseId, ChannelId, RoundId, WorkspaceId
from bot.domain.notice import NoticeKind, ruling_subject
from bot.domain.people import Actor
from bot.domain.reported import Decided, Decision, Report
from bot.plain import to_plain
from bot.ports.outside import Refused, Unreachable
from bot.presses.managing import ReportRound
from tests.app.inbox import ADA, ALAN, GRACE, HERE, SCALING, Office, office
from tests.builders import NOON, actor


@pytest.fixture
async def at(tmp_path: Path) -> AsyncIterator[Office]:
    async with office(tmp_path / "study.db") as opened:
        yield opened


async def decided_case(at: Office, id_: str = "case1") -> CaseId:
    """A voided round."""
    ada = await at.ctx.store.people.recognise(ADA)
    report = Report(
        case=CaseId(id_),
        workspace=HERE,
        question=SCALING,
        round=RoundId("r1"),
        person=ada,
        reason="",
        at=NOON,
    )
    await at.ctx.store.reports.file(report, None)
    decision = Decided(decision=Decision.VOIDED, by=ada, at=NOON, reason="It was cut off.")
    await at.ctx.store.reports.decide(CaseId(id_), decision)
    return CaseId(id_)


async def concern(at: Office, *who: Actor, points: int = -15) -> None:
    """A ruling takes points from these people."""
    subject = ruling_subject(await decided_case(at), points)
    people = [await at.ctx.store.people.recognise(one) for one in who]
    await notify(at.ctx, people, NoticeKind.RULING, subject, HERE)


async def test_each_is_told_once_however_often_it_is_asked_for(at: Office) -> None:
    for _ in range(3):
        await concern(at, GRACE, ALAN)
        await at.look(hours=1)
    assert len(at.told(GRACE)) == len(at.told(ALAN)) == 1


async def test_a_crowd_is_told_at_a_pace(at: Office) -> None:
    crowd = [actor(f"p{n}") for n in range(AT_ONCE + 5)]
    await concern(at, *crowd)
    await at.look()
    assert len(at.tellers.told) == AT_ONCE
    await at.look()
    assert len(at.tellers.told) == AT_ONCE + 5


async def test_whoever_takes_no_messages_reads_it_with_the_next_reply_once(at: Office) -> None:
    await concern(at, GRACE)
    at.tellers.failures.append(Refused("closed"))
    await at.look()
    await at.look(hours=1)
    assert at.told(GRACE) == []
    assert "Meanwhile" not in to_plain((await at.study.command(Help(), ALAN)).card)
    text = to_plain((await at.study.command(Help(), GRACE)).card)
    assert "Meanwhile: A question you answered was put right" in text
    assert "−15 points" in text
    assert "Meanwhile" not in to_plain((await at.study.command(Help(), GRACE)).card)


async def test_a_press_brings_it_as_well_but_not_behind_a_form(at: Office) -> None:
    asked = await at.ask()
    await concern(at, GRACE)
    at.tellers.failures.append(Refused("closed"))
    await at.look()
    await at.report(asked, ALAN, "hm")
    behind = await at.study.press(ReportRound(asked.id), GRACE)
    assert "Meanwhile" not in to_plain(behind.card)
    assert "Meanwhile" in to_plain((await at.choose(asked, GRACE, 0)).card)


async def test_a_platform_that_is_away_gets_it_later_and_one_that_asks_for_patience_rests(
    at: Office,
) -> None:
    await concern(at, GRACE, ALAN)
    at.tellers.failures.append(Unreachable("slow down", wait=60.0))
    await at.look()
    await at.look(seconds=50)
    assert at.tellers.told == []
    await at.look(seconds=20)
    assert len(at.tellers.told) == 1
    await at.look(minutes=10)
    assert {account for account, _ in at.tellers.told} == {GRACE.account, ALAN.account}


async def test_what_can_not_be_told_for_days_waits_for_the_person(at: Office) -> None:
    await concern(at, GRACE)
    for _ in range(5):
        at.tellers.failures.append(Unreachable("switched off"))
        await at.look(days=1)
    assert at.told(GRACE) == []
    assert "Meanwhile" in to_plain((await at.study.command(Help(), GRACE)).card)


async def test_a_person_with_several_accounts_is_told_on_the_workspaces_platform(
    at: Office, tmp_path: Path
) -> None:
    grace = await at.ctx.store.people.recognise(GRACE)
    with closing(open_raw(tmp_path / "study.db")) as connection:
        for account in ("discord:7", "slack:T1/U1", "slack:T2/U1"):
            connection.execute("INSERT INTO accounts VALUES (?, ?)", (account, grace))
    case = await decided_case(at)
    for points, workspace in enumerate(("discord:5", "slack:T2", "web:playground", "discord:6")):
        subject = ruling_subject(case, points)
        await notify(at.ctx, [grace], NoticeKind.RULING, subject, WorkspaceId(workspace))
    await at.look()
    assert sorted(account for account, _ in at.tellers.told) == [
        "discord:7",
        "discord:7",
        "slack:T2/U1",
        "web:grace",
    ]


async def test_a_broken_word_to_one_workspace_does_not_stop_the_others(at: Office) -> None:
    await concern(at, GRACE)
    there = Actor(Account("slack:T1/U1"), "Eve", ChannelId("slack:T1/C1"))
    eve = await at.ctx.store.people.recognise(there)
    await notify(at.ctx, [eve], NoticeKind.RULING, ruling_subject("case1", 5), there.workspace)
    at.tellers.failures.append(RuntimeError("on purpose"))
    await at.look()
    assert len(at.tellers.told) == 1


class Fate(Enum):
    """What becomes of one message."""

    ARRIVES = auto()
    REFUSED = auto()
    NOT_NOW = auto()
    PATIENCE = auto()
    ARRIVES_UNHEARD = auto()
    LOST_UNHEARD = auto()
    BREAKS = auto()
    BREAKS_AFTER = auto()


@dataclass
class Whims:
    """Tells people, each time as fate has it."""

    fates: list[Fate]
    arrived: Counter[Account] = field(default_factory=Counter)

    async def tell(self, account: Account, card: Card) -> None:
        await asyncio.sleep(0)
        fate = self.fates.pop() if self.fates else Fate.ARRIVES
        if fate in (Fate.ARRIVES, Fate.ARRIVES_UNHEARD, Fate.BREAKS_AFTER):
            self.arrived[account] += 1
        match fate:
            case Fate.REFUSED:
                raise Refused("closed")
            case Fate.NOT_NOW:
                raise Unreachable("away")
            case Fate.PATIENCE:
                raise Unreachable("slow down", wait=120.0)
            case Fate.ARRIVES_UNHEARD | Fate.LOST_UNHEARD:
                raise Unreachable("cut off", uncertain=True)
            case Fate.BREAKS | Fate.BREAKS_AFTER:
                raise RuntimeError("on purpose")
            case Fate.ARRIVES:
                pass


@settings(max_examples=15, deadline=None)
@given(st.lists(st.sampled_from(Fate), max_size=20), st.lists(st.booleans(), max_size=3), st.integers(1, 4))
def test_nobody_is_told_twice_whatever_fails(fates: list[Fate], stops: list[bool], people: int) -> None:
    asyncio.run(_told_once(fates, stops, people))


async def _told_once(fates: list[Fate], stops: list[bool], people: int) -> None:
    """Looks that overlap, looks that are cut off in the middle, a restart, people who come by."""
    whims, crowd = Whims(fates), [actor(f"p{n}") for n in range(people)]
    read: Counter[Account] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "study.db"
        async with office(path) as at:
            await concern(at, *crowd)
            for stop in stops:
                at.clock.advance(days=1)
                await _look_twice(at, whims, stop)
                read += await _come_by(at, crowd) if stop else Counter()
        async with office(path) as at:
            at.clock.advance(days=9)
            await _look_twice(at, whims, stop=False)
            read += await _come_by(at, crowd)
    assert all(times == 1 for times in (whims.arrived + read).values())


async def _look_twice(at: Office, whims: Whims, stop: bool) -> None:
    ctx = replace(at.ctx, tellers=whims)
    looks = [asyncio.create_task(deliver(ctx)) for _ in range(2)]
    if stop:
        await asyncio.sleep(0)
        looks[0].cancel()
    for look in looks:
        with suppress(asyncio.CancelledError):
            await look


async def _come_by(at: Office, crowd: list[Actor]) -> Counter[Account]:
    """How often each of them reads what could not be told."""
    replies = {one.account: to_plain((await at.study.command(Help(), one)).card) for one in crowd}
    return Counter({account: text.count("Meanwhile") for account, text in replies.items()})
