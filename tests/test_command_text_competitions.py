"""What people type after `competition`."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import commands as c
from bot.command_text import read
from bot.domain.ids import ChannelId, TopicId

TOPICS = {
    TopicId("attention"): "Attention mechanisms",
    TopicId("rag-retrieval"): "Retrieval and vector search",
}
GENERAL = ChannelId("slack:T1/C1")


def understood(text: str) -> c.Command:
    return read(text, TOPICS, lambda name: GENERAL if name in ("C1", "general", "here") else None, "/study ")


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("competition", c.CompetitionStatus()),
        ("competition status", c.CompetitionStatus()),
        ("competition status Autumn cup", c.CompetitionStatus("Autumn cup")),
        ('contest show "Autumn cup"', c.CompetitionStatus("Autumn cup")),
        ("cup Autumn", c.CompetitionStatus("Autumn")),
        ("competition list", c.ListCompetitions()),
        ("competitions history", c.CompetitionHistory()),
        ("competition history name: Autumn cup", c.CompetitionHistory("Autumn cup")),
        ("competition end Autumn cup", c.EndCompetition("Autumn cup")),
        ("competition cancel Autumn cup", c.CancelCompetition("Autumn cup")),
        ("competition amend Cup because of two keys", c.AmendCompetition("Cup", "because of two keys")),
        (
            "competition amend Autumn cup because r2 had two keys",
            c.AmendCompetition("Autumn cup", "r2 had two keys"),
        ),
        (
            'competition amend "Autumn cup" r2 had two keys',
            c.AmendCompetition("Autumn cup", "r2 had two keys"),
        ),
        (
            "competition amend name: Autumn cup reason: r2 had two keys",
            c.AmendCompetition("Autumn cup", "r2 had two keys"),
        ),
        ("competition start Cup to 2w", c.StartCompetition("Cup", end="2w")),
        ("competition start Cup for 2 weeks", c.StartCompetition("Cup", end="2 weeks")),
        (
            "competition start Autumn cup from 2026-12-01 to 2026-12-24 between teams rule best 3",
            c.StartCompetition("Autumn cup", "2026-12-01", "2026-12-24", "teams", "best", "3"),
        ),
        (
            "competition start name: Autumn cup from: today to: 2w rule: average share: 60%",
            c.StartCompetition("Autumn cup", "today", "2w", rule="average", share="60%"),
        ),
        (
            "competition start Cup to 2w scope <#C1|general> attention, vector search freeze",
            c.StartCompetition(
                "Cup", end="2w", channels=(GENERAL,), topics="attention, rag-retrieval", freeze="yes"
            ),
        ),
        (
            "competition start Cup to 2w in #general and here about attention",
            c.StartCompetition("Cup", end="2w", channels=(GENERAL,), topics="attention"),
        ),
        ("competition start Cup to 2w scope workspace", c.StartCompetition("Cup", end="2w")),
        (
            "competition start Ladder every month divisions yes",
            c.StartCompetition("Ladder", season="month", divisions="yes"),
        ),
        ("competition start Cup to 2w freeze no", c.StartCompetition("Cup", end="2w", freeze="no")),
        ("competition start Cup to 2w league Guild", c.StartCompetition("Cup", end="2w", league="Guild")),
        ('competition start "Race to the top" to 2w', c.StartCompetition("Race to the top", end="2w")),
        ("competition start Cup to 2w rule best", c.StartCompetition("Cup", end="2w", rule="best")),
    ],
)
def test_a_competition_is_understood(text: str, command: c.Command) -> None:
    assert understood(text) == command


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("competition start", "needs a name"),
        ("competition start Cup to", "to needs a value"),
        ("competition start Cup to 2w in #secret", "I do not know #secret; pick it from the list after #."),
        ("competition start Cup to 2w about cooking", "I do not know cooking"),
        ("competition end", "Which one?"),
    ],
)
def test_what_is_missing_is_said(text: str, hint: str) -> None:
    command = understood(text)
    assert isinstance(command, c.Misunderstood)
    assert hint in command.hint


@given(st.text(st.sampled_from('competition start to rule best freeze #<>@"“ 2w'), max_size=60))
def test_nothing_that_is_typed_raises(text: str) -> None:
    read(f"competition start {text}", TOPICS, lambda _: None, "/")
    read(f"competition {text}", TOPICS, lambda _: None, "/")
