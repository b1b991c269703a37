"""Everything a person can do, each family of presses and commands led to its use case."""

from collections.abc import Mapping, Sequence

from bot.app import (
    board,
    importing,
    interview,
    leagues,
    links,
    live,
    managers,
    managing,
    notices,
    privacy,
    questions,
    quiz,
    review,
    schedules,
    share,
    suggestions,
    team_groups,
    teams,
    timeline,
)
from bot.app.competitions import CompetitionDesk
from bot.app.conductor import Conductor
from bot.app.context import Context
from bot.app.permissions import refusal_of_command, refusal_of_press
from bot.app.postman import Postman
from bot.app.question_desk import QuestionDesk
from bot.cards import Card, Reply
from bot.commands import (
    BoardCommand,
    Command,
    CompetitionCommand,
    Help,
    InterviewHistory,
    LeagueCommand,
    LinkCommand,
    ListSchedules,
    Misunderstood,
    PracticeCommand,
    PreviewSchedule,
    QuestionCommand,
    ReviewCommand,
    ScheduleCommand,
    StartInterview,
    StartLiveQuiz,
    StartQuiz,
    TeamCommand,
)
from bot.commands.managing import ManagingCommand
from bot.commands.privacy import PrivacyCommand
from bot.domain.announcement import PostId
from bot.domain.ids import ChannelId, QuestionId, ScheduleId, TopicId, WorkspaceId
from bot.domain.people import Actor
from bot.ports.outside import SentFile
from bot.presses import Press
from bot.presses.boards import BoardPress
from bot.presses.contests import ContestPress
from bot.presses.imports import ChooseFile, ImportPress
from bot.presses.interviews import AnswerTurn
from bot.presses.live import Live
from bot.presses.managing import AcceptOption, ManagingPress, ReportRound, VoidRound
from bot.presses.privacy import PrivacyPress
from bot.presses.questions import QuestionPress
from bot.presses.quizzes import NextQuestion, QuizPress, ShareQuiz, StartAnew
from bot.presses.reviews import ReviewPress
from bot.presses.suggestions import DeclineSuggestion, EditSuggestion, SuggestionPress, WriteSuggestion
from bot.presses.teams import TeamPress
from bot.wording import replies
from bot.wording.forms import TEXT

LOOKS = (BoardCommand, PreviewSchedule, ListSchedules, Help, Misunderstood)
"""Commands that leave no trace of who gave them; pages show some of them to whoever opens one."""


class StudyBot:
    """The core behind every adapter."""

    def __init__(self, ctx: Context, postman: Postman) -> None:
        self._ctx = ctx
        self._postman = postman
        self._questions = QuestionDesk(ctx, postman)
        self.conductor = Conductor(ctx, postman)
        self._live = live.LiveDesk(ctx, postman, self.conductor)
        self._competitions = CompetitionDesk(ctx, postman)

    async def press(self, press: Press, actor: Actor) -> Reply:
        return await notices.with_kept(self._ctx, await self._press(press, actor), actor)

    async def _press(self, press: Press, actor: Actor) -> Reply:
        ctx = self._ctx
        if (refusal := refusal_of_press(press, actor)) is not None:
            return refusal
        await team_groups.arrive(ctx, actor)  # before an answer counts for a team
        if isinstance(press, QuestionPress):
            return await self._questions.press(press, actor)
        if isinstance(press, QuizPress):
            return await self._in_quiz(press, actor)
        if isinstance(press, Live):
            return await self._live.act(press, actor)
        if isinstance(press, BoardPress):
            return await board.show(ctx, press, actor, replaces=True)
        if isinstance(press, ContestPress):
            return await self._competitions.press(press, actor)
        if isinstance(press, ReviewPress):
            return await review.press(ctx, press, actor)
        if isinstance(press, TeamPress):
            return await teams.press(ctx, press, actor)
        if isinstance(press, ManagingPress):
            return await managing.press(ctx, press, actor)
        if isinstance(press, PrivacyPress):
            return await privacy.press(ctx, press, actor)
        if isinstance(press, SuggestionPress):
            return await suggestions.press(ctx, press, actor)
        if isinstance(press, ImportPress):
            return await importing.press(ctx, press, actor)
        return await interview.press(ctx, press, actor)

    async def _in_quiz(self, press: QuizPress, actor: Actor) -> Reply:
        match press:
            case NextQuestion(quiz_id):
                return await quiz.go_on(self._ctx, quiz_id, actor)
            case StartAnew():
                return await quiz.start_anew(self._ctx, press, actor)
            case ShareQuiz(quiz_id):
                return await share.share(self._ctx, self._postman, quiz_id, actor)

    async def submit(self, press: Press, values: Mapping[str, str], actor: Actor) -> Reply:
        return await notices.with_kept(self._ctx, await self._submit(press, values, actor), actor)

    async def _submit(self, press: Press, values: Mapping[str, str], actor: Actor) -> Reply:
        if (refusal := refusal_of_press(press, actor)) is not None:
            return refusal
        match press:
            case WriteSuggestion() | EditSuggestion() | DeclineSuggestion():
                return await suggestions.submit(self._ctx, press, values, actor)
            case AnswerTurn():
                return await interview.submit(self._ctx, press, values.get(TEXT, ""), actor)
            case ReportRound() | AcceptOption() | VoidRound():
                return await managing.submit(self._ctx, press, values.get(TEXT, ""), actor)
            case _:
                return Reply(replies.gone_card())

    async def hand_in(self, press: Press, file: SentFile, actor: Actor) -> Reply:
        if not isinstance(press, ChooseFile):
            return Reply(replies.gone_card())
        if (refusal := refusal_of_press(press, actor)) is not None:
            return refusal
        return await importing.hand_in(self._ctx, press, file, actor)

    async def command(self, command: Command, actor: Actor) -> Reply:
        if (refusal := refusal_of_command(command, actor)) is not None:
            return refusal
        if not isinstance(command, LOOKS):
            await managers.note(self._ctx, actor)
        return await notices.with_kept(self._ctx, await self._command(command, actor), actor)

    async def _command(self, command: Command, actor: Actor) -> Reply:
        ctx = self._ctx
        await team_groups.arrive(ctx, actor)
        if isinstance(command, PracticeCommand):
            return await self._practise(command, actor)
        if isinstance(command, QuestionCommand):
            return await self._questions.command(command, actor)
        if isinstance(command, BoardCommand):
            return await board.command(ctx, command, actor)
        if isinstance(command, CompetitionCommand):
            return await self._competitions.command(command, actor)
        if isinstance(command, ReviewCommand):
            return await review.command(ctx, command, actor)
        if isinstance(command, ScheduleCommand):
            return await schedules.command(ctx, command, actor)
        if isinstance(command, LeagueCommand):
            return await leagues.command(ctx, command, actor)
        if isinstance(command, LinkCommand):
            return await links.command(ctx, command, actor)
        if isinstance(command, TeamCommand):
            return await teams.command(ctx, command, actor)
        if isinstance(command, PrivacyCommand):
            return await privacy.command(ctx, command, actor)
        if isinstance(command, ManagingCommand):
            return await managing.command(ctx, command, actor)
        return Reply(_said(command))

    async def _practise(self, command: PracticeCommand, actor: Actor) -> Reply:
        match command:
            case StartLiveQuiz():
                return await self._live.start(command, actor)
            case StartQuiz():
                return await quiz.start(self._ctx, command, actor)
            case StartInterview() | InterviewHistory():
                return await interview.command(self._ctx, command, actor)

    async def home(self, actor: Actor) -> Sequence[Card]:
        return await timeline.home(self._ctx, actor)

    async def timeline(self, channel: ChannelId, limit: int = 7) -> Sequence[tuple[PostId, Card]]:
        return await timeline.timeline(self._ctx, channel, limit)

    def apology(self) -> Reply:
        return Reply(replies.apology_card())

    def topics(self, typed: str, workspace: WorkspaceId) -> Sequence[tuple[TopicId, str]]:
        return questions.complete_topics(self._ctx.bank_of(workspace), typed)

    def questions(self, typed: str, workspace: WorkspaceId) -> Sequence[tuple[QuestionId, str]]:
        return questions.complete_questions(self._ctx.bank_of(workspace), typed)

    async def teams(self, typed: str, workspace: WorkspaceId) -> Sequence[str]:
        known = await self._ctx.store.teams.of_workspace(workspace)
        names = [one.team.name for one in known if typed.lower() in one.team.name.lower()]
        return names[: questions.MOST_SUGGESTIONS]

    async def schedules(self, typed: str, workspace: WorkspaceId) -> Sequence[ScheduleId]:
        names = [schedule.id for schedule in await schedules.of_workspace(self._ctx, workspace)]
        return [name for name in names if typed.lower() in name][: questions.MOST_SUGGESTIONS]

    async def competitions(self, typed: str, workspace: WorkspaceId) -> Sequence[str]:
        names = await self._competitions.names(typed, workspace)
        return names[: questions.MOST_SUGGESTIONS]


def _said(command: Help | Misunderstood) -> Card:
    match command:
        case Help():
            return replies.help_card()
        case Misunderstood(text, hint):
            return replies.misunderstood_card(text, hint)
