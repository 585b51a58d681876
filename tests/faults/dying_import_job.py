"""Has the worker take a large ledger in, killed at a drawn line each time, then lets it go on; prints what is there."""

import json
import random
import shutil
import sqlite3
import sys
from contextlib import closing
from io import BytesIO
from pathlib import Path

from dying import killed_at
from flask import Flask
from flask_migrate import upgrade
from large_cast import account, large_ledger, worked
from places import CITY, seed_places

from emergency import create_app
from emergency.audit.verification import findings
from emergency.base.config import Settings
from emergency.base.database import committed, db
from emergency.base.jobs import work_once
from emergency.ledgers import actions
from emergency.ledgers.actions_jobs import ask_check, ask_take
from emergency.ledgers.queries import get_import

KILLS, LATE, SEED, WHOLE = 16, 6, 7, 10**8
# So many lines has the process that writes, without those of reading rows, in which nothing is written.
LINES = 40_000
WATCHED = ("/emergency/audit/", "/emergency/plans/", "/emergency/base/", "/ledgers/actions")
# What the worker itself does once the process has written.
AFTERWARDS = ("/emergency/base/jobs",)
IMPORTS = "SELECT count(*) FROM audit_event WHERE tag = 'ledger.import'"


def state(folder: Path) -> dict[str, object]:
    """How many plans and acts of importing there are, and what a verification of the trail finds."""
    with closing(sqlite3.connect(folder / "emergency.db")) as connection:
        rows = [connection.execute(query).fetchone()[0] for query in ("SELECT count(*) FROM plan", IMPORTS)]
        return {"rows": rows, "findings": len(list(findings(connection)))}


def prepared(app: Flask) -> None:
    """A register with a large file that was checked and confirmed."""
    with app.app_context():
        upgrade()
        seed_places()
        account()
        staged = actions.stage("台账.csv", BytesIO(large_ledger()))
        with committed():
            number = actions.bring(CITY, staged).id
            ask_check(CITY, get_import(CITY, number))
        worked()
        with committed():
            ask_take(CITY, get_import(CITY, number))
        db.session.remove()
        db.engine.dispose()


def taken_up_again(folder: Path, app: Flask) -> dict[str, object]:
    """What is there once the lease of a dead worker has run out and another one worked."""
    with closing(sqlite3.connect(folder / "emergency.db")) as connection, connection:
        connection.execute("UPDATE job SET due_at = '2020-01-01', leased_until = '2020-01-01'")
    killed_at(WHOLE, app, (), worked)
    return state(folder)


def lived(folder: Path, app: Flask, line: int, watched: tuple[str, ...]) -> tuple[list[dict[str, object]], int]:
    """What was left by a worker killed at this line, what became of it; and how many lines there were."""
    shutil.copy(folder / "fresh.db", folder / "emergency.db")
    (folder / "emergency.db-journal").unlink(missing_ok=True)
    left = killed_at(line, app, watched, work_once)
    return [state(folder), taken_up_again(folder, app)], line - left


def main(folder: Path) -> None:
    database, files = f"sqlite:///{folder}/emergency.db", f"file://{folder}/files"
    app = create_app(Settings(folder, database, files, "sqlite://", "k" * 40, testing=True))
    prepared(app)
    shutil.copy(folder / "emergency.db", folder / "fresh.db")
    whole, last = lived(folder, app, WHOLE, AFTERWARDS)
    chance = random.Random(SEED)
    early = [lived(folder, app, chance.randrange(1, LINES), WATCHED)[0] for _ in range(KILLS)]
    late = [lived(folder, app, line, AFTERWARDS)[0] for line in range(last - LATE, last)]
    print(json.dumps([{"whole": whole, "early": early, "late": late}]))


main(Path(sys.argv[1]))
