"""How a walk went: its figures, and what is wrong in the end."""

from tests.chaos.judge import Judge, Seen, read_tables
from tests.chaos.walk import Walk

LOG_SHOWN = 40  # lines around a traceback


async def judged(walk: Walk) -> list[str]:
    """Every promise that was broken, a line each."""
    tables = read_tables(walk.lives.folder / "data" / "study.db")
    found = Judge(walk.record, walk.due, walk.ended_at, walk.channels, seen(walk), tables).problems()
    return [*found, *await walk.lives.check(), *_tracebacks(walk.lives.log.read_text())]


def seen(walk: Walk) -> list[Seen]:
    """What stands in the channels."""
    found = []
    for name, room in walk.channels.items():
        if name.startswith("discord:"):
            found += [
                Seen(name, one.id, one.text, tuple(one.buttons.values()))
                for one in walk.discord.messages(room)
            ]
        else:
            found += [
                Seen(name, one.ts, one.words, tuple(button.get("value", "") for button in one.buttons))
                for one in walk.slack.messages(room)
            ]
    return found


def _tracebacks(log: str) -> list[str]:
    """A kill explains none."""
    lines = log.splitlines()
    found = [number for number, line in enumerate(lines) if "Traceback" in line]
    return ["\n".join(["in the log:", *lines[max(at - 2, 0) : at + LOG_SHOWN]]) for at in found[:3]]


def figures(walk: Walk) -> str:
    """One line each."""
    counts, tables = walk.record.counts, read_tables(walk.lives.folder / "data" / "study.db")
    posts = [row for row in tables["deliveries"] if row["action"] == "post"]
    states = {state: sum(row["state"] == state for row in posts) for state in ("posted", "failed")}
    skipped = sum(row["state"] == "skipped" for row in tables["slots"])
    kinds = {name: many for name, many in counts.items()}
    return "\n".join(
        (
            f"seed {walk.seed}: {walk.crashes} crashes in {walk.seconds / 60:.1f} minutes",
            f"{len(walk.due)} slots fell due, {skipped} were skipped with a reason",
            f"{states['posted']} posts, {states['failed']} given up because their question had closed",
            f"{counts['press']} presses, {counts['answer']} answers read, {len(tables['answers'])} kept",
            f"{counts['choice kept']} verdicts and {counts['live choice kept']} locked choices checked",
            f"{counts['fault']} failures of the platforms, {kinds['quiz']} quizzes, {counts['board']} boards",
        )
    )
