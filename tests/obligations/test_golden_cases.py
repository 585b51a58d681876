"""What an official worked out by hand from the articles is what the register says."""

from pathlib import Path

import pytest
from golden_cast import goldens

from emergency.obligations.catalogue import book_of, read_rows

BOOK = book_of(read_rows(Path("seeds/reference/law")))
CASES = goldens()


@pytest.mark.parametrize("golden", CASES, ids=[golden.name for golden in CASES])
def test_the_register_says_what_was_worked_out_by_hand(golden):
    assert golden.faults(BOOK) == []


@pytest.mark.parametrize("golden", CASES, ids=[golden.name for golden in CASES])
def test_every_case_names_its_articles_in_words(golden):
    assert any("条" in sentence or "工作部署" in sentence or "号" in sentence for sentence in golden.words)
    assert golden.owes, "a case says what is owed, and by that what is not"


def test_there_are_at_least_forty_archetypes():
    assert len(CASES) >= 40
