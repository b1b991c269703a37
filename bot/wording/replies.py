"""Help, refusals and short answers to commands."""

import math
from collections.abc import Sequence

from bot.cards import Card, Facts, Heading, Tone
from bot.domain.direction import straight
from bot.domain.round import Round
from bot.wording.phrases import counted, line

EVERYONE = (
    ("/quiz [topic] [level] [count]", "Questions for you alone, one after the other"),
    ("/quiz mode:live [seconds] [changes]", "A race for the whole channel, fast answers score more"),
    ("/stats [member] [picture]", "Places, your days, strength by topic, badges"),
    ("/leaderboard [scope] [period] [topic] [channel] [picture]", "Who leads: people, teams"),
    (
        "/team list, create, join, leave, invite",
        "Compete together; captains: rename, captain, disband",
    ),
    ("/review [add, export, retention, remind]", "What you missed, again and again until it stays"),
    ("/schedule list, /schedule preview", "When the next questions come"),
    ("/question report ID [reason]", "Tell the managers that something is wrong"),
    ("/link [code], /unlink", "Be one person here and elsewhere, in leagues"),
    ("/question suggest [topic] [level]", "Write a question for your team's own pack"),
    ("/competition [status, list, history]", "Who is ahead between people or teams, and who has won"),
    ("/question hard", "What fewest people got right here"),
    ("/privacy [export, hide, show, delete]", "What is kept about you, and what you can do about it"),
    ("/help", "This page"),
    ("/interview [topic] [level] [minutes]", "A mock interview in private, in your own words"),
    ("/interview history", "Your last ten interviews, each with its report"),
)
MANAGERS = (
    ("/ask [question]", "Ask this channel now"),
    ("/schedule add, edit, pause, resume, skip, remove", "When and what a channel is asked"),
    ("/league create, join, leave, list", "One contest over several workspaces and platforms"),
    ("/team sync, /team balance", "Teams of roles or user groups, or of like strength"),
    ("/competition start, end, cancel, amend", "Contests with a start, an end and a rule"),
    ("/question show ID", "A question with its key and sources"),
    ("/question reload", "Read the question bank anew"),
    ("/question reports", "What people say is wrong, to decide about"),
    ("/managers [channel]", "Where reports go: a channel, or direct messages"),
    ("/audit [page], /audit speed", "Who did what, when and why; answers sooner than one reads"),
    ("/status", "Connections, schedules, what waits to be posted and what failed"),
    ("/exclude @name [reason], /readmit @name", "Take somebody off the boards, or put them back"),
    ("/question stats ID", "Who chose what, and whether it looks wrong"),
    (
        "/question suggestions, export, import",
        "Your team's own questions: read, approve, take away, bring along",
    ),
    ("/question hide ID, unhide ID", "What is not asked here"),
)


def help_card() -> Card:
    return Card(
        title="How studybot works",
        blocks=(
            line(
                "A question comes on schedule. Press A, B, C or D: your first choice counts, and only you "
                "see how it went. The answer stands behind a spoiler or the button Show answer."
            ),
            Heading("For everyone"),
            Facts(EVERYONE),
            Heading("For managers"),
            Facts(MANAGERS),
        ),
    )


def refused(title: str, *sentences: str) -> Card:
    """The title may quote what somebody has typed."""
    blocks = tuple(line(sentence) for sentence in sentences)
    return Card(title=straight(title), tone=Tone.REFUSAL, blocks=blocks)


def managers_only_card() -> Card:
    return refused(
        "That one is for managers",
        "Managers are people with the Manage Server permission or a manager role on Discord, "
        "workspace admins and listed people on Slack. Ask one of them, or try /help for what you can do.",
    )


def nowhere_card() -> Card:
    """For what needs a workspace and comes from a direct message."""
    return refused("Not in direct messages", "This belongs to a server: use it in one of its channels.")


def misunderstood_card(text: str, hint: str) -> Card:
    return refused(f"I could not read: {text}" if text else "I could not read that", hint)


def apology_card() -> Card:
    return refused(
        "Something went wrong here",
        "I could not finish that. Please try once more in a moment: a first choice that was kept stays kept. "
        "If it happens again, tell whoever runs this bot; the log has the details.",
    )


def too_much_card(seconds: float) -> Card:
    return refused(
        "That was a lot at once",
        f"Please go on in {counted(math.ceil(seconds), 'second')}. What you did before is kept.",
    )


def not_kept_card(is_full: bool) -> Card:
    """Whether the disk is full or another program holds the database up."""
    why = (
        "The disk of this bot is full, or it cannot write to it, so that nothing new is kept at the moment."
        if is_full
        else "Another program has been working on this bot's database for too long."
    )
    return refused(
        "This could not be kept",
        f"{why} Please press once more later: a first choice that was kept stays kept. "
        "Whoever runs this bot finds the reason in its log.",
    )


def waiting_card() -> Card:
    return Card(
        title="This takes longer than usual",
        blocks=(line("What you sent has arrived, and its time counts. The outcome will be shown here."),),
    )


def old_button_card() -> Card:
    """For a button that an earlier release has made, or nobody."""
    return refused(
        "This button no longer works",
        "It was made by an older version of the bot. Type /help to see what you can do instead.",
    )


def gone_card() -> Card:
    """For a button whose round this database does not know."""
    return refused(
        "This question is no longer kept here", "The next one will come. /quiz has more right now."
    )


def asked_card(round_: Round, trouble: str) -> Card:
    """`trouble` is why the question does not stand in the channel yet; empty where it does."""
    if trouble:
        return refused("The question could not be posted", trouble)
    return Card(title="Asked", blocks=(line(f"The channel has been asked {round_.question.id}."),))


def nothing_to_ask_card(filters: str) -> Card:
    return refused("There is nothing to ask", f"The bank holds no question for {filters}.")


def unknown_question_card(id_: str, near: Sequence[str]) -> Card:
    hint = f"Did you mean: {', '.join(near)}?" if near else "Type a part of its name to find it."
    return refused(f"There is no question {id_}", hint)


def not_asked_card(id_: str) -> Card:
    return refused(
        f"{id_} is not asked here", "It is hidden or out of the pack. /question unhide takes hiding back."
    )


def reloaded_card(questions: int, errors: Sequence[str]) -> Card:
    if errors:
        return refused(
            f"The bank has {counted(len(errors), 'error')}; the old one stays in use", *errors[:10]
        )
    return Card(title="Bank reloaded", blocks=(line(f"{counted(questions, 'question')} can be asked now."),))


def no_member_card() -> Card:
    return refused("No numbers for that person", "They have not answered anything here yet.")
