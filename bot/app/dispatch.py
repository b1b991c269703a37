"""Leads each family of presses and commands to its use case."""

from collections.abc import Mapping

from bot.app import (
    board,
    importing,
    interview,
    leagues,
    links,
    live,
    managers,
    managing,
    privacy,
    quiz,
    review,
    schedules,
    share,
    suggestions,
    team_groups,
    teams,
)
from bot.app.competitions import CompetitionDesk
from bot.app.conductor import Conductor
from bot.app.context import Context
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
from bot.domain.people import Actor
from bot.ports.outside import SentFile
from bot.presses import Press
from bot.presses.boards import BoardPress
from bot.presses.contests import ContestPress
from bot.presses.imports import ChooseFile, ImportPress
from bot.presses.interviews import AnswerTurn
from bot.presses.live import Live
from bot.presses.managing import AcceptOption, EndCase, ManagingPress, ReportRound, VoidRound
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


class Dispatch:
    """Whoever comes here has been let in; what only a look at the database tells is left to the use cases."""

    def __init__(self, ctx: Context, postman: Postman, conductor: Conductor) -> None:
        self._ctx = ctx
        self._postman = postman
        self._questions = QuestionDesk(ctx, postman)
        self._live = live.LiveDesk(ctx, postman, conductor)
        self.competitions = CompetitionDesk(ctx, postman)

    async def press(self, press: Press, actor: Actor) -> Reply:
        ctx = self._ctx
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
            return await self.competitions.press(press, actor)
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
        match press:
            case WriteSuggestion() | EditSuggestion() | DeclineSuggestion():
                return await suggestions.submit(self._ctx, press, values, actor)
            case AnswerTurn():
                return await interview.submit(self._ctx, press, values.get(TEXT, ""), actor)
            case ReportRound() | EndCase() | AcceptOption() | VoidRound():
                return await managing.submit(self._ctx, press, values.get(TEXT, ""), actor)
            case _:
                return Reply(replies.gone_card())

    async def hand_in(self, press: Press, file: SentFile, actor: Actor) -> Reply:
        if not isinstance(press, ChooseFile):
            return Reply(replies.gone_card())
        return await importing.hand_in(self._ctx, press, file, actor)

    async def command(self, command: Command, actor: Actor) -> Reply:
        ctx = self._ctx
        if not isinstance(command, LOOKS):
            await managers.note(ctx, actor)
        await team_groups.arrive(ctx, actor)
        if isinstance(command, PracticeCommand):
            return await self._practise(command, actor)
        if isinstance(command, QuestionCommand):
            return await self._questions.command(command, actor)
        if isinstance(command, BoardCommand):
            return await board.command(ctx, command, actor)
        if isinstance(command, CompetitionCommand):
            return await self.competitions.command(command, actor)
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


def _said(command: Help | Misunderstood) -> Card:
    match command:
        case Help():
            return replies.help_card()
        case Misunderstood(text, hint):
            return replies.misunderstood_card(text, hint)
