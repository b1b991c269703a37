"""A running playground on the fake core."""

from collections.abc import AsyncIterator

import pytest

from bot.adapters.web.adapter import WebAdapter
from bot.commands import (
    AddSchedule,
    Ask,
    Command,
    ExportReview,
    Help,
    ImportQuestions,
    Leaderboard,
    Misunderstood,
    ScheduleFields,
    StartInterview,
    StartQuiz,
    SuggestQuestion,
)
from bot.config.settings import WebSettings
from tests.web.fake_faces import FACES
from tests.web.fake_study import FakeStudy


def read_command(text: str) -> Command:
    known: dict[str, Command] = {
        "/quiz": StartQuiz(),
        "/ask": Ask(),
        "/interview": StartInterview(),
        "/help": Help(),
        "/leaderboard picture": Leaderboard(picture=True),
        "/question suggest": SuggestQuestion(),
        "/review export": ExportReview(),
        "/question import": ImportQuestions(),
        "/schedule add": AddSchedule(ScheduleFields()),
    }
    return known.get(text, Misunderstood(text, "Try /help."))


@pytest.fixture
def study() -> FakeStudy:
    return FakeStudy()


@pytest.fixture
def health() -> dict[str, str]:
    return {"store": "ready", "discord": "off"}


@pytest.fixture
async def adapter(study: FakeStudy, health: dict[str, str]) -> AsyncIterator[WebAdapter]:
    adapter = WebAdapter(WebSettings(port=0), study, FACES, read_command, lambda: health)
    study.changed = adapter.changed
    yield adapter
    await adapter.close()


@pytest.fixture
async def address(adapter: WebAdapter) -> str:
    return await adapter.start()
