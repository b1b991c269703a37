"""The story of a season: it is set up by typing, played day by day, and ends by itself."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

from bot.domain.ids import RoundId
from tests.demo_season import incidents
from tests.demo_season.cast import BOSS, Player, cast, everybody, second_selves
from tests.demo_season.hands import LETTERS
from tests.demo_season.stage import Stage, on_stage
from tests.platforms.slack.world import User

ZONE = ZoneInfo("Europe/Berlin")
CLOCK_CHANGE = date(2026, 10, 25)
BEFORE = date(2026, 9, 1)
SEED = 20261025
LEAGUE, CUP, SPRINT = "The Long Run", "Autumn cup", "October sprint"
MORNING = (time(0, 0, 5), time(1), time(4), time(6, 30), time(8, 59, 58), time(9, 0, 2))
LOOKS = (time(11), time(13), time(15, 30), time(18), time(20, 30), time(22))


@dataclass
class Season:
    """`rulings` are rounds with the letter that was accepted, or "" where the round was voided."""

    stage: Stage
    players: Sequence[Player]
    twins: Sequence[tuple[Player, Player]]
    days: int
    chance: Random
    presses: int = 0
    rulings: dict[str, str] = field(default_factory=dict)
    wrong: dict[str, tuple[Player, str]] = field(default_factory=dict)
    """The last who was wrong on each platform, with the letter."""
    gone: set[str] = field(default_factory=set)

    @property
    def first(self) -> date:
        """So that the clocks change inside the season."""
        return CLOCK_CHANGE - timedelta(days=self.days * 4 // 5)

    @property
    def last(self) -> date:
        return self.first + timedelta(days=self.days - 1)

    async def play(self) -> None:
        await self.stage.go_to(moment(self.first - timedelta(days=1), time(17)))
        await self._set_up()
        for number in range(self.days):
            await self._day(number)
        await self.stage.go_to(moment(self.last + timedelta(days=1), time(0, 0, 5)))

    async def _set_up(self) -> None:
        discord, slack = self.stage.discord, self.stage.slack
        await self._introduce()
        await discord.say(BOSS, "managers", channel=discord.inbox)
        await slack.say(BOSS, "managers")
        league = await discord.say(BOSS, "league create", name=LEAGUE)
        code = league.split("code:")[1].split("`")[0]
        await slack.say(BOSS, "league join", code=code)
        await discord.say(BOSS, "schedule add", times="09:00", zone=ZONE.key, name="daily")
        await slack.say(BOSS, f"schedule add 09:00 {ZONE.key} name morning")
        for player in self.players:
            await self.stage.hands[player.platform].say(
                player.handle, "team create" if player.captain else "team join", name=player.team
            )
        for _, twin in self.twins:
            await slack.say(twin.handle, "team join", name=twin.team)
        await self._start_competitions()

    async def _introduce(self) -> None:
        there, here = self.stage.discord.server, self.stage.slack.server
        inbox = there.world.channels[self.stage.discord.inbox]
        await there.gateway.emit("CHANNEL_CREATE", inbox.payload(there.world.guild, there.world.bot))
        there.world.join(there.person(BOSS), there.world.admin_role)
        for player in everybody(self.players, self.twins):
            if player.platform == "discord":
                there.introduce(player.handle, player.name)
                there.world.join(there.person(player.handle))
            else:
                here.world.users[player.handle] = User(f"U0{player.handle.upper()}", player.name)

    async def _start_competitions(self) -> None:
        options = {"name": CUP, "from_": "tomorrow", "to": f"{self.last}", "between": "teams"}
        await self.stage.discord.say(BOSS, "competition start", **options, rule="adjusted", league=LEAGUE)
        await self.stage.slack.say(
            BOSS, f"competition start {SPRINT} from tomorrow to {self.last} between people league {LEAGUE}"
        )

    async def _day(self, number: int) -> None:
        day = self.first + timedelta(days=number)
        for early in MORNING:
            await self.stage.go_to(moment(day, early))
        pending = list(LOOKS)
        for at, player in self._comers(day):
            while pending and moment(day, pending[0]) < at:
                await self.stage.go_to(moment(day, pending.pop(0)))
            self.stage.clock.time = at
            await self._answer(player)
        for incident in incidents.of_day(number, self.days):
            self.stage.clock.advance(minutes=1)
            await incident(self)
        for left in pending:
            await self.stage.go_to(max(moment(day, left), self.stage.clock.time))

    def _comers(self, day: date) -> Sequence[tuple[datetime, Player]]:
        """Who comes at all, and when: some at once, most around noon, some late."""
        start = moment(day, time(9, 1))
        comers = [
            (start + timedelta(hours=self.chance.triangular(0, 12, 2)), player)
            for player in everybody(self.players, self.twins)
            if self.chance.random() < player.diligence and player.handle not in self.gone
        ]
        return sorted(comers, key=lambda comer: comer[0])

    async def _answer(self, player: Player) -> None:
        hands = self.stage.hands[player.platform]
        round_ = await self.stage.ctx.store.rounds.find(RoundId(hands.question()))
        assert round_ is not None  # it stands in the channel
        right = LETTERS[round_.question.key]
        letter = right
        if self.chance.random() > player.strength:
            letter = self.chance.choice([one for one in LETTERS if one != right])
            self.wrong[player.platform] = player, letter
        await hands.answer(player.handle, letter)
        self.presses += 1


def moment(day: date, at: time) -> datetime:
    return datetime.combine(day, at, ZONE).astimezone(UTC)


@asynccontextmanager
async def new_season(folder: Path, days: int, people: int) -> AsyncIterator[Season]:
    """Both platforms are connected inside the block; the season is still to be played."""
    chance = Random(SEED)
    players = cast(people, chance)
    async with on_stage(folder, moment(BEFORE, time(12))) as stage:
        yield Season(stage, players, tuple(second_selves(players)), days, chance)
