"""`/review`: alone it opens the next card, with one of its options it does something about the cards.

Discord runs no command that has commands below it, and most people only ever want the next card.
"""

from discord import app_commands
from discord.app_commands import Range

from bot.adapters.discord import complete
from bot.adapters.discord.slash_questions import QUESTION
from bot.adapters.discord.wire import Interaction
from bot.command_text.words import OFF
from bot.commands import (
    AddToReview,
    Command,
    ExportReview,
    Misunderstood,
    RemindMe,
    Review,
    ReviewCommand,
    SetRetention,
    StopReminding,
)
from bot.domain.ids import QuestionId
from bot.domain.review import HIGHEST, LOWEST


@app_commands.command(description="What you missed, one card at a time, only for you")
@app_commands.describe(
    add=f"Put a question in. {QUESTION}",
    export="Get your cards as a file for Anki",
    retention="How sure you want to be, in percent; 90 if you never say",
    remind="A local time such as 18:30 for a private reminder, or off",
    zone="The reminder's time zone, such as Europe/Berlin",
)
@app_commands.autocomplete(add=complete.questions)
async def review(
    interaction: Interaction,
    add: str | None = None,
    export: bool = False,
    retention: Range[int, round(LOWEST * 100), round(HIGHEST * 100)] | None = None,
    remind: str | None = None,
    zone: str | None = None,
) -> None:
    command = _meant(add, export, retention, remind, zone)
    await interaction.client.desk.command(interaction, command)


def _meant(
    add: str | None, export: bool, retention: int | None, remind: str | None, zone: str | None
) -> Command:
    """What the options ask for; those that do not go together are refused, for none is dropped unsaid."""
    if zone and not remind:
        return Misunderstood(f"/review zone:{zone}", f"Say when, too: /review remind:18:30 zone:{zone}")
    wanted: dict[str, ReviewCommand] = {}
    if add:
        wanted[f"add:{add}"] = AddToReview(QuestionId(add))
    if export:
        wanted["export:True"] = ExportReview()
    if retention is not None:
        wanted[f"retention:{retention}"] = SetRetention(retention)
    if remind:
        written = f"remind:{remind} zone:{zone}" if zone else f"remind:{remind}"
        wanted[written] = _reminder(remind, zone)
    if len(wanted) > 1:
        each = ", then ".join(f"/review {option}" for option in wanted)
        return Misunderstood(" ".join(("/review", *wanted)), f"One thing at a time: {each}")
    return next(iter(wanted.values()), Review())


def _reminder(remind: str, zone: str | None) -> RemindMe | StopReminding:
    return StopReminding() if remind.strip().lower() in OFF else RemindMe(remind, zone)
