"""Packages on the page: asked for once, made by the job, fetched by those who see the same, gone with a purge."""

import shutil
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
import time_machine
from flask import Flask
from pack_cast import SMALL_TOWN, entries, town_with_plan
from places import CITY, COUNTY, HEIHE, NENJIANG, keeper
from plan_cast import EVERYTHING, unit_at

from emergency.assessment import queries
from emergency.assessment.models_packs import ChecklistPack
from emergency.assessment.queries_pack import Order, bodies_of
from emergency.assessment.queries_packs import file_of
from emergency.base.access import Role, scope_for
from emergency.base.database import committed, db
from emergency.base.jobs import Job, work_once
from emergency.base.storage import store
from emergency.evidence.actions import purge
from emergency.evidence.facts import PurgeGround, Secrecy
from emergency.evidence.models import Paper
from emergency.plans.models import Plan

AT = "2026-11-21"
PAGE = f"/checklists/regions/{SMALL_TOWN}/package?on={AT}"
OFFICER = scope_for(Role.COUNTY, person_id=21, name="嫩江应急办甲", regions=(NENJIANG,))
COLLEAGUE = scope_for(Role.COUNTY, person_id=22, name="嫩江应急办乙", regions=(NENJIANG,))
CITY_TWO = scope_for(Role.CITY, person_id=23, name="市应急办丁", regions=(HEIHE,))


@pytest.fixture
def town(checklists: Flask):
    """The small town with its plan and text."""
    yield town_with_plan()
    shutil.rmtree(checklists.config["SETTINGS"].instance / "packages", ignore_errors=True)


def made(visitor, page=PAGE):
    """The row of a package that a visitor asked for, after the job."""
    visitor.post(page)
    while work_once():
        pass
    db.session.remove()
    return db.session.scalars(db.select(ChecklistPack).order_by(ChecklistPack.id.desc())).first()


def rows(model):
    db.session.rollback()
    return list(db.session.scalars(db.select(model)))


def in_town(scope=EVERYTHING):
    order = Order(queries.region_subject(scope, SMALL_TOWN), date.fromisoformat(AT))
    return list(bodies_of(scope, order))


@pytest.mark.usefixtures("town")
def test_the_town_comes_with_the_checklists_of_its_units():
    bodies = in_town()
    assert [one.made["body"]["kind"] for one in bodies] == ["township", "unit", "unit"]
    assert [piece.name for piece in bodies[0].evidence["2.2"].pieces] == ["小镇预案.pdf"]


@pytest.mark.usefixtures("checklists")
def test_of_a_secret_plan_only_the_elements_come():
    town_with_plan(secret=True, secrecy=Secrecy.CLASSIFIED)
    [piece] = in_town()[0].evidence["2.2"].pieces
    assert piece.elements.startswith("代号") and not piece.has_file


def test_a_plan_that_became_secret_keeps_its_body_out(town):
    change = db.update(Plan).where(Plan.id == town[0])
    db.session.execute(change.values(secrecy=Secrecy.WORK_SECRET.value, code="ZX-9"))
    assert not [piece for piece in in_town()[0].evidence["2.2"].pieces if piece.has_file]
    db.session.rollback()


@pytest.mark.usefixtures("town")
def test_the_job_makes_the_package_and_the_page_gives_it(visit):
    row = made(visit(OFFICER))
    assert (row.state, row.copies, row.error) == ("ready", 1, "")
    given = visit(OFFICER).fetch(f"/checklists/packages/{row.id}")
    names = ZipFile(BytesIO(given.data)).namelist()
    assert any(name.endswith("01b_小镇预案.pdf") for name in names)
    assert f"/checklists/packages/{row.id}" in str(visit(OFFICER).get(PAGE))


@pytest.mark.usefixtures("town")
def test_two_who_see_the_same_have_one_job_and_one_package(visit):
    visit(OFFICER).post(PAGE)
    visit(COLLEAGUE).post(PAGE)
    assert len(rows(ChecklistPack)) == len([job for job in rows(Job) if job.kind == "checklist-pack"]) == 1
    row = made(visit(COLLEAGUE))
    visit(OFFICER).fetch(f"/checklists/packages/{row.id}")


@pytest.mark.usefixtures("town")
def test_whoever_sees_something_else_does_not_get_it(visit):
    row = made(visit(OFFICER))
    for stranger in (COUNTY, keeper(unit_at(SMALL_TOWN).id), CITY):
        visit(stranger).fetch(f"/checklists/packages/{row.id}", 404)
    visit(COUNTY).fetch(PAGE, 404)


@pytest.mark.usefixtures("town")
def test_a_keeper_gets_the_own_units_package_alone(visit):
    own = unit_at(SMALL_TOWN).id
    row = made(visit(keeper(own)), f"/checklists/units/{own}/package?on={AT}")
    assert row.state == "ready" and not [name for name in entries(file_of(row)) if name.startswith("单位")]
    visit(keeper(own)).fetch(PAGE, 404)
    visit(keeper(own)).fetch(f"/checklists/units/{own + 1}/package", 404)


@pytest.mark.usefixtures("town")
def test_made_again_days_later_with_the_same_content_it_has_the_same_bytes(visit):
    with time_machine.travel("2026-11-21T04:00:00Z", tick=False):
        first = made(visit(OFFICER))
        before = (first.sha256, file_of(first).unlink())[0]
    with time_machine.travel("2026-11-23T04:00:00Z", tick=False):
        assert made(visit(OFFICER)).sha256 == before


def test_a_purge_takes_the_package_away(town, visit):
    row = made(visit(OFFICER))
    path = file_of(row)
    with committed():
        paper = db.session.get_one(Paper, town[1])
        purge(CITY_TWO, paper, PurgeGround.MISTAKEN, "误传")
    assert not path.exists() and rows(ChecklistPack)[0].state == "gone"
    visit(OFFICER).fetch(f"/checklists/packages/{row.id}", 404)
    assert "已不在服务器上" in visit(OFFICER).get(PAGE).text


def test_a_file_gone_from_the_disk_is_named_and_the_package_is_there(town, visit):
    store().path(db.session.get_one(Paper, town[1]).sha256).unlink()
    row = made(visit(OFFICER))
    assert (row.state, row.copies) == ("ready", 0)


@pytest.mark.usefixtures("town")
def test_what_could_not_be_made_says_why_on_the_page(visit):
    visit(OFFICER).post(PAGE)
    with committed():
        db.session.execute(db.update(ChecklistPack).values(state="failed", error="磁盘空间不足"))
    assert "磁盘空间不足" in visit(OFFICER).get(PAGE).text
