from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from bot.adapters.store.database import open_database
from bot.adapters.store.opening import SqliteStore
from bot.adapters.store.rulings import SqliteRulings
from bot.adapters.store.schema import prepare
from bot.domain.attendance import Mark
from bot.domain.boards import Gap, Period
from bot.domain.ids import ChannelId, PersonId, WorkspaceId
from bot.domain.question import Level
from bot.domain.round import Rating
from bot.ports.records import TopicScore
from bot.ports.store import Store
from tests.builders import HALL, NOON, after, open_question, question, round_
from tests.store.builders import answer, member, post

PLAYGROUND = WorkspaceId("web:playground")
TODAY = NOON.date()


async def people_with(store: Store, rights: list[int]) -> list[PersonId]:
    """People of whom each has so many right answers, and one wrong one."""
    people = [await member(store, f"p{n:02}") for n in range(len(rights))]
    for n in range(max(rights) + 1):
        asked = await post(store, round_(f"r{n}", question=question(f"question-{n}")))
        for person, right in zip(people, rights, strict=True):
            if n <= right:
                await store.answers.record(answer(asked, person, right=n < right), asked)
    return people


async def places(store: Store, after: tuple[int, PersonId] | None) -> list[tuple[int, PersonId, int]]:
    page = await store.boards.page(HALL, Period.ALL, TODAY, after)
    return [(s.place, s.score.person, s.score.points) for s in page.standings]


async def test_equal_points_share_a_place_and_nobody_is_dropped(store: Store) -> None:
    a, b, c, d = await people_with(store, [1, 2, 1, 0])
    assert await places(store, None) == [(1, b, 30), (2, a, 15), (2, c, 15), (4, d, 0)]


async def test_a_tie_over_two_pages_keeps_its_place(store: Store) -> None:
    people = await people_with(store, [2] + [1] * 12 + [0] * 2)
    first = await store.boards.page(HALL, Period.ALL, TODAY)
    assert [s.place for s in first.standings] == [1] + [2] * 9
    assert first.after == (15, people[9])
    assert await places(store, first.after) == [
        (2, people[10], 15),
        (2, people[11], 15),
        (2, people[12], 15),
        (14, people[13], 0),
        (14, people[14], 0),
    ]


async def test_the_last_page_leads_nowhere_even_when_it_is_full(store: Store) -> None:
    await people_with(store, [1] * 10)
    assert (await store.boards.page(HALL, Period.ALL, TODAY)).after is None
    empty = await store.boards.page(ChannelId("web:playground/empty"), Period.ALL, TODAY)
    assert (empty.standings, empty.after) == ((), None)


async def test_a_page_after_the_last_one_is_empty(store: Store) -> None:
    *_, last = await people_with(store, [1, 0])
    assert await places(store, (0, last)) == []


async def test_a_score_tells_all_of_a_person(store: Store) -> None:
    ada = await member(store, "ada")
    assert await store.boards.standing(HALL, Period.ALL, TODAY, ada) is None
    asked = await post(store, round_("mine"))
    await store.answers.record(answer(asked, ada), asked)
    standing = await store.boards.standing(PLAYGROUND, Period.WEEK, TODAY, ada)
    assert standing is not None
    score = standing.score
    assert (standing.place, score.person, score.name) == (1, ada, "Ada")
    assert (score.points, score.right, score.answered, score.streak) == (15, 1, 1, 1)


async def test_each_period_counts_its_own_days(store: Store) -> None:
    ada = await member(store, "ada")
    for days in (0, 2, 10, 40):  # from Monday the 23rd
        asked = await post(store, round_(f"r{days}", question=question(f"question-{days}")))
        await store.answers.record(answer(asked, ada, at=after(days=days)), asked)

    async def answered(period: Period, day: date) -> int:
        standing = await store.boards.standing(HALL, period, day, ada)
        return standing.score.answered if standing else 0

    assert [await answered(period, TODAY) for period in Period] == [1, 2, 2, 4]
    december = TODAY + timedelta(days=10)
    assert [await answered(period, december) for period in Period] == [1, 1, 1, 4]


async def test_a_channel_s_board_counts_only_that_channel(store: Store) -> None:
    ada = await member(store, "ada")
    lounge = ChannelId("web:playground/lounge")
    asked = await post(store, round_(channel=lounge))
    await store.answers.record(answer(asked, ada), asked)
    for scope, expected in ((HALL, []), (lounge, [ada]), (PLAYGROUND, [ada])):
        page = await store.boards.page(scope, Period.ALL, TODAY)
        assert [s.score.person for s in page.standings] == expected


async def test_personal_numbers_are_told_by_topic(store: Store) -> None:
    ada = await member(store, "ada")
    for n, (topic, right) in enumerate([("rope", True), ("lora", False), ("rope", False)]):
        asked = await post(store, round_(f"r{n}", question=question(f"question-{n}", topic)))
        await store.answers.record(answer(asked, ada, right), asked)
    assert await store.boards.by_topic(PLAYGROUND, ada) == [
        TopicScore(topic=question(topic="lora").topic, right=0, answered=1),
        TopicScore(topic=question(topic="rope").topic, right=1, answered=2),
    ]
    assert await store.boards.by_topic(WorkspaceId("slack:T1"), ada) == []


async def test_rulings_change_the_numbers_by_topic_and_the_marks_of_days(path: Path) -> None:
    prepare(path)
    async with open_database(path) as database:
        store = SqliteStore(database)
        rulings = SqliteRulings(database, store.rounds.forget)
        ada = await member(store, "ada")
        expert = replace(question("hard"), level=Level.EXPERT)
        wrong = await post(store, round_("wrong", question=expert))
        void = await post(store, round_("void", question=question("void", "rope"), day=after(days=1).date()))
        await store.answers.record(answer(wrong, ada, right=False), wrong)
        await store.answers.record(answer(void, ada, at=after(days=1)), void)
        before = await store.boards.by_topic(PLAYGROUND, ada)
        assert [(one.topic, one.right, one.answered, one.expert) for one in before] == [
            ("attention", 0, 1, 0),
            ("rope", 1, 1, 0),
        ]
        chosen = expert.options[(expert.key + 1) % 4].text
        await rulings.accept(PLAYGROUND, expert.id, chosen, ada, "right as well", NOON)
        await rulings.void(void.id, ada, "nonsense", NOON)
        [attention] = await store.boards.by_topic(PLAYGROUND, ada)
        assert (attention.right, attention.answered, attention.expert) == (1, 1, 1)
        attendance = await store.boards.attendance(PLAYGROUND, ada, TODAY + timedelta(days=2), TODAY)
        assert list(attendance.days.values()) == [Mark.RIGHT, Mark.WRONG]
        assert attendance.streak.days == 2


async def test_ratings_are_counted_for_each_workspace(store: Store) -> None:
    ada = await member(store, "ada")
    for n, channel in enumerate([HALL, HALL, ChannelId("slack:T1/C1")]):
        asked = await post(store, round_(f"r{n}", channel=channel, question=open_question()))
        await store.answers.rate(asked.id, ada, Rating.PARTLY, NOON)
    assert await store.boards.ratings(PLAYGROUND, ada) == {Rating.PARTLY: 2}


async def test_pages_lead_back_to_the_top_as_they_led_down(store: Store) -> None:
    await people_with(store, [3] * 4 + [2] * 13 + [1] * 14)
    forward = [await store.boards.page(HALL, Period.ALL, TODAY)]
    while forward[-1].after is not None:
        forward.append(await store.boards.page(HALL, Period.ALL, TODAY, forward[-1].after))
    assert [len(page.standings) for page in forward] == [10, 10, 10, 1]
    back = forward[-1]
    for page in reversed(forward[:-1]):
        assert back.before is not None
        back = await store.boards.page(HALL, Period.ALL, TODAY, before=back.before)
        assert back == page
    assert back.before is None


async def test_above_a_short_first_page_stands_a_whole_one(store: Store) -> None:
    people = await people_with(store, [1] * 12)
    page = await store.boards.page(HALL, Period.ALL, TODAY, before=(15, people[3]))
    assert page == await store.boards.page(HALL, Period.ALL, TODAY)


async def test_places_and_the_gap_above_are_told_for_anybody(store: Store) -> None:
    a, b, c, d = await people_with(store, [1, 3, 1, 0])
    assert await store.boards.places(HALL, Period.ALL, TODAY, [a, b, d, PersonId(99)]) == {a: 2, b: 1, d: 4}
    assert await store.boards.gap(HALL, Period.ALL, TODAY, 15) == Gap(30, 1)
    assert await store.boards.gap(HALL, Period.ALL, TODAY, 0) == Gap(15, 2)
    assert await store.boards.gap(HALL, Period.ALL, TODAY, 45) is None
    assert c


async def test_a_topic_s_board_counts_its_questions_in_its_days(store: Store) -> None:
    ada, bob = await member(store, "ada"), await member(store, "bob")
    lounge = ChannelId("web:playground/lounge")
    asked = [("rope", HALL, 0), ("rope", lounge, 0), ("lora", HALL, 0), ("rope", HALL, 9)]
    for n, (topic, channel, days) in enumerate(asked):
        one = await post(store, round_(f"r{n}", channel=channel, question=question(f"question-{n}", topic)))
        await store.answers.record(answer(one, ada, at=after(days=days)), one)
        await store.answers.record(answer(one, bob, right=n == 0, at=after(days=days)), one)
    rope = question(topic="rope").topic

    async def scores(scope: ChannelId | WorkspaceId, period: Period) -> list[tuple[PersonId, int, int]]:
        found = await store.boards.of_topic(scope, rope, period.days(TODAY))
        return [(s.person, s.points, s.answered) for s in found]

    assert await scores(PLAYGROUND, Period.WEEK) == [(ada, 30, 2), (bob, 15, 2)]
    assert await scores(HALL, Period.WEEK) == [(ada, 15, 1), (bob, 15, 1)]
    assert await scores(PLAYGROUND, Period.ALL) == [(ada, 45, 3), (bob, 15, 3)]
