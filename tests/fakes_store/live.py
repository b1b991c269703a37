"""Live quizzes in memory."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta, tzinfo

from bot.domain.announcement import Announcement, AnnouncementKind
from bot.domain.ids import ChannelId, PersonId, QuizId, RoundId
from bot.domain.live_quiz import LiveQuiz, Phase, Seen, is_overtaken, timed
from bot.domain.race_scoring import Choice, gains
from bot.domain.round import Answer, Round, Verdict
from bot.domain.scoring import points_for
from bot.ports.live import Chosen, Entry, Outcome, Race, RaceRound
from bot.ports.records import Action, DeliveryState
from tests.fakes_store.announcements import MemoryAnnouncements
from tests.fakes_store.answers import MemoryAnswers
from tests.fakes_store.kept import Group
from tests.fakes_store.rounds import enqueue


@dataclass
class Kept:
    at: datetime
    choice: int
    left: timedelta
    points: int | None = None


@dataclass
class MemoryLiveQuizzes(Group):
    quizzes: dict[QuizId, LiveQuiz] = field(default_factory=dict)
    joined: dict[QuizId, dict[PersonId, datetime]] = field(default_factory=dict)
    choices: dict[RoundId, dict[PersonId, Kept]] = field(default_factory=dict)

    async def start(self, quiz: LiveQuiz, lobby: Announcement) -> LiveQuiz | None:
        if (other := await self.running_in(quiz.channel)) is not None:
            return other
        self.quizzes[quiz.id] = quiz
        self.joined[quiz.id] = {quiz.host: lobby.opened_at}
        await MemoryAnnouncements(self.kept).claim(lobby)
        return None

    async def find(self, id_: QuizId) -> LiveQuiz | None:
        return self.quizzes.get(id_)

    async def running(self) -> Sequence[LiveQuiz]:
        return [quiz for quiz in self.quizzes.values() if quiz.phase is not Phase.ENDED]

    async def running_in(self, channel: ChannelId) -> LiveQuiz | None:
        return next((quiz for quiz in await self.running() if quiz.channel == channel), None)

    async def lobby(self, id_: QuizId) -> Announcement | None:
        every = self.kept.announcements.values()
        return next((a for a in every if (a.kind, a.subject) == (AnnouncementKind.LOBBY, id_)), None)

    async def seen(self, quiz: LiveQuiz) -> Seen:
        lobby = await self.lobby(quiz.id) if quiz.phase is Phase.LOBBY else None
        post = lobby.id if lobby else quiz.round
        entry = self.kept.outbox.get((post, Action.POST)) if post else None
        state = entry.delivery.state if entry else None
        return Seen(
            joined=len(self.joined[quiz.id]),
            answered=len(self.choices.get(quiz.round or RoundId(""), {})),
            posted_at=entry.changed_at if entry and state is DeliveryState.DONE else None,
            failed=state is DeliveryState.FAILED,
        )

    async def join(self, id_: QuizId, person: PersonId, at: datetime) -> bool:
        is_new = person not in self.joined[id_]
        self.joined[id_].setdefault(person, at)
        return is_new

    async def members(self, id_: QuizId) -> Sequence[tuple[PersonId, str]]:
        quiz = self.quizzes[id_]
        order = sorted(self.joined[id_].items(), key=lambda item: (item[1], item[0]))
        return [(person, self.kept.names[person, quiz.workspace]) for person, _ in order]

    async def choose(self, round_: Round, person: PersonId, choice: int, at: datetime) -> Chosen:
        if round_.quiz is None or round_.quiz not in self.quizzes:
            raise LookupError(f"round {round_.id} belongs to no live quiz")
        quiz = self.quizzes[round_.quiz]
        quiz = timed(quiz, (await self.seen(quiz)).posted_at)
        mine = self.choices.setdefault(round_.id, {})
        earlier = mine[person].choice if person in mine else None
        if not quiz.takes_answers(round_.id, at):
            paused = quiz.phase is Phase.PAUSED and quiz.round == round_.id
            return Chosen(Outcome.PAUSED if paused else Outcome.LATE, earlier, quiz.may_change)
        if earlier is not None and not quiz.may_change:
            return Chosen(Outcome.STANDS, earlier, quiz.may_change)
        await self.join(quiz.id, person, at)
        mine[person] = Kept(at, choice, quiz.left_of_given(at))
        return Chosen(Outcome.LOCKED if earlier is None else Outcome.CHANGED, choice, quiz.may_change)

    async def advance(
        self,
        before: LiveQuiz,
        after: LiveQuiz,
        at: datetime,
        zone: tzinfo,
        ask: Round | None = None,
        podium: Announcement | None = None,
        leaves: PersonId | None = None,
    ) -> bool:
        if self.quizzes.get(before.id) != before or is_overtaken(before, after, await self.seen(before)):
            return False
        if before.round is not None and after.round != before.round:
            await self._settle(before, before.round, at, zone)
        if ask is not None:
            self.kept.rounds[ask.id] = ask
            enqueue(self.kept, ask, Action.POST, at)
        self.quizzes[after.id] = after
        if after.round is not None:
            closes_at = after.until if after.phase is Phase.ASKING else None
            self.kept.rounds[after.round] = replace(self.kept.rounds[after.round], closes_at=closes_at)
        lobby = await self.lobby(after.id)
        if lobby is not None and before.phase is Phase.LOBBY is not after.phase:
            enqueue(self.kept, lobby, Action.CLOSE, at)
        if podium is not None:
            await MemoryAnnouncements(self.kept).claim(podium)
        if leaves is not None:
            self.joined[after.id].pop(leaves, None)
        return True

    async def _settle(self, quiz: LiveQuiz, id_: RoundId, now: datetime, zone: tzinfo) -> None:
        round_ = self.kept.rounds[id_] = replace(self.kept.rounds[id_], closes_at=now)
        chosen = self.choices.get(id_, {})
        earlier = [
            {person for person, kept in self.choices[other.id].items() if kept.points}
            for other in self._rounds(quiz.id)
            if any(kept.points is not None for kept in self.choices.get(other.id, {}).values())
        ]
        entries = [Choice(racer=person, choice=k.choice, left=k.left) for person, k in chosen.items()]
        for person, points in gains(round_, quiz.time, entries, earlier).items():
            chosen[person].points = points
        for person, kept in chosen.items():
            await MemoryAnswers(self.kept).record(_answer(round_, person, kept, zone), round_)
        enqueue(self.kept, round_, Action.CLOSE, now)

    async def race(self, id_: QuizId) -> Race | None:
        quiz = self.quizzes.get(id_)
        if quiz is None:
            return None
        return Race(quiz, tuple(RaceRound(one, self._entries(one)) for one in self._rounds(id_)))

    def _rounds(self, id_: QuizId) -> list[Round]:
        return [round_ for round_ in self.kept.rounds.values() if round_.quiz == id_]

    def _entries(self, round_: Round) -> tuple[Entry, ...]:
        chosen = self.choices.get(round_.id, {})
        return tuple(
            Entry(
                person=person,
                name=self.kept.names[person, round_.workspace],
                choice=kept.choice,
                left=kept.left,
                points=kept.points,
            )
            for person, kept in sorted(chosen.items(), key=lambda item: (item[1].at, item[0]))
        )


def _answer(round_: Round, person: PersonId, kept: Kept, zone: tzinfo) -> Answer:
    right = kept.choice == round_.question.key
    return Answer(
        round=round_.id,
        person=person,
        question=round_.question.id,
        channel=round_.channel,
        choice=kept.choice,
        right=right,
        points=points_for(Verdict.RIGHT if right else Verdict.WRONG, round_.question.level),
        scored=True,
        at=kept.at,
        day=kept.at.astimezone(zone).date(),
    )
