"""A programme of many thousand lines: pages of fifty, and as many statements as for a few."""

from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO

import pikepdf
import pytest
from counting import statements
from places import XINGFU
from programme_cast import COUNTY, again, made
from visitors import Visitor, text_of

from emergency.audit import trail
from emergency.audit.rules import Tag
from emergency.base.database import committed, db
from emergency.base.jobs import work_once
from emergency.programme import actions_tables, views_tables
from emergency.programme.models import Programme, ProgrammeLine

Go = Callable[..., Visitor]
MANY = 3000


def fill(programme: Programme, unit_id: int) -> None:
    """Many more lines of one unit, spread over the year."""
    first = date(2027, 1, 4)
    with committed():
        for number in range(MANY):
            day = first + timedelta(days=number % 350)
            db.session.add(
                ProgrammeLine(
                    programme_id=programme.id,
                    task_key=f"many:{number}",
                    unit_id=unit_id,
                    region_code=XINGFU,
                    place_code=XINGFU,
                    rule_id="DR-08",
                    serves=[["DR-08", None]],
                    term="2027",
                    first_day=first,
                    last_day=date(2027, 12, 31),
                    due_on=date(2027, 12, 31),
                    rest="office",
                    traits=[],
                    crews=[],
                    spacing=14,
                    day=None if number % 10 == 0 else day,
                    reason="place_full",
                    sentence="排满了。",
                )
            )
        trail.record(COUNTY, Tag.PROGRAMME_MADE, "programme", programme.id, "很多项。")


def asked_by(go: Go, path: str) -> int:
    with statements() as asked:
        go(COUNTY).get(path)
    return len(asked)


@pytest.mark.parametrize(
    "page", ["", "/lines", "/lines?state=placed&page=9", "/unplaced", "/month?month=5", "/changes"]
)
def test_pages_ask_as_much_of_many_lines_as_of_few(go: Go, district, page: str):
    programme = made()
    few = asked_by(go, f"/programmes/{programme.id}{page}")
    fill(programme, district["works"].id)
    assert asked_by(go, f"/programmes/{again(programme).id}{page}") == few


def test_a_list_of_many_comes_in_pages_of_fifty(go: Go, district):
    programme = made()
    fill(programme, district["works"].id)
    page = go(COUNTY).get(f"/programmes/{programme.id}/lines")
    assert len(page.select("table.grid tbody tr")) == 50


def test_too_long_a_paper_is_refused_with_what_to_do(go: Go, district, monkeypatch):
    monkeypatch.setattr(views_tables, "MOST_PRINTED", 2000)
    programme = made()
    fill(programme, district["works"].id)
    answer = go(COUNTY).fetch(f"/programmes/{programme.id}/table.pdf", 422)
    assert "筛选" in answer.get_data(as_text=True)


def test_a_long_paper_is_made_by_the_job_and_offered(go: Go, district, monkeypatch):
    monkeypatch.setattr(actions_tables, "PART_ROWS", 150)
    programme = made()
    fill(programme, district["works"].id)
    visitor, asked = go(COUNTY), f"/programmes/{programme.id}/table?month=5"
    led = visitor.fetch(f"/programmes/{programme.id}/table.pdf?month=5", 303)
    assert led.location.endswith(asked)
    visitor.post(asked, {})
    assert "排队等候" in text_of(visitor.get(asked))
    while work_once():
        pass
    assert "点右上角下载" in text_of(visitor.get(asked))
    paper = visitor.fetch(asked.replace("/table?", "/table/file?"))
    with pikepdf.open(BytesIO(paper.data)) as read:
        assert len(read.pages) > 5 and read.open_metadata()["dc:title"] == "爱辉区2027年度演练计划表"


def test_a_paper_that_nobody_asked_for_is_not_there(go: Go):
    go(COUNTY).fetch(f"/programmes/{made().id}/table/file", 404)
