"""Where the words of a page stand in the list of words: a row's number by region, newest text, page and part (pure).

The rows of a region and of all within it stand together, so that an office's search reads no other's. Prefecture,
county and township have so many bits; own area codes with letters share the last number of their level, for who may
see a row is asked of its plan and never of its number.
"""

from emergency.base.access import prefix_of

LEVELS = ((2, 4, 7), (4, 6, 7), (6, 9, 10))  # of a 12-character code from, to; bits
TEXT_BITS, PAGE_BITS, PART_BITS = 23, 10, 6
WITHIN_TEXT = PAGE_BITS + PART_BITS
TEXTS = 1 << TEXT_BITS
PARTS = 1 << PART_BITS
ALL = (0, (1 << 63) - 1)


def first_row(region_code: str, text_id: int) -> int:
    """The number before which no row of a text stands, whose plan is a unit's in this region."""
    key = 0
    for start, end, bits in LEVELS:
        key = key << bits | _number(region_code[start:end], bits)
    return (key << TEXT_BITS | TEXTS - 1 - text_id) << WITHIN_TEXT


def page_row(first: int, number: int) -> int:
    """The row of a page's first part, by the first row of its text."""
    return first + (number << PART_BITS)


def beginning(row: int) -> int:
    """The first row of the text that a row belongs to."""
    return row >> WITHIN_TEXT << WITHIN_TEXT


def text_at(row: int) -> int:
    """The number of the PlanText that a row belongs to."""
    return TEXTS - 1 - (row >> WITHIN_TEXT & TEXTS - 1)


def page_at(row: int) -> tuple[int, int]:
    """The number of the PlanText that a row belongs to, and which page of it."""
    return text_at(row), row >> PART_BITS & (1 << PAGE_BITS) - 1


def rows_in(region_code: str) -> tuple[int, int]:
    """The first and the last number that a row of a text of this region, or of one within it, may have."""
    known = len(prefix_of(region_code))
    low = high = 0
    for start, end, bits in LEVELS:
        within = end <= known
        number = _number(region_code[start:end], bits) if within else 0
        low, high = low << bits | number, high << bits | (number if within else (1 << bits) - 1)
    return low << TEXT_BITS + WITHIN_TEXT, (high + 1 << TEXT_BITS + WITHIN_TEXT) - 1


def _number(part: str, bits: int) -> int:
    return int(part) if part.isdigit() else (1 << bits) - 1
