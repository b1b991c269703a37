"""What people type is understood in any order and case, and never raises."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import commands as c
from bot.command_text import read
from bot.commands.managing import (
    ClearInbox,
    Exclude,
    ListReports,
    Readmit,
    SetInbox,
    ShowAudit,
    ShowFastAnswers,
    ShowInbox,
    ShowStatus,
)
from bot.commands.privacy import AboutPrivacy, ExportMine, ForgetMe, HideMe
from bot.domain.boards import Of, Period
from bot.domain.ids import ChannelId, QuestionId, TopicId
from bot.domain.question import Level

TOPICS = {
    TopicId(id_): title
    for id_, title in {
        "ml-foundations": "Machine-learning foundations",
        "language-modeling": "Language modelling, information theory and sequence models",
        "tokenization-embeddings": "Tokenization and embeddings",
        "attention": "Attention mechanisms",
        "transformer-architecture": "Transformer architecture and positions",
        "model-families": "Model families, mixture of experts and state-space models",
        "pretraining-scaling": "Pretraining, scaling laws and distributed training",
        "fine-tuning": "Fine-tuning, PEFT and distillation",
        "inference-serving": "Decoding, inference efficiency and serving",
        "rag-retrieval": "Retrieval-augmented generation and vector search",
        "evaluation": "Evaluation and benchmarks",
    }.items()
}
GENERAL = ChannelId("slack:T1/C1")


def channel_of(name: str) -> ChannelId | None:
    return GENERAL if name in ("C1", "general", "here") else None


def understood(text: str) -> c.Command:
    return read(text, TOPICS, channel_of, "/study ")


def quiz(topic: str | None = None, level: Level | None = None, count: int = 5) -> c.StartQuiz:
    return c.StartQuiz(TopicId(topic) if topic else None, level, count)


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("leaderboard teams", c.Leaderboard(of=Of.TEAMS)),
        ("leaderboard scope:teams period:month", c.Leaderboard(Period.MONTH, of=Of.TEAMS)),
        ("teams board", c.ListTeams("board")),
        ("leaderboard picture:True", c.Leaderboard(picture=True)),
        ("stats picture:True", c.Stats(picture=True)),
        ("leaderboard season", c.Leaderboard(season=True)),
        ("leaderboard league all", c.Leaderboard(Period.ALL, of=Of.LEAGUE)),
        ("leaderboard attention", c.Leaderboard(topic=TopicId("attention"))),
        (
            "leaderboard month topic:fine-tuning here",
            c.Leaderboard(Period.MONTH, GENERAL, topic=TopicId("fine-tuning")),
        ),
        ("quiz", quiz()),
        ("quiz attention 5", quiz("attention")),
        ("QUIZ 7 Hard Attention", quiz("attention", Level.ADVANCED, 7)),
        ("/quiz attention", quiz("attention")),
        ("/study quiz attention 3", quiz("attention", None, 3)),
        ("study quiz attention 3", quiz("attention", None, 3)),
        ("`quiz attention`", quiz("attention")),
        ("quizz atention", quiz("attention")),
        ("attention quiz", quiz("attention")),
        ("qiuz 3 begginer", quiz(None, Level.BEGINNER, 3)),
        ("quiz me on fine tuning please", quiz("fine-tuning")),
        ("quiz 4 medium questions about rag", quiz("rag-retrieval", Level.INTERMEDIATE, 4)),
        ("quiz topic: attention, level: expert, count: 2", quiz("attention", Level.EXPERT, 2)),
        ("quiz mixture of experts easy", quiz("model-families", Level.BEGINNER)),
        ("quiz experts", quiz("model-families")),
        ("quiz state space", quiz("model-families")),
        ("state space quiz", quiz("model-families")),
        ("quiz tokenisation", quiz("tokenization-embeddings")),
        ("quiz lang", quiz("language-modeling")),
        ("quiz vector search", quiz("rag-retrieval")),
        ("play", quiz()),
        ("quiz mode:solo attention", quiz("attention")),
        ("solo quiz", quiz()),
        ("quiz live", c.StartLiveQuiz()),
        ("live quiz", c.StartLiveQuiz()),
        ("quiz live attention 5 20s", c.StartLiveQuiz(TopicId("attention"))),
        ("QUIZ 7 live hard 30 seconds changes", c.StartLiveQuiz(None, Level.ADVANCED, 7, 30, True)),
        (
            "quiz mode:live topic:attention count:3 seconds:10 changes:yes",
            c.StartLiveQuiz(TopicId("attention"), None, 3, 10, True),
        ),
        ("quiz live 45sec changes no 4", c.StartLiveQuiz(None, None, 4, 45)),
        ("leaderboard", c.Leaderboard()),
        ("LB month", c.Leaderboard(Period.MONTH)),
        ("leaderboard month picture", c.Leaderboard(Period.MONTH, picture=True)),
        ("leaderboard month <#C1|general>", c.Leaderboard(Period.MONTH, GENERAL)),
        ("leaderboard #general today", c.Leaderboard(Period.TODAY, GENERAL)),
        ("leaderboard scope:people period:day channel:#general", c.Leaderboard(Period.TODAY, GENERAL)),
        ("top 10 of all time here", c.Leaderboard(Period.ALL, GENERAL)),
        ("today's leaderboard", c.Leaderboard(Period.TODAY)),
        ("show me the board of this week", c.Leaderboard(Period.WEEK)),
        ("leaderbord", c.Leaderboard()),
        ("stats", c.Stats()),
        ("me", c.Stats()),
        ("stats picture", c.Stats(picture=True)),
        ("my stats as picture", c.Stats(picture=True)),
        ("stats @ada picture", c.Stats("ada", picture=True)),
        ("my stats", c.Stats()),
        ("stats <@U123|ada>", c.Stats("U123")),
        ("stats @ada", c.Stats("ada")),
        ("sttas", c.Stats()),
        ("ask", c.Ask()),
        ("ask KV-cache", c.Ask(QuestionId("kv-cache"))),
        ("ask kv cache", c.Ask(QuestionId("kv-cache"))),
        ("question show kv-cache", c.ShowQuestion(QuestionId("kv-cache"))),
        ("question kv-cache", c.ShowQuestion(QuestionId("kv-cache"))),
        (
            "question report kv-cache The key is B, not C!",
            c.ReportQuestion(QuestionId("kv-cache"), "The key is B, not C!"),
        ),
        ("report kv-cache typo", c.ReportQuestion(QuestionId("kv-cache"), "typo")),
        ("question reload", c.ReloadBank()),
        ("question reports", ListReports()),
        ("reports", ListReports()),
        ("managers", ShowInbox()),
        ("managers #general", SetInbox(GENERAL)),
        ("managers channel:<#C1|general>", SetInbox(GENERAL)),
        ("managers channel here", SetInbox(GENERAL)),
        ("managers off", ClearInbox()),
        ("Managers DM", ClearInbox()),
        ("audit", ShowAudit()),
        ("status", ShowStatus()),
        ("/study health", ShowStatus()),
        ("audit speed", ShowFastAnswers()),
        ("privacy", AboutPrivacy()),
        ("privacy export", ExportMine()),
        ("privacy hide", HideMe()),
        ("privacy show", HideMe(hidden=False)),
        ("privacy delete", ForgetMe()),
        ("exclude <@U1|ada> shares answers", Exclude("U1", "shares answers")),
        ("exclude @ada", Exclude("ada")),
        ("readmit <@U1>", Readmit("U1")),
        ("question stats kv-cache", c.QuestionStats(QuestionId("kv-cache"))),
        ("question hard", c.HardQuestions()),
        ("audit page 3", ShowAudit(3)),
        ("audit page:2", ShowAudit(2)),
        ("question suggest", c.SuggestQuestion()),
        ("suggest attention hard", c.SuggestQuestion(TopicId("attention"), Level.ADVANCED)),
        ("question propose easy fine tuning", c.SuggestQuestion(TopicId("fine-tuning"), Level.BEGINNER)),
        ("question suggestions", c.ListSuggestions()),
        ("suggestions", c.ListSuggestions()),
        ("question hide kv-cache", c.HideQuestion(QuestionId("kv-cache"))),
        ("question unhide kv-cache", c.UnhideQuestion(QuestionId("kv-cache"))),
        ("question export", c.ExportPack()),
        ("question import", c.ImportQuestions()),
        ("import attention hard", c.ImportQuestions(TopicId("attention"), Level.ADVANCED)),
        ("question upload soil-science", c.ImportQuestions(TopicId("soil-science"))),
        ("reload", c.ReloadBank()),
        ("help", c.Help()),
        ("?", c.Help()),
        ("", c.Help()),
        ("   ", c.Help()),
        ("/study", c.Help()),
        ("schedule", c.ListSchedules()),
        ("schedule list", c.ListSchedules()),
        ("schedule pause morning", c.PauseSchedule("morning")),
        ("pause Morning", c.PauseSchedule("morning")),
        ("schedule resume morning", c.ResumeSchedule("morning")),
        ("schedule delete morning", c.RemoveSchedule("morning")),
        ("schedule skip morning", c.SkipDate("morning")),
        ("schedule skip morning on 2026-12-24", c.SkipDate("morning", "2026-12-24")),
        ("schedule preview", c.PreviewSchedule()),
        ("schedule preview morning", c.PreviewSchedule("morning")),
        ("schedule next", c.PreviewSchedule()),
        ("review", c.Review()),
        ("/review", c.Review()),
        ("reviews please", c.Review()),
        ("reveiw", c.Review()),
        ("review now", c.Review()),
        ("review my questions", c.Review()),
        ("review add KV-cache", c.AddToReview(QuestionId("kv-cache"))),
        ("review add question:kv-cache", c.AddToReview(QuestionId("kv-cache"))),
        ("review add what-to-cache", c.AddToReview(QuestionId("what-to-cache"))),
        ("review remind every day at 18:30 in Asia/Tokyo", c.RemindMe("18:30", "Asia/Tokyo")),
        ("review add: kv cache", c.AddToReview(QuestionId("kv-cache"))),
        ("review export", c.ExportReview()),
        ("review export to anki", c.ExportReview()),
        ("review retention 85", c.SetRetention(85)),
        ("review retention:85%", c.SetRetention(85)),
        ("review remind 18:30 europe/berlin", c.RemindMe("18:30", "europe/berlin")),
        ("review remind:18:30 zone:Europe/Berlin", c.RemindMe("18:30", "Europe/Berlin")),
        ("review remind me at 6:30 pm", c.RemindMe("6:30 pm")),
        ("review remind 7am", c.RemindMe("7am")),
        ("review remind at noon", c.RemindMe("noon")),
        ("review remind off", c.StopReminding()),
        ("review remind: off", c.StopReminding()),
        ("review off", c.StopReminding()),
        ("review never", c.StopReminding()),
        ("review remind never", c.StopReminding()),
    ],
)
def test_a_command_is_understood(text: str, command: c.Command) -> None:
    assert understood(text) == command


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("review add", "the question's id"),
        ("review retention", "retention 90"),
        ("review retention ninety", "retention 90"),
        ("review retention 0.9", "retention 90"),
        ("review remind", "remind off"),
        ("review xyzzy", "/study review add"),
        ("review zone Europe/Berlin", "/study review remind 18:30 Europe/Berlin"),
        ("review zone:Europe/Berlin", "/study review remind 18:30 Europe/Berlin"),
        ("review zone", "/study review remind 18:30 Europe/Berlin"),
        ("review nonee", "/study review add"),
        ("review quite", "/study review add"),
    ],
)
def test_a_review_command_that_lacks_something_says_what(text: str, hint: str) -> None:
    command = understood(text)
    assert isinstance(command, c.Misunderstood)
    assert hint in command.hint


def test_a_schedule_takes_its_fields_in_any_order() -> None:
    fields = c.ScheduleFields(
        times="09:00, 17:30",
        weekdays="mon-fri",
        zone="Europe/Berlin",
        topics="attention, fine-tuning",
        levels="advanced, expert",
        open_for="8h",
        reveal="spoiler",
        mention="S77",
        thread="yes",
    )
    ahead = (
        "schedule add 09:00, 17:30 mon-fri Europe/Berlin topics attention fine tuning levels hard expert "
        "reveal spoiler open 8h mention <!subteam^S77|@study> thread"
    )
    behind = (
        "schedule add thread open for 8h topics: attention, fine-tuning reveal spoiler "
        "mention <!subteam^S77> levels: advanced, expert zone Europe/Berlin on Mon to Friday at 09:00 17:30"
    )
    assert understood(ahead) == c.AddSchedule(fields)
    assert understood(behind) == c.AddSchedule(fields)


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("morning 09:00", c.AddSchedule(c.ScheduleFields(times="09:00"), name="morning")),
        ("09:00 name Morning daily", c.AddSchedule(c.ScheduleFields("09:00", "mon-sun"), name="morning")),
        ("09:00 <#C1|general>", c.AddSchedule(c.ScheduleFields("09:00"), GENERAL)),
        ("9am every weekday in #general", c.AddSchedule(c.ScheduleFields("9am", "mon-fri"), GENERAL)),
        ("09:00 reveal at close", c.AddSchedule(c.ScheduleFields("09:00", reveal="at-close"))),
        ("09:00 thread no", c.AddSchedule(c.ScheduleFields("09:00", thread="no"))),
        ("09:00 topics all", c.AddSchedule(c.ScheduleFields("09:00", topics="all"))),
        ("09:00 topicz attention", c.AddSchedule(c.ScheduleFields("09:00", topics="attention"))),
        (
            "09:00 skip 2026-12-24 2026-12-25",
            c.AddSchedule(c.ScheduleFields("09:00", skip_dates="2026-12-24, 2026-12-25")),
        ),
        ("5:30 PM every day", c.AddSchedule(c.ScheduleFields("5:30PM", "mon-sun"))),
        ("", c.AddSchedule(c.ScheduleFields())),
    ],
)
def test_a_schedule_is_understood_by_the_looks_of_its_words(text: str, command: c.Command) -> None:
    assert understood(f"schedule add {text}") == command


def test_an_edit_names_the_schedule_and_what_changes() -> None:
    edited = understood("schedule edit morning time 10:00 levels easy")
    assert edited == c.EditSchedule("morning", c.ScheduleFields(times="10:00", levels="beginner"))


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("attention", "Did you mean /study quiz attention?"),
        ("hard fine tuning 3", "Did you mean /study quiz fine-tuning advanced 3?"),
        (
            "quiz models",
            "“models” may be language-modeling or model-families. Try /study quiz language-modeling",
        ),
        ("quiz retrival-stuff", "near it are rag-retrieval"),
        ("quiz calibratoin-x", "near it is evaluation. Try"),
        ("quiz attention evaluation", "One topic at a time: /study quiz attention"),
        ("quiz 0", "A quiz has 1 to 20 questions"),
        ("quiz 999999", "A quiz has 1 to 20 questions"),
        ("quiz live 999", "quiz live 20"),
        ("quiz live 500s", "A question has 5 to 120 seconds: /study quiz live 20s"),
        ("quiz live retrival-stuff", "near it are rag-retrieval"),
        ("leaderboard fortnight", "of people or teams, and of one topic at most: /study leaderboard month"),
        ("leaderboard #nowhere", "I do not know the channel #nowhere"),
        ("month", "Did you mean /study leaderboard?"),
        ("xyzzy", "Try /study quiz 5"),
        ("question report", "question report and the question's id"),
        ("managers #nowhere", "I do not know the channel #nowhere"),
        ("audit yesterday", "Pages are numbers: /study audit 2"),
        ("audit 0", "Pages are numbers"),
        ("privacy please", "/study privacy export, hide, show or delete"),
        ("exclude", "/study exclude @name"),
        ("question hide", "question hide and the question's id"),
        ("question import soil rocks", "One topic at a time: /study question import soil"),
        ("question import sôil", "question import soil-science"),
        ("question suggest xyzzy", "There is no topic “xyzzy”"),
        ("question suggest attention evaluation", "One topic at a time: /study question suggest attention"),
        ("schedule pause", "Write schedule pause and its name"),
        ("schedule frobnicate", "After schedule comes add"),
        ("schedule edit morning", "What shall change?"),
        ("schedule add 09:00 topics nonsense", "I do not understand “nonsense”"),
        ("schedule add 09:00 topics", "topics needs a value behind it"),
        ("schedule add 09:00 #nowhere", "I do not know the channel #nowhere"),
    ],
)
def test_a_hint_names_the_nearest_thing_that_works(text: str, hint: str) -> None:
    command = understood(text)
    assert isinstance(command, c.Misunderstood)
    assert hint in command.hint


TYPED = (
    "quiz leaderboard stats schedule add edit question report topics attention fine tuning hard 5 -3 09:00 "
    "mon Europe/Berlin <#C1|x> <@U1> <!here> #x reveal open mention thread name ` / : = , mon to at close "
    "all live 20s seconds changes yes managers off audit status page reports"
)
WORDS = st.sampled_from(TYPED.split(" "))


@given(st.one_of(st.text(max_size=400), st.lists(WORDS | st.text(max_size=9), max_size=40).map(" ".join)))
def test_nothing_that_is_typed_raises(text: str) -> None:
    understood(text)


@given(st.permutations(["quiz", "attention", "hard", "7"]))
def test_the_order_of_a_quiz_does_not_matter(words: list[str]) -> None:
    assert understood(" ".join(words)) == quiz("attention", Level.ADVANCED, 7)


def interview(topic: str | None = None, level: Level | None = None, minutes: int = 20) -> c.StartInterview:
    return c.StartInterview(TopicId(topic) if topic else None, level, minutes)


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("interview", interview()),
        ("interview attention 20", interview("attention")),
        ("interview attention hard 45min", interview("attention", Level.ADVANCED, 45)),
        ("Interview me on fine tuning for 30 minutes", interview("fine-tuning", None, 30)),
        ("interview topic: attention, level: expert, minutes: 5", interview("attention", Level.EXPERT, 5)),
        ("mock interview", interview()),
        ("attention interview", interview("attention")),
        ("interview start 10 m", interview(minutes=10)),
        ("intervew atention", interview("attention")),
        ("interview history", c.InterviewHistory()),
        ("/interview past", c.InterviewHistory()),
    ],
)
def test_an_interview_is_asked_for_in_any_order(text: str, command: c.Command) -> None:
    assert understood(text) == command


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("interview 0", "/study interview 20"),
        ("interview 500", "1 to 120 minutes"),
        ("interview cooking", "/study interview"),
        ("interview attention evaluation", "One topic at a time: /study interview attention"),
    ],
)
def test_an_interview_that_cannot_be_says_what_can(text: str, hint: str) -> None:
    command = understood(text)
    assert isinstance(command, c.Misunderstood)
    assert hint in command.hint
