"""The rows of a region stand together in the list of words, and each says whose page it is."""

from hypothesis import given
from hypothesis import strategies as st

from emergency.texts.word_rows import ALL, PARTS, first_row, page_at, page_row, rows_in, text_at

TEXTS = st.integers(1, (1 << 23) - 1)
CODES = st.from_regex("[0-9]{2}[0-9A-Z]{10}", fullmatch=True)


@given(CODES, TEXTS, st.integers(1, 1_000), st.integers(0, PARTS - 1))
def test_a_row_tells_its_text_and_page(code: str, text: int, page: int, part: int) -> None:
    row = page_row(first_row(code, text), page) + part
    assert (text_at(row), page_at(row)) == (text, (text, page))
    assert ALL[0] <= row <= ALL[1]


@given(CODES, st.sampled_from([2, 4, 6, 9, 12]), TEXTS)
def test_what_lies_in_a_region_stands_within_its_rows(code: str, length: int, text: int) -> None:
    first, last = rows_in(code[:length].ljust(12, "0"))
    assert first <= first_row(code, text) <= page_row(first_row(code, text), 1_000) + PARTS - 1 <= last


def test_what_lies_elsewhere_does_not() -> None:
    first, last = rows_in("231102000000")
    for code in ("231100000000", "231183200000", "231103000000"):
        assert not first <= first_row(code, 7) <= last


def test_rows_follow_the_codes_and_the_newest_text_comes_first() -> None:
    codes = ["231100000000", "231102000000", "231102001000", "231102200000", "231183000000"]
    rows = [first_row(code, text) for code in codes for text in (9, 8)]
    assert rows == sorted(rows)
    assert first_row("231102200202", 9) < first_row("231102200000", 8)
