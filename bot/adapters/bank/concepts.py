"""A list of concepts that a bank is meant to cover, as a file names them."""

from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails

from bot.bank_lint.coverage import Concept
from bot.domain.question import Kind, Level
from bot.strict_yaml.document import parse
from bot.strict_yaml.problem import Problem


class ConceptEntry(BaseModel):
    """One concept; keys that are of no use here are left unread."""

    model_config = ConfigDict(strict=True)

    id: str
    topic: str
    level: Annotated[Level, Field(strict=False)]
    kind: Annotated[Kind, Field(strict=False)]
    formula: bool = False
    code_demo: bool = False


class ConceptFile(BaseModel):
    concepts: list[ConceptEntry] = Field(min_length=1)


def read_concepts(path: Path) -> tuple[tuple[Concept, ...], tuple[Problem, ...]]:
    """The concepts of a file, or what is wrong with it; one of the two is empty.

    OSError: the file cannot be read.
    """
    document = parse(path.read_bytes(), str(path))
    if not document.usable:
        return (), document.problems
    try:
        file = ConceptFile.model_validate(document.value)
    except ValidationError as error:
        found = error.errors(include_url=False)
        return (), tuple(document.problem(each["loc"], _sentence(each)) for each in found)
    return tuple(_concept(entry) for entry in file.concepts), ()


def _sentence(error: ErrorDetails) -> str:
    key = error["loc"][-1] if error["loc"] else "concepts"
    return f"`{key}`: {error['msg']}"


def _concept(entry: ConceptEntry) -> Concept:
    return Concept(
        id=entry.id,
        topic=entry.topic,
        level=entry.level,
        kind=entry.kind,
        formula=entry.formula,
        demo=entry.code_demo,
    )
