"""Batches of printed checklists that an office asked for: how far they are, and where their files lie."""

import json
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path

from flask import current_app
from sqlalchemy import select

from emergency.assessment.facts import Subject
from emergency.base.access import Scope
from emergency.base.askers import reach_of
from emergency.base.canonical import canonical
from emergency.base.database import db
from emergency.base.jobs import Job

JOB = "checklist-batch"
STATE, ZIPPED = ".batch.json", "all.zip"
COMING = ("waiting", "running")


@dataclass
class Batch:
    """What the page shows of a batch; kept beside its papers, since it can always be made again."""

    done: int = 0
    whole: int = 0
    ready: bool = False
    sentence: str = ""
    failed: list[tuple[str, str]] = field(default_factory=list)


def place_of(scope: Scope, subject: Subject, on: date) -> Path:
    """The folder of a batch: one for each region, day and reach of sight; backups leave it out."""
    instance: Path = current_app.config["SETTINGS"].instance
    return instance / "prints" / f"{subject.region_code}-{on:%Y%m%d}-{reach_of(scope)[:16]}"


def key_of(place: Path) -> str:
    """The name of its job: one at a time, however many ask."""
    return f"{JOB}:{place.name}"


def is_coming(place: Path) -> bool:
    """Whether the job waits or runs."""
    return db.session.scalar(select(Job.state).where(Job.key == key_of(place))) in COMING


def batch_at(place: Path) -> Batch | None:
    """What was told last; None where nobody asked yet."""
    try:
        return Batch(**json.loads((place / STATE).read_text("utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def text_of_batch(batch: Batch) -> bytes:
    """The same as it is kept."""
    return canonical(asdict(batch)).encode()
