"""The office enters a year's working days by pasting them; until then dates of that year are provisional."""

from datetime import date

import law_cast
import pytest
from places import CITY, COUNTY
from time_machine import travel

from emergency.base import clock
from emergency.base.errors import Refusal
from emergency.base.workdays import DayKind
from emergency.obligations import queries
from emergency.obligations.views_workdays import missing_year_notice
from emergency.obligations.workday_text import read_exceptions


@pytest.fixture(autouse=True)
def law(app):
    with travel("2026-11-21 02:00Z", tick=False):
        law_cast.load()
        yield


def test_an_entered_year_is_known():
    law_cast.enter(CITY, 2027, law_cast.pasted(2027))
    assert queries.load_workdays().kind(law_cast.first_monday(2027, 1)) is DayKind.REST


def test_the_table_as_it_was_known_before_is_kept():
    before = clock.now()
    with travel("2026-11-22 02:00Z", tick=False):
        law_cast.enter(CITY, 2027, law_cast.pasted(2027))
    assert 2027 not in queries.load_workdays(before).years
    assert 2027 in queries.load_workdays().years


def test_a_year_can_be_corrected():
    law_cast.enter(CITY, 2027, law_cast.pasted(2027))
    law_cast.enter(CITY, 2027, law_cast.pasted(2027, ["06", "07", "08", "09", "10"]))
    assert queries.load_workdays().kind(law_cast.first_monday(2027, 1)) is DayKind.WORK


def test_a_year_out_of_reach_is_refused():
    with pytest.raises(Refusal, match="2027"):
        law_cast.enter(CITY, 2028, law_cast.pasted(2028))


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("下周一 放假", "不是日期"),
        ("2026-10-01 放假", "不在2027年"),
        ("2027-01-04 也许", "放假"),
        ("2027-01-04 放假\n2027-01-04 上班", "相反"),
        ("2027-01-04 放假", "不足5天"),
    ],
)
def test_a_text_that_cannot_be_read_is_answered_in_chinese(text, word):
    with pytest.raises(ValueError, match=word):
        read_exceptions(text, 2027)


def test_days_like_any_other_week_are_left_out():
    text = law_cast.pasted(2027) + "\n2027-01-02 放假 元旦\n2027-01-09,上班,元旦"
    days = read_exceptions(text, 2027)
    assert date(2027, 1, 2) not in [day for day, _, _ in days]
    assert (date(2027, 1, 9), True, "元旦") in days


def test_from_november_on_the_city_office_is_reminded(app):
    with app.test_request_context():
        assert "2027年" in missing_year_notice(CITY)[0].sentence
        assert missing_year_notice(COUNTY) == []


def test_before_november_nobody_is_reminded():
    assert queries.missing_year(date(2026, 10, 31)) is None
    assert queries.missing_year(date(2026, 11, 1)) == 2027


def test_a_running_year_that_is_missing_is_still_asked_for():
    assert queries.missing_year(date(2027, 1, 15)) == 2027


def test_the_same_table_again_is_no_correction():
    law_cast.enter(CITY, 2027, law_cast.pasted(2027))
    with pytest.raises(Refusal, match="完全相同"):
        law_cast.enter(CITY, 2027, law_cast.pasted(2027))
