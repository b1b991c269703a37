"""Small, valid things to test with; a test names only what it is about."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.domain.bank import Bank
from bot.domain.ids import Account, ChannelId, QuestionId, RoundId, ScheduleId, TopicId
from bot.domain.people import Actor
from bot.domain.question import Kind, Level, Option, Question, Reference
from bot.domain.round import Round, RoundKind
from bot.domain.schedule import Schedule
from bot.presses import Press, decode, encode

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)  # a Monday
HALL = ChannelId("web:playground/general")
BERLIN = ZoneInfo("Europe/Berlin")


def question(name: str = "attention-scaling", topic: str = "attention", key: int = 1) -> Question:
    return Question(
        id=QuestionId(name),
        topic=TopicId(topic),
        level=Level.INTERMEDIATE,
        kind=Kind.MATH,
        prompt=f"Why does {name} divide by $\\sqrt{{d_k}}$?",
        options=tuple(
            Option(text=f"Because of reason {n}", why=f"Reason {n} is about something else.", right=n == key)
            for n in range(4)
        ),
        answer="It keeps the **variance** at 1, so that the softmax keeps its gradient.",
        key_points=("The variance grows with the width.", "Large scores saturate the softmax."),
        follow_ups=("What happens without it?",),
        red_flags=("Calls it a convention.",),
        tags=("softmax",),
        references=(Reference(title="Attention Is All You Need", authors="Vaswani et al.", year=2017),),
    )


def open_question(name: str = "tell-me") -> Question:
    return replace(question(name), options=())


def bank(*questions: Question) -> Bank:
    return Bank(questions, {q.topic: q.topic.capitalize() for q in questions})


def round_(name: str = "r1", **changes: object) -> Round:
    fields: dict[str, object] = {
        "id": RoundId(name),
        "kind": RoundKind.DAILY,
        "channel": HALL,
        "question": question(),
        "opened_at": NOON,
        "day": date(2026, 11, 23),
    }
    return Round(**{**fields, **changes})  # type: ignore[arg-type] # the fields of a Round


def schedule(name: str = "daily", **changes: object) -> Schedule:
    fields: dict[str, object] = {
        "id": ScheduleId(name),
        "channel": HALL,
        "times": (time(9, 0),),
        "zone": BERLIN,
    }
    return Schedule(**{**fields, **changes})  # type: ignore[arg-type] # the fields of a Schedule


def actor(name: str = "ada", channel: ChannelId = HALL, manager: bool = False) -> Actor:
    return Actor(Account(f"web:{name}"), name.capitalize(), channel, manager)


def after(start: datetime = NOON, **span: float) -> datetime:
    return start + timedelta(**span)


def carried(press: Press) -> Press:
    """As it comes back from a platform that has kept its button."""
    back = decode(encode(press))
    assert back is not None
    return back
