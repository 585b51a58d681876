"""A filled sheet that comes back: received once, laid beside the register, taken in by the office alone."""

from datetime import date
from io import BytesIO

import pytest
import time_machine
from issue_cast import by_hand, by_link, filled, issued, new_row, prepared, taken, token_of
from ledger_cast import forget_session, saved, trail_findings
from openpyxl import load_workbook
from places import CITY, TOWNSHIP, XINGFU
from plan_cast import town_plan, unit_at
from sqlalchemy import select

from emergency.audit.models import AuditEvent
from emergency.base.database import committed, db
from emergency.base.errors import Conflict, NotFound, Refusal
from emergency.ledgers import actions, actions_issues, actions_returns
from emergency.ledgers.queries_issues import compare_return, get_issue, get_return, issue_by_token
from emergency.plans.models import Plan
from emergency.units.actions_facts import ContactDetails, add_contact, edit_contact
from emergency.units.lines import ContactRole
from emergency.units.models import Contact

PHONE = "0456-8220001"


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel("2026-11-22 12:00 +0800", tick=False):
        yield


@pytest.fixture
def town(covered):
    unit = unit_at(XINGFU)
    town_plan()
    with committed():
        add_contact(CITY, unit, details())
    return unit


def details(phone=PHONE, post=""):
    return ContactDetails(ContactRole.LIAISON, "王五", post, phone, date(2026, 11, 2), "")


def contact():
    forget_session()
    return db.session.scalars(select(Contact)).one()


def test_what_the_unit_wrote_enters_only_when_it_is_confirmed(town):
    sheet = filled(issued(town).content, "联系方式", 2, 电话="0456-8229999")
    brought = prepared(by_hand(sheet))
    assert contact().phone == PHONE
    taken(brought)
    assert contact().phone == "0456-8229999" and not trail_findings()


def test_a_new_plan_is_registered_from_a_blank_row(town):
    content = issued(town).content
    row = new_row(content, "预案台账")
    told = {"预案名称": "幸福乡防火预案", "类别": "乡镇（街道）", "公开属性": "公开", "印发日期": "2024.5.1"}
    brought = prepared(by_hand(filled(content, "预案台账", row, **told)))
    report = actions.check(CITY, brought)
    assert [one.name for one in report.rows] == ["幸福乡防火预案"] and not report.rows[0].wrongs
    taken(brought)
    assert db.session.scalar(select(Plan).where(Plan.title == "幸福乡防火预案")).unit_id == town.id


def test_an_untouched_sheet_is_settled_without_a_change(town):
    returned = by_hand(issued(town).content)
    assert prepared(returned) is None
    assert get_return(CITY, returned.id)[0].state == "taken"


def test_a_conflict_shows_three_values_and_asks_for_one(town):
    content = issued(town).content
    with committed():
        edit_contact(CITY, town, contact(), details("0456-8221111"))
    returned = by_hand(filled(content, "联系方式", 2, 电话="0456-8229999"))
    (one,) = compare_return(CITY, returned, get_return(CITY, returned.id)[1].issue)[0].conflicts
    assert (one.issued, one.now, one.returned) == (PHONE, "0456-8221111", "0456-8229999")
    with pytest.raises(Refusal, match="逐处选择"):
        prepared(returned)
    taken(prepared(returned, chosen=(one.field,)))
    assert contact().phone == "0456-8229999"


def test_the_value_of_the_register_may_stay(town):
    content = issued(town).content
    with committed():
        edit_contact(CITY, town, contact(), details("0456-8221111"))
    returned = by_hand(filled(content, "联系方式", 2, 电话="0456-8229999", 职务="站长"))
    (one,) = compare_return(CITY, returned, get_return(CITY, returned.id)[1].issue)[0].conflicts
    taken(prepared(returned, kept=(one.field,)))
    assert (contact().phone, contact().post) == ("0456-8221111", "站长")


def test_what_changed_after_the_choice_asks_for_another_look(town):
    brought = prepared(by_hand(filled(issued(town).content, "联系方式", 2, 职务="站长")))
    with committed():
        edit_contact(CITY, town, contact(), details("0456-8221111"))
    with pytest.raises(Conflict, match="重新比对"):
        taken(brought)


def test_the_address_is_good_once_and_tells_who_brought_it(town):
    sent = issued(town)
    by_link(token_of(sent), filled(sent.content, "联系方式", 2, 职务="站长"))
    acts = list(db.session.scalars(select(AuditEvent).where(AuditEvent.tag == "ledger.return")))
    assert "李四" in acts[0].person_name and acts[0].address == "192.0.2.7" and acts[0].after["sha256"]
    with pytest.raises(Refusal, match="只能用一次"):
        by_link(token_of(sent), sent.content)


def test_a_refused_sheet_may_be_brought_again(town):
    sent = issued(town)
    returned = by_link(token_of(sent), sent.content)
    with committed():
        actions_returns.refuse_return(CITY, returned.id, "电话少一位")
    assert issue_by_token(token_of(sent)).state == "open"
    assert by_link(token_of(sent), filled(sent.content, "联系方式", 2, 职务="站长")).state == "waiting"


@pytest.mark.parametrize("way", ["revoked", "late", "replaced"])
def test_an_address_that_ended_takes_nothing(town, way):
    sent = issued(town, days=1)
    if way == "revoked":
        with committed():
            actions_issues.revoke(CITY, get_issue(CITY, issue_by_token(token_of(sent)).issue.id))
    if way == "replaced":
        issued(town)
    day, told = {"revoked": (22, "撤销"), "late": (25, "有效期"), "replaced": (22, "新表")}[way]
    late = time_machine.travel(f"2026-11-{day} 13:00 +0800", tick=False)
    with late, pytest.raises(Refusal, match=told):
        by_link(token_of(sent), sent.content)


def test_an_older_sheet_is_still_taken_by_hand(town):
    older = issued(town)
    issued(town)
    taken(prepared(by_hand(filled(older.content, "联系方式", 2, 职务="站长"))))
    assert contact().post == "站长"


def test_another_units_sheet_does_not_pass_through_this_address(town):
    other = issued(unit_at("231102200202"))
    with pytest.raises(Refusal, match="与上传网址不符"):
        by_link(token_of(issued(town)), other.content)


def test_a_made_up_serial_is_refused(town):
    book = load_workbook(BytesIO(issued(town).content))
    for row in book["填写说明"].iter_rows():
        if row[0].value == "表单编号":
            row[1].value = "0" * 18
    with pytest.raises(Refusal, match="没有表单编号"):
        by_hand(saved(book))


def test_a_stranger_office_cannot_bring_it(town):
    sent = issued(unit_at("231182418000"))
    with pytest.raises(Refusal, match="管辖范围"):
        by_hand(sent.content, TOWNSHIP)
    with pytest.raises(NotFound):
        get_return(TOWNSHIP, by_hand(sent.content).id)


@pytest.mark.parametrize(
    ("cells", "told"), [({"系统行号": "plan:99999"}, "不是发给"), ({"预案名称": "别的预案"}, "锁定")]
)
def test_a_tampered_row_is_refused_and_named(town, cells, told):
    returned = by_hand(filled(issued(town).content, "预案台账", 2, 签发人="张三", **cells))
    found = compare_return(CITY, returned, get_return(CITY, returned.id)[1].issue)[0]
    assert told in found.refused[0].sentence and not found.changes


def test_a_sheet_with_a_mark_is_not_received(town):
    content = filled(issued(town).content, "联系方式", 2, 职务="机密★10年")
    with pytest.raises(Refusal, match="“联系方式”页第 2 行带有密级或工作秘密标志，整份没有收下"):
        by_hand(content)


@pytest.mark.parametrize("name", ["填报表.xls", "填报表.et", "填报表.csv", "填报表.pdf"])
def test_another_kind_of_file_is_refused(town, name):
    with pytest.raises(Refusal):
        by_hand(issued(town).content, name=name)


def test_the_same_file_twice_is_one_return(town):
    content = filled(issued(town).content, "联系方式", 2, 职务="站长")
    assert by_hand(content).id == by_hand(content).id
    taken(prepared(by_hand(content)))
    with pytest.raises(Refusal, match="已经采用"):
        by_hand(content)


def test_a_duty_number_is_changed_and_not_doubled(town):
    with committed():
        add_contact(CITY, town, ContactDetails(ContactRole.DUTY, "", "", "0456-8220000", date(2026, 11, 2), ""))
    taken(prepared(by_hand(filled(issued(town).content, "联系方式", 3, 电话="0456-8225555"))))
    forget_session()
    assert [row.phone for row in db.session.scalars(select(Contact).order_by(Contact.id))] == [PHONE, "0456-8225555"]


def test_the_columns_of_a_filled_sheet_are_not_mapped_anew(town):
    brought = prepared(by_hand(filled(issued(town).content, "联系方式", 2, 职务="站长")))
    with pytest.raises(Refusal, match="列是固定的"), committed():
        actions.remap(brought, [])
