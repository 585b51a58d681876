"""重要内容修订 starts 备案 and 公开 anew, 20 working days from the new version; other revisions change nothing."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from covered import open_duties
from places import COUNTY, TOWNSHIP
from plan_cast import passed, second_version
from trigger_cast import plan_in_force
from visitors import text_of

from emergency.base.database import committed
from emergency.coverage.models import Duty
from emergency.plans import actions_acts
from emergency.plans.actions_acts import Filing

NOW = datetime(2026, 11, 21, 4, tzinfo=UTC)
AGAIN = date(2026, 11, 2)
# Twenty working days after 2 November 2026, its own day not counted.
DUE = date(2026, 11, 30)


@pytest.fixture
def plan(covered):
    """The town's plan, filed and disclosed in March."""
    with time_machine.travel(NOW, tick=False):
        plan = plan_in_force()
        with committed():
            actions_acts.file_plan(TOWNSHIP, plan.id, 1, Filing(date(2026, 3, 10), "区政府"))
            actions_acts.disclose(TOWNSHIP, plan.id, 1, date(2026, 3, 11), "公示栏")
        yield plan


def today(plan, rule_id: str) -> Duty:
    """The tile of today."""
    (tile,) = [one for one in open_duties(plan.unit_id, rule_id) if one.starts <= NOW.date() < one.ends]
    return tile


@pytest.mark.parametrize("rule_id", ["BA-06", "GK-01"])
def test_an_important_version_is_filed_and_disclosed_anew(plan, rule_id):
    passed(second_version(plan, AGAIN, important=True))
    tile = today(plan, rule_id)
    assert (tile.starts, tile.due_on, tile.met_until) == (AGAIN, DUE, None)


@pytest.mark.parametrize("rule_id", ["BA-06", "GK-01"])
def test_another_revision_leaves_what_was_done(plan, rule_id):
    passed(second_version(plan, AGAIN))
    assert today(plan, rule_id).met_until == date(9999, 12, 31)


def test_an_important_version_that_waits_for_its_check_starts_nothing(plan):
    second_version(plan, AGAIN, important=True)
    assert today(plan, "BA-06").met_until == date(9999, 12, 31)


def test_what_was_filed_for_the_old_version_does_not_serve_the_new_one(plan):
    passed(second_version(plan, AGAIN, important=True))
    with committed():
        actions_acts.file_plan(TOWNSHIP, plan.id, 1, Filing(date(2026, 11, 10), "区政府"))
    assert today(plan, "BA-06").met_until is None
    with committed():
        actions_acts.file_plan(TOWNSHIP, plan.id, 2, Filing(date(2026, 11, 11), "区政府"))
    assert today(plan, "BA-06").met_until == date(9999, 12, 31)


def test_the_plans_page_says_so(plan, visit):
    passed(second_version(plan, AGAIN, important=True))
    page = text_of(visit(COUNTY).get(f"/plans/{plan.id}"))
    assert "20个工作日从新版印发（公布、签署发布）之日重新计算" in page and "备案未登记" in page
