"""A sheet that goes out: locked but for what is to be filled in, with its duties and an address of its own."""

from io import BytesIO
from zipfile import ZipFile

import pytest
import time_machine
from issue_cast import issued, token_of
from openpyxl import load_workbook
from places import CITY, TOWNSHIP, XINGFU
from plan_cast import town_plan, unit_at

from emergency.base.database import committed
from emergency.base.errors import Refusal
from emergency.ledgers import actions_issues
from emergency.ledgers.models_issues import LedgerIssue
from emergency.ledgers.queries_issues import get_issue, issue_by_token, list_issues
from emergency.units.queries import UnitFilter


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel("2026-11-22 12:00 +0800", tick=False):
        yield


@pytest.fixture
def sheet(covered):
    town_plan()
    return load_workbook(BytesIO(issued(unit_at(XINGFU)).content))


def test_only_what_is_to_be_filled_in_can_be_written(sheet):
    page = sheet["预案台账"]
    heads = {cell.value: cell.column for cell in page[1]}
    assert page.protection.sheet and all(one.protection.sheet for one in sheet)
    assert page.cell(2, heads["预案名称"]).protection.locked
    assert not page.cell(2, heads["文号或编号"]).protection.locked
    assert page.column_dimensions["A"].hidden


def test_it_says_what_is_owed_and_what_is_missing(sheet):
    duties = [[cell.value for cell in row] for row in sheet["应办事项"].iter_rows()]
    assert duties[0] == ["类别", "事项", "对象", "依据", "期限", "状态"] and len(duties) > 2
    assert "非涉密系统" in " ".join(str(row[0].value) for row in sheet["填写说明"].iter_rows())


def test_no_cell_is_a_formula_or_a_link(sheet):
    for page in sheet:
        for row in page.iter_rows():
            assert all(cell.data_type in ("s", "n") and not cell.hyperlink for cell in row)


def test_the_address_is_kept_as_a_hash_only(covered):
    token = token_of(issued(unit_at(XINGFU)))
    row = issue_by_token(token)
    assert len(token) >= 43 and token not in repr(vars(row.issue)) and row.state == "open"


def test_a_newer_sheet_ends_the_older_address(covered):
    older, newer = (token_of(issued(unit_at(XINGFU))) for _ in range(2))
    assert [issue_by_token(token).state for token in (older, newer)] == ["replaced", "open"]


def test_an_address_is_revoked_and_runs_out(covered):
    first = issue_by_token(token_of(issued(unit_at(XINGFU))))
    with committed():
        actions_issues.revoke(CITY, get_issue(CITY, first.issue.id))
    late = token_of(issued(unit_at(XINGFU), days=1))
    with time_machine.travel("2026-11-24 12:00 +0800", tick=False):
        assert issue_by_token(late).state == "late"
    assert get_issue(CITY, first.issue.id).state == "revoked"


def test_a_whole_township_goes_out_as_one_zip(covered):
    with committed():
        sent = actions_issues.issue_sheets(CITY, UnitFilter(XINGFU), 14, lambda token: f"https://t/{token}")
    names = ZipFile(BytesIO(actions_issues.zipped(sent, sent[0].until))).namelist()
    assert len(sent) > 3 and len(names) == len(sent) + 1 and names[0] == "000-发放清单.xlsx"
    assert len({one.address for one in sent}) == len(sent)


def test_an_office_issues_for_its_own_region_only(covered):
    with pytest.raises(Refusal, match="没有符合条件的单位"), committed():
        actions_issues.issue_sheets(TOWNSHIP, UnitFilter("231182000000"), 14, str)
    issued(unit_at("231182418000"))
    assert list_issues(TOWNSHIP, "", "", 1).total == 0 and list_issues(CITY, "", "", 1).total == 1


def test_what_went_out_stands_on_the_trail(covered):
    from_unit = unit_at(XINGFU)
    token = token_of(issued(from_unit))
    assert LedgerIssue.__table__.info["operational"] and issue_by_token(token).issue.made_by == CITY.name
