"""What concerns a whole programme is asked about first; addresses of buttons lead back to their pages."""

from collections.abc import Callable
from datetime import date

import pytest
from bs4 import BeautifulSoup
from programme_cast import COUNTY, again, line_for, lines_of, made
from visitors import Visitor, text_of

from emergency.base.access import system_scope
from emergency.base.database import committed
from emergency.base.jobs import work_once
from emergency.obligations.actions import switch_rule
from emergency.programme.actions_make import ask_programme
from emergency.units.queries_regions import get_region

Go = Callable[..., Visitor]


@pytest.fixture
def programme(district):
    return made()


def _without_fire_drills(programme, visitor: Visitor) -> None:
    with committed():
        switch_rule(system_scope(), "DR-08", enabled=False, since=date(2027, 1, 1), reason="本地另有安排")
    visitor.post(f"/programmes/{programme.id}/propose", {"seen": str(again(programme).version)})


def test_before_all_lines_become_drills_the_page_says_how_many(go: Go, programme):
    visitor, url = go(COUNTY), f"/programmes/{programme.id}/accept"
    page = text_of(visitor.get(url))
    assert "12 项将转为演练草稿，涉及 3 个单位" in page
    assert not [line for line in lines_of(programme).values() if line.drill_id]
    visitor.post(url, {"seen": str(again(programme).version)})
    assert all(line.drill_id for line in lines_of(programme).values())
    assert "没有可以转为演练的项目" in text_of(visitor.get(url))


def test_before_all_changes_are_taken_the_page_counts_them(go: Go, programme):
    visitor, url = go(COUNTY), f"/programmes/{programme.id}/changes/accept"
    assert "没有待采纳的调整" in text_of(visitor.get(url))
    _without_fire_drills(programme, visitor)
    assert "共 3 项：不再需要 3 项" in text_of(visitor.get(url))
    visitor.post(url, {"seen": str(again(programme).version)})
    assert "DR-08" not in {line.rule_id for line in lines_of(programme).values()}


def test_a_stale_press_says_so_where_the_changes_are(go: Go, programme, district):
    visitor = go(COUNTY)
    _without_fire_drills(programme, visitor)
    line = line_for(programme, district["town"], "DR-08", "2027")
    stale = visitor.post(f"/programme-lines/{line.id}/take-over", {"seen": str(line.version - 1)}, status=409)
    page = BeautifulSoup(stale.get_data(as_text=True), "html.parser")
    assert "没有保存" in page.get_text()
    button = page.select_one(f'form[action="/programme-lines/{line.id}/take-over"] input[name="seen"]')
    assert button is not None and button["value"] == str(line.version)


@pytest.mark.parametrize("act", ["lock", "unlock", "accept", "take-over"])
def test_the_address_of_a_press_leads_to_a_page(go: Go, programme, act: str):
    line = next(iter(lines_of(programme).values()))
    assert go(COUNTY).client.get(f"/programme-lines/{line.id}/{act}").status_code == 303


def test_what_is_over_or_stopping_has_no_stop(go: Go, programme):
    with committed():
        newer = ask_programme(COUNTY, get_region(COUNTY, "231102000000"), 2027, 2, 0)
    visitor, url = go(COUNTY), f"/programmes/{newer.id}"
    assert "停止，保留目前" in text_of(visitor.get(url))
    visitor.post(f"{url}/stop")
    assert "停止，保留目前" not in text_of(visitor.get(url))
    while work_once():
        pass
    assert "停止，保留目前" not in text_of(visitor.get(url))


def test_a_making_that_was_given_up_offers_to_begin_anew(go: Go, programme):
    with committed():
        newer = ask_programme(COUNTY, get_region(COUNTY, "231102000000"), 2027, 2, 0, by_job=False)
    page = text_of(go(COUNTY).get(f"/programmes/{newer.id}"))
    assert "重新编制" in page
    assert "停止，保留目前" not in page
