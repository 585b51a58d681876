"""The office's wording of the sheets goes and comes back with documents beside it."""

from drill_cast import CITY, planned
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import inspect, text
from test_drill_documents import save

from emergency.base.database import committed, db
from emergency.drills.actions_evaluation import word_sheet
from emergency.drills.evaluation_book import book


def test_the_table_goes_and_comes_back(town: Flask) -> None:
    save(planned())
    with committed():
        word_sheet(CITY, book().sheets["live"], {"live-design": "目标明确"})
    db.session.remove()
    downgrade(revision="0028_drill_documents")
    assert "evaluation_wording" not in inspect(db.engine).get_table_names()
    upgrade()
    with db.engine.connect() as connection:
        assert connection.execute(text("select count(*) from drill_document")).scalar_one() == 1
        assert connection.execute(text("select count(*) from evaluation_wording")).scalar_one() == 0
