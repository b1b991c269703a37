import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.ids import Account, ChannelId
from bot.domain.names import LONGEST, LONGEST_OF_PERSON, MOST_MARKS, NAMELESS, SHORTEST, cleaned, shown
from bot.domain.people import Actor


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("  Autumn   cup ", "Autumn cup"),
        ("<@123> cup @everyone", "cup"),
        ("**Bold** _cup_ ||hidden||", "Bold cup hidden"),
        ("cu\u200bp \u202egnirts\u202c", "cup gnirts"),
        ("line\nbreak", "line break"),
        ("秋の大会", "秋の大会"),
        ("Cup 🏆", "Cup 🏆"),
        ("<t:1764547200:R> <#12> cup", "cup"),
        ("cup https://example.org", "cup https:/example.org"),
    ],
)
def test_a_name_loses_what_is_no_part_of_it(typed: str, name: str) -> None:
    assert cleaned(typed) == name


@pytest.mark.parametrize("mark", ["\u0301", "\u0e49"])
def test_marks_do_not_pile_up(mark: str) -> None:
    assert cleaned("Q" + mark * 30 + "ueue") == "Q" + mark * MOST_MARKS + "ueue"


@pytest.mark.parametrize(
    "typed", ["", "x", "<@1>", "**", "..", "\u200b\u200b\u200b", "\u3164\u3164", "a" * 41]
)
def test_too_little_or_too_much_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match="2 to 40 characters"):
        cleaned(typed)


@given(st.text(max_size=80))
def test_what_is_left_is_one_visible_line_and_stays_as_it_is(typed: str) -> None:
    try:
        name = cleaned(typed)
    except ValueError:
        return
    assert SHORTEST <= len(name) <= LONGEST
    assert not set(name) & set("*_~`|<>[]\\@#\n")
    assert all(unicodedata.category(each)[0] != "C" for each in name)
    assert all(each.isprintable() for each in name)
    assert "//" not in name
    assert name == " ".join(name.split())
    assert cleaned(name) == name


@pytest.mark.parametrize(
    ("called", "name"),
    [
        ("ann_b [lab] *", "ann_b [lab] *"),
        ("Ann\u202eneve\u202c", "Annneve"),
        ("\u2067Ann\u2069 1.\u200b", "Ann 1."),
        ("Ann\n2. Bob", "Ann 2. Bob"),
        ("Zoë  O’Neill", "Zoë O’Neill"),
        ("李雷", "李雷"),
        ("A" + "\u0301" * 40, "Á" + "\u0301" * MOST_MARKS),
        ("\u3164\u200b", NAMELESS),
        ("", ""),
        ("x" * 200, "x" * LONGEST_OF_PERSON),
    ],
)
def test_a_person_is_called_by_what_can_be_seen(called: str, name: str) -> None:
    assert shown(called) == name
    assert Actor(Account("web:ada"), called, ChannelId("web:playground/general")).name == name


@given(st.text(max_size=120))
def test_no_name_of_a_person_hides_a_sign_or_turns_a_line_around(called: str) -> None:
    name = shown(called)
    assert all(each.isprintable() for each in name)
    assert not {unicodedata.category(each) for each in name} & {"Cf", "Cc", "Zl", "Zp"}
    assert shown(name) == name
    assert bool(name) == bool(called)
