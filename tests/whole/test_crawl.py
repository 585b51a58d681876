"""Every page that can be reached, as each role: whole, open to whom it is offered, and nothing written by looking."""

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from io import BytesIO

import pytest
from bs4 import BeautifulSoup
from docx import Document
from flask import Flask
from inspection import inspect
from openpyxl import load_workbook
from table_of_access import COLUMNS, LINES, numbers, person_of
from visitors import Visitor, told
from werkzeug.test import TestResponse
from whole_cast import Whole

from emergency.base.access import Scope
from emergency.base.database import db

MOST_OF_A_KIND = 2
PRINTED = re.compile(r"/paper(\?|$)")
ODD = (
    "?page=-1&region=%00&on=2026-13-99&q=%27%22%25&year=99999&unit=x&unit_id=%C2%B2&kind=zz&text=%25_&month=13"
    "&tag=x&since=x&role=x&light=x&group=x&state=x&rule=x&by=x&counted=x&next=//x&view=1&due=1&person=x"
)
HUGE = f"?page={9**30}&year={9**30}&unit={9**30}&number={9**30}&region={'9' * 400}&q={'字' * 300}&text={'%' * 300}"


def written() -> dict[str, str]:
    """A digest of every table but those of the machine itself."""
    db.session.rollback()
    kept = [table for table in db.metadata.sorted_tables if "operational" not in table.info]
    rows = {table.name: db.session.execute(db.select(table)).all() for table in kept}
    db.session.rollback()
    return {name: hashlib.sha256(repr(found).encode()).hexdigest() for name, found in rows.items()}


def links(page: BeautifulSoup) -> Iterator[str]:
    """Addresses of this house that a page offers."""
    for link in page.select("a[href^='/']"):
        address = str(link["href"]).partition("#")[0]
        if not address.startswith(("/static", "/bootstrap")) and not PRINTED.search(address):
            yield address


def kind_of(app: Flask, address: str) -> str:
    """The route and the questions of an address: pages alike are looked at a few times, not a hundred."""
    path, _, question = address.partition("?")
    rule = app.url_map.bind("localhost").match(path)[0]
    return rule + "?" + ",".join(sorted(part.partition("=")[0] for part in question.split("&")))


def crawl(app: Flask, visitor: Visitor, first: list[str], hidden: Iterable[str] = ()) -> Iterator[str]:
    """Follow what is offered, and tell what is wrong on the way; no page or workbook holds a hidden word."""
    waiting, seen, kinds = list(first), set(first), Counter[str]()
    while waiting:
        address = waiting.pop(0)
        answer = visitor.client.get(address, buffered=True)
        if answer.status_code not in (200, 302, 303):
            yield f"{address}: {told(answer)}"
        said = words_of(answer)
        yield from (f"{address} tells {word}" for word in hidden if word in said)
        if answer.mimetype == "text/html" and answer.status_code == 200 and "<html" in answer.text:
            page = inspect(answer.text)
            for link in links(page):
                kind = kind_of(app, link)
                if link not in seen and kinds[kind] < MOST_OF_A_KIND:
                    kinds[kind] += 1
                    seen.add(link)
                    waiting.append(link)


def words_of(answer: TestResponse) -> str:
    """What an answer says, a workbook's cells and a text's parts included."""
    if answer.mimetype.endswith("wordprocessingml.document"):
        return str(Document(BytesIO(answer.data)).element.xml)
    if answer.data.startswith(b"PK"):
        sheet = load_workbook(BytesIO(answer.data)).active
        return "\n".join(str(cell.value) for row in sheet.iter_rows() for cell in row)
    return "" if answer.mimetype == "application/pdf" else answer.text


def strange_to(column: str, whole: Whole) -> list[str]:
    """The names of units and plans, and the codes, that a role may never read anywhere."""
    next_door = ["other"] if column in ("township", "line", "unit") else []
    places = ["foreign", *next_door] if column in ("county", "township", "line", "unit") else []
    places = ["own", "other", "foreign"] if column == "system" else places
    return [word for place in places for word in whole.things[place]["names"]]


@pytest.mark.parametrize("column", [column for column in COLUMNS if column != "nobody"])
def test_every_page_of_a_role_is_whole_and_looking_writes_nothing(
    column: str, whole: Whole, visit: Callable[[Scope | None], Visitor]
) -> None:
    scope, place, before = person_of(column, whole.things), COLUMNS.index(column), written()
    first = [
        line.address(numbers(where, whole.things, scope))
        for line in LINES.values()
        for where, row in line.answers.items()
        if line.reads and row[place] == 200 and not PRINTED.search(line.name)
    ]
    wrong = list(crawl(whole.app, visit(scope), first, strange_to(column, whole)))
    assert not wrong, "\n".join(wrong)
    assert written() == before


@pytest.mark.parametrize("question", [ODD, HUGE], ids=["odd", "huge"])
@pytest.mark.parametrize("column", ["city", "unit", "auditor", "system"])
def test_a_question_that_makes_no_sense_breaks_no_page(
    column: str, question: str, whole: Whole, visit: Callable[[Scope | None], Visitor]
) -> None:
    scope = person_of(column, whole.things)
    visitor, place, wrong = visit(scope), COLUMNS.index(column), []
    for line in LINES.values():
        if line.reads and line.answers["own"][place] == 200 and not PRINTED.search(line.name):
            answer = visitor.client.get(line.address(numbers("own", whole.things, scope)) + question, buffered=True)
            if answer.status_code >= 500:
                wrong.append(f"{line.name}: {told(answer)}")
    assert not wrong, "\n".join(wrong)
