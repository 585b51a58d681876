"""Drills of another tool's calendar as drafts: looked at first, then taken in whole; what is there stays as it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from sqlalchemy import select

from emergency.audit import trail
from emergency.audit.rules import Tag
from emergency.base import child, clock
from emergency.base.access import Scope
from emergency.base.child import Failure, Limits
from emergency.base.database import db
from emergency.base.errors import Refusal
from emergency.base.storage import Readable, TooLarge, store
from emergency.drills.actions import create_drill
from emergency.drills.facts import DrillDetails, Span
from emergency.drills.ics_reading import read_ics
from emergency.drills.models import Drill
from emergency.drills.queries_days import doubts_about
from emergency.drills.rules import bad_span
from emergency.drills.rules_days import impossible_day
from emergency.drills.words import Content, Form, Purpose, State
from emergency.plans.words import EventClass
from emergency.units.models import Unit

LARGEST = 2 << 20
READING = Limits(memory=512 << 20, cpu_seconds=10, wall_seconds=20)
TOO_LARGE = "文件超过 2 MB。请在原软件中只导出演练日程后重新选择。"
NOTHING = "文件中没有可以导入的日程。"


@dataclass(frozen=True, slots=True)
class Kinds:
    """What the file does not say of its drills, chosen once for all of them; a draft can be changed."""

    content: Content
    form: Form
    event_class: EventClass


@dataclass(frozen=True, slots=True)
class Found:
    """What a file holds: rows that can become drafts, and what was left out with the reason."""

    rows: tuple[dict[str, Any], ...]
    left: tuple[tuple[str, str], ...]


def read_upload(stream: Readable) -> Found:
    """The drills in a file, read by the child. Raises Refusal with reason and remedy."""
    try:
        with store().staged(stream, LARGEST) as staged:
            outcome = child.run(read_ics, {"path": str(staged.path)}, READING)
    except TooLarge as error:
        raise Refusal(TOO_LARGE, "file") from error
    if isinstance(outcome, Failure):
        raise Refusal(outcome.sentence, "file")
    if "refused" in outcome.value:
        raise Refusal(outcome.value["refused"], "file")
    left = tuple((str(name), str(reason)) for name, reason in outcome.value["left"])
    judged = [(row, why_not_taken(row)) for row in outcome.value["rows"]]
    rows = tuple(row for row, refused in judged if refused is None)
    named = tuple((f"{row['title']}（{row['starts'][:10]}）", refused) for row, refused in judged if refused)
    if not rows and not left and not named:
        raise Refusal(NOTHING, "file")
    return Found(rows, (*left, *named))


def why_not_taken(row: dict[str, Any]) -> str | None:
    """None where the row can become a draft, else the sentence; asked before anybody confirms."""
    span = span_of(row)
    if span.ends_at <= clock.now():
        return "日期已过，已举行的请安排后登记举行情况"
    refused = bad_span(span.starts_at, span.ends_at)
    return refused or impossible_day(clock.day_of(span.starts_at), clock.today(), recorded_after=True)


def span_of(row: dict[str, Any]) -> Span:
    """When the row's drill is to be held."""
    return Span(datetime.fromisoformat(row["starts"]), datetime.fromisoformat(row["ends"]), bool(row["all_day"]))


def noted(unit: Unit, found: Found) -> Found:
    """The same rows, each also with what speaks against its day; the draft is made all the same."""
    rows = ({**row, "notes": [*row["notes"], *doubts_about(unit, span_of(row))]} for row in found.rows)
    return Found(tuple(rows), found.left)


def uid_of(unit: Unit, row: dict[str, Any]) -> str:
    """The UID that a row's drill has here: the same for each import of the same event for the same unit."""
    return str(uuid5(NAMESPACE_URL, f"emergency-plan-registry:import:{unit.id}:{row['key']}"))


def known_among(unit: Unit, rows: Sequence[dict[str, Any]]) -> set[str]:
    """The keys of rows that are drills here already: imported before, or sent out by ourselves."""
    wanted = {uid_of(unit, row): row["key"] for row in rows} | {row["uid"]: row["key"] for row in rows}
    found = db.session.scalars(select(Drill.uid).where(Drill.uid.in_(list(wanted))))
    return {wanted[uid] for uid in found}


def import_drafts(scope: Scope, unit: Unit, rows: Sequence[dict[str, Any]], kinds: Kinds) -> list[Drill]:
    """A draft for each row that is not here yet; all of them or none. Raises Refusal that names the row."""
    known = known_among(unit, rows)
    made = []
    for row in rows:
        if row["key"] in known:
            continue
        details = DrillDetails(
            title=row["title"], span=span_of(row), content=kinds.content, form=kinds.form, purpose=Purpose.TESTING,
            event_class=kinds.event_class, place=row["place"],
        )  # fmt: skip
        try:
            drill = create_drill(scope, unit, details, state=State.DRAFT)
        except Refusal as refusal:
            raise Refusal(f"“{row['title']}”：{refusal.sentence}") from refusal
        drill.uid = uid_of(unit, row)
        made.append(drill)
    if made:
        db.session.flush()
        trail.record(scope, Tag.DRILL_IMPORT, "unit", unit.id, f"为{unit.name}从日历文件导入 {len(made)} 次演练草稿。")
    return made
