"""Named slots by which a lower room reaches an upper one without importing it; create_app fills them."""

from collections.abc import Callable, Iterable
from typing import Any

from emergency.base.database import db


class Slot:
    """A list of functions called in the order in which create_app put them in."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.fillers: list[Callable[..., Any]] = []

    def fill(self, filler: Callable[..., Any]) -> None:
        """Put a function in; only create_app does."""
        if filler not in self.fillers:
            self.fillers.append(filler)

    def call(self, *values: Any, **named: Any) -> list[Any]:
        """The answers of all functions put in."""
        return [filler(*values, **named) for filler in self.fillers]


class KeyedSlot:
    """A slot with one list of functions for each key, such as the page part of a unit."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.slots: dict[str, Slot] = {}

    def __call__(self, key: str) -> Slot:
        """The slot of this key."""
        return self.slots.setdefault(key, Slot(f"{self.name}:{key}"))


class Announcement:
    """Adds unit ids to the transaction's set; the one listener runs once, before the commit."""

    def __init__(self, name: str) -> None:
        self.name = name

    def send(self, unit_ids: Iterable[int] = ()) -> None:
        """Say that what is owed by these units may have changed; no ids means every unit."""
        pending: dict[str, set[int]] = db.session().info.setdefault("announced", {})
        pending.setdefault(self.name, set()).update(unit_ids)


def announced() -> dict[str, set[int]]:
    """What this transaction has announced so far, by name of the announcement."""
    said: dict[str, set[int]] = db.session().info.get("announced", {})
    return said


facts_changed = Announcement("facts_changed")
law_changed = Announcement("law_changed")
workdays_changed = Announcement("workdays_changed")

# Functions of no arguments, run once before a commit: first the duties, then the seal of the trail.
before_commit = Slot("before_commit")
# Functions of (request) that give the Scope of the one who asks, or None.
identify = Slot("identify")
# Functions of (unit_id, region_code), called in the act by which a unit moves to another region.
unit_moved = Slot("unit_moved")
# Functions of (scope, id or code) that give markup for the page of a unit, plan or region.
# Of a version: (scope, plan_id, number), beside its papers where it is 核对ed.
page_part = KeyedSlot("page_part")
# Functions of (scope, subject_id) that say whether the viewer may open this thing's papers beyond own units.
paper_open = KeyedSlot("paper_open")
# Functions of (ids) that say of things with papers what they are called and where they stand: {id: (words, address)}.
paper_of = KeyedSlot("paper_of")
# Functions of (scope, subject_ids), called in the act that takes away the bytes of these things' papers.
papers_gone = KeyedSlot("papers_gone")
# Functions of (scope, subject_id, roles), called in the act that brings papers of these roles to a thing.
papers_came = KeyedSlot("papers_came")
# Functions of (scope, plan_id, number) that give what is to be mended in a version, as words for its return.
version_faults = Slot("version_faults")
# Functions of (scope, plan_id), called in the act that changes what is told of a plan itself: title, kinds, covers …
plan_described = Slot("plan_described")
# Functions of (scope, region_code, unit_id, year) that give calendar entries.
calendar_entries = Slot("calendar_entries")
# Functions of (scope, base/circumstances.Circumstance): something happened that may be a reason to revise plans.
circumstance = Slot("circumstance")
# Functions of (unit_id) that give {(rule_id, plan_id): (first day that counts or None, last day in time)}.
drill_windows = Slot("drill_windows")
# Functions that give the value of a named measure: (scope, region_code, unit_id, on).
measure = KeyedSlot("measure")
# Handlers of jobs by kind: (payload).
job = KeyedSlot("job")
# Functions of (scope) that give a list of base/desk counters or tallies, empty where they are not this person's.
desk_counter = Slot("desk_counter")
# Functions of (scope) that give a list of base/desk notices.
desk_notice = Slot("desk_notice")
