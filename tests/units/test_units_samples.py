"""示例 units come out again without a trace but the trail; the list goes out as Excel; the desk counts."""

from datetime import date
from io import BytesIO

from openpyxl import load_workbook
from places import AIHUI, CITY, COUNTY, NEIGHBOUR, SYSTEM, XINGFU
from sqlalchemy import func, select

from emergency.audit import trail
from emergency.audit.rules import Tag
from emergency.base.database import FAR_DAY, committed, db
from emergency.base.desk import counted
from emergency.units.actions import Entry, UnitDetails, add_unit
from emergency.units.actions_facts import ContactDetails, add_contact, record_fact
from emergency.units.actions_samples import remove_samples
from emergency.units.facts import UnitKind
from emergency.units.lines import ContactRole
from emergency.units.models import Contact, Unit, UnitFact, UnitSuperior, UnitVersion
from emergency.units.queries_desk import unconfirmed_counter
from emergency.units.timeline import Stretch

DAY = date(2020, 1, 1)
TABLES = (Unit, UnitVersion, UnitFact, UnitSuperior, Contact)


def sizes() -> list[int]:
    return [db.session.scalar(select(func.count()).select_from(table)) for table in TABLES]


def test_samples_are_taken_out_whole(heihe):
    before = sizes()
    with committed():
        unit = add_unit(CITY, UnitDetails(UnitKind.SCHOOL, "示例小学", XINGFU), Entry(DAY, "示例", sample=True))
        record_fact(CITY, unit, "school_kind", ["primary"], Stretch(DAY, FAR_DAY), "示例")
        add_contact(CITY, unit, ContactDetails(ContactRole.HEAD, "示例", "", "04560000000", DAY))
    with committed():
        assert remove_samples() == 1
        trail.record(CITY, Tag.DEMO_REMOVE, "unit", "demo", "移除示例单位")
    assert sizes() == before


def test_the_list_goes_out_as_excel_with_its_filter(heihe, visit):
    answer = visit(CITY).fetch("/units/export?kind=department&region=231102000000")
    sheet = load_workbook(BytesIO(answer.data)).active
    said = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert "黑河市 › 爱辉区" in said[1][0] and "政府部门" in said[1][0]
    assert any("爱辉区教育局（示例·待确认）" in str(row[1]) for row in said)
    assert "幸福乡人民政府" not in str(said)


def test_a_stranger_exports_nothing_of_ours(heihe, visit):
    answer = visit(NEIGHBOUR).fetch(f"/units/export?region={AIHUI}")
    sheet = load_workbook(BytesIO(answer.data)).active
    assert "教育局" not in str([[cell.value for cell in row] for row in sheet.iter_rows()])


def test_the_desk_counts_departments_that_wait(heihe, app):
    with app.test_request_context("/"):
        assert [counter.number for counter in counted(unconfirmed_counter(COUNTY))] == [2]
        assert unconfirmed_counter(SYSTEM) == []
