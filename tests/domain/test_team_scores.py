"""Scores of teams, held against exact fractions, and places against the tie rule."""

from collections.abc import Sequence
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.contest import Rule
from bot.domain.ids import TeamId
from bot.domain.team_scores import K, TeamStanding, TeamTally, needed, ranked

rules = st.sampled_from(Rule)


@st.composite
def tallies(draw: st.DrawFn) -> list[TeamTally]:
    small = st.integers(0, 3)
    found = []
    for n in range(draw(st.integers(0, 12))):
        answered = draw(st.integers(1, 40))
        right = draw(st.integers(0, answered))
        active = draw(small)
        found.append(
            TeamTally(
                team=TeamId(f"t{n}"),
                name=f"Team {n}",
                points=5 * draw(st.integers(0, right)),
                right=right,
                answered=answered,
                best=5 * draw(small),
                active=active,
                active_points=5 * draw(small) if active else 0,
                last_at=draw(small),
            )
        )
    return found


def exact(tally: TeamTally, rule: Rule, teams: Sequence[TeamTally]) -> Fraction:
    """The formulas as they are documented."""
    points, answers = sum(t.points for t in teams), sum(t.answered for t in teams)
    match rule:
        case Rule.TOTAL:
            return Fraction(tally.points)
        case Rule.AVERAGE:
            return Fraction(tally.active_points, tally.active) if tally.active else Fraction(0)
        case Rule.BEST:
            return Fraction(tally.best)
        case Rule.ADJUSTED:
            return (tally.points + K * Fraction(points, answers)) / (tally.answered + K)


@given(tallies(), rules)
def test_scores_are_the_formulas_rounded_half_up_to_hundredths(teams: list[TeamTally], rule: Rule) -> None:
    for standing in ranked(teams, rule):
        scaled = 100 * exact(standing.tally, rule, teams)
        assert standing.score == (scaled + Fraction(1, 2)).__floor__()


def key(standing: TeamStanding) -> tuple[int, int, int]:
    return -standing.score, -standing.tally.right, standing.tally.last_at


@given(tallies(), rules)
def test_a_place_counts_who_is_better_by_the_tie_rule(teams: list[TeamTally], rule: Rule) -> None:
    standings = ranked(teams, rule)
    assert sorted(s.tally.team for s in standings) == sorted(t.team for t in teams)
    assert [key(s) for s in standings] == sorted(key(s) for s in standings)
    for standing in standings:
        assert standing.place == 1 + sum(key(other) < key(standing) for other in standings)


@given(tallies(), rules, st.randoms(use_true_random=False))
def test_the_order_in_which_teams_come_does_not_matter(
    teams: list[TeamTally], rule: Rule, chance: object
) -> None:
    assert ranked(teams, rule) == ranked(teams[::-1], rule)


def test_a_team_of_one_lucky_answer_does_not_win_by_the_adjusted_rule() -> None:
    lucky = TeamTally(team=TeamId("lucky"), name="Lucky", points=25, right=1, answered=1)
    steady = TeamTally(team=TeamId("steady"), name="Steady", points=1600, right=80, answered=100)
    weak = TeamTally(team=TeamId("weak"), name="Weak", points=800, right=40, answered=100)
    standings = ranked([lucky, steady, weak], Rule.ADJUSTED)
    assert [standing.tally.name for standing in standings] == ["Steady", "Lucky", "Weak"]


@given(st.integers(0, 500), st.integers(0, 100))
def test_an_active_member_has_answered_at_least_the_share_and_one(rounds: int, share: int) -> None:
    least = needed(rounds, share)
    assert least >= 1
    assert Fraction(least) >= Fraction(rounds * share, 100)
    assert least == 1 or Fraction(least - 1) < Fraction(rounds * share, 100)
