"""An office asks for all checklists of its region on a page, a job prints them, and the page gives them back."""

import io
import os
import shutil
import time
import zipfile

import pytest
from places import COUNTY, XINGFU, keeper
from visitors import text_of

from emergency.assessment.queries_batches import JOB, STATE
from emergency.base.database import db
from emergency.base.jobs import Job, work_once

HERE = f"/checklists/regions/{XINGFU}/batch?on=2026-11-21"
FILE = f"/checklists/regions/{XINGFU}/batch/file?on=2026-11-21"


@pytest.fixture(autouse=True)
def clean(app):
    """Papers lie outside the database, so no other test may find these."""
    yield
    shutil.rmtree(app.config["SETTINGS"].instance / "prints", ignore_errors=True)


@pytest.fixture
def printed(checklists, visit):
    office = visit(COUNTY)
    office.post(HERE, {})
    while work_once():
        pass
    return office


def test_batches_that_nobody_asked_for_lately_are_taken_away(app, printed):
    prints = app.config["SETTINGS"].instance / "prints"
    for name, days in (("old", 15), ("young", 13)):
        (prints / name).mkdir()
        (prints / name / STATE).write_text("{}")
        moment = time.time() - days * 86_400
        os.utime(prints / name / STATE, (moment, moment))
    printed.post(HERE, {})
    while work_once():
        pass
    assert (prints / "young").is_dir() and not (prints / "old").exists()


def test_nothing_is_there_before_somebody_asks(checklists, visit):
    office = visit(COUNTY)
    assert "还没有打印过" in text_of(office.get(HERE))
    office.get(FILE, 404)


def test_asking_twice_is_one_job(checklists, visit):
    office = visit(COUNTY)
    office.post(HERE, {})
    assert "排队等候" in text_of(office.get(HERE))
    office.post(HERE, {})
    assert db.session.query(Job).filter(Job.kind == JOB).count() == 1


def test_the_papers_come_as_one_zip_with_chinese_names(printed):
    assert "已打印完毕" in text_of(printed.get(HERE))
    with zipfile.ZipFile(io.BytesIO(printed.fetch(FILE).data)) as papers:
        names = papers.namelist()
    assert any("合订本" in name for name in names) and all(name.endswith(".pdf") for name in names)


def test_printing_again_gives_the_same_bytes(printed):
    first = printed.fetch(FILE).data
    printed.post(HERE, {})
    while work_once():
        pass
    assert printed.fetch(FILE).data == first


def test_a_keeper_may_not_ask(checklists, visit):
    visit(keeper(1)).get(HERE, 403)
