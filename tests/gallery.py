"""Cards of every kind as people really see them."""

from datetime import UTC, datetime, timedelta

from bot.cards import (
    Bar,
    Button,
    Card,
    Choices,
    Facts,
    Heading,
    Look,
    Picture,
    Prose,
    Rank,
    Ranking,
    Spoiler,
    Tally,
    Tone,
)
from bot.domain.boards import Period
from bot.domain.ids import CaseId, InterviewId, PersonId, QuizId, ReviewId, RoundId, WorkspaceId
from bot.domain.reported import Case
from bot.domain.review import Grade
from bot.presses.boards import ShowBoard
from bot.presses.interviews import GoOn, ReadTexts, ShowPoint, TickPoint
from bot.presses.questions import Choose, ReadAnswer, ShowAnswer
from bot.presses.quizzes import NextQuestion
from bot.presses.reviews import GradeRecall, ReadRecalled
from bot.richtext.nodes import (
    Bullets,
    Code,
    Emphasis,
    Fence,
    Formula,
    Math,
    Paragraph,
    Rich,
    Strong,
    Text,
)
from bot.wording.reports import case_card
from bot.wording.reviews import due_card, interval
from tests import builders
from tests.fakes import TINY_PNG
from tests.gallery_contests import CONTEST_GALLERY
from tests.gallery_live import LIVE_GALLERY
from tests.gallery_own import OWN_GALLERY
from tests.gallery_stats import stats
from tests.gallery_status import status
from tests.gallery_teams import TEAM_GALLERY

ROUND = RoundId("abcdefgh2345")
CARD = ReviewId(7)

ANSWER: Rich = (
    Paragraph(
        (Text("Divide by "), Math(r"\sqrt{d_k}", "√dₖ"), Text(": else "), Code("a || b"), Text(" saturates."))
    ),
    Fence("if a || b:\n    print('```')", "python"),
    Bullets(((Strong((Text("Variance"),)), Text(" grows with d")), (Text("softmax saturates"),))),
    Formula(r"\mathrm{softmax}(QK^T/\sqrt{d})V", "softmax(QKᵀ/√d)V"),
)
OPTIONS: tuple[Rich, ...] = (
    (Paragraph((Text("So that the logits keep unit variance"),)),),
    (Paragraph((Text("To make the "), Code("softmax"), Text(" cheaper"))),),
    (Paragraph((Text("Because "), Math("d", "d"), Text(" counts heads"))),),
    (Fence("q @ k.T", "python"),),
)


def question() -> Card:
    letters = tuple(Button(letter, Choose(ROUND, n)) for n, letter in enumerate("ABCD"))
    prompt = (Paragraph((Text("Why divide by "), Math(r"\sqrt{d_k}", "√dₖ"), Text("?"))),)
    return Card(
        title="Question of the day: attention (beginner)",
        tone=Tone.QUESTION,
        blocks=(Prose(prompt), Choices(OPTIONS)),
        buttons=(*letters, Button("Show answer", ShowAnswer(ROUND))),
        note="3 have answered. Closes on 23 November at 09:00.",
    )


def verdict() -> Card:
    return Card(
        title="✓ Right, 10 points",
        tone=Tone.RIGHT,
        blocks=(
            Prose(
                (Paragraph((Text("Unit variance keeps "), Emphasis((Text("gradients"),)), Text(" alive."))),)
            ),
            Spoiler("Model answer", (Prose(ANSWER),), ShowAnswer(ROUND)),
            Facts((("Points", "120"), ("Streak", "3 days"))),
            Heading("To think on"),
            Prose((Paragraph((Text("What changes with "), Code("d = 1"), Text("?"))),)),
        ),
        buttons=(Button("Key points and sources", ReadAnswer(ROUND, 0)),),
        more=ReadAnswer(ROUND, 0),
    )


def closed() -> Card:
    shares = ((3, 0.6), (1, 0.2), (1, 0.2), (0, 0.0))
    bars = tuple(
        Bar("ABCD"[n], option, count, share, right=n == 0)
        for n, (option, (count, share)) in enumerate(zip(OPTIONS, shares, strict=True))
    )
    return Card(
        title="Closed: why divide by √dₖ?",
        tone=Tone.CLOSED,
        blocks=(
            Tally(bars),
            Facts((("First", "Ann"),)),
            Spoiler("Model answer", (Prose(ANSWER),), ShowAnswer(ROUND)),
        ),
    )


def board() -> Card:
    rows = (
        Rank(1, "Ann_the_*great*", 120, "8/10 right, streak 3"),
        Rank(2, "||Bob||", 90, "6/10 right, streak 0", is_reader=True),
        Rank(2, "@everyone", 90, ""),
    )
    where = WorkspaceId("discord:100000000000000001")
    return Card(
        title="This week",
        blocks=(Ranking(rows),),
        buttons=(
            Button("Next page", ShowBoard(where, Period.WEEK, (90, PersonId(3)))),
            Button("Reset", NextQuestion(QuizId("q")), Look.DANGER),
        ),
        note="Weeks begin on Monday.",
    )


def pictured() -> Card:
    """A board as a picture, the words of which need Slack's and Discord's escaping as little as its name."""
    alt = "Leaderboard, this week. 1. Ann_the_*great*: 120 points. 2. ||Bob|| (you): 90 points, <up> 1 place."
    return Card(
        title="Leaderboard, this week",
        blocks=(Heading("As a picture"), Picture("standings-0123456789abcdef.png", alt, TINY_PNG)),
        buttons=(Button("Month", ShowBoard(WorkspaceId("discord:100000000000000001"), Period.MONTH)),),
        note="Equal points share a place.",
    )


def compared() -> Card:
    """Several spoilers, each with a button of its own where a platform cannot hide text."""
    id_ = InterviewId("iiiijjjjkkkk")
    spoilers = (
        Spoiler(label, (Prose(text),), ShowPoint(id_, 0, n), button=f"Show point {n + 1}")
        for n, (label, text) in enumerate(
            (
                ("Key point 1, looks covered", OPTIONS[0]),
                ("Key point 2", OPTIONS[3]),
                ("Key point 3", OPTIONS[1]),
            )
        )
    )
    ticks = tuple(
        Button(f"{'☐☑'[n == 0]} {n + 1} covered", TickPoint(id_, 0, n, n != 0), Look.PLAIN) for n in range(3)
    )
    return Card(
        title="Compare, question 1: Attention",
        blocks=(
            *spoilers,
            Heading("Your words"),
            Prose((Paragraph((Text("It keeps *the* || variance."),)),)),
        ),
        buttons=(*ticks, Button("Follow-up", GoOn(id_, 0), Look.MAIN)),
        note="1 of 3 key points ticked",
        more=ReadTexts(id_, 0),
    )


def recall() -> Card:
    waits = {"Again": 600, "Hard": 900, "Good": 172_800, "Easy": 691_200}
    grades = zip(waits.items(), Grade, strict=True)
    return Card(
        title="Review: attention",
        blocks=(
            Prose((Paragraph((Text("Why divide by "), Math(r"\sqrt{d_k}", "√dₖ"), Text("?"))),)),
            Heading("Key points"),
            Prose(ANSWER),
        ),
        buttons=(
            *(
                Button(
                    f"{name} · {interval(timedelta(seconds=wait))}", GradeRecall(CARD, 3, 1795435200, grade)
                )
                for (name, wait), grade in grades
            ),
            Button("More and sources", ReadRecalled(CARD, 0)),
        ),
        note="2 more cards due · only you can see this",
        more=ReadRecalled(CARD, 0),
    )


def reminder() -> Card:
    return due_card(3, WorkspaceId("discord:100000000000000001"))


def reported() -> Card:
    """What managers see of a question that two people have reported."""
    case = Case(
        id=CaseId("abcdefgh2345"),
        workspace=WorkspaceId("discord:1"),
        question=builders.question(),
        round=ROUND,
        opened_at=datetime(2026, 11, 23, 12, 0, tzinfo=UTC),
        reporters=2,
        reasons=("C says the same | in *other* words.", "<@1> look at D, too"),
    )
    chosen = {option.text: 3 * n for n, option in enumerate(case.question.options)}
    return case_card(case, chosen, accepted=(), zone=UTC)


GALLERY = {
    "reported": reported,
    "question": question,
    "verdict": verdict,
    "closed": closed,
    "board": board,
    "stats": stats,
    "status": status,
    "pictured": pictured,
    "compared": compared,
    "recall": recall,
    "reminder": reminder,
    **LIVE_GALLERY,
    **TEAM_GALLERY,
    **OWN_GALLERY,
    **CONTEST_GALLERY,
}
