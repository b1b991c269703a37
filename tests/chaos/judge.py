"""A slow count of what should be there, from what the platforms saw, held against plain tables."""

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from tests.chaos.plan import Due
from tests.chaos.record import Record, Told

ON_TIME = 120_000_000  # microseconds; what is not later than this is never skipped
TOO_LATE = "the question closed before it could be posted"
TABLES = (
    *("accounts", "answers", "announcements", "deliveries", "live_choices"),
    *("rounds", "slots", "totals"),
)
Row = dict[str, Any]


@dataclass(frozen=True)
class Seen:
    """A message that everybody sees; `tokens` are those of its buttons."""

    channel: str
    id: str
    words: str
    tokens: tuple[str, ...]

    def asks(self, round_: str) -> bool:
        return any(token.startswith(f"sb1|choose|{round_}|") for token in self.tokens)


@dataclass
class Judge:
    """`messages` stand in the `channels` at the end, `due` are the slots of the walk before `ended_at`."""

    record: Record
    due: Iterable[Due]
    ended_at: datetime
    channels: Collection[str]
    messages: list[Seen]
    tables: dict[str, list[Row]]
    people: dict[str, int] = field(init=False)

    def __post_init__(self) -> None:
        self.people = {row["account"]: row["person"] for row in self.tables["accounts"]}
        self._rounds = {row["id"]: row for row in self.tables["rounds"]}
        self._posts = {row["post"]: row for row in self.tables["deliveries"] if row["action"] == "post"}
        self._closings = {row["post"]: row for row in self.tables["deliveries"] if row["action"] == "close"}
        self._answers: dict[tuple[str, int], list[Row]] = defaultdict(list)
        for row in self.tables["answers"]:
            self._answers[row["round"], row["person"]].append(row)

    def problems(self) -> list[str]:
        """Everything that is wrong, a line each."""
        answers = (*self._lost(), *self._made_up(), *self._sums())
        return [*answers, *self._missed(), *self._messages(), *self._ends()]

    def _lost(self) -> Iterator[str]:
        """Every acknowledged answer is one row, with that choice and those points."""
        choices = {(row["round"], row["person"]): row for row in self.tables["live_choices"]}
        for told in self.record.told:
            key = told.round, self.people.get(told.account, 0)
            if told.live:
                yield from self._live(told, choices.get(key), self._answers.get(key, []))
            else:
                yield from _kept(told, self._answers.get(key, []))

    def _live(self, told: Told, kept: Row | None, settled: list[Row]) -> Iterator[str]:
        if kept is None or kept["choice"] != told.choice:
            yield f"lost in a race: {told}, kept {kept}"
        elif kept["points"] is not None and [row["choice"] for row in settled] != [told.choice]:
            yield f"lost when the race was settled: {told}, answers {settled}"

    def _made_up(self) -> Iterator[str]:
        """No answer twice, and none that nobody has given."""
        accounts = {person: account for account, person in self.people.items()}
        for (round_, person), rows in self._answers.items():
            account, choice = accounts.get(person, "nobody"), rows[0]["choice"]
            if len(rows) > 1:
                yield f"counted twice: {account} in {round_}"
            if choice is None and (account, round_) not in self.record.looked:
                yield f"never looked: {account} at {round_}"
            if choice is not None and (account, round_, choice) not in self.record.pressed:
                yield f"never pressed: {account} {choice} in {round_}"

    def _sums(self) -> Iterator[str]:
        """The totals of each person in each workspace are those of the answers that score."""
        counted: dict[tuple[str, int], list[int]] = defaultdict(lambda: [0, 0, 0])
        for row in self.tables["answers"]:
            if row["scored"]:
                sums = counted[self._rounds[row["round"]]["workspace"], row["person"]]
                sums[:] = [sums[0] + row["points"], sums[1] + row["right"], sums[2] + 1]
        workspaces = {workspace for workspace, _ in counted}
        kept = {
            (row["scope"], row["person"]): [row["points"], row["right"], row["answered"]]
            for row in self.tables["totals"]
            if row["period"] == "all" and row["scope"] in workspaces
        }
        for key in counted.keys() | kept.keys():
            if counted.get(key) != kept.get(key):
                yield f"totals of {key}: kept {kept.get(key)}, counted {counted.get(key)}"

    def _missed(self) -> Iterator[str]:
        """Each slot was posted once, or skipped or given up with a reason that the policy allows."""
        slots = {(row["schedule"], row["day"], row["time"]): row for row in self.tables["slots"]}
        for due in self.due:
            slot = slots.pop((due.schedule, due.day, due.time), None)
            if slot is None:
                yield f"missed: {due}"
            elif slot["state"] == "skipped":
                late = slot["decided_at"] - slot["due_at"]
                if not slot["reason"] or late <= ON_TIME:
                    yield f"skipped although it was only {late / 1e6:.1f} s late: {slot}"
            elif slot["round"] not in self._posts:
                yield f"asked without a post: {slot}"
        yield from (f"nothing was due: {slot}" for slot in slots.values())
        yield from self._without_a_slot()
        rounds = Counter(row["round"] for row in self.tables["slots"] if row["round"] is not None)
        yield from (f"one round for {times} slots: {round_}" for round_, times in rounds.items() if times > 1)

    def _without_a_slot(self) -> Iterator[str]:
        """A slot that was taken twice forgets its first question."""
        taken = {row["round"] for row in self.tables["slots"]}
        for id_, round_ in self._rounds.items():
            if round_["kind"] == "daily" and round_["channel"] in self.channels and id_ not in taken:
                yield f"asked beside its slot: {id_} in {round_['channel']}, {round_['day']}"

    def _messages(self) -> Iterator[str]:
        """Each post is one message that the database knows, and each message one post."""
        shown = Counter((message.channel, message.id) for message in self.messages)
        kept: Counter[tuple[str, str]] = Counter()
        about = {row["id"]: row for row in self.tables["announcements"]} | self._rounds
        for post, row in self._posts.items():
            channel = about[post]["channel"]
            match row["state"]:
                case "posted" if channel in self.channels:
                    kept[channel, row["message"]] += 1
                case "failed" if row["error"] == TOO_LATE and about[post]["closes_at"]:
                    pass
                case "failed":
                    yield f"given up: {row}"
                case "claimed" | "sending":
                    yield f"still not posted: {row}"
                case _:
                    pass  # posted in the playground
        yield from (f"unknown to the database: {self._at(key)}" for key in (shown - kept))
        yield from (f"not in its channel: {key}" for key in (kept - shown))

    def _at(self, key: tuple[str, str]) -> str:
        found = next(each for each in self.messages if (each.channel, each.id) == key)
        return f"{key} {found.tokens[:1]} {found.words[:80]!r}"

    def _ends(self) -> Iterator[str]:
        """A round whose time is up shows no choices and is ended; one that is open can be answered."""
        shown = {(message.channel, message.id): message for message in self.messages}
        for id_, post in self._posts.items():
            round_ = self._rounds.get(id_)
            message = shown.get((round_["channel"], post["message"])) if round_ else None
            if round_ is None or message is None:
                continue
            closing = self._closings.get(id_)
            if closing is None and self._should_be_closed(round_):
                yield f"never closed: {round_['id']}, {message.words[:60]!r}"
            if (closing is None) == bool(round_["ended"]):
                yield f"ended without an end, or the other way round: {id_}, {closing}"
            if closing is not None and (closing["state"] != "posted" or message.asks(id_)):
                yield f"not brought to its end: {closing}, {message.words[:60]!r}"
            if closing is None and not message.asks(id_):
                yield f"open, but nobody can answer: {id_}, {message.words[:60]!r}"

    def _should_be_closed(self, round_: Row) -> bool:
        """A race closes its own rounds."""
        closes_at = round_["closes_at"]
        return bool(closes_at and closes_at <= self.ended_at.timestamp() * 1e6 and round_["kind"] != "live")


def _kept(told: Told, rows: list[Row]) -> Iterator[str]:
    if len(rows) != 1 or rows[0]["choice"] != told.choice:
        yield f"lost: {told}, kept {rows}"
    elif told.points is not None and rows[0]["points"] != told.points:
        yield f"other points: {told}, kept {rows[0]}"


def read_tables(database: Path) -> dict[str, list[Row]]:
    """Every row of the tables that the judge looks at; sqlite3.DatabaseError if the file is damaged."""
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        connection.row_factory = sqlite3.Row
        if (said := connection.execute("PRAGMA integrity_check").fetchone()[0]) != "ok":
            raise sqlite3.DatabaseError(said)
        return {
            table: [dict(row) for row in connection.execute(f"SELECT * FROM {table}")] for table in TABLES
        }
