"""An import that ends anywhere leaves nothing; the next one brings all rows."""

import pytest
import time_machine
from ledger_cast import brought, checked, plan_row, plans_book, statuses, trail_findings
from places import CITY
from sqlalchemy import event, func, select

from emergency.base.database import committed, db
from emergency.ledgers import actions
from emergency.ledgers.facts import Status
from emergency.ledgers.queries import get_import
from emergency.plans.models import Milestone, Plan, Revision

pytestmark = pytest.mark.usefixtures("heihe")
STEPS = 300


class Killed(BaseException):
    """The process ends here."""


@pytest.fixture(autouse=True)
def _day():
    with time_machine.travel("2026-11-22 12:00 +0800", tick=False):
        yield


def counts():
    db.session.rollback()
    return [db.session.scalar(select(func.count()).select_from(model)) for model in (Plan, Revision, Milestone)]


def test_an_import_that_is_killed_at_any_statement_leaves_nothing():
    number = brought(plans_book(plan_row(), plan_row("防火预案"), plan_row("抗旱预案"))).id
    left = [0]

    def count_down(*_told):
        left[0] -= 1
        if left[0] == 0:
            raise Killed

    event.listen(db.engine, "before_cursor_execute", count_down)
    try:
        ended = 0
        for step in range(1, STEPS):
            left[0] = step
            try:
                with committed():
                    actions.take_in(CITY, get_import(CITY, number))
                break
            except Killed:
                left[0] = 0
                ended += 1
                assert counts() == [0, 0, 0]
    finally:
        event.remove(db.engine, "before_cursor_execute", count_down)
    assert ended > 10 and counts() == [3, 3, 6]
    assert not trail_findings()


def test_a_failure_in_one_row_takes_the_whole_back(monkeypatch):
    content = plans_book(plan_row(), plan_row("防火预案"))
    number = brought(content).id
    monkeypatch.setattr(actions, "_remember", lambda *_told: 1 / 0)
    with pytest.raises(ZeroDivisionError), committed():
        actions.take_in(CITY, get_import(CITY, number))
    assert counts() == [0, 0, 0] and statuses(checked(content)) == [Status.NEW, Status.NEW]
