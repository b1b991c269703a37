"""An announcement leaves through the outbox like a question, and stands in the channel's timeline."""

from dataclasses import replace

from bot.app.context import Context
from bot.app.postman import Postman
from bot.app.timeline import timeline
from bot.domain.announcement import Announcement, AnnouncementKind
from bot.domain.ids import AnnouncementId, QuizId
from bot.domain.quiz import Quiz
from tests.builders import HALL, actor
from tests.fakes import RecordingChannels, StoppedClock


async def shared_result(ctx: Context) -> Announcement:
    person = await ctx.store.people.recognise(actor("ada"))
    quiz = Quiz(id=QuizId("q1"), person=person, channel=HALL, questions=())
    await ctx.store.quizzes.start(quiz, ctx.clock.now())
    announcement = Announcement(
        id=AnnouncementId("a1"),
        kind=AnnouncementKind.QUIZ_RESULT,
        channel=HALL,
        subject=quiz.id,
        opened_at=ctx.clock.now(),
    )
    assert await ctx.store.announcements.claim(announcement)
    return announcement


async def test_an_announcement_is_posted_once(
    ctx: Context, postman: Postman, channels: RecordingChannels
) -> None:
    announcement = await shared_result(ctx)
    assert not await ctx.store.announcements.claim(replace(announcement, id=AnnouncementId("a2")))
    for _ in range(2):
        await postman.deliver_due()
        await postman.settle()
    assert [card.title for card in channels.cards(HALL)] == ["Ada: 0 of 0 right"]
    assert [id_ for id_, _ in await timeline(ctx, HALL, 7)] == ["a1"]


async def test_a_crash_while_announcing_is_cleared_up_by_looking_first(
    ctx: Context, channels: RecordingChannels, clock: StoppedClock
) -> None:
    await shared_result(ctx)
    channels.after_accepting = [RuntimeError("the process dies here")]
    for _ in range(2):
        postman = Postman(ctx)
        await postman.deliver_due()
        await postman.settle()
    assert channels.posts == 1
