"""What can be true of a record, and what its file still lacks."""

from dataclasses import replace
from datetime import date

import pytest
from records_cast import TOLD

from emergency.base.errors import Refusal
from emergency.records.rules import Holder, check_details, check_kind, hints, kinds_for, lacking
from emergency.records.words import WORDINGS, RecordKind
from emergency.units.facts import UnitKind

TODAY = date(2026, 6, 1)
SCHOOL = Holder("幸福小学", UnitKind.SCHOOL, "教育", date(2020, 9, 1), date(9999, 12, 31))
OFFICE = Holder("爱辉区应急管理局", UnitKind.DEPARTMENT, "应急", date(1949, 10, 1), date(9999, 12, 31))


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 6, 2), "晚于今天"),
        (date(2020, 8, 31), "早于幸福小学的成立日期 2020-09-01"),
    ],
)
def test_a_day_that_cannot_be_is_refused(day, said):
    with pytest.raises(Refusal, match=said) as caught:
        check_details(RecordKind.PLAN_TRAINING, replace(TOLD, held_on=day), SCHOOL, TODAY)
    assert caught.value.field == "held_on"


def test_the_unit_must_still_have_been_there():
    gone = replace(SCHOOL, active_to=date(2026, 5, 1))
    with pytest.raises(Refusal, match="请登记到承接单位"):
        check_details(RecordKind.PLAN_TRAINING, TOLD, gone, TODAY)
    check_details(RecordKind.PLAN_TRAINING, replace(TOLD, held_on=date(2026, 4, 30)), gone, TODAY)


def test_a_unit_of_unknown_age_may_have_been_there_always():
    check_details(RecordKind.PLAN_TRAINING, replace(TOLD, held_on=date(1990, 1, 1)), OFFICE, TODAY)


def test_summaries_are_those_of_emergency_offices():
    assert RecordKind.YEARLY_SUMMARY in kinds_for(OFFICE.kind, OFFICE.line)
    assert RecordKind.YEARLY_SUMMARY not in kinds_for(UnitKind.DEPARTMENT, "教育")
    assert RecordKind.REVISION_PROGRAMME in kinds_for(UnitKind.DEPARTMENT, "教育")
    with pytest.raises(Refusal, match="由应急管理部门登记"):
        check_kind(RecordKind.YEARLY_SUMMARY, SCHOOL)


def test_a_summary_is_not_of_a_year_to_come():
    told = replace(TOLD, year=2027)
    with pytest.raises(Refusal, match="晚于报送日期"):
        check_details(RecordKind.YEARLY_SUMMARY, told, OFFICE, TODAY)
    assert hints(RecordKind.YEARLY_SUMMARY, replace(told, year=2023)) != ()


def test_a_programme_does_not_end_before_it_begins():
    with pytest.raises(Refusal, match="早于起始年度"):
        check_details(RecordKind.REVISION_PROGRAMME, replace(TOLD, year=2026, until_year=2025), OFFICE, TODAY)


def test_more_people_than_there_are_is_told_and_taken():
    assert "多于应参加人数" in hints(RecordKind.FIRE_TRAINING, replace(TOLD, headcount=50, expected=40))[0]


def test_the_file_of_a_training_says_what_it_lacks():
    assert lacking(RecordKind.PLAN_TRAINING, TOLD) == ()
    assert lacking(RecordKind.PLAN_TRAINING, replace(TOLD, teachers="", result="")) == ("师资", "考核结果")
    assert lacking(RecordKind.YEARLY_SUMMARY, replace(TOLD, teachers="")) == ()


def test_every_kind_has_words_and_an_article():
    assert set(WORDINGS) == set(RecordKind)
    assert all("条" in wording.basis and wording.papers for wording in WORDINGS.values())
