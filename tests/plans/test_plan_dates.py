"""Which stated days can be true."""

from datetime import date

import pytest

from emergency.base.errors import Refusal
from emergency.plans.dates import check_dates, late_days, started_on
from emergency.plans.words import Act

TODAY = date(2026, 11, 21)


def refused(**days: date) -> Refusal:
    with pytest.raises(Refusal) as found:
        check_dates({Act(name): day for name, day in days.items()}, TODAY)
    return found.value


def test_a_day_of_2099_is_refused_beside_its_field() -> None:
    fault = refused(issued=date(2099, 1, 1))
    assert fault.field == "issued"
    assert "2099-01-01 晚于今天" in fault.sentence


def test_a_day_before_1949_is_refused() -> None:
    assert "1949" in refused(issued=date(1938, 5, 1)).sentence


def test_filing_before_issuing_is_refused() -> None:
    fault = refused(issued=date(2026, 3, 10), filed=date(2026, 3, 9))
    assert fault.field == "filed"
    assert "早于预案的印发" in fault.sentence


def test_filing_on_the_day_of_issuing_is_possible() -> None:
    assert check_dates({Act.ISSUED: date(2026, 3, 10), Act.FILED: date(2026, 3, 10)}, TODAY) == ()


def test_coming_into_force_before_issuing_is_only_hinted_at() -> None:
    (hint,) = check_dates({Act.ISSUED: date(2026, 3, 10), Act.EFFECTIVE: date(2026, 3, 1)}, TODAY)
    assert hint.startswith("提示：")


def test_a_plan_may_come_into_force_later() -> None:
    assert check_dates({Act.ISSUED: date(2026, 11, 20), Act.EFFECTIVE: date(2027, 1, 1)}, TODAY) == ()


def test_a_far_day_of_coming_into_force_is_refused() -> None:
    assert refused(effective=date(2099, 1, 1)).field == "effective"


def test_a_validity_that_ends_before_it_begins_is_refused() -> None:
    assert refused(issued=date(2026, 3, 10), expires=date(2026, 3, 1)).field == "expires"


def test_the_clock_starts_with_the_first_of_its_acts() -> None:
    days = {Act.SIGNED: date(2026, 3, 1), Act.PUBLISHED: date(2026, 3, 5), Act.EFFECTIVE: date(2026, 2, 1)}
    assert started_on(days) == date(2026, 3, 1)


def test_late_entry_is_counted_in_days() -> None:
    assert late_days(date(2026, 3, 1), date(2026, 3, 31)) == 30
    assert late_days(date(2026, 4, 1), date(2026, 3, 31)) == 0
