from dataclasses import replace

from bot.domain.badges import Award, Badge, Deeds, awards

NOTHING = Deeds(expert=0, longest_streak=0, right=0, topics_right=0, topics=16, corrections=0, wins=0)


def award(deeds: Deeds, badge: Badge) -> Award | None:
    return next((one for one in awards(deeds) if one.badge is badge), None)


def test_a_step_is_reached_with_exactly_its_number() -> None:
    days = [award(replace(NOTHING, longest_streak=n), Badge.STREAK) for n in (6, 7, 30, 100)]
    assert days == [
        Award(Badge.STREAK, 6, None, 7),
        Award(Badge.STREAK, 7, 7, 30),
        Award(Badge.STREAK, 30, 30, 100),
        Award(Badge.STREAK, 100, 100, None),
    ]


def test_every_topic_means_those_of_the_bank_as_it_is() -> None:
    assert award(replace(NOTHING, topics_right=15), Badge.TOPICS) == Award(Badge.TOPICS, 15, None, 16)
    assert award(replace(NOTHING, topics_right=16), Badge.TOPICS) == Award(Badge.TOPICS, 16, 16, None)
    assert award(replace(NOTHING, topics=0), Badge.TOPICS) is None


def test_corrections_and_competitions_count_from_the_first_one() -> None:
    assert award(NOTHING, Badge.FOUND) == Award(Badge.FOUND, 0, None, 1)
    assert award(replace(NOTHING, corrections=1), Badge.FOUND) == Award(Badge.FOUND, 1, 1, None)
    assert award(replace(NOTHING, wins=2), Badge.WON) == Award(Badge.WON, 2, 1, None)
