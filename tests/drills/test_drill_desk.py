"""What the desk and the pages of units, plans and regions say of drills."""

from datetime import datetime, timedelta

from drill_cast import COUNTY, TOWNSHIP, held, planned, unit_of
from places import NEIGHBOUR, SYSTEM, XINGFU, XINGFU_VILLAGE
from visitors import text_of

from emergency.base.clock import SHANGHAI
from emergency.base.desk import counted
from emergency.drills.facts import Span
from emergency.drills.queries_desk import drill_counters
from emergency.drills.views_parts import plan_part, unit_part

PAST = Span(datetime(2026, 6, 1, 9, tzinfo=SHANGHAI), datetime(2026, 6, 1, 11, tzinfo=SHANGHAI))


def numbers(app, scope):
    with app.test_request_context():
        return {counter.word: counter.number for counter in counted(drill_counters(scope))}


def test_the_desk_counts_what_waits_and_what_was_not_recorded(town):
    held()
    planned(span=PAST)
    planned()
    assert numbers(town, COUNTY) == {"待核演练记录": 1, "演练日已过未登记": 1}
    assert numbers(town, NEIGHBOUR) == {} and numbers(town, SYSTEM) == {}


def test_the_counter_leads_to_its_list(go):
    planned(span=PAST)
    planned()
    assert len(go(COUNTY).get("/drills?mark=unrecorded").select("table.grid tbody tr th")) == 1


def test_the_page_of_a_unit_shows_its_newest_drills(go):
    drill = planned()
    page = go(TOWNSHIP).get(f"/units/{unit_of().id}")
    assert drill.title in text_of(page) and page.find("a", href=f"/units/{unit_of().id}/drills/new")


def test_the_page_of_a_region_counts_the_year(go):
    planned()
    held()
    assert "草稿 0 次，已发布 1 次，已确定 0 次，已举行 1 次" in text_of(go(COUNTY).get(f"/regions/{XINGFU}"))


def test_who_may_not_see_drills_sees_no_part(town):
    with town.test_request_context():
        assert unit_part(SYSTEM, unit_of().id) == "" and plan_part(SYSTEM, 1) == ""


def test_a_record_waits_only_for_those_who_may_check_it(town):
    held()
    assert "待核演练记录" not in numbers(town, TOWNSHIP)
    held(COUNTY, XINGFU_VILLAGE)
    assert numbers(town, TOWNSHIP)["待核演练记录"] == 1
    assert numbers(town, COUNTY)["待核演练记录"] == 1


def test_what_was_not_recorded_last_year_stands_in_its_list_too(go):
    year = timedelta(days=365)
    planned(span=Span(PAST.starts_at - year, PAST.ends_at - year))
    page = go(COUNTY).get("/drills?mark=unrecorded")
    assert len(page.select("table.grid tbody tr th")) == 1
