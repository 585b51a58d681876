"""Locks, lifetimes, passwords and ways back, as plain values."""

from datetime import UTC, datetime, timedelta

import pytest

from emergency.accounts.rules import is_alive, locked_until, minutes_left, new_password, password_fault, safe_way_back

NOW = datetime(2026, 11, 21, 8, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


@pytest.mark.parametrize(
    ("began", "seen", "ended", "alive"),
    [
        (MINUTE, MINUTE, None, True),
        (60 * MINUTE, 15 * MINUTE, None, False),
        (12 * 60 * MINUTE, MINUTE, None, False),
        (MINUTE, MINUTE, NOW, False),
    ],
)
def test_a_sign_in_ends_by_idling_by_age_and_by_hand(
    began: timedelta, seen: timedelta, ended: datetime | None, alive: bool
) -> None:
    assert is_alive(NOW, began=NOW - began, seen=NOW - seen, ended=ended) is alive


def test_five_tries_in_fifteen_minutes_lock_until_the_first_of_them_is_past() -> None:
    tries = [NOW - number * MINUTE for number in range(5)]
    assert locked_until(tries, NOW) == NOW + 11 * MINUTE
    assert minutes_left(NOW + 11 * MINUTE, NOW) == 11
    assert locked_until(tries[:4], NOW) is None


def test_old_tries_do_not_lock() -> None:
    assert locked_until([NOW - 15 * MINUTE] * 9, NOW) is None


@pytest.mark.parametrize("password", ["Ab1-short", "alllowercase1", "Zhang-zhang3", "Admin-2026-x"])
def test_a_weak_password_is_refused_in_chinese(password: str) -> None:
    assert password_fault(password, "zhang")


def test_the_passwords_that_we_make_are_good_and_differ() -> None:
    made = {new_password() for _ in range(50)}
    assert len(made) == 50
    assert not any(password_fault(password, "nobody") for password in made)


@pytest.mark.parametrize("target", ["//evil", "/\\evil", "https:evil", "https://evil/", "", None, "/\tx", "evil"])
def test_a_way_back_that_leads_elsewhere_leads_home(target: str | None) -> None:
    assert safe_way_back(target) == "/"


def test_a_way_back_within_the_site_is_kept() -> None:
    assert safe_way_back("/plans?page=2") == "/plans?page=2"
