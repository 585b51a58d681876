"""Keeps a file and attaches it as a paper, killed one line later each time; prints what is left after the sweep."""

import io
import json
import shutil
import sys
from datetime import timedelta
from pathlib import Path

from dying import killed_at
from flask import Flask
from flask_migrate import upgrade
from places import CITY, XINGFU, seed_places
from sqlalchemy import select

from emergency import create_app
from emergency.base import storage
from emergency.base.config import Settings
from emergency.base.database import committed, db
from emergency.evidence import actions
from emergency.evidence.actions_receive import keep_made
from emergency.evidence.facts import PaperRole
from emergency.evidence.kinds import Kind
from emergency.evidence.models import Paper
from emergency.units.models import Unit

CONTENT = b"%PDF-1.7 plan" * 1000
STEP = 3
WATCHED = ("/emergency/base/", "/emergency/evidence/", "/emergency/audit/")


def upload() -> None:
    received = keep_made("预案.pdf", io.BytesIO(CONTENT), Kind.PDF, 1)
    with committed():
        unit = db.session.scalars(select(Unit).where(Unit.region_code == XINGFU).order_by(Unit.id)).first()
        actions.attach(CITY, received, actions.Subject(unit, "revision", 1), PaperRole.TEXT)


def state(app: Flask) -> dict[str, object]:
    """What a restart finds: the papers, whether their bytes are whole, and what is left besides."""
    with app.app_context():
        actions.sweep(timedelta(seconds=-1))
        papers = db.session.scalars(select(Paper)).all()
        whole = all(storage.store().verify(paper.sha256) for paper in papers)
        files = [entry.name for entry in storage.store().root.iterdir()]
        found = {"papers": len(papers), "whole": whole, "strays": len(set(files) - {p.sha256 for p in papers})}
        db.session.remove()
        db.engine.dispose()
    return found


def main(folder: Path) -> None:
    database, files = f"sqlite:///{folder}/emergency.db", f"file://{folder}/files"
    app = create_app(Settings(folder, database, files, "sqlite://", "k" * 40, testing=True))
    with app.app_context():
        upgrade()
        seed_places()
        db.session.remove()
        db.engine.dispose()
    shutil.copy(folder / "emergency.db", folder / "fresh.db")
    runs, done, line = [], False, 1
    while not done:
        shutil.copy(folder / "fresh.db", folder / "emergency.db")
        (folder / "emergency.db-journal").unlink(missing_ok=True)
        shutil.rmtree(folder / "files", ignore_errors=True)
        done = killed_at(line, app, WATCHED, upload) > 0
        runs.append(state(app))
        line += STEP
    print(json.dumps(runs))


main(Path(sys.argv[1]))
