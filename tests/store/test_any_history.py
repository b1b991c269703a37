"""Whatever happens in whatever order, the boards are those that a slow count of the ledger gives."""

import asyncio
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import product
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.adapters.store.integrity import check_totals
from bot.adapters.store.opening import open_store
from bot.domain.boards import Period, Standing
from bot.domain.ids import ChannelId, MessageId, PersonId, WorkspaceId, workspace_of
from bot.domain.question import Level
from bot.domain.round import Answer, Round, RoundKind
from bot.ports.records import Action, Recorded
from bot.ports.store import Store
from tests.builders import NOON, question, round_
from tests.fakes_store import MemoryStore
from tests.store.builders import answer, member, peek

CHANNELS = tuple(map(ChannelId, ("web:playground/general", "web:playground/lounge", "slack:T1/C1")))
WORKSPACES = tuple({workspace_of(channel) for channel in CHANNELS})
SCOPES: tuple[ChannelId | WorkspaceId, ...] = (*CHANNELS, *WORKSPACES)
PEOPLE = 13
DAYS = 9


@dataclass(frozen=True)
class Asked:
    kind: RoundKind
    channel: int
    day: int
    question: int
    level: Level
    closes: bool


@dataclass(frozen=True)
class Posted:
    round: int


@dataclass(frozen=True)
class Answered:
    """`right` None looks at the answer first; `day` may be any, also one before the question was asked."""

    round: int
    person: int
    day: int
    right: bool | None


Event = Asked | Posted | Answered
small = st.integers(0, DAYS - 1)
asked = st.builds(
    Asked,
    kind=st.sampled_from(
        [RoundKind.DAILY, RoundKind.DAILY, RoundKind.DAILY, RoundKind.ASKED, RoundKind.QUIZ]
    ),
    channel=st.integers(0, len(CHANNELS) - 1),
    day=small,
    question=st.integers(0, 3),
    level=st.sampled_from(Level),
    closes=st.booleans(),
)
posted = st.builds(Posted, round=small)
answered = st.builds(
    Answered,
    round=small,
    person=st.integers(0, PEOPLE - 1),
    day=small,
    right=st.sampled_from([True, True, False, None]),
)
# drawn from a list, since `one_of` takes a strategy that is named twice as one
kinds = st.sampled_from([asked] * 2 + [posted] * 2 + [answered] * 5)
histories = st.lists(kinds.flatmap(lambda kind: kind), min_size=20, max_size=120)


class History:
    """Plays events on a store; numbers in events go round, so that every event means something."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.rounds: list[Round] = []
        self.people: list[PersonId] = []

    async def play(self, events: Sequence[Event]) -> list[Recorded]:
        self.people = [await member(self.store, f"p{n}") for n in range(PEOPLE)]
        told = [await self._happen(event) for event in events]
        return [recorded for recorded in told if recorded is not None]

    async def _happen(self, event: Event) -> Recorded | None:
        if isinstance(event, Asked):
            await self._ask(event)
            return None
        if not self.rounds:
            return None
        round_ = self.rounds[event.round % len(self.rounds)]
        if isinstance(event, Answered):
            return await self.store.answers.record(self._answer(event, round_), round_)
        if round_.kind is not RoundKind.QUIZ:
            await self.store.outbox.done(round_.id, Action.POST, MessageId("m"), NOON)
        return None

    async def _ask(self, event: Asked) -> None:
        opened = NOON + timedelta(days=event.day)
        new = round_(
            f"r{len(self.rounds)}",
            kind=event.kind,
            channel=CHANNELS[event.channel],
            question=replace(question(f"question-{event.question}"), level=event.level),
            opened_at=opened,
            day=opened.date(),
            closes_at=opened + timedelta(hours=3) if event.closes else None,
        )
        self.rounds.append(new)
        if event.kind is RoundKind.QUIZ:
            await self.store.rounds.open_private(new)
        else:
            await self.store.rounds.claim(new)

    def _answer(self, event: Answered, round_: Round) -> Answer:
        person, at = self.people[event.person], NOON + timedelta(days=event.day)
        return peek(round_, person, at) if event.right is None else answer(round_, person, event.right, at)


async def board(store: Store, scope: ChannelId | WorkspaceId, period: Period, day: date) -> list[Standing]:
    """All pages of a board."""
    standings: list[Standing] = []
    after: tuple[int, PersonId] | None = None
    while True:
        page = await store.boards.page(scope, period, day, after)
        standings += page.standings
        after = page.after
        if after is None:
            return standings


def boards_of_all() -> Iterator[tuple[ChannelId | WorkspaceId, Period, date]]:
    for scope, period, number in product(SCOPES, Period, (0, 2, 5, DAYS)):
        yield scope, period, NOON.date() + timedelta(days=number)


async def compare(path: Path, events: Sequence[Event]) -> None:
    slow = MemoryStore()
    expected = await History(slow).play(events)
    async with open_store(path) as store:
        history = History(store)
        assert await history.play(events) == expected
        for which in boards_of_all():
            standings = await board(store, *which)
            assert standings == await board(slow, *which)
            for standing in standings:
                points = standing.score.points
                assert standing.place == 1 + sum(s.score.points > points for s in standings)
                assert await store.boards.standing(*which, standing.score.person) == standing
        for workspace, person, number in product(WORKSPACES, history.people[:3], (2, DAYS)):
            days = (NOON.date() + timedelta(days=number), NOON.date() + timedelta(days=number - 3))
            assert await store.boards.by_topic(workspace, person) == await slow.boards.by_topic(
                workspace, person
            )
            attendance = await store.boards.attendance(workspace, person, *days)
            assert attendance == await slow.boards.attendance(workspace, person, *days)
    assert check_totals(path) == []


@settings(max_examples=40, deadline=None, derandomize=True)
@given(histories)
def test_boards_are_what_the_ledger_says_after_any_history(events: list[Event]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(compare(Path(folder) / "study.db", events))
