"""The tables of the room go up and down with data in them."""

import time_machine
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from campaign_cast import frozen, opened
from checklist_cases import SPEECH
from flask_migrate import downgrade, upgrade
from sqlalchemy import inspect

from emergency.assessment.actions import seed_template
from emergency.base.access import system_scope
from emergency.base.database import committed, db

OWN = {"checklist_template", "checklist_entry"}
CAMPAIGNS = {"campaign", "campaign_body", "campaign_mark", "campaign_paper", "campaign_snapshot"}


def test_the_tables_of_checklists_go_and_come_back(app):
    with committed():
        seed_template(system_scope(), SPEECH)
    db.session.remove()
    downgrade(revision="0005_drills")
    assert not OWN & set(inspect(db.engine).get_table_names())
    upgrade()
    assert set(inspect(db.engine).get_table_names()) >= OWN


def test_the_tables_of_campaigns_go_and_come_back_with_data(checklists):
    with time_machine.travel("2026-11-21T04:00:00Z", tick=False):
        frozen(opened())
    db.session.remove()
    downgrade(revision="0031_checklist_print")
    assert not CAMPAIGNS & set(inspect(db.engine).get_table_names())
    upgrade()
    assert set(inspect(db.engine).get_table_names()) >= CAMPAIGNS
    with time_machine.travel("2026-11-21T04:00:00Z", tick=False):
        assert opened() == 1


def test_the_migration_makes_what_the_models_say(app):
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        found = [str(one) for one in compare_metadata(context, db.metadata)]
    assert not [one for one in found if "campaign" in one]
