"""Sheets for many units: made by the worker, fetched by whoever asked, issued all or none."""

from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pytest
import time_machine
from ledger_cast import forget_session
from openpyxl import load_workbook
from places import CITY, COUNTY, XINGFU
from sqlalchemy import func, select
from visitors import text_of

from emergency.base.database import committed, db
from emergency.base.jobs import Job, work_once
from emergency.base.log import redacted
from emergency.ledgers import actions_dispatch, queries_dispatch, views_issues
from emergency.ledgers.models_issues import LedgerIssue
from emergency.ledgers.queries_issues import issue_by_token

WANTED = {"region": XINGFU, "kind": "", "line": "", "days": "14"}


@pytest.fixture
def city(covered, visit, monkeypatch):
    monkeypatch.setattr(views_issues, "AT_ONCE", 2)
    monkeypatch.setattr(actions_dispatch, "CHUNK", 2)
    with time_machine.travel("2026-11-22 12:00 +0800", tick=False):
        yield visit(CITY)


def asked(city):
    where = city.post("/ledgers/issues/new", WANTED).location
    forget_session()
    return where


def worked():
    while work_once():
        pass
    forget_session()


def issues():
    forget_session()
    return db.session.scalar(select(func.count()).select_from(LedgerIssue))


def test_many_sheets_are_made_by_the_worker_and_listed_with_their_addresses(city):
    where = asked(city)
    assert "排队等候" in text_of(city.get(where)) and not issues()
    worked()
    assert "只有您能下载" in text_of(city.get(where)) and where in str(city.get("/ledgers/issues"))
    package = ZipFile(BytesIO(city.fetch(f"{where}/file").data))
    rows = list(load_workbook(BytesIO(package.read("000-发放清单.xlsx"))).active.iter_rows(min_row=4, values_only=True))
    assert len(rows) == issues() == len(package.namelist()) - 1 > 3
    assert {row[3] for row in rows} < {*package.namelist()} and rows[0][2].startswith("黑河市 › 爱辉区")
    for row in rows:
        token = row[4].rpartition("/")[2]
        assert issue_by_token(token).unit.name == row[1] and redacted(f"/filled-sheet/{token}").endswith("…")


def test_a_package_is_fetched_by_whoever_asked_and_for_a_day(city, visit):
    where = asked(city)
    worked()
    for other in (COUNTY, replace(CITY, person_id=99)):
        visit(other).get(where, 404)
        visit(other).get(f"{where}/file", 404)
    with time_machine.travel("2026-11-23 12:01 +0800", tick=False):
        again = visit(CITY)
        again.get(f"{where}/file", 404)
        worked()
        assert "按期删除" in text_of(again.get(where)) and not list(queries_dispatch.folder().iterdir())


def test_a_file_is_taken_away_before_its_time(city):
    where = asked(city)
    worked()
    city.post(f"{where}/end")
    city.get(f"{where}/file", 404)
    assert issues() and not list(queries_dispatch.folder().iterdir())


def test_a_package_that_breaks_in_the_middle_issues_nothing_and_is_made_whole_later(city, monkeypatch):
    where, make = asked(city), actions_dispatch.sheets_for
    calls: list[int] = []

    def breaking(*told):
        calls.append(1)
        if len(calls) == 2:
            raise OSError("killed")
        return make(*told)

    monkeypatch.setattr(actions_dispatch, "sheets_for", breaking)
    work_once()
    assert not issues() and "已生成 2 /" in text_of(city.get(where))
    with time_machine.travel("2026-11-22 13:00 +0800", tick=False):
        worked()
        assert issues() > 3 and city.fetch(f"{where}/file").status_code == 200


def test_a_package_that_was_given_up_says_so(city):
    where = asked(city)
    with committed():
        db.session.scalars(select(Job)).one().state = "failed"
    assert "没有办成" in text_of(city.get(where))
