"""What people decide about what is kept of them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AboutPrivacy:
    """What is kept, and what can be done about it."""


@dataclass(frozen=True, slots=True)
class ExportMine:
    """Everything about oneself, as a file."""


@dataclass(frozen=True, slots=True)
class HideMe:
    """Boards and other people see no name, or do again."""

    hidden: bool = True


@dataclass(frozen=True, slots=True)
class ForgetMe:
    """Asks twice before anything is deleted."""


PrivacyCommand = AboutPrivacy | ExportMine | HideMe | ForgetMe
