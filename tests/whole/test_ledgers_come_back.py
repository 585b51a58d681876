"""Every ledger that a role takes out comes back without a change, on the register with everything in it."""

from collections.abc import Callable

import pytest
from ledger_cast import checked
from table_of_access import person_of
from visitors import Visitor
from whole_cast import Whole

from emergency.base.access import Scope
from emergency.ledgers.facts import Kind, Status
from emergency.ledgers.permits import kinds_for

LEDGERS = {
    Kind.UNIT: "/units/export", Kind.CONTACT: "/contacts?sheet=xlsx", Kind.PLAN: "/plans/export",
    Kind.DRILL: "/drills.xlsx?year={}",
}  # fmt: skip
YEARS = (2025, 2026, 2027)


@pytest.mark.parametrize("column", ["city", "county", "township", "line", "unit"])
def test_what_a_role_takes_out_comes_back_unchanged(
    column: str, whole: Whole, visit: Callable[[Scope | None], Visitor]
) -> None:
    scope, seen = person_of(column, whole.things), set[Kind]()
    visitor = visit(scope)
    assert scope is not None
    for kind in kinds_for(scope):
        for address in sorted({LEDGERS[kind].format(year) for year in YEARS}):
            report = checked(visitor.fetch(address).data, scope=scope)
            told = [f"{row.name}: {row.told}" for row in report.rows if row.status is not Status.UNCHANGED]
            assert not told, f"{address}: {told}"
            seen |= {row.kind for row in report.rows}
    assert seen == {*kinds_for(scope)}
