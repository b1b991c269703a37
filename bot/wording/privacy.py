"""What people are told about what is kept of them."""

from bot.cards import Button, Card, Facts, Look, Tone
from bot.ports.privacy import Holdings
from bot.presses.privacy import Forget
from bot.wording.phrases import counted, line
from bot.wording.replies import refused

WAYS = (
    ("/privacy export", "A file with everything that is kept about you"),
    ("/privacy hide", "You go on playing, and others here see “anonymous” in place of your name"),
    ("/privacy show", "Your name is seen again"),
    ("/privacy delete", "You are forgotten; it asks twice"),
)


def about_card() -> Card:
    return Card(
        title="What is kept about you",
        blocks=(
            line(
                "Your account and name, your answers and points, your interviews and review, "
                "and what you wrote to the managers. Nobody but you sees interviews and review."
            ),
            Facts(WAYS),
        ),
    )


def export_card(rows: int) -> Card:
    return Card(
        title="Everything about you",
        blocks=(
            line(
                f"The file holds {counted(rows, 'entry', 'entries')}, by table, in JSON. Nobody else got it."
            ),
        ),
        note="It is about this account; another one that you have linked has its own.",
    )


def hidden_card(hidden: bool, changed: bool) -> Card:
    now = "Others here see “anonymous”." if hidden else "Others here see your name."
    return Card(
        title="Hidden" if hidden else "Shown",
        blocks=(line(now if changed else f"It was so before. {now}"),),
        note="/privacy show takes it back." if hidden else "/privacy hide takes it back.",
    )


def ask_card() -> Card:
    return Card(
        title="Be forgotten?",
        tone=Tone.REFUSAL,
        blocks=(
            line("Everything that says who you are is deleted, in all workspaces that this account is in."),
            line("Nothing happens yet: the next step says what goes and what stays."),
        ),
        buttons=(Button("Go on", Forget(), Look.DANGER),),
        note="/privacy hide lets you play on without your name, /privacy export takes everything along.",
    )


def sure_card(held: Holdings) -> Card:
    gone = (
        f"your account and your name in {counted(held.workspaces, 'workspace')}, "
        f"{counted(held.interviews, 'interview')} with all texts, {counted(held.reviews, 'review card')}, "
        "reminders, links, messages that wait for you, what you wrote in reports, and drafts of questions"
    )
    return Card(
        title="Delete all of this?",
        tone=Tone.REFUSAL,
        blocks=(
            Facts(
                (
                    ("Deleted", gone),
                    ("Left", f"{counted(held.teams, 'team')} that you are in"),
                    ("Stays", f"{counted(held.answers, 'answer')} with their points, as those of nobody"),
                )
            ),
            line("It cannot be undone. If you return you are somebody new, and begin without points."),
        ),
        buttons=(Button("Delete it all, for good", Forget(sure=True), Look.DANGER),),
        note="Messages that stand in channels already are the platform's; the bot does not search them.",
    )


def forgotten_card(is_clean: bool) -> Card:
    later = (
        ()
        if is_clean
        else (line("The file is being read by a backup just now and is cleaned within the hour."),)
    )
    return Card(
        title="You are forgotten",
        blocks=(
            line("Your answers are numbers of nobody now. Whoever answers from here on is somebody new."),
            *later,
        ),
    )


def unknown_card() -> Card:
    return refused("There is nothing to delete", "Nothing is kept about this account.")
