"""Names in a package as Windows takes them."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emergency.assessment.pack_names import safe, safe_file, units


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ('备案<>:"/\\|?*回执', "备案_________回执"),
        ("应急预案。. . ", "应急预案。"),
        ("CON", "_CON"),
        ("nul.txt", "_nul.txt"),
        ("COM¹", "_COM¹"),
        ("conference", "conference"),
        ("e\u0301", "é"),
        ("\u202e倒着写", "倒着写"),
        (" . ", "_"),
        ("", "_"),
    ],
)
def test_what_windows_refuses_is_taken_out(raw, name):
    assert safe(raw, 60) == name


def test_a_long_name_keeps_its_ending():
    name = safe_file("应急" * 150 + ".PDF", "pdf", 60)
    assert name.endswith("….pdf") and units(name) <= 60


def test_a_rare_character_counts_twice_and_is_never_halved():
    name = safe("𠀀" * 50, 21)
    assert units(name) <= 21 and name == "𠀀" * 10 + "…"


def test_the_ending_is_not_written_twice():
    assert safe_file("批复.PDF", "pdf", 60) == "批复.pdf"


@given(st.text(max_size=80), st.integers(12, 60))
def test_whatever_a_name_was_windows_can_make_it(raw, longest):
    name = safe(raw, longest)
    assert name and units(name) <= longest
    assert not set(name) & set('<>:"/\\|?*' + "".join(map(chr, range(32)))) and not name.endswith((".", " "))
    assert name.split(".")[0].strip().upper() not in {"CON", "NUL", "AUX", "PRN", *(f"COM{n}" for n in string.digits)}
