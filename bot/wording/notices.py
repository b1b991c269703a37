"""What people are told in private because something was decided that concerns them."""

from bot.cards import Block, Card, Prose
from bot.domain.question import Question
from bot.domain.reported import Decided, Decision
from bot.richtext.parse import parse
from bot.wording.phrases import counted, line, one_line, strong, verbatim


def ruling_card(question: Question, decided: Decided, points: int) -> Card:
    """What was wrong, what changes for the reader, and the question that it is about."""
    return Card(
        title="A question you answered was put right",
        blocks=(
            line(_what(decided), " ", strong(_for_you(points))),
            *_why(decided),
            Prose(parse(question.prompt)),
        ),
        note=f"The question is {question.id}. Boards and your numbers are up to date already.",
    )


def _what(decided: Decided) -> str:
    match decided.decision:
        case Decision.ACCEPTED:
            option = one_line(decided.option)
            return f"One more of its options is right: “{option}”"
        case Decision.VOIDED:
            return "It was faulty, so that it no longer counts for anybody."
        case Decision.HIDDEN:
            return "It is not asked here any more."
        case Decision.DISMISSED:
            return "It stays as it is."


def _for_you(points: int) -> str:
    if points == 0:
        return "For you nothing changes."
    sign = "+" if points > 0 else "−"
    return f"For you that is {sign}{counted(abs(points), 'point')}."


def _why(decided: Decided) -> tuple[Block, ...]:
    return (Prose(verbatim(f"The managers say: “{decided.reason}”")),) if decided.reason else ()


def kept_line(text: str) -> Prose:
    """Leads a private reply; the platform took no direct message with it."""
    return line(strong("Meanwhile: "), text)
