"""A topic's file as its authors write it; the published JSON Schema is made from these models."""

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints
from pydantic.config import JsonDict
from pydantic_core import PydanticCustomError

from bot.domain.question import CHOICES, Kind, Level
from bot.strict_yaml.builder import Unquoted

SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"


def _quoted(value: Any) -> Any:
    if isinstance(value, Unquoted):
        raise PydanticCustomError(
            "unquoted", "is read as {taken_for}; put quotes around it", {"taken_for": value.taken_for}
        )
    return value


def _written(text: str) -> str:
    if text.startswith("TODO"):
        raise PydanticCustomError("todo", "still says TODO; write it")
    return text


def _without_dollars(latex: str) -> str:
    if "$" in latex:
        raise PydanticCustomError(
            "dollars", "holds a dollar sign; write the LaTeX alone, without $ around it"
        )
    return latex


def _closes_fences(text: str) -> str:
    fences = [line for line in text.splitlines() if line.lstrip().startswith("```")]
    if len(fences) % 2:
        raise PydanticCustomError("open_fence", "opens a ``` block and never closes it; add a line with ```")
    return text


# a validator that stands last runs first, and keeps the constraints before it in the schema
FilledText = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1),
    AfterValidator(_written),
    BeforeValidator(_quoted),
]
Markdown = Annotated[FilledText, AfterValidator(_closes_fences)]
Latex = Annotated[FilledText, AfterValidator(_without_dollars)]
Lines = Annotated[str, StringConstraints(min_length=1), AfterValidator(str.rstrip), BeforeValidator(_quoted)]
Slug = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=64, pattern=SLUG),
    BeforeValidator(_quoted),
]
Texts = Annotated[list[FilledText], Field(min_length=1)]


# told to editors only; checks.py says it in a sentence of ours
FOUR_WITH_ONE_RIGHT: JsonDict = {
    "minItems": CHOICES,
    "maxItems": CHOICES,
    "contains": {"properties": {"right": {"const": True}}, "required": ["right"]},
    "minContains": 1,
    "maxContains": 1,
}
CODE_WITH_OUTPUT: JsonDict = {"dependentRequired": {"output": ["code"]}}


class Entry(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", use_attribute_docstrings=True)


class OptionEntry(Entry):
    """One of a question's four choices."""

    text: FilledText = Field(examples=["It brings the variance of the scores back to 1."])
    """The choice, at most 25 words, of the same form and about the same length as the other three."""
    why: FilledText = Field(examples=["That is the work of the softmax itself. It would be true if …"])
    """Why it is right; or which confusion it comes from, and when it would be true."""
    right: bool = Field(default=False, examples=[True])
    """`true` on exactly one option; the others leave it out."""


class ReferenceEntry(Entry):
    """Something to read on."""

    title: FilledText = Field(examples=["Attention Is All You Need"])
    authors: FilledText = Field(examples=["Vaswani et al."])
    year: int = Field(ge=1600, le=2200, examples=[2017])
    where: FilledText = Field(default="", examples=["arXiv:1706.03762", "NeurIPS 2017"])
    """Where it is found: an arXiv number, a conference, a publisher."""


class QuestionEntry(Entry):
    """One question with its model answer."""

    model_config = ConfigDict(json_schema_extra=CODE_WITH_OUTPUT)

    id: Slug = Field(examples=["attention-scaling-factor"])
    """Names the question for ever: answers are kept under it. Lower case, words joined by hyphens."""
    topic: Slug = Field(examples=["attention"])
    """The name of this file without `.yaml`."""
    level: Annotated[Level, Field(strict=False)]
    """How hard it is; a right answer earns 10, 15, 20 or 25 points."""
    kind: Annotated[Kind, Field(strict=False)]
    """What sort of question it is, whatever its level."""
    prompt: Markdown = Field(examples=["Why does attention divide its scores by $\\sqrt{d_k}$?"])
    """One focused question in at most 60 words that ends in a question mark. Markdown, LaTeX between $."""
    options: list[OptionEntry] = Field(default_factory=list, json_schema_extra=FOUR_WITH_ONE_RIGHT)
    """Four choices, exactly one of them right, in any order. An open question leaves them out."""
    answer: Markdown
    """The model answer in 60 to 200 words. Markdown without headings, tables and links; LaTeX between $."""
    key_points: Texts = Field(examples=[["The dot product of two such vectors has variance d_k."]])
    """What a good answer mentions; each can be checked by itself."""
    follow_ups: Texts = Field(examples=[["What changes if you divide by d_k instead?"]])
    """Questions to think on."""
    red_flags: Texts = Field(examples=[["Calls it a convention and cannot say what happens without it."]])
    """What a weak answer says, and why it is weak."""
    tags: list[Slug] = Field(min_length=1, examples=[["softmax", "variance"]])
    """Words to filter by. Lower case, words joined by hyphens."""
    references: list[ReferenceEntry] = Field(min_length=1)
    """Works that support this very answer."""
    formula: Latex = Field(default="", examples=["p_i = \\frac{e^{z_i}}{\\sum_j e^{z_j}}"])
    """The formula to remember, in LaTeX without dollar signs."""
    code: Lines = Field(default="", examples=["print(sum(range(10)))\n"])
    """A demo in plain Python or NumPy: at most 30 lines, the same result each time, under two seconds."""
    output: Lines = Field(default="", examples=["45\n"])
    """Exactly what the demo prints."""


class TopicFile(Entry):
    """The questions of one topic; the file is called `<topic>.yaml`."""

    title: FilledText = Field(examples=["Attention mechanisms"])
    """The topic as people see it."""
    questions: list[QuestionEntry] = Field(min_length=1)


Plain = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1), BeforeValidator(_quoted)]


class PackOption(Entry):
    """A choice that nobody wrote for us."""

    text: Plain
    why: str = ""
    right: bool = False


class PackQuestion(Entry):
    """A question that nobody wrote for us: it has what its file had."""

    id: Slug
    topic: Slug
    level: Annotated[Level, Field(strict=False)]
    kind: Annotated[Kind, Field(strict=False)]
    prompt: Plain
    draft: bool = False
    """True while it has no answer; it is kept and never asked."""
    options: list[PackOption] = Field(default_factory=list)
    answer: str = ""
    key_points: list[Plain] = Field(default_factory=list)
    follow_ups: list[Plain] = Field(default_factory=list)
    red_flags: list[Plain] = Field(default_factory=list)
    tags: list[Plain] = Field(default_factory=list)
    references: list[ReferenceEntry] = Field(default_factory=list)
    formula: str = ""
    code: str = ""
    output: str = ""


class PackFile(Entry):
    """Imported questions of any topics; `imported: true` at its head tells it from a topic's file."""

    title: FilledText
    imported: Literal[True]
    topics: dict[Slug, FilledText] = Field(default_factory=dict)
    """The names of topics as people see them."""
    questions: list[PackQuestion] = Field(min_length=1)
