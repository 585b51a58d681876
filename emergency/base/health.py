"""Two addresses for whoever watches the server: alive, and ready to take work; neither tells anything of the data."""

import shutil
import tempfile
from datetime import timedelta

from flask import Blueprint, Response, current_app, jsonify
from sqlalchemy import func, select

from emergency.base import clock
from emergency.base.access import open_door
from emergency.base.config import Settings
from emergency.base.database import db
from emergency.base.jobs import Job, worker_lives
from emergency.base.log import log_error

blueprint = Blueprint("health", __name__)
LITTLE_ROOM = 512 << 20
LONGEST_WAIT = timedelta(minutes=15)


@blueprint.get("/healthz")
@open_door("whether the process answers")
def alive() -> Response:
    """The process answers."""
    return jsonify(status="ok")


@blueprint.get("/readyz")
@open_door("whether work can be taken")
def ready() -> tuple[Response, int]:
    """503 while the database or the folder fails, the disk is nearly full, or nobody does the jobs."""
    checks = {"database": _database(), "files": _files(), "disk": _disk(), "worker": worker_lives(), "jobs": _jobs()}
    whole = all(checks.values())
    return jsonify(status="ok" if whole else "not ready", checks=checks), 200 if whole else 503


def _settings() -> Settings:
    settings: Settings = current_app.config["SETTINGS"]
    return settings


def _database() -> bool:
    return db.session.scalar(select(func.count()).select_from(Job)) is not None


def _files() -> bool:
    try:
        with tempfile.TemporaryFile(dir=_settings().instance) as file:
            file.write(b"ready")
    except OSError:
        log_error("instance folder can't be written")
        return False
    return True


def _disk() -> bool:
    return shutil.disk_usage(_settings().instance).free > LITTLE_ROOM


def _jobs() -> bool:
    """Whether no job that is due has waited for long."""
    late = select(Job.id).where(Job.state == "waiting", Job.due_at < clock.now() - LONGEST_WAIT)
    return db.session.scalar(late.limit(1)) is None
