"""How large a filled sheet may be: a few rows more than was issued, so that its page stays a page."""

from io import BytesIO

import pytest
import time_machine
from issue_cast import by_hand, by_link, issued, token_of
from ledger_cast import forget_session, saved
from openpyxl import load_workbook
from places import CITY, XINGFU
from plan_cast import town_plan, unit_at

from emergency.base.errors import Refusal
from emergency.ledgers.actions_returns import MOST_MORE
from emergency.ledgers.queries_issues import compare_return, get_return, issue_by_token

PAGE = 400 << 10


@pytest.fixture
def town(covered):
    with time_machine.travel("2026-11-22 12:00 +0800", tick=False):
        town_plan()
        yield unit_at(XINGFU)


def pasted(content: bytes, rows: int, cell: str = "{}号演练") -> bytes:
    """The sheet with so many rows below its heading, as if pasted from elsewhere."""
    book = load_workbook(BytesIO(content))
    page = book["演练台账"]
    page.delete_rows(2, page.max_row)
    for number in range(rows):
        for column in range(2, 10):
            page.cell(number + 2, column).value = cell.format(number)
    return saved(book)


def test_many_more_rows_than_were_issued_are_not_received(town):
    sent = issued(town)
    with pytest.raises(Refusal, match=f"“演练台账”页有 {MOST_MORE + 1} 行，发出时是 0 项；.*“导入台账”"):
        by_link(token_of(sent), pasted(sent.content, MOST_MORE + 1))
    forget_session()
    assert issue_by_token(token_of(sent)).state == "open"


def test_the_largest_sheet_that_is_received_still_makes_a_page(town, visit):
    returned = by_hand(pasted(issued(town).content, MOST_MORE))
    found = compare_return(CITY, returned, get_return(CITY, returned.id)[1].issue)[0]
    assert len(found.new) == MOST_MORE
    page = visit(CITY).fetch(f"/ledgers/returns/{returned.id}").data
    assert "新登记的（200 行）" in page.decode() and len(page) < PAGE


def test_the_words_of_another_table_in_it_are_not_received(town):
    with pytest.raises(Refusal, match="不要把别的表粘贴进来"):
        by_hand(pasted(issued(town).content, 500, "{}" + "很长的话" * 240))


def test_of_what_only_the_unit_changed_a_page_lists_the_first(town, visit, monkeypatch):
    monkeypatch.setattr("emergency.ledgers.views_returns.MOST_SHOWN", 1)
    book = load_workbook(BytesIO(issued(town).content))
    heads = {cell.value: cell.column for cell in book["预案台账"][1]}
    for head, day in (("评审日期", "2026.2.1"), ("公布日期", "2026.3.1")):
        book["预案台账"].cell(2, heads[head]).value = day
    page = visit(CITY).get(f"/ledgers/returns/{by_hand(saved(book)).id}").get_text()
    assert "2 处" in page and "列出前 1 项" in page and not ("2026.2.1" in page and "2026.3.1" in page)
