"""What was entered of a held drill by mistake is withdrawn: its 情况报送, and that a problem was mended."""

import random
from datetime import date, timedelta

import pytest
import time_machine
from drill_cast import COUNTY, NOW, TOWNSHIP, again, held, unit_of
from places import NEIGHBOUR
from plan_cast import SECOND_COUNTY, passed, town_plan
from visitors import text_of

from emergency.audit.models import AuditEvent
from emergency.base import clock
from emergency.base.database import committed, db
from emergency.base.errors import Conflict, NotFound, Refusal
from emergency.coverage.actions import differences, expected_rows, law_known_at
from emergency.coverage.stored import open_rows
from emergency.drills.actions_answers import PlanAnswer
from emergency.drills.actions_check import accept_drill
from emergency.drills.actions_findings import FindingDetails, add_finding, close_finding, picture
from emergency.drills.actions_report import ReportDetails, report_drill
from emergency.drills.actions_withdraw import reopen_finding, withdraw_report
from emergency.drills.queries_history import happenings
from emergency.drills.queries_report import report_of
from emergency.drills.words import Resolution
from emergency.plans.chapters import chapters_of
from emergency.units.queries_histories import all_unit_ids

ON = date(2026, 6, 19)


@pytest.fixture
def drill(town):
    found = held()
    with committed():
        accept_drill(SECOND_COUNTY, again(found), unit_of(), again(found).version)
    return found


def told(drill, on=ON, target="爱辉区应急管理局", reason=""):
    with committed():
        return report_drill(TOWNSHIP, drill.id, ReportDetails(on, target=target, reason=reason))


def withdrawn(drill, scope=TOWNSHIP, reason="误登", **more):
    with committed():
        return withdraw_report(scope, drill.id, reason, **more)


def stored():
    """Every tile that is known now; a rebuild would change none of them."""
    assert differences(all_unit_ids()) == []
    return set(open_rows(all_unit_ids()))


def last_act():
    return db.session.scalar(db.select(AuditEvent).order_by(AuditEvent.id.desc()))


def test_a_withdrawn_report_answers_nothing_and_the_trail_says_why(drill) -> None:
    told(drill)
    withdrawn(drill, reason="报错了地方")
    assert report_of(drill.id) is None and "reported" not in happenings([unit_of().id])[0].answers
    assert last_act().tag == "drill.report-withdraw" and "报错了地方" in last_act().sentence


def test_a_correction_is_withdrawn_with_what_it_corrected_and_entered_anew(drill) -> None:
    told(drill)
    told(drill, target="区应急管理局", reason="原登记笔误")
    withdrawn(drill)
    assert report_of(drill.id) is None
    assert told(drill).replaces_id is None


def test_what_was_known_of_a_report_stays_known(drill) -> None:
    told(drill)
    then = clock.now()
    with time_machine.travel(NOW + timedelta(days=1), tick=False):
        known = set(expected_rows(all_unit_ids(), law_known_at(then), then))
        withdrawn(drill)
        assert set(expected_rows(all_unit_ids(), law_known_at(then), then)) == known
        assert "reported" in happenings([unit_of().id], then)[0].answers


@pytest.mark.parametrize("seed", range(6))
def test_withdrawing_a_report_restores_what_stood_before_it(drill, seed: int) -> None:
    chance = random.Random(seed)
    for number in range(3):
        before = stored()
        told(drill, date(2026, 6, chance.randrange(18, 21)))
        for again_ in range(chance.randrange(3)):
            told(drill, date(2026, 6, chance.randrange(18, 21)), f"区应急管理局{number}{again_}", "原登记笔误")
        withdrawn(drill)
        assert stored() == before


def test_a_report_is_not_withdrawn_without_reason_or_twice_or_by_a_stranger(drill) -> None:
    first = told(drill).id
    with pytest.raises(Refusal, match="请写明撤销的原因"):
        withdrawn(drill, reason=" ")
    with pytest.raises(NotFound):
        withdrawn(drill, scope=NEIGHBOUR)
    told(drill, target="区应急管理局", reason="原登记笔误")
    with pytest.raises(Conflict, match="更正过"):
        withdrawn(drill, seen=first)
    withdrawn(drill)
    with pytest.raises(Refusal, match="没有可以撤销的登记"):
        withdrawn(drill)


def test_the_drills_page_offers_to_withdraw_the_report(drill, go) -> None:
    address, page = f"/drills/{drill.id}/report/withdraw", go(COUNTY)
    assert page.get(f"/drills/{drill.id}").select_one(f'a[href="{address}"]') is None
    row = told(drill)
    assert page.get(f"/drills/{drill.id}").select_one(f'#report a[href="{address}"]') is not None
    assert "现登记的报送日期是 2026-06-19" in text_of(page.get(address))
    page.post(address, {"reason": "误登", "seen": str(row.id)})
    assert "没有登记" in text_of(page.get(f"/drills/{drill.id}"), "#report")


@pytest.fixture
def finding(drill):
    """A problem that concerns a chapter of the town's plan."""
    plan = passed(town_plan(), SECOND_COUNTY)
    chapter = chapters_of(plan.line, plan.kinds)[0]
    with committed():
        return add_finding(TOWNSHIP, drill.id, FindingDetails("路线被切断", False, "乡应急办", ON, plan.id, chapter))


def mended(finding):
    kept = PlanAnswer(Resolution.KEPT, reason="现行预案已有备用路线", signed_by="乡长某某", signed_on=ON)
    with committed():
        return close_finding(TOWNSHIP, finding.id, ON, "清理了路面", answer=kept)


def reopened(finding, scope=TOWNSHIP, reason="签署人无权签署", **more):
    with committed():
        return reopen_finding(scope, finding.id, reason, **more)


def test_a_problem_waits_again_and_its_signed_decision_is_gone(finding) -> None:
    before, tiles = picture(finding), stored()
    mended(finding)
    reopened(finding)
    assert picture(finding) == before and finding.closed_by == "" and stored() == tiles
    assert (last_act().tag, last_act().before["signed_by"]) == ("drill.finding-reopen", "乡长某某")
    assert mended(finding).resolution == "kept"


def test_a_problem_is_not_reopened_without_reason_or_twice_or_by_a_stranger(finding) -> None:
    with pytest.raises(Refusal, match="没有登记整改完成"):
        reopened(finding)
    seen = finding.version
    mended(finding)
    with pytest.raises(Refusal, match="请写明撤销的原因"):
        reopened(finding, reason="")
    with pytest.raises(Conflict, match="刚刚被别人修改过"):
        reopened(finding, seen=seen)
    with pytest.raises(NotFound):
        reopened(finding, scope=NEIGHBOUR)


def test_the_drills_page_offers_to_reopen_a_problem(finding, go) -> None:
    page, address = go(TOWNSHIP), f"/findings/{finding.id}/reopen"
    home = f"/drills/{finding.drill_id}"
    assert page.get(home).select_one(f'a[href="{address}"]') is None
    mended(finding)
    assert page.get(home).select_one(f'#findings a[href="{address}"]') is not None
    page.post(address, {"reason": "签署人无权签署", "seen": str(finding.version)})
    assert "整改完成。" not in text_of(page.get(home), "#findings")


def test_a_page_without_anything_to_withdraw_says_so(drill, go) -> None:
    page = go(TOWNSHIP).get(f"/drills/{drill.id}/report/withdraw")
    assert "没有可以撤销的登记" in text_of(page) and not page.select('textarea[name="reason"]')


def test_a_problem_that_was_not_mended_has_nothing_to_withdraw(finding, go) -> None:
    page = go(TOWNSHIP).get(f"/findings/{finding.id}/reopen")
    assert "没有可以撤销的登记" in text_of(page) and not page.select('textarea[name="reason"]')
