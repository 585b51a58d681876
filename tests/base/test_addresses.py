"""A number that no row can have is an address that is not there."""

import pytest
from places import CITY


@pytest.mark.parametrize("number", ["9" * 5000, "2147483648"])
def test_a_number_beyond_every_row_is_not_found(heihe, visit, number):
    visit(CITY).get(f"/units/{number}", 404)
