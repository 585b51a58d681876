"""统一社会信用代码: the check character and the sentences for a wrong one."""

import pytest

from emergency.units.credit import check_character, complaint, tidy


def test_the_sample_passes():
    assert complaint("91110000600037341L") is None


def test_letters_among_the_first_eight_are_legal():
    first17 = "N2231102MF0000001"
    assert complaint(first17 + check_character(first17)) is None


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("9111000060003734", "这里是16位"),
        ("91110000600037341I", "不会出现“I”"),
        ("91110000600037342L", "校验位不对"),
    ],
)
def test_a_wrong_code_is_told_why(code, sentence):
    assert sentence in (complaint(code) or "")


def test_blanks_hyphens_and_small_letters_are_tidied():
    assert tidy(" 91110000-60003734 1l ") == "91110000600037341L"
