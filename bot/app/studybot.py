"""Everything a person can do, each press and command led to its use case."""

from collections.abc import Sequence

from bot.app import answer, ask, board, live, questions, quiz, schedules, timeline
from bot.app.conductor import Conductor
from bot.app.context import Context
from bot.app.postman import Postman
from bot.cards import Card, Reply
from bot.commands import (
    AddSchedule,
    Ask,
    Command,
    EditSchedule,
    Help,
    Leaderboard,
    ListSchedules,
    Misunderstood,
    PauseSchedule,
    PreviewSchedule,
    ReloadBank,
    RemoveSchedule,
    ReportQuestion,
    ResumeSchedule,
    ShowQuestion,
    SkipDate,
    StartLiveQuiz,
    StartQuiz,
    Stats,
)
from bot.domain.announcement import PostId
from bot.domain.ids import ChannelId, QuestionId, ScheduleId, TopicId, WorkspaceId
from bot.domain.people import Actor
from bot.domain.round import RoundKind
from bot.presses import (
    Choose,
    Live,
    NextQuestion,
    Press,
    Rate,
    ReadAnswer,
    ReadPrompt,
    ReadQuestion,
    ShowAnswer,
    ShowBoard,
)
from bot.wording import replies
from bot.wording.answers import prompt_page

POST_WITHIN = 5.0  # seconds that /ask waits to hear how its post went

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
        match press:
            case Choose() | ShowAnswer() | Rate() | ReadAnswer() | ReadPrompt():
                return await self._in_round(press, actor)
            case ReadQuestion() if not actor.manager:
                return Reply(replies.managers_only_card())
            case ReadQuestion(question, page):
                return await questions.show(self._ctx, question, page)
            case NextQuestion(quiz_id):
                return await quiz.go_on(self._ctx, quiz_id, actor)
            case ShowBoard():
                return await board.show(self._ctx, press, actor, replaces=True)
            case Live():
                return await self._live.act(press, actor)

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
        match command:
            case Ask(id_):
                return await self._ask(id_, actor)
            case StartQuiz() | StartLiveQuiz():
                return await self._start_quiz(command, actor)
            case Leaderboard():
                return await board.leaderboard(ctx, command, actor)
            case Stats():
                return await board.stats(ctx, command, actor)
            case AddSchedule():
                return await schedules.add(ctx, command, actor)
            case ListSchedules() | PreviewSchedule():
                return await schedules.show(ctx, command, actor)
            case EditSchedule() | PauseSchedule() | ResumeSchedule() | SkipDate() | RemoveSchedule():
                return await schedules.change(ctx, command, actor)
            case ShowQuestion(id_):
                return await questions.show(ctx, id_)
            case ReportQuestion():
                return await questions.report(ctx, command, actor)
            case ReloadBank():
                return await questions.reload(ctx)
            case Help():
                return Reply(replies.help_card())
            case Misunderstood(text, hint):
                return Reply(replies.misunderstood_card(text, hint))

    async def _start_quiz(self, command: StartQuiz | StartLiveQuiz, actor: Actor) -> Reply:
        if isinstance(command, StartLiveQuiz):
            return await self._live.start(command, actor)
        return await quiz.start(self._ctx, command, actor)

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
