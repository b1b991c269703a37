"""What stays of a mock interview: its report, one's own texts, and the list of the last ones."""

from collections.abc import Callable, Sequence
from datetime import tzinfo

from bot.cards import Block, Button, Card, Facts, Heading, Look, Prose
from bot.domain.ids import TopicId
from bot.domain.interview import Coverage, Interview, Turn, coverage, time_used, to_read
from bot.domain.occurrences import MONTHS
from bot.domain.round import Rating
from bot.presses.interviews import OpenInterview, ReadTexts
from bot.richtext.nodes import Rich
from bot.richtext.parse import parse
from bot.wording.answers import RATINGS, page_card
from bot.wording.phrases import bullets, cited, counted, level_name, line, verbatim

Titles = Callable[[TopicId], str]
KEPT = "Kept for you alone. /interview history lists your last ten."


def report_card(interview: Interview, turns: Sequence[Turn], title_of: Titles) -> Card:
    """What was covered and missed, the time it took, and what to read."""
    if not any(turn.is_answered for turn in turns):
        return _empty_card()
    covered = coverage(turns)
    return Card(
        title=f"Interview report: {_share(covered)}",
        blocks=(
            Facts(tuple((title_of(each.topic), _share((each,))) for each in covered)),
            Facts(_figures(interview, turns)),
            *_missed(turns),
            *_reading_list(turns),
        ),
        buttons=(Button("Read my answers", ReadTexts(interview.id, 0), Look.MAIN),),
        note=KEPT,
        more=ReadTexts(interview.id, 0),
    )


def _empty_card() -> Card:
    return Card(
        title="No report without an answer",
        blocks=(line("Nothing was answered this time. /interview starts another one whenever you like."),),
    )


def _share(covered: Sequence[Coverage]) -> str:
    points = sum(each.points for each in covered)
    return f"{sum(each.covered for each in covered)} of {counted(points, 'key point')}"


def _figures(interview: Interview, turns: Sequence[Turn]) -> tuple[tuple[str, str], ...]:
    ratings = [turn.rating for turn in turns if turn.rating]
    rated = ", ".join(f"{ratings.count(one)} {_word(one)}" for one in Rating if one in ratings)
    answered = [turn for turn in turns if turn.is_answered]
    return (
        ("Questions", f"{sum(1 for turn in answered if not turn.part)}"),
        ("Follow-ups", rated or f"{sum(1 for turn in answered if turn.part)}"),
        ("Time", f"{_minutes(interview, turns)} of {counted(interview.minutes, 'minute')}"),
    )


def _word(rating: Rating) -> str:
    return RATINGS[rating].removesuffix(" it").lower()


def _minutes(interview: Interview, turns: Sequence[Turn]) -> int:
    return round(time_used(interview, turns).total_seconds() / 60)


def _missed(turns: Sequence[Turn]) -> tuple[Block, ...]:
    missed = tuple(point for turn in turns for point in turn.missed)
    if not missed:
        return (line("No key point left out. Ask for a harder level next time."),)
    return (Heading("Left out"), Prose(parse(bullets(missed))))


def _reading_list(turns: Sequence[Turn]) -> tuple[Block, ...]:
    references = to_read(turns)
    return (Heading("To read"), Prose(parse(bullets(tuple(map(cited, references)))))) if references else ()


def texts_page(interview: Interview, turns: Sequence[Turn], page: int) -> Card:
    """A page of what was asked, what the person wrote, what they left out, and of all there is to read."""
    text: Rich = tuple(block for turn in turns if turn.is_answered for block in _said(turn))
    if references := to_read(turns):
        text += parse(f"**To read**\n\n{bullets(tuple(map(cited, references)))}")
    return page_card("My answers", text, page, lambda n: ReadTexts(interview.id, n))


def _said(turn: Turn) -> Rich:
    asked = parse(f"**{'Follow-up' if turn.part else 'Question'}**\n\n{turn.prompt}\n\n**My answer**")
    said = verbatim(turn.text) if turn.text else parse("*Passed.*")
    missed = parse(f"**Left out**\n\n{bullets(turn.missed)}") if turn.missed else ()
    return asked + said + missed


def history_card(
    interviews: Sequence[tuple[Interview, Sequence[Turn]]], title_of: Titles, zone: tzinfo
) -> Card:
    """The last ones, newest first, each with a button to open it."""
    if not interviews:
        return Card(
            title="No interviews yet",
            blocks=(line("Start one with /interview, or with a topic and minutes: /interview attention 20"),),
        )
    rows = tuple((_when(one, zone), _summary(one, turns, title_of)) for one, turns in interviews)
    numbered = enumerate(zip(rows, interviews, strict=True), 1)
    return Card(
        title="Your interviews",
        blocks=(Facts(tuple((f"{n}. {when}", what) for n, (when, what) in enumerate(rows, 1))),),
        buttons=tuple(Button(f"{n}. {when}", OpenInterview(one.id)) for n, ((when, _), (one, _)) in numbered),
        note="Only you can see them.",
    )


def _when(interview: Interview, zone: tzinfo) -> str:
    local = interview.started_at.astimezone(zone)
    return f"{local.day} {MONTHS[local.month - 1]} {local.year}, {local:%H:%M}"


def _summary(interview: Interview, turns: Sequence[Turn], title_of: Titles) -> str:
    topic = title_of(interview.topic) if interview.topic else "All topics"
    level = f", {level_name(interview.level).lower()}" if interview.level else ""
    covered = coverage(turns)
    state = "" if interview.finished_at else " · not finished"
    return f"{topic}{level} · {_share(covered) if covered else 'nothing answered'}{state}"
