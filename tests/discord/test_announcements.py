"""What asks nothing is posted exactly once as well, whatever becomes of the process or the connection."""

from dataclasses import replace

import pytest

from bot.adapters.clock import SystemClock
from bot.adapters.discord.adapter import DiscordAdapter
from bot.app.postman import Postman
from bot.cards import Button, Card
from bot.domain.announcement import Announcement, AnnouncementKind
from bot.domain.hints import HaltedSchedule
from bot.domain.hints import subject_of as halted_subject
from bot.domain.ids import AnnouncementId, ChannelId, HaltId, QuestionId, QuizId, ScheduleId, WorkspaceId
from bot.domain.own_questions import subject_of
from bot.domain.quiz import Quiz
from bot.presses.contests import button_of
from bot.presses.live import Act, Live
from bot.presses.managing import ResumeHalted
from bot.presses.suggestions import DeclineSuggestion
from bot.wording.phrases import line
from tests.builders import actor
from tests.contexts import context
from tests.discord.conftest import a_round
from tests.discord.fake_study import question_card
from tests.fakes_store import MemoryStore
from tests.platforms.discord import LoopbackDiscord

DAILY = ScheduleId("daily")
MESSAGES = r"/channels/\d+/messages"
BUTTONLESS = Card(title="Ada: 4 of 5 right", blocks=(line("🟩🟩🟥🟩🟩"),))


def announced(
    server: LoopbackDiscord, subject: str = "q1", kind: AnnouncementKind = AnnouncementKind.QUIZ_RESULT
) -> Announcement:
    return Announcement(
        id=AnnouncementId(f"a-{subject}"),
        kind=kind,
        channel=ChannelId(f"discord:{server.world.guild}/{server.first_channel}"),
        subject=subject,
        opened_at=SystemClock().now(),
    )


@pytest.mark.parametrize("dies", [True, False])
async def test_an_announcement_is_posted_exactly_once_through_a_crash(
    server: LoopbackDiscord, adapter: DiscordAdapter, dies: bool
) -> None:
    store, clock, announcement = MemoryStore(), SystemClock(), announced(server)
    ada = await store.people.recognise(actor("ada", announcement.channel))
    quiz = Quiz(id=QuizId("q1"), person=ada, channel=announcement.channel, questions=())
    await store.quizzes.start(quiz, clock.now())
    ctx = context(store, adapter, clock)
    await store.announcements.claim(announcement)
    if dies:
        server.fail("POST", MESSAGES, cut=True, accepted=True)
    for _ in range(3):
        postman = Postman(ctx)  # as after a start
        for entry in store.kept.outbox.values():
            entry.due_at = clock.now()
        await postman.deliver_due()
        await postman.settle()
    assert len(server.messages()) == len(server.sent("POST", MESSAGES)) == 1
    assert await store.outbox.message_of(announcement.id) == server.messages()[0].id


async def test_an_announcement_is_found_by_its_words_among_other_messages(
    server: LoopbackDiscord, adapter: DiscordAdapter
) -> None:
    await adapter.post(a_round(server), question_card())
    other = Card(title="Bob: 4 of 5 right", blocks=BUTTONLESS.blocks)
    await adapter.post(announced(server, "q2"), other)
    assert await adapter.find(announced(server), BUTTONLESS) is None
    posted = await adapter.post(announced(server), BUTTONLESS)
    assert await adapter.find(announced(server), BUTTONLESS) == posted


async def test_a_suggestion_is_found_by_the_button_that_declines_it(
    server: LoopbackDiscord, adapter: DiscordAdapter
) -> None:
    where = WorkspaceId(f"discord:{server.world.guild}")
    posts = {
        name: replace(
            announced(server, name, AnnouncementKind.SUGGESTION), subject=subject_of(where, QuestionId(name))
        )
        for name in ("own-why", "own-why-2")
    }
    posted = {}
    for name, post in posts.items():
        press = DeclineSuggestion(where, QuestionId(name))
        posted[name] = await adapter.post(post, Card(title=name, buttons=(Button("Decline", press),)))
    for name, post in posts.items():
        assert await adapter.find(post, Card(title="It was edited since")) == posted[name]


@pytest.mark.parametrize(
    ("kind", "act"), [(AnnouncementKind.LOBBY, Act.JOIN), (AnnouncementKind.PODIUM, Act.RESULT)]
)
async def test_an_announcement_is_found_by_its_button_whatever_it_says_by_now(
    server: LoopbackDiscord, adapter: DiscordAdapter, kind: AnnouncementKind, act: Act
) -> None:
    own, other = (announced(server, subject, kind) for subject in ("q1", "q2"))
    await adapter.post(other, live_card("q2", act))
    assert await adapter.find(own, live_card("q1", act)) is None
    posted = await adapter.post(own, live_card("q1", act))
    assert await adapter.find(own, Card(title="It has begun")) == posted


def live_card(quiz: str, act: Act) -> Card:
    return Card(title="Live quiz", buttons=(Button("Go", Live(QuizId(quiz), act)),))


@pytest.mark.parametrize("subject", ["c1", "c1/2"])
async def test_news_of_a_competition_are_found_by_their_own_button(
    server: LoopbackDiscord, adapter: DiscordAdapter, subject: str
) -> None:
    kind = AnnouncementKind.CONTEST_AMENDED if "/" in subject else AnnouncementKind.CONTEST_END
    start = announced(server, "c1", AnnouncementKind.CONTEST_START)
    own = replace(announced(server, subject, kind), id=AnnouncementId("own"))
    await adapter.post(start, news_card(start))
    assert await adapter.find(own, news_card(own)) is None
    posted = await adapter.post(own, news_card(own))
    assert await adapter.find(own, Card(title="Counted again since")) == posted


def news_card(news: Announcement) -> Card:
    return Card(title="Competition", buttons=(Button("Standings", button_of(news)),))


async def test_a_word_about_a_halted_schedule_is_found_by_the_button_that_resumes_it(
    server: LoopbackDiscord, adapter: DiscordAdapter
) -> None:
    own, other = (
        replace(
            announced(server, f"h{halt}", AnnouncementKind.HINT),
            subject=halted_subject(HaltedSchedule(own_server(server), DAILY, HaltId(halt))),
        )
        for halt in (2, 1)
    )
    await adapter.post(other, halted(1))
    assert await adapter.find(own, halted(2)) is None
    posted = await adapter.post(own, halted(2))
    assert await adapter.find(own, halted(2)) == posted


def own_server(server: LoopbackDiscord) -> WorkspaceId:
    return WorkspaceId(f"discord:{server.world.guild}")


def halted(halt: int) -> Card:
    return Card(title="It stopped", buttons=(Button("Resume", ResumeHalted(DAILY, HaltId(halt))),))
