"""Buttons around a file of questions: choose one, take what is in it, or do not."""

from dataclasses import dataclass

from bot.domain.ids import TopicId, UploadId
from bot.domain.question import Level


@dataclass(frozen=True, slots=True)
class ChooseFile:
    """Opens a form that asks for a file, and says under what its questions go; None where they say it."""

    topic: TopicId | None
    level: Level | None


@dataclass(frozen=True, slots=True)
class TakeIn:
    """Import what was found in a file."""

    upload: UploadId


@dataclass(frozen=True, slots=True)
class DropUpload:
    upload: UploadId


ImportPress = ChooseFile | TakeIn | DropUpload
OPENS_FORM = (ChooseFile,)
FOR_MANAGERS = (ChooseFile, TakeIn, DropUpload)


def body_of(press: ImportPress) -> str:
    match press:
        case ChooseFile(topic, level):
            return f"i-file|{topic or ''}|{level or ''}"
        case TakeIn(upload):
            return f"i-take|{upload}"
        case DropUpload(upload):
            return f"i-drop|{upload}"


def press_of(parts: list[str]) -> ImportPress | None:
    match parts:
        case ["i-file", topic, level] if not level or level in set(Level):
            return ChooseFile(TopicId(topic) if topic else None, Level(level) if level else None)
        case ["i-take", upload]:
            return TakeIn(UploadId(upload))
        case ["i-drop", upload]:
            return DropUpload(UploadId(upload))
        case _:
            return None
