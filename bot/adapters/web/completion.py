"""What the command box offers while somebody types."""

from collections.abc import Awaitable, Callable, Mapping, Sequence

from bot.app.study import Study
from bot.domain.ids import WorkspaceId

COMMANDS = (
    ("/quiz", "five questions for you alone"),
    ("/quiz live", "a race for the whole channel"),
    ("/leaderboard", "who is ahead this week"),
    ("/leaderboard month", "who is ahead this month"),
    ("/leaderboard picture", "the same, drawn"),
    ("/leaderboard teams", "which team is ahead this week"),
    ("/stats", "your own numbers"),
    ("/team list", "the teams, and who is in one of them"),
    ("/team create", "begin a team"),
    ("/team join", "join a team"),
    ("/team leave", "leave your team"),
    ("/team rename", "another name for your team (captains)"),
    ("/team invite", "ask somebody to join (captains)"),
    ("/team captain", "let another member lead (captains)"),
    ("/team disband", "end your team (captains)"),
    ("/team balance 2", "deal everybody into teams of like strength (managers)"),
    ("/ask", "put a question to the channel (managers)"),
    ("/schedule list", "what is asked when"),
    ("/schedule preview", "the next five times"),
    ("/schedule add", "a new schedule (managers)"),
    ("/question show", "everything about a question (managers)"),
    ("/question report", "say that a question is wrong"),
    ("/question reload", "read the question bank anew (managers)"),
    ("/question suggest", "write a question for your own pack"),
    ("/question suggestions", "what people have suggested (managers)"),
    ("/question hide", "have a question asked no more (managers)"),
    ("/question unhide", "take that back (managers)"),
    ("/question import", "questions out of a file of yours (managers)"),
    ("/question export", "your own pack as a file (managers)"),
    ("/league list", "leagues over several workspaces"),
    ("/league create", "begin a league with this channel (managers)"),
    ("/link", "a code that makes you one person here and elsewhere"),
    ("/unlink", "count for yourself alone again"),
    ("/question reports", "what people say is wrong (managers)"),
    ("/managers", "where reports go (managers)"),
    ("/managers here", "reports are posted in this channel (managers)"),
    ("/managers off", "reports go to direct messages (managers)"),
    ("/audit", "who did what, when and why (managers)"),
    ("/audit speed", "right answers sooner than one reads (managers)"),
    ("/status", "how the bot is (managers)"),
    ("/exclude", "take somebody off the boards (managers)"),
    ("/readmit", "put somebody on the boards again (managers)"),
    ("/question stats", "who chose what (managers)"),
    ("/question hard", "what fewest people got right here"),
    ("/privacy", "what is kept about you"),
    ("/privacy export", "all of it, as a file"),
    ("/privacy hide", "others see “anonymous”"),
    ("/privacy show", "others see your name again"),
    ("/privacy delete", "be forgotten; asks twice"),
    ("/help", "what you can do here"),
    ("/interview", "a mock interview in your own words"),
    ("/interview history", "your interviews so far, with their reports"),
    ("/review", "what you missed, one card at a time"),
    ("/review add", "put a question into your review"),
    ("/review export", "your review as a file for Anki"),
    ("/review retention 90", "how sure you want to be, in percent"),
    ("/review remind 18:30 Europe/Berlin", "a private word when something is due"),
    ("/review remind off", "no more reminders"),
    ("/competition", "how the competition stands"),
    ("/competition list", "what goes on"),
    ("/competition history", "what is over, with every count"),
    ("/competition start", "a new competition (managers)"),
    ("/competition end", "end one now (managers)"),
    ("/competition cancel", "nobody wins it (managers)"),
    ("/competition amend", "count a final standing again (managers)"),
)
LIMIT = 25

Values = Callable[[str, Study, WorkspaceId], Awaitable[Sequence[tuple[str, str]]]]
"""What can follow a command, each with what it is: of what has been typed of it, the core, and the place."""


async def complete(typed: str, study: Study, workspace: WorkspaceId) -> Sequence[tuple[str, str]]:
    """Whole lines that begin with what has been typed, each with what it does."""
    whole = [(text, what) for text, what in COMMANDS if text.startswith(typed)]
    for command, values_of in COMPLETED.items():
        if typed.startswith(command):
            values = await values_of(typed.removeprefix(command).strip(), study, workspace)
            return [*whole, *((f"{command}{id_}", title) for id_, title in values)][:LIMIT]
    return whole[:LIMIT]


async def _topics(word: str, study: Study, workspace: WorkspaceId) -> Sequence[tuple[str, str]]:
    return study.topics(word, workspace)


async def _questions(word: str, study: Study, workspace: WorkspaceId) -> Sequence[tuple[str, str]]:
    return study.questions(word, workspace)


async def _teams(word: str, study: Study, workspace: WorkspaceId) -> Sequence[tuple[str, str]]:
    return [(name, "team") for name in await study.teams(word, workspace)]


async def _schedules(word: str, study: Study, workspace: WorkspaceId) -> Sequence[tuple[str, str]]:
    return [(name, "schedule") for name in await study.schedules(word, workspace)]


async def _competitions(word: str, study: Study, workspace: WorkspaceId) -> Sequence[tuple[str, str]]:
    return [(name, "competition") for name in await study.competitions(word, workspace)]


FAMILIES: Sequence[tuple[Values, str, str]] = (
    (_topics, "/quiz", "live"),
    (_topics, "", "quiz interview"),
    (_topics, "/question", "suggest import"),
    (_questions, "", "ask"),
    (_questions, "/question", "show stats report hide"),
    (_questions, "/review", "add"),
    (_teams, "/team", "join list disband"),
    (_schedules, "/schedule", "edit pause resume skip remove preview"),
    (_competitions, "/competition", "status history end cancel amend"),
)
COMPLETED: Mapping[str, Values] = {
    f"{group} {verb} " if group else f"/{verb} ": values_of
    for values_of, group, verbs in FAMILIES
    for verb in verbs.split()
}
"""By the words before what is completed; of two that fit, the longer one comes first."""
