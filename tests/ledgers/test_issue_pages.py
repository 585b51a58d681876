"""The pages of issued sheets: send out, upload without an account, choose, confirm."""

from datetime import date
from io import BytesIO

import pytest
import time_machine
from excel_rules import faults
from issue_cast import filled
from ledger_cast import forget_session
from openpyxl import load_workbook
from places import CITY, EDUCATION, TOWNSHIP, XINGFU
from plan_cast import town_plan, unit_at
from sqlalchemy import select
from visitors import text_of

from emergency.audit.models import AuditEvent
from emergency.base.database import committed, db
from emergency.base.log import redacted
from emergency.ledgers import actions_issues
from emergency.ledgers.models_issues import LedgerIssue, LedgerReturn
from emergency.plans.actions_acts import state_day
from emergency.plans.models import Revision
from emergency.plans.words import Act


@pytest.fixture
def town(covered, visit):
    with time_machine.travel("2026-11-22 12:00 +0800", tick=False):
        town_plan()
        yield visit(TOWNSHIP)


def download(office, monkeypatch):
    """(token, workbook) of the township's own sheet."""
    tokens, make = [], actions_issues.secrets.token_urlsafe
    monkeypatch.setattr(actions_issues.secrets, "token_urlsafe", lambda size: tokens.append(make(size)) or tokens[-1])
    response = office.post(f"/units/{unit_at(XINGFU).id}/issue", {}, 200)
    return tokens[0], response.get_data()


def brought(office, content, **more):
    """The answer to a sheet that came on a stick."""
    told = {"file": (BytesIO(content), "表.xlsx"), "who": "赵六"}
    return office.post("/ledgers/issues/brought", told, **more)


def test_a_sheet_goes_out_comes_back_and_is_taken_in(town, visit, monkeypatch):
    token, content = download(town, monkeypatch)
    unit = visit(None)
    assert "非涉密系统" in text_of(unit.get(f"/filled-sheet/{token}"), "body")
    content = filled(content, "预案台账", 2, 评审日期="2026.2.1")
    unit.post(f"/filled-sheet/{token}", {"file": (BytesIO(content), "表.xlsx"), "who": "李四"})
    assert "只能用一次" in text_of(unit.get(f"/filled-sheet/{token}"))
    assert "待采用" in text_of(town.get("/ledgers/issues"))
    forget_session()
    number = db.session.scalars(select(LedgerReturn)).one().id
    assert "2026.2.1" in text_of(town.get(f"/ledgers/returns/{number}"))
    where = town.post(f"/ledgers/returns/{number}").location
    assert "改动 1 行" in text_of(town.get(where))
    town.post(f"{where}/confirm")
    assert "已采用" in text_of(town.get("/ledgers/issues"))
    assert db.session.scalars(select(Revision)).one().state == "submitted"


def test_an_upload_says_what_is_wrong_and_keeps_the_address(town, visit, monkeypatch):
    token, content = download(town, monkeypatch)
    unit = visit(None)
    page = unit.post(f"/filled-sheet/{token}", {"file": (BytesIO(content), "表.et"), "who": "李四"}, 422)
    assert ".et" in page.get_data(as_text=True)
    unit.post(f"/filled-sheet/{token}", {"file": (BytesIO(content), "表.xlsx")}, 422)
    assert "上传填报表" in text_of(unit.get(f"/filled-sheet/{token}"), "h1")


def test_an_address_is_not_written_into_the_log():
    assert redacted("/filled-sheet/abc") == "/filled-sheet/…"


def test_a_region_without_units_and_too_many_days_are_refused(town):
    town.post("/ledgers/issues/new", {"region": "231182000000", "days": "14"}, 422)
    town.post("/ledgers/issues/new", {"region": XINGFU, "days": "400"}, 422)
    zipped = town.post("/ledgers/issues/new", {"region": XINGFU, "kind": "", "line": "", "days": "14"}, 200)
    assert zipped.mimetype == "application/zip"


def test_the_region_stands_as_its_way_and_is_taken_as_that(town):
    value = town.get(f"/ledgers/issues/new?region={XINGFU}").select_one("#region")["value"]
    assert value == "黑河市 › 爱辉区 › 幸福乡"
    assert town.post("/ledgers/issues/new", ALL | {"region": value}, 200).mimetype == "application/zip"
    strange = town.post("/ledgers/issues/new", ALL | {"region": "无此乡"}, 422)
    assert "没有找到行政区域" in strange.get_data(as_text=True)


def test_the_filter_says_its_region_in_words(town):
    assert "幸福乡" in text_of(town.get(f"/ledgers/issues?region={XINGFU}"), "#filter-region-echo")


def test_an_address_is_revoked_on_its_page(town, visit, monkeypatch):
    token, _content = download(town, monkeypatch)
    forget_session()
    issue_id = db.session.scalars(select(LedgerIssue)).one().id
    town.post(f"/ledgers/issues/{issue_id}/revoke")
    assert "撤销" in text_of(visit(None).get(f"/filled-sheet/{token}"))


def test_a_later_sheet_stands_for_an_earlier_one(town, visit, monkeypatch):
    _token, content = download(town, monkeypatch)
    other = filled(content, "预案台账", 2, 评审日期="2026-02-02")
    first = filled(content, "预案台账", 2, 评审日期="2026-02-01")
    for sheet in (first, other):
        brought(town, sheet)
    forget_session()
    numbers = [row.id for row in db.session.scalars(select(LedgerReturn).order_by(LedgerReturn.id))]
    assert "后来又交来一份" in text_of(town.get(f"/ledgers/returns/{numbers[0]}"))
    town.post(f"/ledgers/returns/{numbers[1]}/refuse", {"reason": "日期不对"})
    assert "日期不对" in text_of(town.get("/ledgers/issues"))
    visit(CITY).get(f"/ledgers/returns/{numbers[1]}")


def test_whoever_brought_a_stick_is_on_the_trail_and_so_is_whoever_took_it(town, monkeypatch):
    _token, content = download(town, monkeypatch)
    nobody = {"file": (BytesIO(content), "表.xlsx"), "who": ""}
    assert "请写谁交来的" in town.post("/ledgers/issues/brought", nobody, 422).get_data(as_text=True)
    brought(town, content)
    act = db.session.scalars(select(AuditEvent).where(AuditEvent.tag == "ledger.return")).one()
    assert act.sentence.startswith(f"赵六（幸福乡人民政府）当面交来，{TOWNSHIP.name}收下幸福乡人民政府的填报表")
    assert "赵六" in text_of(town.get("/ledgers/issues"))


def test_a_file_that_is_no_sheet_of_ours_says_so(town):
    content = town.fetch("/units/export").data
    assert "不是本系统发出的填报表" in brought(town, content, status=422).get_data(as_text=True)


def test_a_conflict_is_chosen_on_its_page(town, monkeypatch):
    _token, content = download(town, monkeypatch)
    forget_session()
    with committed():
        state_day(TOWNSHIP, 1, 1, Act.REVIEWED, date(2026, 2, 1))
    content = filled(content, "预案台账", 2, 评审日期="2026-02-02")
    where = brought(town, content).location
    page = town.get(where)
    assert "2026-02-01" in text_of(page) and "2026-02-02" in text_of(page)
    choice = page.select_one("input[type=radio][value=returned]")["name"]
    assert "逐处选择" in town.post(where, {}, 422).get_data(as_text=True)
    preview = town.post(where, {choice: "returned"}).location
    assert "2026-02-01 → 2026-02-02" in text_of(town.get(preview))


def test_a_row_with_a_changed_locked_cell_is_wrong_on_the_preview_and_comes_back(town, monkeypatch):
    _token, content = download(town, monkeypatch)
    content = filled(content, "预案台账", 2, 预案名称="改了的名称")
    content = filled(content, "单位名单", 2, 地址="=1+1", 统一社会信用代码="")
    where = brought(town, content).location
    preview = town.post(where).location
    page = text_of(town.get(preview))
    assert "有错 2 行" in page and "锁定的“预案名称”" in page and "没有存下它的结果" in page
    back = town.fetch(f"{preview}/wrong").data
    sheet = load_workbook(BytesIO(back))["预案台账"]
    assert not faults(back)
    told = [cell.value for cell in sheet[2]]
    assert "锁定的“预案名称”" in told[-1] and sheet.protection.sheet and sheet.column_dimensions["A"].hidden
    heads = [cell.value for cell in sheet[1]]
    assert sheet.cell(2, heads.index("预案名称") + 1).fill.fgColor.rgb.endswith("F8CBAD")


def test_a_sheet_with_nothing_but_refused_rows_waits_for_a_reason(town, monkeypatch):
    _token, content = download(town, monkeypatch)
    content = filled(content, "预案台账", 2, 预案名称="改了的名称")
    where = brought(town, content).location
    assert "写明原因退回" in text_of(town.get(town.post(where).location))
    assert "待采用" in text_of(town.get("/ledgers/issues"))


def test_a_line_department_issues_to_its_own_line(covered, visit):
    line = visit(EDUCATION)
    line.post(f"/units/{unit_at(XINGFU).id}/issue", {}, 404)
    assert "没有符合条件的单位" in line.post(
        "/ledgers/issues/new", ALL | {"region": XINGFU, "line": "卫健"}, 422
    ).get_data(as_text=True)


ALL = {"kind": "", "line": "", "days": "14"}
