"""The button that reports a question, and those with which managers decide about reports."""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.ids import CaseId, HaltId, RoundId, ScheduleId


class CaseView(StrEnum):
    SHOW = "show"
    OPTIONS = "options"
    """See which other option could be accepted."""


class CaseEnd(StrEnum):
    """How a case ends without a ruling."""

    DISMISS = "dismiss"
    HIDE = "hide"


@dataclass(frozen=True, slots=True)
class ReportRound:
    """Opens the form for what is wrong with a round's question."""

    round: RoundId


@dataclass(frozen=True, slots=True)
class LookAtCase:
    case: CaseId
    view: CaseView


@dataclass(frozen=True, slots=True)
class EndCase:
    """Opens the form for why the report is dismissed, or its question no longer asked."""

    case: CaseId
    end: CaseEnd


@dataclass(frozen=True, slots=True)
class AcceptOption:
    """Opens the form for why this option of the case's question is right, too."""

    case: CaseId
    option: int


@dataclass(frozen=True, slots=True)
class VoidRound:
    """Opens the form for why the case's round counts for nobody."""

    case: CaseId


@dataclass(frozen=True, slots=True)
class ReadAudit:
    """A page of the audit log, from page 1."""

    page: int


@dataclass(frozen=True, slots=True)
class ResumeHalted:
    """Let a schedule ask again; `halt` says which of its halts the button was made for."""

    schedule: ScheduleId
    halt: HaltId


CaseDecision = EndCase | AcceptOption | VoidRound
CasePress = LookAtCase | CaseDecision
ManagingPress = ReportRound | CasePress | ReadAudit | ResumeHalted

OPENS_FORM = (ReportRound, EndCase, AcceptOption, VoidRound)


def body_of(press: ManagingPress) -> str:
    match press:
        case ReportRound(round_):
            return f"report|{round_}"
        case LookAtCase(case_, view):
            return f"case|{case_}|{view}"
        case EndCase(case_, end):
            return f"case|{case_}|{end}"
        case AcceptOption(case_, option):
            return f"accept|{case_}|{option}"
        case VoidRound(case_):
            return f"void|{case_}"
        case ReadAudit(page):
            return f"audit|{page}"
        case ResumeHalted(schedule, halt):
            return f"resume|{schedule}|{halt}"


def press_of(parts: list[str]) -> ManagingPress | None:
    match parts:
        case ["report", round_]:
            return ReportRound(RoundId(round_))
        case ["case", case_, view] if view in set(CaseView):
            return LookAtCase(CaseId(case_), CaseView(view))
        case ["case", case_, end] if end in set(CaseEnd):
            return EndCase(CaseId(case_), CaseEnd(end))
        case ["accept", case_, option] if option.isdecimal():
            return AcceptOption(CaseId(case_), int(option))
        case ["void", case_]:
            return VoidRound(CaseId(case_))
        case ["audit", page] if page.isdecimal():
            return ReadAudit(int(page))
        case ["resume", schedule, halt] if halt.isdecimal():
            return ResumeHalted(ScheduleId(schedule), HaltId(int(halt)))
    return None
