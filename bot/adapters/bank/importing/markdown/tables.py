"""Tables with a column of questions and a column of answers."""

from collections.abc import Iterator, Sequence

from bot.adapters.bank.importing.found import FoundQuestion
from bot.adapters.bank.importing.markdown.body import dollars, title_of
from bot.adapters.bank.importing.markdown.labels import tidy
from bot.adapters.bank.importing.markdown.tags import without_tags
from bot.adapters.bank.importing.markdown.units import Form, Unit

QUESTIONS = frozenset(("question", "questions", "q", "prompt", "front"))
ANSWERS = frozenset(("answer", "answers", "a", "solution", "back"))

Loose = Sequence[tuple[str, Unit]]


def tabled(loose: Loose) -> tuple[list[FoundQuestion], Loose]:
    """The questions of such tables among what belongs to no question, and what is left then."""
    tables = {id(unit): list(_rows(heading, unit)) for heading, unit in loose if unit.form is Form.TABLE}
    questions = [question for rows in tables.values() for question in rows]
    return questions, [each for each in loose if not tables.get(id(each[1]))]


def _rows(heading: str, unit: Unit) -> Iterator[FoundQuestion]:
    head = [tidy(cell).strip(" *_").casefold() for cell in unit.rows[0]] if unit.rows else []
    asked = next((at for at, cell in enumerate(head) if cell in QUESTIONS), None)
    answered = next((at for at, cell in enumerate(head) if cell in ANSWERS), None)
    if asked is None or answered is None:
        return
    for line, row in enumerate(unit.rows[1:], unit.line + 3):
        if len(row) > max(asked, answered) and (prompt := title_of(row[asked])):
            answer = dollars(without_tags(row[answered])).strip()
            yield FoundQuestion(line=line, prompt=prompt, answer=answer, topic=title_of(heading))
