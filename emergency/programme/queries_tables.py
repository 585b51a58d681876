"""Papers of the 演练计划表 that take a while: how far they are, and where they lie; backups leave them out."""

import json
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from flask import current_app
from sqlalchemy import select

from emergency.base.access import Scope
from emergency.base.askers import reach_of
from emergency.base.canonical import canonical
from emergency.base.database import db
from emergency.base.jobs import Job
from emergency.base.wholly import write_whole
from emergency.programme.queries import JOB

STATE, PAPER = "state.json", "table.pdf"
COMING = ("waiting", "running")


@dataclass
class TablePaper:
    """What the page shows of a paper: parts drawn of all, rows in it, when it was made, or why it was not."""

    done: int = 0
    whole: int = 0
    rows: int = 0
    made_at: str = ""
    sentence: str = ""


def place_of(scope: Scope, programme_id: int, asked: dict[str, Any]) -> Path:
    """The folder of a paper: one for each programme, filter and reach of sight."""
    instance: Path = current_app.config["SETTINGS"].instance
    what = sha256(canonical(asked).encode()).hexdigest()
    return instance / "prints" / f"programme-{programme_id}-{what[:12]}-{reach_of(scope)[:16]}"


def key_of(place: Path) -> str:
    """The name of its job: one at a time, however many ask."""
    return f"{JOB}:{place.name}"


def is_coming(place: Path) -> bool:
    """Whether the job waits or runs."""
    return db.session.scalar(select(Job.state).where(Job.key == key_of(place))) in COMING


def paper_at(place: Path) -> TablePaper | None:
    """What was told last; None where nobody asked yet."""
    try:
        return TablePaper(**json.loads((place / STATE).read_text("utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def keep_paper(place: Path, paper: TablePaper) -> None:
    """Tell how far it is; on a full disk the page shows what was told before."""
    try:
        write_whole(place / STATE, canonical(asdict(paper)).encode())
    except OSError:
        return
