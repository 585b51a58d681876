"""A row of another office's place is refused, however the place is written; nothing of it is told."""

import pytest
from ledger_cast import UNIT_HEADS, book, only, plan_row, plans_book
from ledger_cast import checked as checked_for
from places import TOWNSHIP

pytestmark = pytest.mark.usefixtures("heihe")


@pytest.mark.parametrize("place", ["231183211000", "231183", "嫩江市", "黑河市 › 嫩江市", "黑河市"])
def test_a_unit_in_another_offices_region(place):
    content = book(("单位", [UNIT_HEADS, ["新学校", "学校", place, "教育", "", ""]]))
    told = only(checked_for(content, scope=TOWNSHIP)).told
    assert "不在您的管辖范围内" in told and "嫩江市人民政府" not in told


@pytest.mark.parametrize("unit", ["嫩江市人民政府", "黑河市人民政府"])
def test_a_plan_of_another_offices_unit(unit):
    assert "不在您的管辖范围内" in only(checked_for(plans_book(plan_row(unit=unit)), scope=TOWNSHIP)).told
