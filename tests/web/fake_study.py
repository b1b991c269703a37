"""A small working Study: one closed and one open question, private answers, a board."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from bot.cards import (
    Bar,
    Block,
    Button,
    Card,
    Choices,
    Facts,
    Field,
    File,
    Form,
    Heading,
    Look,
    Prose,
    Rank,
    Ranking,
    Reply,
    Spoiler,
    Tally,
    Tone,
)
from bot.commands import (
    AddSchedule,
    Ask,
    Command,
    ExportReview,
    ImportQuestions,
    Leaderboard,
    Misunderstood,
    PreviewSchedule,
    StartInterview,
    StartQuiz,
    SuggestQuestion,
)
from bot.domain.announcement import PostId
from bot.domain.boards import Period
from bot.domain.ids import (
    PLAYGROUND,
    Account,
    ChannelId,
    InterviewId,
    QuestionId,
    QuizId,
    RoundId,
    ScheduleId,
    TopicId,
    WorkspaceId,
    workspace_of,
)
from bot.domain.importing import LARGEST
from bot.domain.own_questions import OWN_TOPIC, Written
from bot.domain.people import Actor
from bot.domain.question import Level
from bot.ports.outside import SentFile
from bot.presses import Press
from bot.presses.boards import ShowBoard
from bot.presses.imports import ChooseFile
from bot.presses.interviews import AnswerTurn, FinishInterview, ShowPoint, TickPoint
from bot.presses.questions import Choose, ShowAnswer
from bot.presses.quizzes import NextQuestion
from bot.presses.suggestions import EditSuggestion, WriteSuggestion
from bot.richtext.nodes import (
    Bullets,
    Code,
    Emphasis,
    Fence,
    Formula,
    Link,
    Math,
    Paragraph,
    Rich,
    Strong,
    Text,
)
from bot.wording.imports import file_form, invitation_card
from bot.wording.suggestion_forms import suggestion_form
from tests.gallery import pictured

ANSWERED = AnswerTurn(InterviewId("iiiijjjjkkkk"), 0)
TODAY, YESTERDAY = RoundId("aaaabbbbcccc"), RoundId("zzzzyyyyxxxx")
RIGHT = 1
FILE = File("review.txt", "text/plain; charset=utf-8", "Why?\tÜber √d".encode())

PROMPT: Rich = (
    Paragraph(
        (
            Text("During decoding, what does the "),
            Strong((Text("KV cache"),)),
            Text(" save, and why does its size grow with "),
            Math(r"n_{layers} \cdot d", "n_layers · d"),
            Text("?"),
        )
    ),
)
ANSWER: Rich = (
    Paragraph(
        (Text("Keys and values of "), Emphasis((Text("past"),)), Text(" tokens, see "), Code("past_kv"))
    ),
    Fence('def attend(q, k, v):\n    return softmax(q @ k.T / sqrt(d)) @ v  # "scaled" & <dot>', "python"),
    Formula(r"\mathrm{softmax}(QK^\top / \sqrt{d})", "softmax(QKᵀ / √d)"),
    Formula(r"\underbrace{x}_{y}", None),
    Bullets(((Text("one pass for each token"),), (Text("memory bound"),))),
    Paragraph((Link((Text("the paper"),), "https://example.org/paper"), Text(" explains it."))),
)


def rich(text: str) -> Rich:
    return (Paragraph((Text(text),)),)


OPTIONS = tuple(
    map(
        rich,
        (
            "The weights of every layer, so that they are read once for a whole batch",
            "The keys and values of earlier tokens, so that they are not computed again",
            "The logits of earlier tokens, so that sampling can go back",
            "The <b>gradients</b> & activations, so that training can resume",
        ),
    )
)

WRITE, EDIT = (
    WriteSuggestion(OWN_TOPIC, Level.EXPERT),
    EditSuggestion(WorkspaceId("web:playground"), QuestionId("own-why")),
)
CHOOSE = ChooseFile(TopicId("soil"), None)
FIELD = Field(name="text", label="Your answer", hint="As you would say it in the room.")


class FakeStudy:
    """`changed` is called as the core would call its watchers."""

    def __init__(self) -> None:
        self.changed: Callable[[ChannelId], None] = lambda channel: None
        self.answers: dict[Account, int] = {}
        self.names: dict[Account, str] = {}
        self.is_open = True
        self.fails = False
        self.commands: list[Command] = []
        self.texts: dict[Account, str] = {}
        self.sent: list[tuple[Press, Mapping[str, str]]] = []
        self.handed_in: list[tuple[Press, str, bytes | None]] = []

    async def press(self, press: Press, actor: Actor) -> Reply:
        if self.fails:
            raise RuntimeError("the disk is full")
        match press:
            case Choose(_, choice):
                return self._choose(choice, actor)
            case ShowAnswer(round_, sure):
                return Reply(self._answer() if sure else _confirm(round_), replaces=sure)
            case AnswerTurn():
                form = Form("Interview, question 1", press, (FIELD,))
                return Reply(_interview(press), replaces=True, form=form)
            case TickPoint(_, _, _, covered):
                return Reply(_compared("…", covered), replaces=True)
            case NextQuestion():
                return Reply(_info("Quiz finished: 1 of 1 right"), replaces=True)
            case _:
                return Reply(_info(f"Pressed {type(press).__name__}"))

    async def submit(self, press: Press, values: Mapping[str, str], actor: Actor) -> Reply:
        if self.fails:
            raise RuntimeError("the disk is full")
        self.sent.append((press, values))
        if isinstance(press, (WriteSuggestion, EditSuggestion)):
            return self._suggested(values)
        self.texts[actor.account] = values["text"]
        return Reply(_compared(values["text"]), replaces=True)

    async def hand_in(self, press: Press, file: SentFile, actor: Actor) -> Reply:
        self.handed_in.append((press, file.name, await file.read(LARGEST)))
        return Reply(_info("Read before you import"), replaces=True)

    def _suggested(self, values: Mapping[str, str]) -> Reply:
        """Refused without a key point, with all that was written in the form again."""
        if "\n- " in values["answer"].replace("\r", ""):
            return Reply(_info("Thank you"), replaces=True)
        refusal = Card(title="Not quite", tone=Tone.REFUSAL, buttons=(Button("Go on writing", EDIT),))
        written = Written(topic=OWN_TOPIC, level=Level.EXPERT, **values)
        return Reply(refusal, replaces=True, form=suggestion_form(EDIT, written))

    def _choose(self, choice: int, actor: Actor) -> Reply:
        first = self.answers.setdefault(actor.account, choice)
        self.names[actor.account] = actor.name
        self.changed(actor.channel)
        right = first == RIGHT
        return Reply(
            Card(
                title="✓ Right" if right else "✗ Not this time",
                tone=Tone.RIGHT if right else Tone.WRONG,
                blocks=(
                    Prose(rich(f"{actor.name} chose {'ABCD'[first]}.")),
                    Spoiler("Model answer", (Prose(ANSWER),), ShowAnswer(TODAY)),
                    Heading("To think on"),
                    Prose(rich("What changes with grouped-query attention?")),
                ),
                buttons=(Button("Key points and sources", ShowAnswer(TODAY, sure=True)),),
                note="+15 points · 15 points in all · streak 3 days",
            )
        )

    def _answer(self) -> Card:
        return Card(title="Model answer", blocks=(Prose(ANSWER),))

    async def command(self, command: Command, actor: Actor) -> Reply:
        self.commands.append(command)
        return await self.look(command, actor)

    async def look(self, command: Command, actor: Actor) -> Reply:
        match command:
            case Leaderboard(picture=True):
                return Reply(pictured())
            case Leaderboard():
                return Reply(self._board(actor))
            case PreviewSchedule():
                return Reply(_preview())
            case StartQuiz():
                return Reply(_quiz())
            case StartInterview():
                return Reply(_interview(ANSWERED))
            case SuggestQuestion():
                return Reply(_info("Suggest a question"), form=suggestion_form(WRITE))
            case ImportQuestions():
                return Reply(invitation_card(CHOOSE), form=file_form(CHOOSE))
            case ExportReview():
                return Reply(_info("Your review as a file"), file=FILE)
            case Ask() | AddSchedule() if not actor.manager:
                return Reply(
                    Card(title="Managers only", tone=Tone.REFUSAL, blocks=(Prose(rich("Ask Ada.")),))
                )
            case Misunderstood(text, hint):
                return Reply(Card(title=f"“{text}” is no command", blocks=(Prose(rich(hint)),)))
            case _:
                return Reply(_info(f"You said {type(command).__name__}"))

    def _board(self, actor: Actor) -> Card:
        scores = {account: 15 * (choice == RIGHT) for account, choice in self.answers.items()}
        rows = tuple(
            Rank(1, self.names[account], points, "1 of 1 right, streak 1 day", account == actor.account)
            for account, points in sorted(scores.items(), key=lambda pair: -pair[1])
        )
        blocks: tuple[Block, ...] = (
            (Ranking(rows),) if rows else (Prose(rich("Nobody is on this board yet.")),)
        )
        return Card(
            title="Leaderboard, this week: everyone here",
            blocks=blocks,
            buttons=(Button("This month", ShowBoard(workspace_of(PLAYGROUND), Period.MONTH)),),
            note="Equal points share a place.",
        )

    async def home(self, actor: Actor) -> Sequence[Card]:
        return [self._board(actor)]

    async def timeline(self, channel: ChannelId, limit: int = 7) -> Sequence[tuple[PostId, Card]]:
        return [(YESTERDAY, _closed()), (TODAY, self._open() if self.is_open else _closed())]

    def _open(self) -> Card:
        letters = tuple(Button("ABCD"[n], Choose(TODAY, n), Look.MAIN) for n in range(4))
        return Card(
            title="Question of the day: Inference & serving",
            tone=Tone.QUESTION,
            blocks=(Prose(PROMPT), Choices(OPTIONS)),
            buttons=(*letters, Button("Show answer", ShowAnswer(TODAY))),
            note=f"Intermediate, 15 points · {len(self.answers)} answered · closes Mon 23 Nov, 09:00 UTC",
        )

    def apology(self) -> Reply:
        return Reply(Card(title="That did not work", tone=Tone.REFUSAL, blocks=(Prose(rich("Try again.")),)))

    def topics(self, typed: str, workspace: WorkspaceId) -> Sequence[tuple[TopicId, str]]:
        known = {"attention": "Attention", "inference": "Inference and serving", "alignment": "Alignment"}
        return [(TopicId(id_), title) for id_, title in known.items() if typed in id_]

    def questions(self, typed: str, workspace: WorkspaceId) -> Sequence[tuple[QuestionId, str]]:
        return [(QuestionId("kv-cache"), "During decoding, what does …")] if typed in "kv-cache" else []

    async def teams(self, typed: str, workspace: WorkspaceId) -> Sequence[str]:
        return [name for name in ("Reds", "The Maskers") if typed.lower() in name.lower()]

    async def competitions(self, typed: str, workspace: WorkspaceId) -> Sequence[str]:
        return [name for name in ("Autumn cup", "Spring cup") if typed.lower() in name.lower()]

    async def schedules(self, typed: str, workspace: WorkspaceId) -> Sequence[ScheduleId]:
        return [ScheduleId("daily")] if typed in "daily" else []


def _confirm(round_: RoundId) -> Card:
    return Card(
        title="Show the answer?",
        blocks=(Prose(rich("If you look now, this question no longer earns you points.")),),
        buttons=(Button("Show it", ShowAnswer(round_, sure=True), Look.DANGER),),
    )


def _quiz() -> Card:
    return replace(
        FakeStudy()._open(),
        title="Question 1 of 1: Attention",
        buttons=(Button("Next question", NextQuestion(QuizId("qqqqwwwweeee")), Look.MAIN),),
        note="Expert, 25 points · only you can see this",
    )


def _interview(press: AnswerTurn) -> Card:
    return Card(
        title="Interview, question 1: Attention",
        tone=Tone.QUESTION,
        blocks=(Prose(PROMPT),),
        buttons=(Button("Answer", press, Look.MAIN), Button("Finish", FinishInterview(press.interview))),
        note="20 minutes left · only you can see this",
    )


def _compared(text: str, covered: bool = False) -> Card:
    tick = TickPoint(ANSWERED.interview, 0, 0, not covered)
    return Card(
        title="Compare, question 1: Attention",
        blocks=(
            Spoiler(
                "Key point 1", (Prose(rich("past keys")),), ShowPoint(ANSWERED.interview, 0, 0), "Show 1"
            ),
            Heading("Your words"),
            Prose(rich(text)),
        ),
        buttons=(Button(f"{'☑' if covered else '☐'} 1 covered", tick),),
    )


def _closed() -> Card:
    counts = (1, 6, 0, 3)
    bars = tuple(Bar("ABCD"[n], OPTIONS[n], count, count / 10, n == RIGHT) for n, count in enumerate(counts))
    return Card(
        title="Closed: Attention",
        tone=Tone.CLOSED,
        blocks=(
            Prose(PROMPT),
            Tally(bars),
            Prose(rich("First with the right answer: <i>Grace</i> || *Hopper*")),
            Spoiler("Model answer", (Prose(ANSWER),), ShowAnswer(YESTERDAY)),
        ),
        note="10 answered, 6 right · 1 looked first",
    )


def _preview() -> Card:
    days = ("Mon 23", "Tue 24", "Wed 25", "Thu 26", "Fri 27")
    return Card(
        title="The next five times",
        blocks=(Facts(tuple((f"{day} Nov, 09:00", "UTC+01:00 Europe/Berlin") for day in days)),),
    )


def _info(title: str) -> Card:
    return Card(title=title)
