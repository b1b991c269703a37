from hypothesis import given
from hypothesis import strategies as st

from bot.domain.contest_news import NewsSubject, read_subject
from bot.domain.ids import ContestId

CHANNELS = st.sampled_from(["", "slack:T1/C1", "discord:1/2", "web:playground/general"])


@given(st.from_regex("[a-z0-9]{1,12}", fullmatch=True), st.integers(0, 99), CHANNELS)
def test_a_subject_is_read_as_it_was_written(contest: str, version: int, channel: str) -> None:
    subject = NewsSubject(ContestId(contest), version, channel)
    assert read_subject(str(subject)) == subject


def test_where_a_competition_was_begun_its_subject_is_itself() -> None:
    assert str(NewsSubject(ContestId("c1"))) == "c1"
    assert str(NewsSubject(ContestId("c1"), 2)) == "c1/2"
