"""The tables of the room go down and up with data in them."""

from flask_migrate import downgrade, upgrade
from programme_cast import COUNTY, again, line_for, made
from sqlalchemy import inspect, text

from emergency.base.database import committed, db
from emergency.programme.actions_accept import accept_line

OWN = {"programme", "programme_line", "programme_run", "programme_crew", "programme_limit", "programme_season"}


def test_the_tables_of_programmes_go_and_come_back(district):
    made()
    db.session.remove()
    downgrade(revision="0025_event_places")
    assert not OWN & set(inspect(db.engine).get_table_names())
    upgrade()
    assert set(inspect(db.engine).get_table_names()) >= OWN


def test_lines_of_before_are_put_where_their_drills_stand(district):
    programme = made()
    line = line_for(programme, district["town"], "DR-08", "2027")
    with committed():
        accept_line(COUNTY, programme, line, line.version)
    day = again(line).day
    db.session.remove()
    downgrade(revision="0029_evaluation_wording")
    with db.engine.begin() as connection:
        connection.execute(text("UPDATE programme_line SET day = '2027-02-02' WHERE drill_id IS NOT NULL"))
    upgrade()
    assert (again(line).day, again(line).drill_state) == (day, "draft")
