"""The table of papers goes up and down with data in it."""

from flask import Flask
from flask_migrate import downgrade, upgrade
from papers_cast import attach_pdf
from sqlalchemy import inspect

from emergency.base.database import db


def test_the_table_of_papers_goes_and_comes_back(heihe: Flask) -> None:
    attach_pdf()
    db.session.remove()
    downgrade(revision="0006_checklists")
    assert "paper" not in inspect(db.engine).get_table_names()
    upgrade()
    assert "paper" in inspect(db.engine).get_table_names()
