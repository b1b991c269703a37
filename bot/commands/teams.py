"""Teams: making them, who is in them, and making them of roles or of everybody."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CreateTeam:
    """One that whoever likes may join, or those only who are invited."""

    name: str
    by_invitation: bool = False


@dataclass(frozen=True, slots=True)
class JoinTeam:
    """Oneself, or the member with this platform id (the user part of an Account)."""

    name: str
    member: str | None = None


@dataclass(frozen=True, slots=True)
class LeaveTeam:
    member: str | None = None


@dataclass(frozen=True, slots=True)
class ListTeams:
    """All of them, or one with its members."""

    name: str | None = None


@dataclass(frozen=True, slots=True)
class RenameTeam:
    """One's own team here and in the following commands, unless another one is named."""

    new_name: str
    team: str | None = None


@dataclass(frozen=True, slots=True)
class InviteToTeam:
    member: str
    team: str | None = None


@dataclass(frozen=True, slots=True)
class HandOverTeam:
    """The member becomes captain."""

    member: str
    team: str | None = None


@dataclass(frozen=True, slots=True)
class DisbandTeam:
    team: str | None = None


@dataclass(frozen=True, slots=True)
class SyncTeam:
    """Let a team follow a role or user group, by its id on its platform."""

    group: str


@dataclass(frozen=True, slots=True)
class BalanceTeams:
    """Deal everybody who has answered lately into so many teams of like strength."""

    count: int


TeamCommand = (
    CreateTeam
    | JoinTeam
    | LeaveTeam
    | ListTeams
    | RenameTeam
    | InviteToTeam
    | HandOverTeam
    | DisbandTeam
    | SyncTeam
    | BalanceTeams
)
