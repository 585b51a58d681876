"""Takes a ledger in, killed at a drawn line each time; prints what a restart finds."""

import json
import os
import random
import shutil
import signal
import sqlite3
import sys
from pathlib import Path

from flask import Flask
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


def killed_at(line: int, app: Flask, number: int) -> int:
    """Take in within a fork that kills itself at its n-th line; gives the lines that were left (0: killed)."""
    pid, (told, tell) = 0, os.pipe()
    pid = os.fork()
    if pid == 0:
        left = [line]

        def count(frame, event, argument):
            if not any(part in frame.f_code.co_filename for part in WATCHED):
                return None
            if event == "line":
                left[0] -= 1
                if left[0] <= 0:
                    os.kill(os.getpid(), signal.SIGKILL)
            return count

        with app.app_context():
            sys.settrace(count)
            take_in(number)
            sys.settrace(None)
        os.write(tell, str(left[0]).encode())
        os._exit(0)
    os.close(tell)
    os.waitpid(pid, 0)
    with os.fdopen(told) as answer:
        return int(answer.read() or 0)


def state(folder: Path) -> dict[str, object]:
    """How many rows there are, and what a verification of the trail finds."""
    with sqlite3.connect(folder / "emergency.db") as connection:
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
    whole -= killed_at(whole, app, number)
    chance, runs = random.Random(SEED), [state(folder)]
    for line in [*(chance.randrange(1, whole) for _ in range(KILLS)), whole - 1, whole - 5, whole - 50]:
        shutil.copy(folder / "fresh.db", folder / "emergency.db")
        (folder / "emergency.db-journal").unlink(missing_ok=True)
        killed_at(line, app, number)
        runs.append(state(folder))
    print(json.dumps(runs))


main(Path(sys.argv[1]))
