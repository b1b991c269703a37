"""What others say about how long we should wait."""

import pytest

from bot.ports.waits import seconds_asked


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("7", 7),
        ("0.5", 0.5),
        ("0", 0),
        ("Wed, 21 Oct 2026 07:28:00 GMT", None),
        ("-3", None),
        ("nan", None),
        ("inf", None),
        ("", None),
        (None, None),
    ],
)
def test_only_a_number_of_seconds_is_a_wait(header: str | None, seconds: float | None) -> None:
    assert seconds_asked(header) == seconds
