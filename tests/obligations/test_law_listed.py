"""All rules of the list are shown and found; those that bind nobody say so."""

import law_cast
import pytest
from places import CITY, COUNTY
from visitors import text_of


@pytest.fixture(autouse=True)
def law(app):
    law_cast.load()


@pytest.mark.parametrize(
    ("query", "there", "absent"),
    [
        ("used=listed", "RP-01", "DR-03"),
        ("force=clock", "RP-06", "GP-02"),
        ("force=trigger", "RV-04", "DR-22"),
        ("group=training", "DR-11b", "DR-11 "),
        ("rank=standard", "DR-23", "DR-22"),
        ("text=尾矿库", "DR-15", "DR-16"),
        ("text=101号", "OLD-2013", "BA-01"),
    ],
)
def test_the_catalogue_is_filtered(visit, query, there, absent):
    page = text_of(visit(COUNTY).get(f"/rules?{query}"), "tbody")
    assert there in page and absent not in page


def test_a_listed_rule_says_that_it_is_not_counted_and_cannot_be_switched(visit):
    page = visit(CITY).get("/rules/RP-01")
    assert "不约束任何单位" in text_of(page)
    assert "/rules/RP-01/switch" not in page.text


def test_a_part_names_its_rule_and_what_meets_it(visit):
    page = text_of(visit(COUNTY).get("/rules/DR-06b"))
    assert "DR-06" in page and "演练情况报送" in page and "未定天数" in page
