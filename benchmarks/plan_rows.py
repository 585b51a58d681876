"""Rows of plans in force with a text each, for benchmarks that need many of them; past the trail on purpose."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import Connection, insert

from emergency import create_app
from emergency.base.config import Settings
from emergency.base.database import FAR_MOMENT
from emergency.evidence.models import Paper
from emergency.plans.models import Milestone, Plan, PlanBody, Revision
from emergency.texts.models import PlanText
from emergency.texts.word_rows import first_row

MOMENT = datetime(2026, 11, 22, tzinfo=UTC)


def app_in(folder: str) -> Flask:
    """The application over an empty register of this folder."""
    settings = Settings(
        instance=Path(folder), database_url=f"sqlite:///{folder}/emergency.db", files_url=f"file://{folder}/f",
        jobs_url="sqlite://", secret_key="a key for benchmarks", testing=True,
    )  # fmt: skip
    return create_app(settings)


def insert_plan(connection: Connection, number: int, unit: int, region: str, receiver: int | None = None) -> None:
    """A plan in force of a unit, its body, version and paper under the same number; handed over where told."""
    connection.execute(insert(Plan), _plan(number, unit, region))
    connection.execute(insert(PlanBody), _body(number, unit))
    connection.execute(insert(Revision), _revision(number))
    connection.execute(insert(Paper), _paper(number, unit, region))
    if receiver is not None:
        connection.execute(insert(Milestone), _filing(number, receiver))


def text_of(number: int, unit: int, region: str, pages: int) -> PlanText:
    """The text that was read of it, under the same number."""
    return PlanText(
        id=number, plan_id=number, revision_id=number, unit_id=unit, paper_id=number, part="body", sha256="0" * 64,
        state="read", division="page", pages=pages, characters=0, reader=1, read_at=MOMENT,
        first_row=first_row(region, number),
    )  # fmt: skip


def _plan(number: int, unit: int, region: str) -> dict[str, Any]:
    return {
        "id": number, "unit_id": unit, "region_code": region, "title": f"预案{number}", "line": "government",
        "kinds": ["special"], "covers": [], "secrecy": "public", "latest": 1, "in_force": 1, "state": "accepted",
        "registered_by": "测量", "registered_at": MOMENT, "touched_at": MOMENT, "version": 1,
    }  # fmt: skip


def _body(number: int, unit: int) -> dict[str, Any]:
    return {
        "plan_id": number, "unit_id": unit, "role": "lead", "recorded_by": "测量", "known_from": MOMENT,
        "known_until": FAR_MOMENT,
    }  # fmt: skip


def _revision(number: int) -> dict[str, Any]:
    return {
        "id": number, "plan_id": number, "number": 1, "state": "accepted", "entered_by": "测量", "entered_at": MOMENT,
        "version": 1,
    }  # fmt: skip


def _filing(number: int, receiver: int) -> dict[str, Any]:
    return {
        "plan_id": number, "revision_id": number, "kind": "filed", "day": date(2026, 1, 2), "details": {},
        "receiver_id": receiver, "reason": "", "on_behalf": False, "recorded_by": "测量", "known_from": MOMENT,
        "known_until": FAR_MOMENT,
    }  # fmt: skip


def _paper(number: int, unit: int, region: str) -> dict[str, Any]:
    return {
        "id": number, "unit_id": unit, "region_code": region, "subject_kind": "revision", "subject_id": number,
        "role": "text", "sha256": "0" * 64, "name": "a.pdf", "size": 1, "kind": "pdf", "received_at": MOMENT,
        "received_by": "测量", "stated_on": date(2026, 1, 1), "version": 1,
    }  # fmt: skip
