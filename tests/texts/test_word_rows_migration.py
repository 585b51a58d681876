"""The rows of the list of words are numbered anew and back with words in them; every word is found afterwards."""

from flask_migrate import downgrade, upgrade
from places import CITY, COUNTY
from search_cast import found, library
from sqlalchemy import text

from emergency.base.database import db


def rows():
    """The numbers of all rows, and what became of the reading transaction."""
    told = list(db.session.scalars(text("SELECT rowid FROM plan_word ORDER BY rowid")))
    db.session.remove()
    return told


def test_rows_go_back_and_come_again(town):
    library()
    before, answers = rows(), [found(scope, "预案") for scope in (CITY, COUNTY)]
    db.session.remove()
    downgrade(revision="0047_ledger_jobs")
    assert len(rows()) == len(before) and not set(rows()) & set(before)
    upgrade()
    assert rows() == before
    assert [found(scope, "预案") for scope in (CITY, COUNTY)] == answers
