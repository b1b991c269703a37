"""What the boards should say, counted from what the loopback platforms saw people do; asks no table of sums.

Every press, command and form is read in the order in which it came. That is slow and simple: who was in
which team then, who was one with whom in the end, and which answer of each person was their first.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from bot.domain.ids import RoundId
from bot.domain.round import Round
from tests.demo_season.hands import CHOOSE, LETTERS
from tests.demo_season.season import Season

Json = dict[str, Any]
Sums = tuple[int, int, int]
"""Points, right answers, answers."""

POINTS = {"beginner": 10, "intermediate": 15, "advanced": 20, "expert": 25}
PULL = 20  # answers of the mean of all that a team is given


@dataclass(frozen=True, slots=True)
class Act:
    """What somebody did: a command with its words, or a button's token. `person` is an account."""

    person: str
    words: str = ""
    name: str = ""
    token: str = ""


@dataclass(frozen=True, slots=True)
class Given:
    person: str
    round: str
    letter: str
    team: str | None


@dataclass
class SlowCount:
    """`rounds` by id; `rulings` as in a Season."""

    rounds: Mapping[str, Round]
    rulings: Mapping[str, str]
    given: list[Given] = field(default_factory=list)
    heads: dict[str, str] = field(default_factory=dict)
    excluded: set[str] = field(default_factory=set)
    _teams: dict[str, str] = field(default_factory=dict)
    _offers: str = ""
    _seen: set[tuple[str, str]] = field(default_factory=set)

    def read(self, acts: Iterable[Act]) -> None:
        for act in acts:
            if CHOOSE in act.token:
                _, _, round_, choice = act.token.split("|")
                self._answer(act.person, round_, LETTERS[int(choice)])
            elif act.words in ("team create", "team join"):
                self._teams[act.person] = act.name
            elif act.words == "team leave":
                self._teams.pop(act.person, None)
            elif act.words == "link":
                self._link(act)
            elif act.words == "exclude":
                self.excluded.add(act.name)

    def _answer(self, person: str, round_: str, letter: str) -> None:
        if (person, round_) not in self._seen:
            self._seen.add((person, round_))
            self.given.append(Given(person, round_, letter, self._teams.get(person)))

    def _link(self, act: Act) -> None:
        if not act.name:
            self._offers = act.person
        else:
            self.heads[act.person] = self._offers

    def of_workspace(self, workspace: str) -> Mapping[str, Sums]:
        """A leaderboard: every self for itself."""
        mine = [one for one in self._counting() if self.rounds[one.round].workspace == workspace]
        return self._summed((one.person, one) for one in mine)

    def of_people(self) -> Mapping[str, Sums]:
        """The league: each person once a question, wherever they answered it first."""
        return self._summed(self._once())

    def of_teams(self) -> Mapping[str, Sums]:
        return self._summed((one.team, one) for _, one in self._once() if one.team is not None)

    def _counting(self) -> list[Given]:
        return [one for one in self.given if one.person not in self.excluded]

    def _once(self) -> list[tuple[str, Given]]:
        first: dict[tuple[str, str], Given] = {}
        for one in self._counting():
            head = self.heads.get(one.person, one.person)
            first.setdefault((head, self.rounds[one.round].question.id), one)
        return [(head, one) for (head, _), one in first.items()]

    def _summed(self, given: Iterable[tuple[str, Given]]) -> Mapping[str, Sums]:
        sums: dict[str, Sums] = defaultdict(lambda: (0, 0, 0))
        for whose, one in given:
            if self.rulings.get(one.round) != "":
                earned = self._points(one)
                points, right, answered = sums[whose]
                sums[whose] = points + earned, right + (earned > 0), answered + 1
        return dict(sums)

    def _points(self, one: Given) -> int:
        question = self.rounds[one.round].question
        also = self.rulings.get(one.round)
        return POINTS[question.level] if one.letter in (LETTERS[question.key], also) else 0


def adjusted(teams: Mapping[str, Sums]) -> Mapping[str, int]:
    """The score of each team in hundredths, as docs/competitions.md has it."""
    points, answers = sum(one[0] for one in teams.values()), sum(one[2] for one in teams.values())
    mean = Fraction(points, answers)
    exact = {name: (p + PULL * mean) / (a + PULL) for name, (p, _, a) in teams.items()}
    return {name: int(score * 100 + Fraction(1, 2)) for name, score in exact.items()}


async def counted(season: Season) -> SlowCount:
    """From what both platforms recorded, in the order in which it came."""
    there, here = season.stage.discord.server, season.stage.slack.server
    acts = [(at, _on_discord(payload)) for at, payload in there.acts]
    acts += [(at, _on_slack(payload)) for at, payload in here.acts]
    in_order = [act for _, act in sorted(acts, key=lambda pair: pair[0])]
    ids = {act.token.split("|")[2] for act in in_order if CHOOSE in act.token}
    found = {id_: await season.stage.ctx.store.rounds.find(RoundId(id_)) for id_ in ids}
    count = SlowCount({id_: one for id_, one in found.items() if one is not None}, season.rulings)
    count.read(in_order)
    return count


def _on_discord(payload: Json) -> Act:
    person = f"discord:{(payload.get('member') or payload)['user']['id']}"
    data = payload["data"]
    if "name" not in data:
        return Act(person, token=data["custom_id"])
    words, options = [data["name"]], data["options"]
    if options and options[0]["type"] == 1:
        words, options = [*words, options[0]["name"]], options[0]["options"]
    values = {option["name"]: str(option["value"]) for option in options}
    member = values.get("member")
    name = f"discord:{member}" if member else values.get("name") or values.get("code", "")
    return Act(person, " ".join(words), name)


def _on_slack(payload: Json) -> Act:
    if "command" not in payload:
        token = (payload.get("actions") or [{}])[0].get("value", "")
        return Act(f"slack:{payload['team']['id']}/{payload['user']['id']}", token=token)
    verb, _, rest = payload["text"].partition(" ")
    if verb == "team":
        more, _, rest = rest.partition(" ")
        verb = f"team {more}"
    return Act(f"slack:{payload['team_id']}/{payload['user_id']}", verb, rest)
