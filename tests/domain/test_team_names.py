"""Names are typed by anybody and shown to everybody."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.domain.team_names import LONGEST, SHORTEST, cleaned, fitted, key_of

MARKUP = set("*`~<>[]{}\\@|_")


@given(st.text())
@example("\u1fef\u1fef")  # whose canonical form is a backtick
@example("a" + "\u0301" * 90)
@example("//http://x")
def test_whatever_is_typed_is_refused_or_safe_to_show(typed: str) -> None:
    try:
        name = cleaned(typed)
    except ValueError:
        return
    assert len(name) >= SHORTEST
    assert sum(unicodedata.category(sign) not in ("Mn", "Mc", "Me") for sign in name) <= LONGEST
    assert not MARKUP.intersection(name)
    assert "//" not in name
    assert all(sign.isprintable() for sign in name)
    assert name == " ".join(name.split())
    assert key_of(name)
    assert cleaned(name) == name


@given(st.text(max_size=80))
def test_a_title_of_a_platform_always_becomes_a_name(title: str) -> None:
    assert cleaned(fitted(title, "Team 1")) == fitted(title, "Team 1")


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("The Maskers", "The Maskers"),
        ("  The   Maskers\n", "The Maskers"),
        ("<@123456> **The** Maskers", "The Maskers"),
        ("<!subteam^S1|@red> Reds", "Reds"),
        ("@everyone at home", "at home"),
        ("Heads <b>up</b>", "Heads up"),
        ("# Heads", "Heads"),
        ("C# and F#", "C# and F#"),
        ("the_maskers", "the maskers"),
        ("Red\u200b\u202e Team", "Red Team"),
        ("https://example.org", "https:/example.org"),
        ("Équipe déjà", "Équipe déjà"),
        ("注意力", "注意力"),
        ("ကြောင်", "ကြောင်"),  # three marks on its first letter
        ("🔥 team", "🔥 team"),
    ],
)
def test_names_lose_what_could_do_harm_and_nothing_else(typed: str, name: str) -> None:
    assert cleaned(typed) == name


@pytest.mark.parametrize("typed", ["", "a", "!!", "<@123>", "@everyone", "x" * 31, "\u3164\u3164\u3164"])
def test_too_little_and_too_much_is_refused_in_words(typed: str) -> None:
    with pytest.raises(ValueError, match="A team's name"):
        cleaned(typed)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The Maskers", "themaskers"),
        ("The Maskers", "THE MASKERS"),
        ("The Maskers", "The Mаskеrs"),  # Cyrillic а and е
        ("Team Zero", "Team Zer0"),
        ("Hello", "HeIIo"),
        ("Hello", "He11o"),
        ("Hello", "Ηello"),  # Greek capital eta
        ("nova", "noνa"),  # Greek small nu
        ("Cafe", "Café"),
        ("Cafe", "Ｃａｆｅ"),
        ("Straße", "STRASSE"),
        ("Red-Team", "Red Team"),
    ],
)
def test_look_alikes_share_a_key(one: str, other: str) -> None:
    assert key_of(one) == key_of(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Red", "Reds"), ("Team 2", "Team 3"), ("🔥🔥", "❄❄"), ("注意", "注力")]
)
def test_different_names_do_not(one: str, other: str) -> None:
    assert key_of(one) != key_of(other)


@given(st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=30))
def test_capitals_never_tell_names_apart(name: str) -> None:
    assert key_of(name.upper()) == key_of(name.lower()) == key_of(name)
