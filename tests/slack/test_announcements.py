"""What asks nothing is posted exactly once as well, whatever becomes of the process or the connection."""

from dataclasses import replace

from bot.adapters.slack.adapter import SlackAdapter
from bot.app.postman import Postman
from bot.cards import Card
from bot.domain.announcement import Announcement, AnnouncementKind
from bot.domain.ids import AnnouncementId, QuizId
from bot.domain.quiz import Quiz
from bot.domain.round import Round
from tests.builders import NOON, actor
from tests.contexts import context
from tests.fakes import StoppedClock
from tests.fakes_store import MemoryStore
from tests.platforms.slack import LoopbackSlack
from tests.slack.conftest import GENERAL
from tests.slack.study import open_card

ANNOUNCED = Announcement(
    id=AnnouncementId("r1"),  # the same as the round's, and still another thing
    kind=AnnouncementKind.QUIZ_RESULT,
    channel=GENERAL,
    subject="q1",
    opened_at=NOON,
)
CARD = Card(title="Ada: 4 of 5 right")


async def test_an_announcement_is_posted_exactly_once_through_a_crash(
    slack: LoopbackSlack, adapter: SlackAdapter
) -> None:
    store, clock = MemoryStore(), StoppedClock()
    ada = await store.people.recognise(actor("ada", GENERAL))
    await store.quizzes.start(Quiz(id=QuizId("q1"), person=ada, channel=GENERAL, questions=()), clock.now())
    ctx = context(store, adapter, clock)
    await store.announcements.claim(ANNOUNCED)
    slack.fail("chat.postMessage", cut=True, accepted=True)
    for _ in range(3):
        postman = Postman(ctx)  # as after a start
        await postman.deliver_due()
        await postman.settle()
        clock.advance(minutes=5)
    [message] = slack.messages()
    assert await store.outbox.message_of(ANNOUNCED.id) == message.ts


async def test_an_announcement_is_found_by_its_own_id(
    slack: LoopbackSlack, adapter: SlackAdapter, round_: Round
) -> None:
    await adapter.post(round_, open_card())
    assert await adapter.find(ANNOUNCED, CARD) is None
    ts = await adapter.post(ANNOUNCED, CARD)
    assert await adapter.find(ANNOUNCED, CARD) == ts
    assert await adapter.find(replace(ANNOUNCED, id=AnnouncementId("r2")), CARD) is None
    await adapter.edit(ANNOUNCED, ts, Card(title="changed"))
    assert await adapter.find(ANNOUNCED, CARD) == ts
