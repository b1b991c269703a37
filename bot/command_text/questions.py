"""`question …` where an id or nothing at all follows its verb."""

from collections.abc import Callable, Mapping

from bot import commands as c
from bot.command_text import words
from bot.commands.managing import ListReports
from bot.domain.ids import QuestionId

_ALONE: Mapping[str, Callable[[], c.Command]] = {
    "reload": c.ReloadBank,
    "reports": ListReports,
    "hard": c.HardQuestions,
    "suggestions": c.ListSuggestions,
    "export": c.ExportPack,
}
_OF_ONE: Mapping[str, Callable[[QuestionId], c.Command]] = {
    "show": c.ShowQuestion,
    "stats": c.QuestionStats,
    "hide": c.HideQuestion,
    "unhide": c.UnhideQuestion,
}


def read(known: str | None, verb: str, argument: str) -> c.Command | None:
    """`known` is what `verb` stands for; a word that stands for nothing is an id. None: nothing of ours."""
    if alone := _ALONE.get(known or ""):
        return alone()
    if argument and (of_one := _OF_ONE.get(known or "")):
        return of_one(id_of(argument))
    if known == "report" and argument:
        id_, _, reason = argument.partition(" ")
        return c.ReportQuestion(id_of(id_), reason.strip())
    return c.ShowQuestion(id_of(verb)) if known is None and verb and not argument else None


def id_of(text: str) -> QuestionId:
    return QuestionId("-".join(words.split(text)).lower())
