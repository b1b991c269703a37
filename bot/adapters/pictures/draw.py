"""A chart as a PNG. matplotlib is loaded by whoever imports this."""

from bot.adapters.pictures.bars import standings, strengths
from bot.adapters.pictures.calendar import calendar
from bot.adapters.pictures.race import race
from bot.adapters.pictures.sheet import Sheet
from bot.domain.pictures import Calendar, Chart, Race, Standings, Strengths


def draw(chart: Chart) -> bytes:
    return sheet_of(chart).png()


def sheet_of(chart: Chart) -> Sheet:
    match chart:
        case Standings():
            return standings(chart)
        case Race():
            return race(chart)
        case Calendar():
            return calendar(chart)
        case Strengths():
            return strengths(chart)
