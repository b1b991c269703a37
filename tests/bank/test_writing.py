import io
import zipfile
from dataclasses import replace
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from bot.adapters.bank.check import check_folder
from bot.adapters.bank.reader import read_bank
from bot.adapters.bank.sources import Source
from bot.adapters.bank.writing import PackFiles, topic_files
from bot.domain.ids import QuestionId, TopicId
from bot.domain.question import Kind, Level, Option, Question, Reference
from tests.builders import open_question, question

ROOT = Path(__file__).parents[2]


def read_back(*questions: Question) -> tuple[Question, ...]:
    files = topic_files(questions, lambda topic: f"About {topic}: all")
    reading = read_bank([Source(Path(f"{topic}.yaml"), content) for topic, content in files.items()])
    assert reading.problems == ()
    assert reading.bank is not None
    assert all(title == f"About {topic}: all" for topic, title in reading.bank.topics.items())
    return reading.bank.questions


def test_what_is_written_is_read_back_as_the_same_questions() -> None:
    codes = replace(
        question("own-code"), code="for n in range(2):\n    print(n)", output="0\n1", formula="x^2"
    )
    questions = (question("own-a"), open_question("own-b"), codes, question("own-c", "fine-tuning"))
    assert read_back(*questions) == questions


def test_the_whole_bank_survives_being_written() -> None:
    from bot.adapters.bank.sources import read_sources

    bank = read_bank(*read_sources(ROOT / "question_bank")).bank
    assert bank is not None
    assert read_back(*bank.questions) == bank.questions


# texts as the reader takes them: stripped, in one normal form, without what YAML cannot hold
signs = st.characters(exclude_categories=["Cs", "Cc", "Co", "Cn"])
filled = (
    st.text(signs | st.sampled_from("\n:#-'\"|>{}[]&*!%@`~ "), min_size=1, max_size=60)
    .map(str.strip)
    .filter(lambda text: text and not text.startswith("TODO") and "```" not in text)
)


@given(st.lists(filled, min_size=12, max_size=12), st.sampled_from(Level), st.sampled_from(Kind))
def test_any_text_survives_being_written(texts: list[str], level: Level, kind: Kind) -> None:
    one = Question(
        id=QuestionId("own-any"),
        topic=TopicId("attention"),
        level=level,
        kind=kind,
        prompt=texts[0],
        options=tuple(Option(text=texts[n], why=texts[n + 1], right=n == 2) for n in range(1, 5)),
        answer=texts[6],
        key_points=(texts[7],),
        follow_ups=(texts[8], texts[9]),
        red_flags=(texts[10],),
        tags=("softmax",),
        references=(Reference(title=texts[11], authors=texts[0], year=2017, where=texts[1]),),
    )
    assert read_back(one) == (one,)
    assert PackFiles().problems(one) == ()


def test_problems_are_those_of_the_bank_s_check() -> None:
    bad = replace(question("own-bad"), references=(), red_flags=(), answer="```\nopen")
    said = "\n".join(PackFiles().problems(bad))
    for key in ("references", "red_flags", "answer"):
        assert f"`{key}`" in said


def test_a_pack_of_several_topics_is_a_folder_that_the_check_takes(tmp_path: Path) -> None:
    pack = (question("own-a"), question("own-b", "fine-tuning"))
    file = PackFiles().file(pack, str)
    assert file == PackFiles().file(pack, str)
    assert file.name == "own-questions.zip"
    with zipfile.ZipFile(io.BytesIO(file.content)) as archive:
        assert archive.namelist() == ["attention.yaml", "fine-tuning.yaml"]
        archive.extractall(tmp_path)
    assert check_folder(tmp_path).failures == ()


def test_a_text_of_several_lines_is_written_as_such() -> None:
    [content] = topic_files((replace(question(), answer="One.\n\n- two"),), str).values()
    assert b"    answer: |-\n      One.\n\n      - two\n" in content
