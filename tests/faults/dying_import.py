"""Takes a ledger in, killed at a drawn line each time; prints what a restart finds."""

import json
import random
import shutil
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

from dying import killed_at
from flask_migrate import upgrade
from ledger_cast import brought, plan_row, plans_book
from places import CITY, seed_places

from emergency import create_app
from emergency.audit.verification import findings
from emergency.base.config import Settings
from emergency.base.database import committed, db
from emergency.ledgers import actions
from emergency.ledgers.queries import get_import

ROWS, KILLS, SEED = 40, 40, 7
WATCHED = ("/emergency/", "/sqlalchemy/")
TABLES = ("plan", "revision", "plan_body", "milestone")


def take_in(number: int) -> None:
    with committed():
        actions.take_in(CITY, get_import(CITY, number))


def state(folder: Path) -> dict[str, object]:
    """How many rows there are, and what a verification of the trail finds."""
    with closing(sqlite3.connect(folder / "emergency.db")) as connection:
        rows = [connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in TABLES]
        connection.row_factory = None
        return {"rows": rows, "findings": len(list(findings(connection)))}


def main(folder: Path) -> None:
    database, files = f"sqlite:///{folder}/emergency.db", f"file://{folder}/files"
    app = create_app(Settings(folder, database, files, "sqlite://", "k" * 40, testing=True))
    with app.app_context():
        upgrade()
        seed_places()
        number = brought(plans_book(*(plan_row(f"幸福乡预案{place}") for place in range(ROWS)))).id
        db.session.remove()
        db.engine.dispose()
    shutil.copy(folder / "emergency.db", folder / "fresh.db")
    whole = 10**8
    whole -= killed_at(whole, app, WATCHED, lambda: take_in(number))
    chance, runs = random.Random(SEED), [state(folder)]
    for line in [*(chance.randrange(1, whole) for _ in range(KILLS)), whole - 1, whole - 5, whole - 50]:
        shutil.copy(folder / "fresh.db", folder / "emergency.db")
        (folder / "emergency.db-journal").unlink(missing_ok=True)
        killed_at(line, app, WATCHED, lambda: take_in(number))
        runs.append(state(folder))
    print(json.dumps(runs))


main(Path(sys.argv[1]))
