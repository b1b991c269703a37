"""The two buttons that stand between somebody and their being forgotten."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Forget:
    """`sure` is True once a person has read what goes."""

    sure: bool = False


PrivacyPress = Forget


def body_of(press: PrivacyPress) -> str:
    return f"forget|{'sure' if press.sure else 'ask'}"


def press_of(parts: list[str]) -> PrivacyPress | None:
    match parts:
        case ["forget", "sure" | "ask" as how]:
            return Forget(how == "sure")
        case _:
            return None
