"""QTI 2.1 and 3.0, single items and packages."""

import zipfile
from io import BytesIO

import pytest

from bot.adapters.bank.importing.found import CannotImport
from bot.adapters.bank.importing.qti import looks_like, read
from tests.bank.importing.reading import choices, one, told, took

OLD = """\
<?xml version="1.0" encoding="UTF-8"?>
<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="heads" title="Heads">
  <responseDeclaration identifier="RESPONSE" cardinality="single" baseType="identifier">
    <correctResponse><value>B</value></correctResponse>
  </responseDeclaration>
  <itemBody>
    <p>Look at <strong>one</strong> layer.</p>
    <choiceInteraction responseIdentifier="RESPONSE" shuffle="true" maxChoices="1">
      <prompt>How many heads, if \\(d_k\\) is 64?</prompt>
      <simpleChoice identifier="A">Four<feedbackInline identifier="A">Too few.</feedbackInline></simpleChoice>
      <simpleChoice identifier="B"><p>Eight</p></simpleChoice>
    </choiceInteraction>
  </itemBody>
  <modalFeedback outcomeIdentifier="F" identifier="x" showHide="show">Since 512 / 64 is 8.</modalFeedback>
</assessmentItem>
"""
NEW = """\
<qti-assessment-item xmlns="http://www.imsglobal.org/xsd/imsqtiasi_v3p0" identifier="q" title="Q">
  <qti-response-declaration identifier="R" cardinality="single" base-type="identifier">
    <qti-mapping>
      <qti-map-entry map-key="X" mapped-value="1"/><qti-map-entry map-key="Y" mapped-value="0"/>
    </qti-mapping>
  </qti-response-declaration>
  <qti-item-body>
    <qti-choice-interaction response-identifier="R" max-choices="1">
      <qti-prompt>Which?</qti-prompt>
      <qti-simple-choice identifier="X">this</qti-simple-choice>
      <qti-simple-choice identifier="Y">that <img src="a.png" alt="(a sketch)"/></qti-simple-choice>
    </qti-choice-interaction>
  </qti-item-body>
</qti-assessment-item>
"""
ENTRY = OLD[: OLD.index("  <itemBody>")] + (
    '<itemBody><p>The capital is <textEntryInteraction responseIdentifier="RESPONSE"/>.</p></itemBody>'
    "</assessmentItem>"
)
ORDER = OLD.replace("choiceInteraction", "orderInteraction")


def package(*items: str | bytes) -> bytes:
    content = BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("imsmanifest.xml", "<manifest/>")
        for number, item in enumerate(items):
            file.writestr(f"items/{number}.xml", item)
        file.writestr("items/picture.png", b"\x89PNG")
    return content.getvalue()


def test_an_item_of_2_1_is_a_choice_with_its_feedback() -> None:
    question = one("qti", OLD)
    assert question.prompt == "Look at **one** layer.\n\nHow many heads, if $d_k$ is 64?"
    assert choices(question) == ["Four", "*Eight"]
    assert [option.why for option in question.options] == ["Too few.", ""]
    assert question.answer == "Since 512 / 64 is 8."


def test_an_item_of_3_0_may_say_by_points_what_is_right() -> None:
    found = took("qti", NEW)
    assert found.questions[0].prompt == "Which?"
    assert choices(found.questions[0]) == ["*this", "that (a sketch)"]
    assert told(found) == [(1, "media")]


def test_an_item_with_a_gap_is_open() -> None:
    question = one("qti", ENTRY)
    assert (question.prompt, question.answer) == ("The capital is \\_\\_\\_\\_\\_.", "B")


def test_several_right_choices_are_no_choice() -> None:
    found = took("qti", OLD.replace("<value>B</value>", "<value>A</value><value>B</value>"))
    assert told(found) == [(1, "several-right-options")]
    assert found.questions[0].answer == "- Four: Too few.\n- Eight\n\nSince 512 / 64 is 8."


def test_a_package_is_read_item_by_item() -> None:
    found = took("qti", package(OLD, ORDER, NEW, b"<broken", b"<manifest/>"))
    assert len(found.questions) == 2
    assert [notice.code for notice in found.warnings] == ["interaction", "media", "bad-file"]
    assert all(notice.text.startswith("“") for notice in found.warnings[:2])
    assert "`items/3.xml` in the package is left out: it line 1" in found.warnings[-1].text


def test_choices_among_pictures_alone_are_left_out() -> None:
    pictures = OLD.replace("<p>Eight</p>", '<img src="b.png"/>')
    with pytest.raises(CannotImport, match="an option without text"):
        read(pictures.encode())


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (ORDER, "orderinteraction"),
        ("<assessmentItem><itemBody>", "line 1: is no XML"),
        ("<assessmentItem/>", "has no text"),
        ("<a>" * 100, "levels deep"),
        ('<?xml version="1.0" encoding="nonsense"?><a/>', "no XML"),
        ("<manifest/>", "holds no question"),
    ],
)
def test_what_cannot_be_asked_is_refused(content: str, why: str) -> None:
    with pytest.raises(CannotImport, match=why):
        read(content.encode())


def test_other_xml_is_not_taken_for_qti() -> None:
    assert not looks_like(b"<html><body>assessmentItem</body></html>")
    assert looks_like(package(OLD))
