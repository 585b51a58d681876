"""备案申报表, 备案登记表 and the environment's form: what the register knows, blanks, and no number of ours."""

from datetime import date
from io import BytesIO

import pytest
from docx import Document
from filing_cast import firm_plan, handed
from flask import Flask
from places import COUNTY, NEIGHBOUR, XINGFU
from plan_cast import SECRET_PLAN, passed, town_plan, unit_at
from pypdf import PdfReader
from visitors import text_of

from emergency.base.database import committed, db
from emergency.obligations.facts import Cover, PlanLine
from emergency.plans import actions
from emergency.plans.actions_receiving import Reply, answer_filing
from emergency.plans.filing_forms import FilingFacts, FilingFormKind, forms_for, paper_of
from emergency.plans.receiving import Answer
from emergency.plans.rules import RevisionDetails
from emergency.plans.words import Act
from emergency.units.actions_facts import record_fact
from emergency.units.facts import FAR_DAY
from emergency.units.models import Unit
from emergency.units.timeline import Stretch

FACTS = FilingFacts("幸福乡加油站", "幸福乡加油站应急预案", signed_on=date(2026, 3, 2))


def cells(kind: FilingFormKind, facts: FilingFacts = FACTS) -> list[str]:
    return [cell.text for row in paper_of(kind, facts).rows for cell in row]


def word(answer) -> str:
    document = Document(BytesIO(answer.data))
    return "\n".join(cell.text for row in document.tables[0].rows for cell in row.cells)


def address(plan, kind="application", form="docx") -> str:
    return f"/plans/{plan.id}/versions/1/filing-forms/{kind}/{form}"


def test_each_line_has_its_forms() -> None:
    firm = (FilingFormKind.APPLICATION, FilingFormKind.REGISTER)
    assert forms_for(PlanLine.ENTERPRISE, ()) == firm
    assert forms_for(PlanLine.ENTERPRISE, {Cover.ENVIRONMENT}) == (*firm, FilingFormKind.ENVIRONMENT)
    assert forms_for(PlanLine.GOVERNMENT, ()) == ()


def test_what_the_register_does_not_know_stays_blank() -> None:
    found = cells(FilingFormKind.APPLICATION)
    for label in ("法定代表人", "资产总额（万元）", "从业人数", "邮政编码", "传真"):
        assert found[found.index(label) + 1] == ""
    assert "　　　　年　　月　　日" in found[-1]


def test_the_particulars_are_recorded_once_with_the_unit_and_fill_every_form(covered: Flask, visit) -> None:
    plan = firm_plan()
    with committed():
        unit = db.session.get(Unit, plan.unit_id)
        for name, value in (("legal_person", "某某"), ("staff_count", 32.0), ("industry", "机动车燃油零售")):
            record_fact(COUNTY, unit, name, value, Stretch(date(2020, 1, 1), FAR_DAY), "营业执照")
    told = word(visit(COUNTY).fetch(address(plan)))
    assert "某某" in told and "\n32\n" in told and "机动车燃油零售" in told
    assert "某某" in word(visit(COUNTY).fetch(address(plan, "register")))


def test_what_is_unverified_is_said_below() -> None:
    said = [paper_of(kind, FACTS).notes[0] for kind in FilingFormKind]
    assert "未核实" in said[0] and "未核实" in said[1] and "核对" in said[2]


def test_no_number_is_made_up() -> None:
    for kind in (FilingFormKind.REGISTER, FilingFormKind.ENVIRONMENT):
        found = cells(kind)
        assert found[found.index("备案编号") + 1] == ""


def test_the_environments_form_has_all_its_fields() -> None:
    found = cells(FilingFormKind.ENVIRONMENT)
    wanted = {"机构代码", "风险级别", "预案签署人", "报送时间", "备案意见", "报送单位", "受理部门负责人", "经办人"}
    assert wanted <= set(found) and any("2026年3月2日签署发布" in text for text in found)


def test_the_forms_come_as_word_with_what_is_known(covered: Flask, visit) -> None:
    plan = firm_plan()
    handed(plan)
    found = word(visit(COUNTY).client.get(address(plan)))
    assert "幸福乡加油站" in found and "2026年3月20日" in found and "爱辉区幸福乡一号" in found


def test_silence_is_told_apart_from_a_receipt(covered: Flask, visit) -> None:
    plan = firm_plan()
    handed(plan)
    found = word(visit(COUNTY).client.get(address(plan, "register")))
    assert "视为已备案（依据令88号 第28条" in found and "不是受理记录" in found


def test_a_receipt_brings_its_day_and_number(covered: Flask, visit) -> None:
    plan = firm_plan()
    row = handed(plan)
    with committed():
        answer_filing(COUNTY, plan.id, row.id, Reply(Answer.RECEIVED, date(2026, 3, 25), "231102-2026-0001"))
    found = word(visit(COUNTY).client.get(address(plan, "register")))
    assert "231102-2026-0001" in found and "2026年3月25日" in found and "视为" not in found


@pytest.mark.parametrize("kind", [kind.value for kind in FilingFormKind])
def test_the_pdf_is_one_page_with_the_same_words(covered: Flask, visit, kind: str) -> None:
    plan = firm_plan(Cover.ENVIRONMENT)
    first, again = (visit(COUNTY).client.get(address(plan, kind, "pdf")).data for _ in range(2))
    (page,) = PdfReader(BytesIO(first)).pages
    assert "幸福乡加油站" in page.extract_text() and first == again


def test_the_page_offers_the_forms_that_fit(covered: Flask, visit) -> None:
    assert "备案申报表" in text_of(visit(COUNTY).get(f"/plans/{firm_plan().id}"))
    assert "备案用表" not in text_of(visit(COUNTY).get(f"/plans/{passed(town_plan()).id}"))


def test_a_form_that_does_not_fit_is_not_found(covered: Flask, visit) -> None:
    plan = firm_plan()
    for kind, form in (("environment", "pdf"), ("nothing", "pdf"), ("application", "exe")):
        assert visit(COUNTY).client.get(address(plan, kind, form)).status_code == 404


def test_a_stranger_and_a_secret_plan_get_none(covered: Flask, visit) -> None:
    assert visit(NEIGHBOUR).client.get(address(firm_plan())).status_code == 404
    with committed():
        told = RevisionDetails({Act.ISSUED: date(2026, 3, 2)})
        secret = actions.register(COUNTY, unit_at(XINGFU).id, SECRET_PLAN, told)
    assert visit(COUNTY).client.get(address(secret)).status_code == 404
