"""Why a line stands on its day: a wish that is not met names what stood in its way; schools keep to their terms."""

from collections.abc import Callable
from datetime import date

import pytest
from programme_cast import COUNTY, XINGFU, again, line_for, made
from visitors import Visitor, text_of

from emergency.base.database import FAR_DAY, committed, db
from emergency.programme.actions_lines import lock_line, move_line
from emergency.programme.asking import asking_of
from emergency.programme.explaining import why
from emergency.programme.models import Programme
from emergency.units.actions_facts import record_fact
from emergency.units.timeline import Stretch

Go = Callable[..., Visitor]


def told(line) -> dict[str, str]:
    line = again(line)
    return {term.name: words for term, words in why(db.session.get_one(Programme, line.programme_id), line).wishes}


@pytest.fixture
def march(district):
    """The school's drill of the month in which its term begins, locked off its first week."""
    programme = made()
    line = line_for(programme, district["school"], "DR-12", "2027-03")
    with committed():
        move_line(COUNTY, programme, line, date(2027, 3, 19), line.version)
    return again(line)


def test_a_wish_not_met_by_a_persons_will_names_the_person(go: Go, march):
    assert told(march)["school_first_week"] == f"不符合：由{COUNTY.name}锁定在这一天"
    assert "锁定在这一天" in text_of(go(COUNTY).get(f"/programme-lines/{march.id}"))


def test_a_wish_for_which_the_window_has_no_day_says_so(district):
    line = line_for(made(), district["school"], "DR-12", "2027-06")
    assert told(line)["school_first_week"] == "不符合：可排日期内没有这样的可用日子"


def test_a_wish_whose_days_are_free_was_left_for_even_weeks(district, march):
    with committed():
        lock_line(COUNTY, db.session.get_one(Programme, march.programme_id), march, False, march.version)
    assert "均衡" in told(march)["school_first_week"]


def test_a_wish_whose_days_are_taken_counts_what_takes_them(district, march):
    programme = db.session.get_one(Programme, march.programme_id)
    yearly = line_for(programme, district["school"], "DR-08", "2027")
    with committed():
        move_line(COUNTY, programme, yearly, date(2027, 3, 3), again(yearly).version)
    with committed():
        lock_line(COUNTY, programme, again(march), False, again(march).version)
    assert "间隔不足" in told(march)["school_first_week"]


def test_each_school_keeps_to_its_own_terms(district):
    terms = ("2027-03-15/2027-07-09", "2027-09-06/2028-01-07")
    with committed():
        record_fact(COUNTY, district["school"], "school_terms", terms, Stretch(date(2026, 1, 1), FAR_DAY), "通知")
    asking = asking_of(XINGFU[:6] + "000000", 2027, 2, 0)
    line = line_for(made(), district["school"], "DR-08", "2027")
    assert asking.schools[district["school"].id] == "school_terms_0"
    assert any(date.fromisoformat(one[:10]) <= line.day <= date.fromisoformat(one[11:]) for one in terms)
    assert told(line)["school_in_term"] == "符合"
