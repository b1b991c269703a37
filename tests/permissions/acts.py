"""Every command and every button, aimed at the things of one workspace, as the documentation names them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from bot import commands as c
from bot.commands import leagues as lc
from bot.commands import managing as mc
from bot.commands import privacy as pc
from bot.domain.boards import Of
from bot.domain.divisions import Division
from bot.domain.ids import Account, ChannelId, PersonId, QuestionId, TopicId
from bot.domain.people import Actor
from bot.domain.question import Level
from bot.domain.review import Grade
from bot.domain.round import Rating
from bot.presses import (
    boards,
    contests,
    imports,
    interviews,
    managing,
    privacy,
    questions,
    quizzes,
    reviews,
    suggestions,
    teams,
)
from bot.presses.live import Act, Live
from bot.presses.managing import CaseEnd, CaseView
from tests.permissions.stage import ANN, BOB, CAP, DAILY, HERE, HOME, QUIET, WHOLE, Things

OTHER_CHANNEL = ChannelId("discord:1/14")
TOPIC = TopicId("topic-1")


@dataclass(frozen=True)
class Deed:
    """`make` gives the command or press; `owner` is whose it is, where something is somebody's own.

    `asks` begins the title of what is shown to whoever may: a question or a hint with the tone of a refusal.
    `insiders` can do nothing with it either, but know of it wherever they are.
    """

    make: Callable[[Any], object]
    owner: Actor = ANN
    asks: str = ""
    insiders: tuple[Account, ...] = ()


def always(act: object, asks: str = "") -> Deed:
    return Deed(lambda _: act, asks=asks)


def typed(name: str) -> str:
    """As somebody elsewhere would type it; in small letters, so that an echo tells nothing."""
    return f"zebra {name}"


COMMANDS: Mapping[str, Deed] = {
    "`/ask`": always(c.Ask()),
    "`/ask` with a question of the own pack": Deed(lambda t: c.Ask(t.approved)),
    "`/quiz`": always(c.StartQuiz()),
    "`/quiz mode:live`": Deed(lambda _: c.StartLiveQuiz()),
    "`/interview`": always(c.StartInterview()),
    "`/interview history`": always(c.InterviewHistory()),
    "`/leaderboard`": always(c.Leaderboard()),
    "`/leaderboard` of a channel": always(c.Leaderboard(channel=HERE)),
    "`/leaderboard scope:league`": always(c.Leaderboard(of=Of.LEAGUE)),
    "`/stats`": always(c.Stats()),
    "`/stats` of a member": always(c.Stats(member="13")),
    "`/review`": always(c.Review()),
    "`/review add`": always(c.AddToReview(QuestionId("q3"))),
    "`/review export`": always(c.ExportReview()),
    "`/review retention`": always(c.SetRetention(85)),
    "`/review remind`": always(c.RemindMe("09:00", "Europe/Berlin")),
    "`/review remind off`": always(c.StopReminding()),
    "`/schedule add`": always(c.AddSchedule(c.ScheduleFields(times="10:00"), HERE, "another")),
    "`/schedule edit`": always(c.EditSchedule("home-daily", c.ScheduleFields(times="10:00"))),
    "`/schedule pause`": always(c.PauseSchedule("home-daily")),
    "`/schedule resume`": always(c.ResumeSchedule("home-daily")),
    "`/schedule skip`": always(c.SkipDate("home-daily")),
    "`/schedule remove`": always(c.RemoveSchedule("home-daily")),
    "`/schedule list`": always(c.ListSchedules()),
    "`/schedule preview`": always(c.PreviewSchedule("home-daily")),
    "`/question show`": Deed(lambda t: c.ShowQuestion(t.approved)),
    "`/question report`": Deed(lambda t: c.ReportQuestion(t.approved, "it is wrong")),
    "`/question reload`": always(c.ReloadBank()),
    "`/question suggest`": always(c.SuggestQuestion(TOPIC)),
    "`/question suggestions`": always(c.ListSuggestions()),
    "`/question hide`": Deed(lambda t: c.HideQuestion(t.approved)),
    "`/question unhide`": always(c.UnhideQuestion(QuestionId("q11"))),
    "`/question export`": always(c.ExportPack()),
    "`/question import`": always(c.ImportQuestions()),
    "`/question stats`": Deed(lambda t: c.QuestionStats(t.approved)),
    "`/question hard`": always(c.HardQuestions()),
    "`/question reports`": always(mc.ListReports()),
    "`/team create`": always(c.CreateTeam("Some others")),
    "`/team join`": Deed(lambda _: c.JoinTeam(typed("team"))),
    "`/team join` for a member": always(c.JoinTeam(typed("team"), "12")),
    "`/team leave`": Deed(lambda _: c.LeaveTeam(), CAP, "You are in no team"),
    "`/team leave` for a member": always(c.LeaveTeam("14")),
    "`/team list`": always(c.ListTeams()),
    "`/team list` of one": always(c.ListTeams(typed("team"))),
    "`/team rename`": Deed(lambda _: c.RenameTeam("Some others", typed("team")), CAP),
    "`/team invite`": Deed(lambda _: c.InviteToTeam("13", typed("team")), CAP),
    "`/team captain`": Deed(lambda _: c.HandOverTeam("14", typed("team")), CAP),
    "`/team disband`": Deed(lambda _: c.DisbandTeam(typed("team")), CAP),
    "`/team sync`": always(c.SyncTeam("77")),
    "`/team balance`": always(c.BalanceTeams(2)),
    "`/competition start`": always(c.StartCompetition("Another cup", end="2w", channels=(HERE,))),
    "`/competition status`": always(c.CompetitionStatus(typed("cup"))),
    "`/competition list`": always(c.ListCompetitions()),
    "`/competition history`": always(c.CompetitionHistory(typed("past"))),
    "`/competition end`": always(c.EndCompetition(typed("cup"))),
    "`/competition cancel`": always(c.CancelCompetition(typed("cup"))),
    "`/competition amend`": always(c.AmendCompetition(typed("past"), "a ruling")),
    "`/league create`": always(lc.CreateLeague("Another league")),
    "`/league join`": Deed(lambda t: lc.JoinLeague(t.far_code, OTHER_CHANNEL)),
    "`/league leave`": always(lc.LeaveLeague(QUIET)),
    "`/league list`": always(lc.ListLeagues()),
    "`/link`": always(lc.Link()),
    "`/unlink`": always(lc.Unlink(), "Nothing to part"),
    "`/managers`": always(mc.ShowInbox()),
    "`/managers` with a channel": always(mc.SetInbox(QUIET)),
    "`/managers direct`": always(mc.ClearInbox()),
    "`/audit`": always(mc.ShowAudit()),
    "`/audit speed`": always(mc.ShowFastAnswers()),
    "`/exclude`": always(mc.Exclude("16", "a second account")),
    "`/readmit`": always(mc.Readmit("15")),
    "`/privacy`": always(pc.AboutPrivacy()),
    "`/privacy export`": always(pc.ExportMine()),
    "`/privacy hide`, `show`": always(pc.HideMe()),
    "`/privacy delete`": always(pc.ForgetMe(), "Be forgotten"),
    "`/help`": always(c.Help()),
    "what could not be read": always(c.Misunderstood("hm", "Try /help."), "I could not read"),
}


def in_round(make: Callable[[Any], object]) -> Deed:
    return Deed(lambda t: make(t.open_round))


def of_own(press: Callable[..., object], field: str, asks: str = "") -> Deed:
    return Deed(lambda t: press(HOME, getattr(t, field)), asks=asks)


def hosting(act: Act) -> Deed:
    return Deed(lambda t: Live(t.lobby, act), CAP)


def of_interview(press: Callable[..., object], *rest: object) -> Deed:
    return Deed(lambda t: press(t.interview, *rest))


def of_cup(press: Callable[..., object], *rest: object) -> Deed:
    return Deed(lambda t: press(t.cup, *rest))


def of_past(press: Callable[..., object], *rest: object) -> Deed:
    return Deed(lambda t: press(t.past_cup, *rest))


def _repetition(things: Things) -> object:
    return reviews.GradeRecall(things.card, things.reps, things.shown, Grade.GOOD)


PRESSES: Mapping[str, Deed] = {
    "A, B, C, D": in_round(lambda r: questions.Choose(r, 0)),
    "Show answer": in_round(questions.ShowAnswer),
    "Show it": in_round(lambda r: questions.ShowAnswer(r, sure=True)),
    "I knew it, and the other ratings": in_round(lambda r: questions.Rate(r, next(iter(Rating)))),
    "Key points and sources": in_round(lambda r: questions.ReadAnswer(r, 0)),
    "Read on, below a question": in_round(lambda r: questions.ReadPrompt(r, 0)),
    "Read on, below a question of the bank": Deed(lambda t: questions.ReadQuestion(t.approved, 0)),
    "Next question, of a quiz": Deed(lambda t: quizzes.NextQuestion(t.quiz)),
    "Start anew": always(quizzes.StartAnew(None, None, 3)),
    "Share the result": Deed(lambda t: quizzes.ShareQuiz(t.finished_quiz)),
    "Join, of a live quiz": Deed(lambda t: Live(t.lobby, Act.JOIN)),
    "My result": Deed(lambda t: Live(t.over, Act.RESULT)),
    "Host": hosting(Act.PANEL),
    "Start now": hosting(Act.START),
    "Skip": hosting(Act.SKIP),
    "Next, of a live quiz": hosting(Act.NEXT),
    "Pause": hosting(Act.PAUSE),
    "Go on, of a live quiz": hosting(Act.GO_ON),
    "More time": hosting(Act.EXTEND),
    "Stop": hosting(Act.STOP),
    "Hand over": hosting(Act.HAND_OVER),
    "Leave": hosting(Act.LEAVE),
    "Pages and periods of a board": always(boards.ShowBoard(HERE)),
    "Standings, of a competition": of_cup(contests.ShowContest),
    "Next page of people": of_cup(contests.ShowPeople, 1, 1, 1, PersonId(99)),
    "Next page of teams": of_cup(contests.ShowTeams, 0),
    "A group of a competition": of_cup(contests.ShowDivision, Division(1, 1)),
    "Day by day": of_cup(contests.ShowRace),
    "End it now": of_cup(contests.EndNow),
    "Cancel it": of_cup(contests.CancelIt),
    "Count it again": of_past(contests.AmendIt, "a ruling"),
    "Count 1, 2, …": of_past(contests.ShowVersion, 1),
    "Hall of fame": of_past(contests.ShowHall),
    "Next page of what is over": always(contests.ShowPast(0)),
    "Answer, in an interview": of_interview(interviews.AnswerTurn, 1),
    "I would pass": of_interview(interviews.PassTurn, 1),
    "1 covered": of_interview(interviews.TickPoint, 0, 0, True),
    "Read a key point": of_interview(interviews.ShowPoint, 0, 0),
    "Model answer": of_interview(interviews.ReadModel, 0, 0),
    "Rate a follow-up": of_interview(interviews.RateTurn, 0, next(iter(Rating))),
    "Next, in an interview": of_interview(interviews.GoOn, 0),
    "Finish": of_interview(interviews.FinishInterview),
    "Open an interview of the history": of_interview(interviews.OpenInterview),
    "Read my answers": of_interview(interviews.ReadTexts, 0),
    "Review now": always(reviews.OpenReview(HOME)),
    "Show answer, of a repetition": Deed(lambda t: reviews.RecallAnswer(t.card, t.reps)),
    "Again, Hard, Good, Easy": Deed(_repetition),
    "More and sources": Deed(lambda t: reviews.ReadRecalled(t.card, 0)),
    "Stop reminders": always(reviews.StopReminders()),
    "Report": Deed(lambda t: managing.ReportRound(t.open_round)),
    "What to do about a report": Deed(lambda t: managing.LookAtCase(t.case, CaseView.SHOW)),
    "Dismiss": Deed(lambda t: managing.EndCase(t.case, CaseEnd.DISMISS)),
    "Hide question": Deed(lambda t: managing.EndCase(t.case, CaseEnd.HIDE)),
    "Accept another option": Deed(lambda t: managing.LookAtCase(t.case, CaseView.OPTIONS)),
    "An option to accept": Deed(lambda t: managing.AcceptOption(t.case, 0)),
    "Void the round": Deed(lambda t: managing.VoidRound(t.case)),
    "Resume, of a schedule that stopped": Deed(lambda t: managing.ResumeHalted(DAILY, t.halt)),
    "Newer, Older, in the audit log": always(managing.ReadAudit(1)),
    "Write it": always(suggestions.WriteSuggestion(TOPIC, Level.ADVANCED)),
    "Go on writing": of_own(suggestions.EditSuggestion, "draft", "Not quite"),
    "Throw it away": of_own(suggestions.DiscardDraft, "draft"),
    "Edit": of_own(suggestions.EditSuggestion, "suggested"),
    "Read a suggestion": of_own(suggestions.ShowSuggestion, "suggested"),
    "Approve": of_own(suggestions.ApproveSuggestion, "suggested"),
    "Decline": of_own(suggestions.DeclineSuggestion, "suggested"),
    "Take out of the pack": of_own(suggestions.RemoveOwn, "approved"),
    "Join, of a team": Deed(lambda t: teams.EnterTeam(t.team), insiders=(CAP.account,)),
    "Next page, of the teams": always(teams.ShowTeams(0)),
    "Disband": Deed(lambda t: teams.EndTeam(t.team), CAP),
    "Deal these teams": always(teams.DealTeams(2, 1)),
    "Go on, towards deletion": always(privacy.Forget(), "Delete all"),
    "Delete it all, for good": Deed(lambda _: privacy.Forget(sure=True), BOB),
    "Choose a file": always(imports.ChooseFile(None, None)),
    "Import": Deed(lambda t: imports.TakeIn(t.upload)),
    "Cancel, of an import": Deed(lambda t: imports.DropUpload(t.upload)),
}

TEXTS = {**WHOLE, "prompt": "Why is it written down?", "text": "Because.", "reason": "It is not clear."}
"""What a form is filled with, whatever fields it has."""
