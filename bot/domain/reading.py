"""How long reading a question takes, and answers that come sooner than anybody reads."""

from datetime import datetime, timedelta

from bot.domain.question import Question

WORDS_A_MINUTE = 238
"""Silent reading of English non-fiction by adults, from 190 studies: Brysbaert, M. (2019), How many words do
we read per minute? A review and meta-analysis of reading rate, Journal of Memory and Language 109, 104047."""

TIMES_FASTER = 3
"""Nearly all adults read 175 to 300 words a minute, by the same review: thrice the mean is not reading."""


def reading_time(question: Question) -> timedelta:
    """What the prompt and its options take at the usual speed."""
    words = len(question.prompt.split()) + sum(len(option.text.split()) for option in question.options)
    return timedelta(minutes=words / WORDS_A_MINUTE)


def is_too_fast(question: Question, seen_at: datetime, chosen_at: datetime) -> bool:
    """True for a choice made sooner than the question can have been read.

    `seen_at` is when it could first be seen, so that somebody who came later is never taken for faster.
    """
    return chosen_at - seen_at < reading_time(question) / TIMES_FASTER


def week_of(at: datetime) -> str:
    """`2026-W48`, by the ISO calendar in UTC."""
    year, week, _ = at.isocalendar()
    return f"{year}-W{week:02}"
