"""Every list that offers itself as Excel gives exactly the rows that it counts, and no fault for Excel."""

import re
from collections.abc import Callable, Iterator
from io import BytesIO
from urllib.parse import urljoin

import pytest
from bs4 import BeautifulSoup
from excel_rules import faults
from openpyxl import load_workbook
from table_of_access import COLUMNS, LINES, numbers, person_of
from visitors import Visitor, told
from whole_cast import Whole

from emergency.base.access import Scope

SHEET = re.compile(r"\.xlsx|/export|sheet=xlsx")
COUNT = re.compile(r"共 (\d+) ")
# Above the rows stand a title, the filter and perhaps a notice; the heading is the first row of several words.
HEADED = 2


def offered(page: BeautifulSoup, address: str) -> Iterator[str]:
    """The addresses under which a page offers its rows as Excel."""
    for link in page.select("a[href^='/'], a[href^='?']"):
        if "导出" in link.get_text() and SHEET.search(str(link["href"])):
            yield urljoin(address, str(link["href"]))


def pages_of(column: str, whole: Whole) -> list[str]:
    """The addresses of all pages that this role may read, but for the sheets themselves."""
    scope, place = person_of(column, whole.things), COLUMNS.index(column)
    return [
        line.address(numbers(where, whole.things, scope))
        for line in LINES.values()
        for where, row in line.answers.items()
        if line.reads and row[place] == 200 and "export" not in line.name and ".xlsx" not in line.name
    ]


def rows_of(content: bytes) -> tuple[list[str], int]:
    """The lines above the heading, and how many rows stand under it."""
    found = [[cell for cell in row if cell not in (None, "")] for row in load_workbook(BytesIO(content)).active.values]
    heading = next(place for place, row in enumerate(found) if len(row) >= HEADED)
    return [str(row[0]) for row in found[:heading] if row], len(found) - heading - 1


def wrong_on(visitor: Visitor, address: str, seen: set[str]) -> Iterator[str]:
    """What is not as it should be with the sheets that a page offers."""
    answer = visitor.client.get(address, buffered=True)
    if answer.mimetype != "text/html" or answer.status_code != 200:
        return
    page = BeautifulSoup(answer.text, "html.parser")
    counted = COUNT.search(page.select_one("nav.paging").get_text()) if page.select_one("nav.paging") else None
    for link in {*offered(page, address)} - seen:
        seen.add(link)
        sheet = visitor.client.get(link, buffered=True)
        if sheet.status_code != 200:
            yield f"{address} offers {link}: {told(sheet)}"
            continue
        yield from (f"{link}: {fault}" for fault in faults(sheet.data))
        above, rows = rows_of(sheet.data)
        if len(above) < HEADED:
            yield f"{link} says nothing of its filter: {above}"
        if counted and rows != int(counted[1]):
            yield f"{address} counts {counted[1]}, {link} has {rows}"


@pytest.mark.parametrize("column", [column for column in COLUMNS if column != "nobody"])
def test_a_sheet_has_the_rows_of_its_page(
    column: str, whole: Whole, visit: Callable[[Scope | None], Visitor]
) -> None:  # fmt: skip
    seen = set[str]()
    visitor = visit(person_of(column, whole.things))
    wrong = [fault for address in pages_of(column, whole) for fault in wrong_on(visitor, address, seen)]
    assert not wrong, "\n".join(wrong)
    assert len(seen) > (0 if column in ("auditor", "system") else 12)
