"""联合预案: every 编制单位 files for itself, and the page shows who has and who has not."""

from datetime import date

import pytest
from covered import open_duties
from filing_cast import JOINT
from flask import Flask
from places import COUNTY, HUAYUAN_STREET, TOWNSHIP, XINGFU, keeper
from plan_cast import FIRST, passed, unit_at
from visitors import text_of

from emergency.base.database import committed
from emergency.base.errors import Refusal
from emergency.plans import actions, actions_acts
from emergency.plans.actions_acts import Filing
from emergency.plans.rules import PlanDetails

ON, TARGET = date(2026, 3, 20), "爱辉区人民政府"


@pytest.fixture
def plan(covered: Flask):
    details = PlanDetails(JOINT.line, JOINT.kinds, JOINT.title, lead_ids=(unit_at(HUAYUAN_STREET).id,))
    with committed():
        plan = actions.register(COUNTY, unit_at(XINGFU).id, details, FIRST)
    return passed(plan)


def filed(plan, scope, party=None):
    with committed():
        return actions_acts.file_plan(scope, plan.id, 1, Filing(ON, TARGET, party_id=party))


def met(code):
    return [duty.met_until is not None for duty in open_duties(unit_at(code).id, "BA-04")]


def test_a_filing_counts_for_its_party_alone(plan) -> None:
    filed(plan, COUNTY, unit_at(HUAYUAN_STREET).id)
    assert met(HUAYUAN_STREET)[-1] and not any(met(XINGFU))


def test_who_is_not_named_files_for_the_plans_own_unit(plan) -> None:
    assert filed(plan, TOWNSHIP).details["unit_id"] == plan.unit_id


def test_a_partner_files_for_itself_alone(plan) -> None:
    street = unit_at(HUAYUAN_STREET).id
    assert filed(plan, keeper(street), street).details["unit_id"] == street
    with pytest.raises(Refusal, match="只能登记本单位或所管辖单位的备案") as refused:
        filed(plan, keeper(street), plan.unit_id)
    assert refused.value.field == "party"


def test_who_is_no_party_files_nothing(plan) -> None:
    with pytest.raises(Refusal, match="不是这份联合预案的编制单位"):
        filed(plan, COUNTY, unit_at("231102000000").id)


def test_the_page_shows_who_has_and_who_has_not(plan, visit) -> None:
    filed(plan, COUNTY, unit_at(HUAYUAN_STREET).id)
    rows = {
        row.th.text.strip(): row.td.text for row in visit(COUNTY).get(f"/plans/{plan.id}").select("#parties tbody tr")
    }
    assert TARGET in rows[unit_at(HUAYUAN_STREET).name] and "未登记备案" in rows[unit_at(XINGFU).name]


def test_a_partner_finds_the_form_on_the_page(plan, visit) -> None:
    street = unit_at(HUAYUAN_STREET)
    partner = visit(keeper(street.id))
    assert "登记备案" in text_of(partner.get(f"/plans/{plan.id}"))
    options = partner.get(f"/plans/{plan.id}/versions/1/file").select("#party option")
    assert [option.text for option in options] == [street.name]
