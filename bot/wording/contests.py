"""What managers and members read when they begin, list, end, cancel or amend competitions."""

from collections.abc import Callable, Sequence
from datetime import tzinfo

from bot.cards import Button, Card, Facts, Look, Tone
from bot.domain.contest import Contest, Season
from bot.domain.ids import TopicId
from bot.presses.contests import LONGEST_REASON, AmendIt, CancelIt, EndNow, ShowContest
from bot.wording.contest_boards import when
from bot.wording.contest_rules import TIES, facts, rule_line, title_of
from bot.wording.phrases import line
from bot.wording.replies import refused

MOST_LISTED = 10
NONE_YET = "A manager begins one with /competition start, for example from today to 2w."


def begun_card(contest: Contest, zone: tzinfo, name_of_topic: Callable[[TopicId], str], trouble: str) -> Card:
    """`trouble` is why the announcement does not stand in the channel yet; empty where it does."""
    return Card(
        title=f"Competition {title_of(contest)} is set",
        blocks=(
            Facts(facts(contest, zone, name_of_topic)),
            line(rule_line(contest)),
            line(trouble or "This channel is told at the start, at half-time and at the end."),
        ),
        buttons=(Button("Standings", ShowContest(contest.id)),),
        note=TIES,
    )


def list_card(contests: Sequence[Contest], zone: tzinfo) -> Card:
    if not contests:
        return Card(title="No competition goes on", blocks=(line(NONE_YET),))
    shown = contests[:MOST_LISTED]
    return Card(
        title="Competitions",
        blocks=(Facts(tuple((title_of(one), _listed(one, zone)) for one in shown)),),
        buttons=tuple(Button(title_of(one), ShowContest(one.id)) for one in shown),
        note="/competition history shows those that are over.",
    )


def _listed(contest: Contest, zone: tzinfo) -> str:
    return f"between {contest.between}. {when(contest, zone)}"


def end_card(contest: Contest, zone: tzinfo) -> Card:
    after = " No next season follows." if contest.season is not Season.NONE else ""
    return Card(
        title=f"End {title_of(contest)} now?",
        blocks=(line(f"{when(contest, zone)} The standing of now would be final.{after}"),),
        buttons=(Button("End it now", EndNow(contest.id), Look.DANGER), _keep(contest)),
    )


def cancel_card(contest: Contest) -> Card:
    return Card(
        title=f"Cancel {title_of(contest)}?",
        blocks=(line("Nobody would win it, and no standing is kept. Points on the leaderboard stay."),),
        buttons=(Button("Cancel it", CancelIt(contest.id), Look.DANGER), _keep(contest)),
    )


def amend_card(contest: Contest, reason: str) -> Card:
    return Card(
        title=f"Count {title_of(contest)} again?",
        blocks=(
            line(
                "Its final standing is counted again from all answers, with what was put right, who is "
                "excluded and who is linked by now. The channel is told, and the history keeps both counts."
            ),
            Facts((("Reason", reason),)),
        ),
        buttons=(Button("Count it again", AmendIt(contest.id, reason), Look.DANGER), _keep(contest)),
    )


def _keep(contest: Contest) -> Button:
    return Button("Leave it as it is", ShowContest(contest.id))


def done_card(contest: Contest, what: str) -> Card:
    """`what` has become of it: `has ended`."""
    return Card(
        title=f"{title_of(contest)} {what}",
        blocks=(line("The channel is told."),),
        buttons=(Button("Standings", ShowContest(contest.id)),),
    )


def unknown_card(name: str, known: Sequence[Contest]) -> Card:
    names = ", ".join(dict.fromkeys(contest.name for contest in known)) or "none yet"
    return refused(f"There is no competition {name} here", f"Competitions of this workspace: {names}.")


def gone_card() -> Card:
    return refused("This competition is no longer kept here", "/competition list shows what goes on.")


def not_running_card(contest: Contest, zone: tzinfo) -> Card:
    return refused(f"{title_of(contest)} does not run", when(contest, zone))


def not_over_card(contest: Contest, zone: tzinfo) -> Card:
    return refused(
        f"{title_of(contest)} is not over",
        f"{when(contest, zone)} Only a final standing is amended; a running one moves with every ruling.",
    )


def reason_card() -> Card:
    return refused(
        "An amendment needs a short reason",
        f"Say in up to {LONGEST_REASON} characters why it is counted again; everybody will read it.",
    )


def invalid_card(problems: Sequence[str]) -> Card:
    return Card(
        title="That competition cannot be",
        tone=Tone.REFUSAL,
        blocks=tuple(line(problem) for problem in problems),
    )
