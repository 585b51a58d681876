"""Sheets issued to units and filled in, for tests."""

from io import BytesIO
from typing import Any

from ledger_cast import saved
from openpyxl import load_workbook
from places import CITY

from emergency.base.access import Scope
from emergency.base.database import committed
from emergency.ledgers import actions, actions_issues, actions_returns
from emergency.ledgers.actions_issues import Sent
from emergency.ledgers.models_issues import LedgerReturn
from emergency.ledgers.queries_issues import get_return
from emergency.units.models import Unit

KEY_COLUMN = 1


def issued(unit: Unit, scope: Scope = CITY, days: int = 14) -> Sent:
    """A sheet that went out to a unit."""
    with committed():
        return actions_issues.issue_one(scope, unit, days, lambda token: f"https://test/filled-sheet/{token}")


def token_of(sent: Sent) -> str:
    """What stands behind the last stroke of its address."""
    return sent.address.rpartition("/")[2]


def filled(content: bytes, sheet: str, row: int, **values: Any) -> bytes:
    """The workbook with values written under these headings, as a person or somebody worse would."""
    book = load_workbook(BytesIO(content))
    page = book[sheet]
    heads = {cell.value: cell.column for cell in page[1]}
    for head, value in values.items():
        page.cell(row, heads[head]).value = value
    return saved(book)


def new_row(content: bytes, sheet: str) -> int:
    """The first blank row of a sheet."""
    page = load_workbook(BytesIO(content))[sheet]
    return next(row for row in range(2, page.max_row + 1) if not page.cell(row, KEY_COLUMN).value)


def by_hand(content: bytes, scope: Scope = CITY, name: str = "填报表.xlsx", who: str = "李四") -> LedgerReturn:
    """A sheet that was brought to the office."""
    staged = actions.stage(name, BytesIO(content))
    with committed():
        number = actions_returns.receive_by_hand(scope, staged, who).id
    return get_return(scope, number)[0]


def by_link(token: str, content: bytes, who: str = "李四", name: str = "填报表.xlsx") -> LedgerReturn:
    """A sheet that came through its address."""
    staged = actions.stage(name, BytesIO(content))
    with committed():
        return actions_returns.receive_by_link(token, staged, who, "192.0.2.7")


def prepared(returned: LedgerReturn, kept: tuple[str, ...] = (), chosen: tuple[str, ...] = ()) -> Any:
    """The import that waits for its confirmation."""
    with committed():
        return actions_returns.prepare(CITY, returned.id, set(kept), {*kept, *chosen})


def taken(brought: Any, scope: Scope = CITY) -> None:
    """Confirmed."""
    with committed():
        actions_returns.take_in(scope, brought)
