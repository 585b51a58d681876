"""The states go back and come again with data, and the trail answers for every row on the way."""

import sqlite3
from contextlib import closing

from drill_cast import PLANNED, TOWNSHIP, planned, unit_of
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import text

from emergency.audit.verification import findings
from emergency.base.database import committed, db
from emergency.drills.actions import create_drill
from emergency.drills.actions_life import postpone_drill
from emergency.drills.words import State


def states() -> list[str]:
    with db.engine.connect() as connection:
        return list(connection.execute(text("select state from drill order by id")).scalars())


def damage() -> list[str]:
    db.engine.dispose()
    with closing(sqlite3.connect(db.engine.url.database or "")) as connection:
        return [one.sentence for one in findings(connection)]


def three_drills() -> None:
    planned()
    with committed():
        create_drill(TOWNSHIP, unit_of(), PLANNED, state=State.DRAFT)
    late = planned()
    with committed():
        postpone_drill(TOWNSHIP, late, "大风", late.version)
    db.session.remove()


def test_the_states_go_back_and_come_again_and_nothing_reads_as_tampered(town: Flask) -> None:
    three_drills()
    downgrade(revision="0018_commissions")
    assert states() == ["planned", "planned", "cancelled"] and damage() == []
    upgrade()
    assert states() == ["published", "published", "cancelled"] and damage() == []


def test_a_row_that_was_altered_behind_the_trail_is_not_sealed_anew(town: Flask) -> None:
    three_drills()
    downgrade(revision="0018_commissions")
    with db.engine.begin() as connection:
        connection.execute(text("update drill set title = '改过' where id = 1"))
    upgrade()
    assert damage() == ["表 drill 的第 1 行与操作日志记下的不同，是绕过系统改动的。"]
