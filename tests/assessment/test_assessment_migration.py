"""The tables of the room go up and down with data in them."""

from checklist_cases import SPEECH
from flask_migrate import downgrade, upgrade
from sqlalchemy import inspect

from emergency.assessment.actions import seed_template
from emergency.base.access import system_scope
from emergency.base.database import committed, db

OWN = {"checklist_template", "checklist_entry"}


def test_the_tables_of_checklists_go_and_come_back(app):
    with committed():
        seed_template(system_scope(), SPEECH)
    db.session.remove()
    downgrade(revision="0005_drills")
    assert not OWN & set(inspect(db.engine).get_table_names())
    upgrade()
    assert set(inspect(db.engine).get_table_names()) >= OWN
