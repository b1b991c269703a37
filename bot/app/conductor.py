"""Leads live quizzes on: every look asks what the stored deadlines mean now; nothing sleeps in between."""

import structlog

from bot.app.context import Context
from bot.app.postman import Postman
from bot.domain.announcement import Announcement, AnnouncementKind
from bot.domain.ids import AnnouncementId, PersonId, QuizId, RoundId
from bot.domain.live_quiz import LiveQuiz, Phase, step
from bot.domain.picking import pick, shuffled
from bot.domain.question import Question
from bot.domain.round import Reveal, Round, RoundKind
from bot.ports.trouble import NotKept
from bot.wording.live import countdown

log = structlog.get_logger()


class Conductor:
    """Looks at the database only while a live quiz runs, which it knows from the first look on."""

    def __init__(self, ctx: Context, postman: Postman) -> None:
        self._ctx = ctx
        self._postman = postman
        self._starts = 1
        self._idle_since = 0
        self._shown: dict[QuizId, int] = {}

    def wake(self) -> None:
        """A live quiz has been started."""
        self._starts += 1

    async def look(self) -> None:
        """Do what is due. Safe to repeat and to interrupt."""
        starts = self._starts
        if starts == self._idle_since:
            return
        running = await self._ctx.store.live.running()
        if not running:
            self._idle_since = starts  # one that was started meanwhile has counted `_starts` up
            self._shown.clear()
        for quiz in running:
            await self._look_at(quiz)
        await self._postman.deliver_due()

    async def _look_at(self, quiz: LiveQuiz) -> None:
        ctx = self._ctx
        try:
            seen = await ctx.store.live.seen(quiz)
            after = step(quiz, ctx.clock.now(), seen, RoundId(ctx.new_id()))
            if after != quiz:
                await self.move(quiz, after)
            self._count_down(after)
        except NotKept:
            raise  # the others could not be kept either
        except Exception:
            # the boundary of one quiz: another one goes on, and the next look tries again
            log.exception("a live quiz stands still", quiz=quiz.id, channel=quiz.channel)

    def _count_down(self, quiz: LiveQuiz) -> None:
        """Have the open question shown anew at each step of its countdown."""
        if quiz.phase is not Phase.ASKING or quiz.until is None:
            return
        left = countdown(quiz.left_at(self._ctx.clock.now()))
        if self._shown.get(quiz.id) != left:
            self._shown[quiz.id] = left
            self._ctx.watchers.changed(quiz.channel)

    async def move(self, before: LiveQuiz, after: LiveQuiz, leaves: PersonId | None = None) -> None:
        """Keep the next state with all that follows from it; nothing if `before` is past already."""
        ctx = self._ctx
        now = ctx.clock.now()
        opens = after.round is not None and after.round != before.round
        moved = await ctx.store.live.advance(
            before,
            after,
            now,
            ctx.zone_for(after.channel),
            ask=await self._round(after) if opens else None,
            podium=self._podium(after) if after.phase is Phase.ENDED and after.position >= 0 else None,
            leaves=leaves,
        )
        if moved:
            ctx.watchers.changed(after.channel)
            log.info("live quiz", quiz=after.id, phase=after.phase, position=after.position)
            await self._postman.deliver_due()

    async def _round(self, quiz: LiveQuiz) -> Round:
        ctx = self._ctx
        assert quiz.round is not None  # whoever asks has named the round
        now = ctx.clock.now()
        return Round(
            id=quiz.round,
            kind=RoundKind.LIVE,
            channel=quiz.channel,
            question=shuffled(self._question(quiz), ctx.chance),
            opened_at=now,
            day=ctx.day_of(now, quiz.workspace),
            reveal=Reveal.AT_CLOSE,
            quiz=quiz.id,
        )

    def _question(self, quiz: LiveQuiz) -> Question:
        """The one that was drawn, or another if the bank has lost it since. LookupError: an empty bank."""
        bank = self._ctx.bank_of(quiz.workspace)
        drawn = bank.find(quiz.questions[quiz.position])
        if drawn is not None and not drawn.is_open:
            return drawn
        other = pick([q for q in bank if not q.is_open], [], self._ctx.chance)
        if other is None:
            raise LookupError("the bank holds no choice question any more")
        return other

    def _podium(self, quiz: LiveQuiz) -> Announcement:
        return announcement(self._ctx, AnnouncementKind.PODIUM, quiz)


def announcement(ctx: Context, kind: AnnouncementKind, quiz: LiveQuiz) -> Announcement:
    return Announcement(
        id=AnnouncementId(ctx.new_id()),
        kind=kind,
        channel=quiz.channel,
        subject=quiz.id,
        opened_at=ctx.clock.now(),
    )
