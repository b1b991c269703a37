"""A live quiz while it runs: its lobby, its open question, what is said in private, and the host's panel."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.cards import Block, Button, Card, Facts, Look, Prose, Tone, Until
from bot.domain.live_quiz import EXTENSION, LOBBY_TIME, MOST_EXTENDED, MOST_SILENT, Ending, LiveQuiz, Phase
from bot.domain.question import LETTERS
from bot.domain.round import Round
from bot.ports.live import Chosen, Outcome
from bot.presses.live import Act, Live
from bot.presses.questions import ReadPrompt
from bot.richtext.nodes import Link, Paragraph, Text
from bot.wording.phrases import counted, level_name, line
from bot.wording.replies import refused
from bot.wording.rounds import choice_buttons, question_blocks

SHOWN_IN_LOBBY = 20
AGAIN = "Start another one whenever you like."  # how, differs by platform
EVERY = 5  # seconds; a countdown is shown in steps of so many

ENDINGS = {
    Ending.FINISHED: "All questions have been asked.",
    Ending.STOPPED: "It was stopped; what was earned stays.",
    Ending.SILENT: f"Nobody answered {MOST_SILENT} questions in a row, so it ended by itself.",
    Ending.TOO_FEW: "Too few people came. Start another one when two are there.",
    Ending.DESERTED: "Its host left and nobody else was in.",
    Ending.FORGOTTEN: "It was paused and nobody went on.",
    Ending.UNREACHABLE: "It could not be posted.",
}


def lobby_card(quiz: LiveQuiz, topic: str, host: str, names: Sequence[str]) -> Card:
    """Who is in, and how to join; once the quiz has begun, that it has."""
    rules = f"{counted(len(quiz.questions), 'question')}, {quiz.seconds} seconds each, hosted by {host}."
    waits = quiz.phase is Phase.LOBBY
    return Card(
        title=f"Live quiz: {topic}",
        tone=Tone.QUESTION if waits else Tone.CLOSED,
        blocks=(line(rules), Facts((("In", _listed(names)),)), *_lobby_ends(quiz)),
        buttons=_lobby_buttons(quiz) if waits else (),
        note="Right answers score, fast ones a little more. Answering joins as well.",
    )


def _lobby_ends(quiz: LiveQuiz) -> tuple[Block, ...]:
    if quiz.phase is Phase.LOBBY:
        minute = f"{LOBBY_TIME.seconds} seconds"
        return (line(f"The host starts it, or it starts by itself after {minute} with at least two."),)
    if quiz.phase is Phase.ENDED and quiz.position < 0:
        return (line(_how_it_ended(quiz)),)
    return (line("It has begun: answer the questions below."),)


def _how_it_ended(quiz: LiveQuiz) -> str:
    if quiz.ending is None:
        return ""
    if quiz.position >= 0:
        return ENDINGS[quiz.ending]
    if quiz.ending is Ending.STOPPED:
        return "It was stopped before it began."
    return f"It did not begin. {ENDINGS[quiz.ending]}"


def _lobby_buttons(quiz: LiveQuiz) -> tuple[Button, ...]:
    return (
        Button("Join", Live(quiz.id, Act.JOIN), Look.MAIN),
        Button("Start now", Live(quiz.id, Act.START)),
        _panel_button(quiz),
    )


def _panel_button(quiz: LiveQuiz) -> Button:
    return Button("Host", Live(quiz.id, Act.PANEL))


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join(names[:SHOWN_IN_LOBBY]) or "nobody yet"
    more = len(names) - SHOWN_IN_LOBBY
    return f"{shown}{f' and {more} more' if more > 0 else ''} ({len(names)})"


def question_card(quiz: LiveQuiz, round_: Round, topic: str, answered: int, now: datetime) -> Card:
    """The open question; how many have answered, not what."""
    stands = "a choice may be changed until time is up" if quiz.may_change else "the first choice counts"
    return Card(
        title=f"{position_of(quiz, quiz.position)}: {topic}",
        tone=Tone.QUESTION,
        blocks=(*question_blocks(round_.question), *_clock(quiz, now)),
        buttons=(*choice_buttons(round_), _panel_button(quiz)),
        note=" · ".join((f"{answered:,} answered", level_name(round_.question.level), stands)),
        more=ReadPrompt(round_.id, 0),
    )


def _clock(quiz: LiveQuiz, now: datetime) -> tuple[Block, ...]:
    steps = countdown(quiz.left_at(now))
    left = f"at least {steps} s left" if steps else f"less than {EVERY} s left"
    if quiz.phase is Phase.PAUSED:
        return (line(f"The quiz is paused, with {left}."),)
    # a question on its way to the channel begins its time there in an instant
    return (Until(quiz.until or now + quiz.time, left),)


def position_of(quiz: LiveQuiz, position: int) -> str:
    return f"Question {position + 1} of {len(quiz.questions)}"


def countdown(left: timedelta) -> int:
    """Seconds, rounded down to a step of the countdown: nobody is promised time that is not there."""
    return max(left, timedelta(0)) // timedelta(seconds=EVERY) * EVERY


def chosen_card(chosen: Chosen) -> Card:
    """The acknowledgement of a choice; whether it is right comes when time is up."""
    letter = LETTERS[chosen.choice] if chosen.choice is not None else ""
    match chosen.outcome:
        case Outcome.LOCKED | Outcome.CHANGED if chosen.may_change:
            return Card(title=f"{letter} it is", blocks=(line("You may change until time is up."),))
        case Outcome.LOCKED | Outcome.CHANGED:
            return Card(title=f"{letter}, locked", blocks=(line("The answer comes when time is up."),))
        case Outcome.STANDS:
            return Card(title=f"{letter}, locked", blocks=(line("Your first choice counts in this quiz."),))
        case Outcome.LATE:
            return Card(title="Time is up", blocks=(_what_counts(letter),))
        case Outcome.PAUSED:
            return Card(
                title="The quiz is paused", blocks=(line("Choose when it goes on. "), _what_counts(letter))
            )


def _what_counts(letter: str) -> Block:
    return line(f"{letter} counts." if letter else "No choice of yours is kept for this question.")


def joined_card(quiz: LiveQuiz, is_new: bool) -> Card:
    if quiz.phase is Phase.ENDED:
        return refused("This quiz is over", AGAIN)
    begins = "The first question comes soon." if quiz.phase is Phase.LOBBY else "It has begun: answer below."
    return Card(title="You are in" if is_new else "You are in already", blocks=(line(begins),))


def running_card(quiz: LiveQuiz, link: str) -> Card:
    """For somebody who wants one beside `quiz`, to which `link` leads; whoever hosts it may steer it."""
    there = Prose((Paragraph((Link((Text("Go to it"),), link), Text(", and join by answering."))),))
    return Card(
        title="A live quiz is running here",
        tone=Tone.REFUSAL,
        blocks=(line("A channel has one at a time. "), *((there,) if link else ())),
        buttons=(_panel_button(quiz),),
    )


def not_posted_card(trouble: str) -> Card:
    return refused("The live quiz could not be posted", trouble)


def lost_card() -> Card:
    return refused("This live quiz is no longer here", AGAIN)


def host_only_card(host: str) -> Card:
    return refused(
        "The host has the reins",
        f"{host} runs this quiz; managers can help out too. You are in as soon as you answer.",
    )


def panel_card(quiz: LiveQuiz, host: str, is_host: bool) -> Card:
    """What the host and managers can do now."""
    if quiz.phase is Phase.ENDED:
        return Card(title="This quiz is over", blocks=(line(_how_it_ended(quiz)),))
    acts = [*_steering(quiz), *(_OWN if is_host else ())]
    return Card(
        title="Host the live quiz",
        blocks=(line(_where(quiz)), line(f"Host: {host}")),
        buttons=tuple(
            Button(label, Live(quiz.id, act), Look.DANGER if act is Act.STOP else Look.PLAIN)
            for label, act in acts
        ),
        note="Only you see this. Whoever stops a quiz keeps everybody's points.",
    )


_OWN = (("Hand over", Act.HAND_OVER), ("Leave", Act.LEAVE))


def _steering(quiz: LiveQuiz) -> Sequence[tuple[str, Act]]:
    can_extend = quiz.round is not None and quiz.extended < MOST_EXTENDED
    more = ((f"+{EXTENSION.seconds} s", Act.EXTEND),) if can_extend else ()
    stop = ("Stop", Act.STOP)
    match quiz.phase:
        case Phase.LOBBY:
            return (("Start now", Act.START), stop)
        case Phase.ASKING:
            return (("Skip", Act.SKIP), ("Pause", Act.PAUSE), *more, stop)
        case Phase.SHOWING:
            return (("Next question", Act.NEXT), ("Pause", Act.PAUSE), stop)
        case Phase.PAUSED:
            further = ("Next question", Act.NEXT) if quiz.round is None else ("Skip", Act.SKIP)
            return (("Go on", Act.GO_ON), further, *more, stop)
        case Phase.ENDED:
            return ()


def _where(quiz: LiveQuiz) -> str:
    if quiz.phase is Phase.LOBBY:
        return "The lobby is open."
    how = {
        Phase.ASKING: "is open",
        Phase.SHOWING: "is over, its results stand",
        Phase.PAUSED: "waits: the quiz is paused",
    }
    return f"{position_of(quiz, quiz.position)} {how.get(quiz.phase, 'is over')}."
