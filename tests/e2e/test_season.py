"""Five days of a season on both platforms, with everything that happens in a long one."""

from pathlib import Path

import pytest
from structlog.testing import capture_logs

from tests.demo_season.proof import proof_of
from tests.demo_season.season import new_season
from tests.discord.judge import violations


async def test_a_season_ends_as_a_slow_count_says(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with capture_logs() as ours:
        async with new_season(tmp_path, days=5, people=12) as season:
            await season.play()
            assert await (await proof_of(season)).problems() == []
            assert violations(season.stage.discord.server) == []
    assert [entry for entry in ours if entry["log_level"] not in ("debug", "info")] == []
    assert [record for record in caplog.records if record.levelname in ("WARNING", "ERROR")] == []
    assert set(season.rulings.values()) != {""}
    assert len(season.rulings) == 2
