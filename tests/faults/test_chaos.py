"""Fault 16, a short walk at random: kills under load, and a slow count of what should be there.

No answer that somebody has read is lost and none counts twice, every slot is posted once or given up with a
reason, every message is known, and `db check` is clean. `make chaos` walks for as long as it is told.
"""

from pathlib import Path

from tests.chaos.report import figures, judged
from tests.chaos.walk import Walk
from tests.platforms.discord import LoopbackDiscord
from tests.platforms.slack import LoopbackSlack

CRASHES, SEED, PEOPLE = 3, 391, 12


async def test_after_kills_at_random_all_that_was_acknowledged_is_there_once(
    discord: LoopbackDiscord, slack: LoopbackSlack, tmp_path: Path
) -> None:
    walk = Walk(tmp_path, SEED, PEOPLE, discord, slack, failing=False)
    try:
        await walk.play(CRASHES)
        assert await judged(walk) == [], "\n".join(walk.record.events)
    finally:
        await walk.lives.close()
    print(figures(walk))
    assert walk.crashes == CRASHES
    assert walk.due
    assert walk.record.told
