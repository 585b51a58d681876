"""The accelerator changes how fast a paper is made and not one byte of it."""

from datetime import UTC, datetime, timedelta

import pytest
from checklist_cases import sheet

from emergency.assessment.printed import pdf_of
from emergency.assessment.snapshot import Around, document
from emergency.base import quick
from emergency.base.printing import PrintFailed

MADE = datetime(2026, 11, 21, 2, 2, tzinfo=UTC)
NAMES = ("黑河市爱辉区", "花园街道办事处", "李喆王昇赵堃钱镕村", "A&B <公司>", "示例" * 40)


def documents():
    """Sheets of other names, lengths and notes, each twice in another order."""
    made = [
        document(sheet(subject=name, missing=7 * n, samples=n % 2 == 0), Around(str(n), MADE + timedelta(hours=n)))
        for n, name in enumerate(NAMES)
    ]
    return [*made, *reversed(made)]


@pytest.fixture(autouse=True)
def fresh():
    quick.forget()
    yield
    quick.forget()


def test_papers_are_the_same_bytes_with_and_without(monkeypatch):
    with_it = [pdf_of(made) for made in documents()]
    monkeypatch.setenv("PRINT_QUICK", "0")
    assert [pdf_of(made) for made in documents()] == with_it


def test_the_engine_is_whole_again_afterwards():
    before = [getattr(place, name) for place, name, _part in quick.PLACES]
    pdf_of(documents()[0])
    assert [getattr(place, name) for place, name, _part in quick.PLACES] == before


def test_a_missing_glyph_is_told_in_every_paper():
    made = document(sheet(subject="甲\U0010fffd村"), Around("1", MADE))
    for _ in range(2):
        with pytest.raises(PrintFailed, match="\U0010fffd"):
            pdf_of(made)


@pytest.mark.parametrize(
    ("setting", "engine", "wanted"), [("1", "70.0", True), ("0", "70.0", False), ("1", "70.1", False)]
)
def test_it_is_off_by_a_setting_and_for_any_other_engine(monkeypatch, setting, engine, wanted):
    monkeypatch.setenv("PRINT_QUICK", setting)
    monkeypatch.setattr("weasyprint.__version__", engine)
    assert quick.wanted() is wanted
