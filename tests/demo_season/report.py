"""How a season went, in words and pictures, as people on the platforms saw it."""

from pathlib import Path

from bot.wording.contest_boards import name_of
from tests.demo_season.cast import BOSS
from tests.demo_season.faces import take_faces
from tests.demo_season.proof import Proof
from tests.demo_season.season import CUP, SPRINT, Season

LARGEST = 300_000  # bytes of a picture in the repository
PLACES = 8


async def report(season: Season, proof: Proof, seconds: float) -> str:
    stage = season.stage
    posts = {name: len(hands.asked()) for name, hands in stage.hands.items()}
    ruled = ["voided" if not letter else f"{letter} accepted" for letter in season.rulings.values()]
    lines = [
        f"{season.days} days from {season.first} to {season.last}, {len(season.players)} people,"
        f" {len(season.twins)} of them with a second self",
        f"questions: {', '.join(f'{count} on {name}' for name, count in posts.items())}",
        f"answers: {season.presses:,}; rulings: {', '.join(ruled)}",
        *await _standing(season, proof),
        f"{seconds:.1f} s",
    ]
    return "\n".join(lines)


async def _standing(season: Season, proof: Proof) -> list[str]:
    contests, finals = await proof.contests(), season.stage.ctx.store.finals
    teams = (await finals.kept(contests[CUP].id, 1)).teams
    people = (await finals.kept(contests[SPRINT].id, 1)).people
    lines = [CUP]
    for team in teams:
        tally = team.tally
        lines.append(
            f"{team.place:3} {tally.name:24} {team.score / 100:6.2f}  {tally.right} of {tally.answered} right"
        )
    lines.append(SPRINT)
    for one in people[:PLACES]:
        lines.append(f"{one.place:3} {name_of(one.score):24} {one.score.points:6}  {one.score.right} right")
    return lines


async def save_pictures(season: Season, proof: Proof, folder: Path) -> None:
    """The standings that were announced, the race that a member asks for, and the end on both faces."""
    discord, slack = season.stage.discord, season.stage.slack
    over = next(m for m in discord.server.messages() if f"Over: {CUP}" in m.text)
    board = await discord.press(BOSS, over, "Standings")
    race = await discord.press(BOSS, board, "Day by day")
    ended = next(m for m in slack.server.messages() if f"Over: {SPRINT}" in m.words)
    _save(folder / "season-race.png", next(iter(race.files.values())))
    [file] = [block["slack_file"]["id"] for block in ended.blocks if block["type"] == "image"]
    _save(folder / "season-people.png", slack.server.world.uploads[file].content)
    await take_faces(season.stage, (await proof.contests())[CUP], folder)


def _save(path: Path, picture: bytes) -> None:
    if len(picture) > LARGEST:
        raise ValueError(
            f"{path.name} has {len(picture):,} bytes; at most {LARGEST:,} go into the repository"
        )
    path.write_bytes(picture)
