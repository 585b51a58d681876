"""The package of an assessed body: what it laid before the office, and the sealed sheet word for word."""

import shutil
from datetime import UTC, date, datetime
from io import BytesIO

import pytest
import time_machine
from campaign_cast import body, frozen, opened, say
from flask import Flask
from pack_cast import SMALL_TOWN, town_with_plan
from places import CITY, NEIGHBOUR, NENJIANG, TOWNSHIP
from plan_cast import scan

from emergency.assessment.actions_marks import bring
from emergency.assessment.queries_campaigns import get_body, snapshot_row
from emergency.assessment.queries_pack import bodies_of, order_for
from emergency.base.database import committed, db
from emergency.evidence.actions_receive import keep_made
from emergency.evidence.kinds import Kind

NOW = datetime(2026, 11, 21, 4, tzinfo=UTC)


@pytest.fixture
def campaign(checklists: Flask):
    """A campaign of the county with a paper behind one item of the town."""
    with time_machine.travel(NOW, tick=False):
        number = opened(NEIGHBOUR, NENJIANG)
        say(NEIGHBOUR, number, SMALL_TOWN, "3.2", points="2")
        with committed():
            given = keep_made("预警传播责任人.pdf", BytesIO(scan("责任人")), Kind.PDF, 1)
            bring(NEIGHBOUR, number, body(number, SMALL_TOWN).id, "3.2", [given], date(2026, 9, 1))
        yield number
    shutil.rmtree(checklists.config["SETTINGS"].instance / "packages", ignore_errors=True)


def packed(number, scope=NEIGHBOUR):
    db.session.rollback()
    order = order_for(*get_body(scope, number, body(number, SMALL_TOWN).id))
    return list(bodies_of(scope, order))


def test_what_was_laid_before_the_office_comes_under_its_item(campaign):
    [piece] = packed(campaign)[0].evidence["3.2"].pieces
    assert (piece.name, piece.happened, piece.late_days) == ("预警传播责任人.pdf", date(2026, 9, 1), 81)


def test_the_records_behind_a_figure_come_too(campaign):
    town_with_plan()
    assert [piece.name for piece in packed(campaign)[0].evidence["2.2"].pieces] == ["小镇预案.pdf"]


def test_of_a_sealed_campaign_the_sheet_is_the_sealed_one(campaign):
    frozen(campaign, NEIGHBOUR)
    made = packed(campaign)[0].made
    assert made == snapshot_row(body(campaign, SMALL_TOWN)).content and made["frozen_at"]


def test_units_that_are_not_assessed_bring_their_own_sheet(campaign):
    kinds = [(one.made["body"]["kind"], one.made["campaign"] is not None) for one in packed(campaign)]
    assert kinds == [("township", True), ("unit", False), ("unit", True)]


def test_the_page_is_for_those_who_see_the_body(campaign, visit):
    page = f"/checklists/campaigns/{campaign}/bodies/{body(campaign, SMALL_TOWN).id}/package"
    for scope in (CITY, NEIGHBOUR):
        assert "还没有生成过" in visit(scope).get(page).text
    visit(TOWNSHIP).fetch(page, 404)
    visit(NEIGHBOUR).post(page)
    assert "排队等候后台办理" in visit(NEIGHBOUR).get(page).text
