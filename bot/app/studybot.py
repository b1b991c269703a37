"""Everything a person can do, each press and command led to its use case."""

from collections.abc import Sequence

from bot.app import answer, ask, board, interview, live, questions, quiz, review, schedules, share, timeline
from bot.app.conductor import Conductor
from bot.app.context import Context
from bot.app.postman import POST_WITHIN, Postman
from bot.cards import Card, Reply
from bot.commands import (
    AddSchedule,
    Ask,
    BoardCommand,
    Command,
    EditSchedule,
    Help,
    InterviewHistory,
    Misunderstood,
    PauseSchedule,
    PracticeCommand,
    ReloadBank,
    RemoveSchedule,
    ReportQuestion,
    ResumeSchedule,
    ReviewCommand,
    ScheduleCommand,
    ShowQuestion,
    SkipDate,
    StartInterview,
    StartLiveQuiz,
    StartQuiz,
)
from bot.domain.announcement import PostId
from bot.domain.ids import ChannelId, QuestionId, ScheduleId, TopicId, WorkspaceId
from bot.domain.people import Actor
from bot.domain.round import RoundKind
from bot.presses import Press
from bot.presses.boards import BoardPress
from bot.presses.interviews import AnswerTurn
from bot.presses.live import Live
from bot.presses.questions import (
    Choose,
    QuestionPress,
    Rate,
    ReadAnswer,
    ReadPrompt,
    ReadQuestion,
    ShowAnswer,
)
from bot.presses.quizzes import NextQuestion, QuizPress, ShareQuiz, StartAnew
from bot.presses.reviews import ReviewPress
from bot.wording import replies
from bot.wording.answers import prompt_page

FOR_MANAGERS = (
    Ask,
    AddSchedule,
    EditSchedule,
    PauseSchedule,
    ResumeSchedule,
    SkipDate,
    RemoveSchedule,
    ShowQuestion,
    ReloadBank,
)


class StudyBot:
    """The core behind every adapter."""

    def __init__(self, ctx: Context, postman: Postman) -> None:
        self._ctx = ctx
        self._postman = postman
        self.conductor = Conductor(ctx, postman)
        self._live = live.LiveDesk(ctx, postman, self.conductor)

    async def press(self, press: Press, actor: Actor) -> Reply:
        ctx = self._ctx
        if isinstance(press, QuestionPress):
            return await self._on_question(press, actor)
        if isinstance(press, QuizPress):
            return await self._in_quiz(press, actor)
        if isinstance(press, Live):
            return await self._live.act(press, actor)
        if isinstance(press, BoardPress):
            return await board.show(ctx, press, actor, replaces=True)
        if isinstance(press, ReviewPress):
            return await review.press(ctx, press, actor)
        return await interview.press(ctx, press, actor)

    async def submit(self, press: Press, text: str, actor: Actor) -> Reply:
        match press:
            case AnswerTurn():
                return await interview.submit(self._ctx, press, text, actor)
            case _:
                return Reply(replies.gone_card())

    async def _in_quiz(self, press: QuizPress, actor: Actor) -> Reply:
        match press:
            case NextQuestion(quiz_id):
                return await quiz.go_on(self._ctx, quiz_id, actor)
            case StartAnew():
                return await quiz.start_anew(self._ctx, press, actor)
            case ShareQuiz(quiz_id):
                return await share.share(self._ctx, self._postman, quiz_id, actor)

    async def _on_question(self, press: QuestionPress, actor: Actor) -> Reply:
        if isinstance(press, ReadQuestion):
            if not actor.manager:
                return Reply(replies.managers_only_card())
            return await questions.show(self._ctx, press.question, press.page)
        return await self._in_round(press, actor)

    async def _in_round(
        self, press: Choose | ShowAnswer | Rate | ReadAnswer | ReadPrompt, actor: Actor
    ) -> Reply:
        ctx = self._ctx
        round_ = await ctx.store.rounds.find(press.round)
        if round_ is None or round_.workspace != actor.workspace:
            return Reply(replies.gone_card())
        match press:
            case Choose(_, choice) if round_.kind is RoundKind.LIVE:
                return await live.choose(ctx, round_, choice, actor)
            case Choose(_, choice):
                return await answer.choose(ctx, round_, choice, actor)
            case ShowAnswer(_, sure):
                return await answer.show_answer(ctx, round_, sure, actor)
            case Rate(_, rating):
                return await answer.rate(ctx, round_, rating, actor)
            case ReadAnswer(_, page):
                return await answer.read_answer(ctx, round_, page, actor)
            case ReadPrompt(_, page):
                return Reply(prompt_page(round_, page), replaces=page > 0)

    async def command(self, command: Command, actor: Actor) -> Reply:
        if isinstance(command, FOR_MANAGERS) and not actor.manager:
            return Reply(replies.managers_only_card())
        ctx = self._ctx
        if isinstance(command, PracticeCommand):
            return await self._practise(command, actor)
        if isinstance(command, BoardCommand):
            return await board.command(ctx, command, actor)
        if isinstance(command, ReviewCommand):
            return await review.command(ctx, command, actor)
        if isinstance(command, ScheduleCommand):
            return await schedules.command(ctx, command, actor)
        match command:
            case Ask(id_):
                return await self._ask(id_, actor)
            case ShowQuestion() | ReportQuestion() | ReloadBank():
                return await questions.command(ctx, command, actor)
            case Help():
                return Reply(replies.help_card())
            case Misunderstood(text, hint):
                return Reply(replies.misunderstood_card(text, hint))

    async def _practise(self, command: PracticeCommand, actor: Actor) -> Reply:
        match command:
            case StartLiveQuiz():
                return await self._live.start(command, actor)
            case StartQuiz():
                return await quiz.start(self._ctx, command, actor)
            case StartInterview() | InterviewHistory():
                return await interview.command(self._ctx, command, actor)

    async def _ask(self, id_: QuestionId | None, actor: Actor) -> Reply:
        ctx = self._ctx
        question = None if id_ is None else ctx.banks.current.find(id_)
        if id_ is not None and question is None:
            return Reply(replies.unknown_question_card(id_, questions.near(ctx.banks.current, id_)))
        round_ = await ask.ask_now(ctx, actor.channel, question)
        if round_ is None:
            return Reply(replies.nothing_to_ask_card("this channel"))
        await self._postman.deliver_due()
        await self._postman.settle_in(round_.channel, within=POST_WITHIN)
        return Reply(replies.asked_card(round_, await ctx.store.outbox.trouble_of(round_.id)))

    async def home(self, actor: Actor) -> Sequence[Card]:
        return await timeline.home(self._ctx, actor)

    async def timeline(self, channel: ChannelId, limit: int = 7) -> Sequence[tuple[PostId, Card]]:
        return await timeline.timeline(self._ctx, channel, limit)

    def apology(self) -> Reply:
        return Reply(replies.apology_card())

    def topics(self, typed: str) -> Sequence[tuple[TopicId, str]]:
        return questions.complete_topics(self._ctx.banks.current, typed)

    def questions(self, typed: str) -> Sequence[tuple[QuestionId, str]]:
        return questions.complete_questions(self._ctx.banks.current, typed)

    async def schedules(self, typed: str, workspace: WorkspaceId) -> Sequence[ScheduleId]:
        names = [schedule.id for schedule in await schedules.of_workspace(self._ctx, workspace)]
        return [name for name in names if typed.lower() in name][: questions.MOST_SUGGESTIONS]
