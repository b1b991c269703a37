"""A person's own numbers, as somebody with four weeks behind them sees them."""

from datetime import date, timedelta

from bot.cards import Card
from bot.domain.attendance import Attendance, Mark
from bot.domain.badges import Deeds, awards
from bot.domain.boards import Period, Score, Standing
from bot.domain.ids import PersonId
from bot.domain.round import Rating
from bot.domain.streaks import Streak
from bot.wording.stats import Numbers, stats_card


def stats() -> Card:
    """A person of four weeks: a freeze spent, a day missed, and two badges earned."""
    today = date(2026, 11, 25)
    signs = "rrrrr..rwrrr..rfrrr..rm?"
    marks = dict(zip("rwfm?.", Mark, strict=True))
    first = today - timedelta(days=len(signs) - 1)
    days = {first + timedelta(days=n): marks[sign] for n, sign in enumerate(signs) if sign != "."}
    own = Standing(3, Score(person=PersonId(1), name="Ann", points=1234, right=101, answered=140, streak=9))
    deeds = Deeds(expert=1, longest_streak=21, right=101, topics_right=2, topics=16, corrections=1, wins=0)
    return stats_card(
        Numbers(
            name="Ann_the_*great*",
            today=today,
            standings=dict.fromkeys(Period) | {Period.WEEK: own, Period.ALL: own},
            attendance=Attendance(Streak(days=9, saved=10), 21, days),
            topics=[("Agents", 1, 4), ("Attention", 60, 80), ("Safety", 3, 4), ("KV | cache", 0, 2)],
            awards=list(awards(deeds)),
            ratings={Rating.KNEW: 4, Rating.PARTLY: 1},
        )
    )
