"""Many who sign in to one account at the same moment: right passwords never lock, wrong ones learn five answers."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from flask import Flask

from emergency.accounts import actions
from emergency.accounts.scopes import Part
from emergency.base.access import Role, system_scope
from emergency.base.database import committed
from emergency.base.errors import Refusal, TooMany

MANY = 12


@pytest.fixture
def right(app: Flask) -> str:
    """The password of li, a county officer."""
    first = actions.first_password()
    with committed():
        parts = [Part(region_code="231102000000")]
        actions.add_person(system_scope(), "li", "李喆", Role.COUNTY, parts, first)
    return first.clear


@pytest.fixture
def at_once(app: Flask) -> Callable[[str], Counter[str]]:
    """Sends one password twelve times at the same moment and counts the answers."""
    start = Barrier(MANY)

    def send(password: str) -> str:
        with app.app_context():
            start.wait()
            try:
                actions.check_password("li", password, "10.0.0.1")
            except (Refusal, TooMany) as refusal:
                return type(refusal).__name__
            return "in"

    def send_all(password: str) -> Counter[str]:
        with ThreadPoolExecutor(MANY) as threads:
            return Counter(threads.map(send, [password] * MANY))

    return send_all


def test_twelve_right_passwords_at_once_all_come_in(right: str, at_once: Callable[[str], Counter[str]]) -> None:
    assert at_once(right) == {"in": MANY}


def test_of_twelve_wrong_ones_at_once_five_are_answered(right: str, at_once: Callable[[str], Counter[str]]) -> None:
    assert at_once("Wrong-wrong-1") == {"Refusal": 5, "TooMany": MANY - 5}


def test_a_right_password_that_comes_after_the_fifth_failure_is_not_told_so(
    right: str, at_once: Callable[[str], Counter[str]]
) -> None:
    at_once("Wrong-wrong-1")
    assert at_once(right) == {"TooMany": MANY}
