"""All villages of a township on one page: all or none, one scan for many."""

import pytest
from places import AIHUI, NEIGHBOUR, TOWNSHIP, XINGFU, keeper
from plan_cast import unit_at, upload, village_plan
from sqlalchemy import select
from visitors import text_of

from emergency.base.database import db
from emergency.evidence.models import Paper
from emergency.plans.models import Plan
from emergency.plans.queries_villages import villages_of

ADDRESS = f"/regions/{XINGFU}/village-plans"


def row(place: int, unit_id: int, issued: str = "") -> dict[str, str]:
    return {f"rows-{place}-unit_id": str(unit_id), f"rows-{place}-chosen": "y", f"rows-{place}-issued": issued}


@pytest.fixture
def villages(town) -> list[int]:
    return [village.unit.id for village in villages_of(TOWNSHIP, XINGFU)]


def plans() -> list[Plan]:
    db.session.expire_all()
    return list(db.session.scalars(select(Plan).order_by(Plan.id)))


def test_one_scan_is_attached_to_every_chosen_village(go, villages):
    rows = {name: value for place, unit in enumerate(villages) for name, value in row(place, unit).items()}
    told = {**rows, "secrecy": "open", "issued_all": "2026-05-06", "shared": upload("各村预案.pdf")}
    go(TOWNSHIP).post(ADDRESS, told)
    assert [plan.unit_id for plan in plans()] == villages
    assert all(plan.in_force == 1 and plan.on_behalf for plan in plans())
    hashes = list(db.session.scalars(select(Paper.sha256)))
    assert (len(hashes), len(set(hashes))) == (len(villages), 1)


def test_each_village_may_have_its_own_day_and_scan(go, villages):
    told = {
        **row(0, villages[0], "2026-05-06"), **row(1, villages[1], "2026-05-07"), "secrecy": "open",
        "rows-1-files": upload("二村.pdf"),
    }  # fmt: skip
    go(TOWNSHIP).post(ADDRESS, told)
    assert len(plans()) == 2
    assert [paper.name for paper in db.session.scalars(select(Paper))] == ["二村.pdf"]


def test_one_wrong_village_leaves_nothing_of_the_others(go, villages):
    told = {**row(0, villages[0], "2026-05-06"), **row(1, villages[1]), "secrecy": "open"}
    answer = go(TOWNSHIP).post(ADDRESS, told, status=422)
    assert "请填写印发日期" in answer.text and "都没有保存" in answer.text
    assert plans() == []


def test_a_village_of_elsewhere_is_not_found(go, villages):
    told = {**row(0, unit_at(AIHUI).id, "2026-05-06"), "secrecy": "open"}
    go(TOWNSHIP).post(ADDRESS, told, status=404)
    go(NEIGHBOUR).fetch(ADDRESS, 404)
    go(keeper(villages[0])).fetch(ADDRESS, 403)


def test_a_later_paper_is_a_new_version(go, villages):
    plan = village_plan()
    told = {**row(0, plan.unit_id, "2026-06-01"), "secrecy": "open"}
    go(TOWNSHIP).post(ADDRESS, told)
    (found,) = plans()
    assert (found.latest, found.in_force) == (2, 2)


def test_the_same_paper_again_only_brings_its_scan(go, villages):
    plan = village_plan()
    told = {**row(0, plan.unit_id, "2026-03-02"), "secrecy": "open", "rows-0-files": upload("补.pdf")}
    go(TOWNSHIP).post(ADDRESS, told)
    assert plans()[0].latest == 1
    assert "第1版，2026-03-02" in text_of(go(TOWNSHIP).get(ADDRESS))


def test_a_county_is_no_township(go, villages):
    go(TOWNSHIP).fetch(f"/regions/{AIHUI}/village-plans", 404)


def test_files_of_a_row_wait_for_the_question_about_secrecy(go, villages):
    told = {**row(0, villages[0], "2026-05-06"), "rows-0-files": upload("村.pdf")}
    assert "请先回答“公开属性”" in go(TOWNSHIP).post(ADDRESS, told, status=422).text


def test_a_secret_plan_of_a_village_is_recorded_by_its_code(go, villages):
    told = {**row(0, villages[0], "2026-05-06"), "secrecy": "classified"}
    go(TOWNSHIP).post(ADDRESS, told)
    assert [(plan.title, plan.secrecy) for plan in plans()] == [("", "classified")]


def test_every_chooser_of_files_waits_for_the_question(go, villages):
    page = go(TOWNSHIP).get(ADDRESS)
    choosers = page.select("input[type=file]")
    assert len(choosers) == len(villages) + 1
    assert all(chooser.find_parent(attrs={"data-secrecy": "secrecy"}) for chooser in choosers)
