"""A 风景区 that the office adds owes its plan from the day it was set up (安全生产法 art. 80)."""

from datetime import date

import pytest
from covered import open_duties
from flask import Flask
from places import CITY, HEIHE
from plan_cast import unit_at

ZONE = "2311FJ000000"
AREA = {
    "name": "五大连池风景区", "kind": "zone", "statutory": "no", "code": ZONE, "counted": "yes",
    "reason": "派出管委会", "valid_from": "2022-01-01", "paper": "编委文件",
}  # fmt: skip


@pytest.mark.parametrize(("zone_kind", "days"), [("scenic", [date(2022, 1, 1)]), ("", [])])
def test_an_added_zone_owes_by_its_kind(covered: Flask, visit, zone_kind: str, days: list[date]) -> None:  # type: ignore[no-untyped-def]
    visit(CITY).post(f"/regions/{HEIHE}/areas/new", {**AREA, "zone_kind": zone_kind})
    assert [tile.starts for tile in open_duties(unit_at(ZONE).id, "YB-03")] == days


def test_a_kind_of_zone_that_is_none_is_refused(covered: Flask, visit) -> None:  # type: ignore[no-untyped-def]
    visit(CITY).post(f"/regions/{HEIHE}/areas/new", {**AREA, "zone_kind": "moon"}, 422)
