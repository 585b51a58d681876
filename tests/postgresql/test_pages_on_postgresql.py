"""Every page that reads gives the same answer on PostgreSQL."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from table_of_access import COLUMNS, LINES, numbers, person_of
from visitors import Visitor, told

READING = [name for name, line in LINES.items() if line.reads]
pytestmark = pytest.mark.xdist_group("postgresql")


@pytest.mark.parametrize("name", READING)
def test_a_page_answers_as_it_is_written(
    name: str, postgresql: tuple[Flask, dict[str, Any]], visit: Callable[..., Visitor]
) -> None:
    things, line, wrong = postgresql[1], LINES[name], []
    for column, status in zip(COLUMNS, line.answers["own"], strict=True):
        scope = person_of(column, things)
        answer = visit(scope).client.get(line.address(numbers("own", things, scope)), buffered=True)
        wrong += [] if answer.status_code == status else [f"{column}: {status} is written, but {told(answer)}"]
    assert not wrong, "\n".join(wrong)
