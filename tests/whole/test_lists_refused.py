"""A list of ours that is no ledger is told as such when it is brought as one; the ledgers themselves still come."""

from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup
from ledger_cast import brought
from table_of_access import person_of
from test_every_export import offered, pages_of
from visitors import Visitor
from whole_cast import Whole

from emergency.base.access import Scope
from emergency.base.errors import Refusal
from emergency.ledgers.facts import Kind
from emergency.ledgers.queries import maps_of

LEDGERS = ("/units/export", "/contacts?", "/plans/export", "/drills.xlsx", "/people?")


def lists(visitor: Visitor, pages: list[str]) -> dict[str, bytes]:
    """Every workbook that these pages offer, by its address."""
    found: dict[str, bytes] = {}
    for address in pages:
        answer = visitor.client.get(address, buffered=True)
        if answer.mimetype == "text/html" and answer.status_code == 200:
            for link in {*offered(BeautifulSoup(answer.text, "html.parser"), address)} - {*found}:
                found[link] = visitor.fetch(link).data
    return found


def taken_for(content: bytes, scope: Scope) -> list[Kind | None]:
    """As which ledgers a file is read; none where it is refused as a list of ours."""
    try:
        return [one.kind for one in maps_of(brought(content, scope=scope)) if one.kind]
    except Refusal as refusal:
        assert "是本系统导出的清单，不是台账" in refusal.sentence
        return []


@pytest.mark.parametrize("column", ["city", "unit"])
def test_only_ledgers_are_taken_for_ledgers(
    column: str, whole: Whole, visit: Callable[[Scope | None], Visitor]
) -> None:  # fmt: skip
    scope = person_of(column, whole.things)
    assert scope is not None
    for address, content in lists(visit(scope), pages_of(column, whole)).items():
        assert bool(taken_for(content, scope)) is address.startswith(LEDGERS), address


def test_a_list_of_contact_checks_is_refused_where_it_is_chosen(
    whole: Whole, visit: Callable[[Scope | None], Visitor]
) -> None:
    scope = person_of("city", whole.things)
    assert scope is not None
    with pytest.raises(Refusal, match="“联系方式核对”是本系统导出的清单"):
        brought(visit(scope).fetch("/contact-checks/export").data, scope=scope)
