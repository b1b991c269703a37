import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.boards import Of, Period
from bot.domain.divisions import Division
from bot.domain.ids import (
    CaseId,
    ChannelId,
    ContestId,
    HaltId,
    InterviewId,
    PersonId,
    QuestionId,
    QuizId,
    ReviewId,
    RoundId,
    ScheduleId,
    TeamId,
    TopicId,
    UploadId,
    WorkspaceId,
)
from bot.domain.question import Level
from bot.domain.quiz import LONGEST
from bot.domain.review import Grade
from bot.domain.round import Rating
from bot.domain.suggestion_text import id_for
from bot.presses import LONGEST_TOKEN, Press, asks_who_manages, decode, encode
from bot.presses.boards import ShowBoard
from bot.presses.contests import (
    LONGEST_REASON,
    AmendIt,
    CancelIt,
    EndNow,
    ShowContest,
    ShowDivision,
    ShowHall,
    ShowPast,
    ShowPeople,
    ShowRace,
    ShowTeams,
    ShowVersion,
)
from bot.presses.imports import ChooseFile, DropUpload, TakeIn
from bot.presses.interviews import (
    AnswerTurn,
    FinishInterview,
    GoOn,
    OpenInterview,
    PassTurn,
    RateTurn,
    ReadModel,
    ReadTexts,
    ShowPoint,
    TickPoint,
)
from bot.presses.live import Act, Live
from bot.presses.managing import (
    AcceptOption,
    CaseEnd,
    CaseView,
    EndCase,
    LookAtCase,
    ReadAudit,
    ReportRound,
    ResumeHalted,
    VoidRound,
)
from bot.presses.privacy import Forget
from bot.presses.questions import Choose, Rate, ReadAnswer, ReadPrompt, ReadQuestion, ShowAnswer
from bot.presses.quizzes import NextQuestion, ShareQuiz, StartAnew
from bot.presses.reviews import GradeRecall, OpenReview, ReadRecalled, RecallAnswer, StopReminders
from bot.presses.suggestions import (
    ApproveSuggestion,
    DeclineSuggestion,
    DiscardDraft,
    EditSuggestion,
    RemoveOwn,
    ShowSuggestion,
    WriteSuggestion,
)
from bot.presses.teams import DealTeams, EndTeam, EnterTeam
from bot.presses.teams import ShowTeams as ListedTeams

ids = st.text("abcdefghijklmnopqrstuvwxyz234567", min_size=12, max_size=12)
rounds = ids.map(RoundId)
interviews = ids.map(InterviewId)
pages = st.integers(0, 99)
snowflakes = st.integers(10**16, 2**63 - 1).map(str)
places = st.builds("discord:{}/{}".format, snowflakes, snowflakes).map(ChannelId) | st.builds(
    "slack:T{}".format, ids
).map(WorkspaceId)
reviews = st.integers(1, 10**9).map(ReviewId)
cursors = st.tuples(st.integers(0, 10**9), st.integers(1, 10**9).map(PersonId))
topics = st.from_regex(r"[a-z0-9-]{1,64}", fullmatch=True).map(TopicId)
cups = ids.map(ContestId)
numbers = st.integers(0, 10**7)
workspaces = places.map(lambda place: WorkspaceId(place.partition("/")[0]))
twins = st.just("") | st.integers(2, 999).map("-{}".format)
own_questions = st.builds(lambda prompt, twin: QuestionId(id_for(prompt) + twin), st.text(), twins)
presses: st.SearchStrategy[Press] = st.one_of(
    st.builds(ShowContest, cups, st.sampled_from(["", "start", "half", "end", "cancelled", "amended-12"])),
    st.builds(ShowPeople, cups, numbers, numbers, st.integers(0, 4 * 10**15), numbers.map(PersonId)),
    st.builds(ShowTeams, cups, pages),
    st.builds(ShowDivision, cups, st.builds(Division, st.integers(1, 99), st.integers(1, 9999))),
    st.builds(ShowRace, cups),
    st.builds(EndNow, cups),
    st.builds(CancelIt, cups),
    st.builds(AmendIt, cups, st.text(max_size=LONGEST_REASON)),
    st.builds(ShowVersion, cups, pages),
    st.builds(ShowHall, cups),
    st.builds(ShowPast, pages),
    st.builds(Choose, rounds, st.integers(0, 3)),
    st.builds(ShowAnswer, rounds, st.booleans()),
    st.builds(Rate, rounds, st.sampled_from(Rating)),
    st.builds(ReadAnswer, rounds, pages),
    st.builds(ReadPrompt, rounds, pages),
    st.builds(ReadQuestion, st.from_regex(r"[a-z0-9-]{1,60}", fullmatch=True).map(QuestionId), pages),
    st.builds(WriteSuggestion, topics, st.sampled_from(Level)),
    st.builds(ShowSuggestion, workspaces, own_questions, pages),
    *(
        st.builds(press, workspaces, own_questions)
        for press in (EditSuggestion, DiscardDraft, ApproveSuggestion, DeclineSuggestion, RemoveOwn)
    ),
    st.builds(NextQuestion, ids.map(QuizId)),
    st.builds(EnterTeam, ids.map(TeamId)),
    st.builds(EndTeam, ids.map(TeamId)),
    st.builds(ListedTeams, pages),
    st.builds(
        ResumeHalted,
        st.from_regex(r"[a-z0-9-]{1,40}", fullmatch=True).map(ScheduleId),
        st.integers(1, 10**9).map(HaltId),
    ),
    st.builds(DealTeams, st.integers(2, 25), st.integers(0, 2**32 - 1)),
    st.builds(ShareQuiz, ids.map(QuizId)),
    st.builds(AnswerTurn, interviews, pages),
    st.builds(PassTurn, interviews, pages),
    st.builds(TickPoint, interviews, pages, st.integers(0, 5), st.booleans()),
    st.builds(ShowPoint, interviews, pages, st.integers(0, 5)),
    st.builds(ReadModel, interviews, pages, pages),
    st.builds(RateTurn, interviews, pages, st.sampled_from(Rating)),
    st.builds(GoOn, interviews, pages),
    st.builds(FinishInterview, interviews),
    st.builds(OpenInterview, interviews),
    st.builds(ReadTexts, interviews, pages),
    st.builds(Live, ids.map(QuizId), st.sampled_from(Act)),
    st.builds(
        ShowBoard,
        places,
        st.sampled_from(Period),
        cursors | st.none(),
    ),
    st.builds(ShowBoard, places, st.sampled_from(Period), before=cursors),
    st.builds(
        ShowBoard,
        places,
        st.sampled_from(Period),
        of=st.sampled_from(Of),
        topic=st.none() | st.from_regex(r"[a-z0-9-]{1,26}", fullmatch=True).map(TopicId),
        page=st.integers(0, 99),
    ),
    st.builds(ShowBoard, places, of=st.sampled_from(Of), after=st.none() | cursors, season=st.just(True)),
    st.builds(
        StartAnew,
        st.none() | st.from_regex(r"[a-z0-9-]{1,64}", fullmatch=True).map(TopicId),
        st.none() | st.sampled_from(Level),
        st.integers(1, LONGEST),
    ),
    st.builds(OpenReview, places.map(WorkspaceId)),
    st.builds(RecallAnswer, reviews, st.integers(0, 9999)),
    st.builds(GradeRecall, reviews, st.integers(0, 9999), st.integers(0, 2**40), st.sampled_from(Grade)),
    st.builds(ReadRecalled, reviews, pages),
    st.just(StopReminders()),
    st.builds(ReportRound, rounds),
    st.builds(LookAtCase, ids.map(CaseId), st.sampled_from(CaseView)),
    st.builds(EndCase, ids.map(CaseId), st.sampled_from(CaseEnd)),
    st.builds(AcceptOption, ids.map(CaseId), st.integers(0, 3)),
    st.builds(VoidRound, ids.map(CaseId)),
    st.builds(ReadAudit, pages),
    st.builds(Forget, st.booleans()),
    st.builds(ChooseFile, st.none() | topics, st.none() | st.sampled_from(Level)),
    st.builds(TakeIn, ids.map(UploadId)),
    st.builds(DropUpload, ids.map(UploadId)),
)


@given(presses)
def test_every_press_survives_the_trip_through_a_platform(press: Press) -> None:
    token = encode(press)
    assert len(token) <= LONGEST_TOKEN
    assert decode(token) == press


@given(st.text(max_size=120) | st.text("sb1|chose0123ask", max_size=40).map("sb1|".__add__))
def test_anything_else_is_refused_or_is_exactly_what_we_would_write(token: str) -> None:
    press = decode(token)
    assert press is None or encode(press) == token


@pytest.mark.parametrize(
    "token",
    ["", "sb0|choose|abc|1", "sb1|choose|abc|-1", "sb1|choose|abc|٣", "sb1|choose|abc|01", "sb1|next"],
)
def test_tokens_of_others_and_damaged_ones_are_refused(token: str) -> None:
    assert decode(token) is None


def test_ids_too_long_for_a_platform_are_an_error_at_once() -> None:
    with pytest.raises(ValueError, match="too long"):
        encode(NextQuestion(QuizId("x" * 100)))


@pytest.mark.parametrize(
    ("token", "press"),
    [
        ("sb1|board|slack:T1|week", ShowBoard(WorkspaceId("slack:T1"), Period.WEEK)),
        (
            "sb1|board|discord:1/2|all|15|7",
            ShowBoard(ChannelId("discord:1/2"), Period.ALL, (15, PersonId(7))),
        ),
    ],
)
def test_buttons_of_older_boards_still_work(token: str, press: Press) -> None:
    assert decode(token) == press
    assert encode(press) == token


@pytest.mark.parametrize(
    ("press", "asks"),
    [
        (Choose(RoundId("r1"), 0), False),
        (ReadQuestion(QuestionId("kv-cache"), 0), True),
        (Live(QuizId("q1"), Act.JOIN), False),
        (Live(QuizId("q1"), Act.SKIP), True),
        (WriteSuggestion(TopicId("attention"), Level.EXPERT), False),
        (EndTeam(TeamId("t1")), True),
        (EnterTeam(TeamId("t1")), False),
        (EditSuggestion(WorkspaceId("slack:T1"), QuestionId("own-why")), False),
        (ChooseFile(None, None), True),
    ],
)
def test_it_is_known_which_presses_ask_who_manages(press: Press, asks: bool) -> None:
    assert asks_who_manages(press) is asks
