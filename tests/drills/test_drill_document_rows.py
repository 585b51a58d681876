"""Rows on a form move about by the orders of buttons; cells come from a sheet."""

import pytest

from emergency.drills.document_rows import pasted, rearranged

ORDERS = [
    ("add", "abc_"), ("after-0", "a_bc"), ("up-1", "bac"), ("up-0", "abc"), ("down-1", "acb"), ("down-2", "abc"),
    ("drop-0", "bc"), ("drop-3", "abc"), ("drop--1", "abc"), ("drop-²", "abc"), ("burn-1", "abc"), ("", "abc"),
    (f"drop-{'9' * 400}", "abc"),
]  # fmt: skip


@pytest.mark.parametrize(("order", "left"), ORDERS)
def test_an_order_moves_rows(order, left):
    assert "".join(rearranged("abc", order, lambda: "_")) == left


def test_cells_of_a_sheet_become_rows():
    assert pasted('一\t"两\n行"\r\n\r\n二\t\t三\t四', 3, 10) == [("一", "两\n行", ""), ("二", "", "三")]


def test_no_more_rows_are_taken_than_fit():
    assert len(pasted("甲\n" * 500, 2, 100)) == 100
