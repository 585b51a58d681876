"""Whatever is done with drills in whatever order: the subscribed calendar, read by vobject, equals the register."""

import shutil
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import vobject
from drill_cast import CITY, PLANNED, again, unit_of
from feed_cast import address_of, fetched, subscriber
from flask import Flask
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, invariant, rule, run_state_machine_as_test
from places import AIHUI, HUAYUAN_STREET

from emergency.base.clock import SHANGHAI
from emergency.base.database import committed, db
from emergency.drills import actions, actions_life
from emergency.drills.calendar_kept import differences
from emergency.drills.facts import Span
from emergency.drills.feed_places import Kind
from emergency.drills.models import Drill
from emergency.drills.words import Part, State

DAYS = st.dates(date(2025, 7, 1), date(2028, 5, 31))
TODAY = date(2026, 6, 20)
# What is still to be held is put on no day that has gone by.
COMING = st.dates(date(2026, 6, 21), date(2028, 5, 31))
REASON = "汛情紧张"
STATUS = {
    State.PUBLISHED: ("TENTATIVE", ""), State.CONFIRMED: ("CONFIRMED", ""),
    State.POSTPONED: ("CANCELLED", "【已推迟，日期待定】"), State.CANCELLED: ("CANCELLED", "【已取消】"),
}  # fmt: skip


@dataclass
class Known:
    """What the machine itself knows of a drill, without asking the register."""

    row: Drill
    day: date
    state: State
    takers: frozenset[str]
    public: bool
    changes: int = 0


def span_on(day: date) -> Span:
    start = datetime.combine(day, time(9), SHANGHAI)
    return Span(start, start + timedelta(hours=2))


class Register(RuleBasedStateMachine):
    """The acts on drills, and after each the calendar of the county."""

    town: Flask
    fresh: Path
    drills = Bundle("drills")

    def __init__(self) -> None:
        super().__init__()
        db.session.remove()
        db.engine.dispose()
        shutil.copy(self.fresh, self.fresh.with_name("emergency.db"))
        self.known: list[Known] = []
        self.address = address_of(subscriber(CITY), Kind.REGION, AIHUI)

    def add(self, day: date, state: State, code: str | None = None, others: tuple[Any, ...] = ()) -> Known:
        organiser = unit_of(code) if code else unit_of()
        details = replace(PLANNED, span=span_on(day), parts=tuple((unit.id, Part.PARTICIPANT) for unit in others))
        with committed():
            row = actions.create_drill(CITY, organiser, details, state=state)
        known = Known(row, day, state, frozenset(unit.name for unit in others), state is not State.DRAFT)
        self.known.append(known)
        return known

    def act(self, known: Known, act: Any, *values: Any) -> None:
        with committed():
            row = again(known.row)
            act(CITY, row, *values, row.version)
        known.changes += 1

    def edit(self, known: Known, others: tuple[Any, ...]) -> None:
        parts = tuple((unit.id, Part.PARTICIPANT) for unit in others)
        with committed():
            row = again(known.row)
            actions.edit_drill(CITY, row, unit_of(), replace(PLANNED, parts=parts), row.version)
        known.changes += 1
        known.takers = frozenset(unit.name for unit in others)

    @rule(target=drills, day=DAYS, draft=st.booleans(), joint=st.booleans())
    def create(self, day: date, draft: bool, joint: bool) -> Known:
        others = (unit_of(HUAYUAN_STREET),) if joint else ()
        return self.add(day, State.DRAFT if draft else State.PUBLISHED, None, others)

    @rule(known=drills)
    def publish(self, known: Known) -> None:
        if known.state is State.DRAFT:
            self.act(known, actions_life.publish_drill)
            known.state, known.public = State.PUBLISHED, True

    @rule(known=drills)
    def confirm(self, known: Known) -> None:
        if known.state is State.PUBLISHED and known.day >= TODAY:
            self.act(known, actions.confirm_drill)
            known.state = State.CONFIRMED

    @rule(known=drills, day=COMING)
    def move(self, known: Known, day: date) -> None:
        if known.state in (State.DRAFT, State.PUBLISHED, State.CONFIRMED) and day != known.day:
            self.act(known, actions.move_drill, span_on(day), REASON)
            known.day = day

    @rule(known=drills)
    def postpone(self, known: Known) -> None:
        if known.state in (State.PUBLISHED, State.CONFIRMED):
            self.act(known, actions_life.postpone_drill, REASON)
            known.state = State.POSTPONED

    @rule(known=drills)
    def cancel(self, known: Known) -> None:
        if known.state is not State.CANCELLED:
            self.act(known, actions.cancel_drill, REASON)
            known.state = State.CANCELLED

    @rule(known=drills, day=COMING)
    def revive(self, known: Known, day: date) -> None:
        if known.state in (State.POSTPONED, State.CANCELLED):
            self.act(known, actions_life.revive_drill, span_on(day), REASON)
            known.state, known.day, known.public = (
                State(again(known.row).state),
                day,
                again(known.row).unpublished is None,
            )

    @rule(target=drills, known=drills, day=DAYS)
    def split(self, known: Known, day: date) -> Known:
        """Who took part leaves for a drill of its own."""
        if known.state in (State.PUBLISHED, State.CONFIRMED) and known.takers:
            self.edit(known, ())
            return self.add(day, State.PUBLISHED, HUAYUAN_STREET)
        return known

    @rule(known=drills, other=consumes(drills))
    def merge(self, known: Known, other: Known) -> None:
        """Two become one: the one takes the other's units along, the other is cancelled."""
        both = (known.state, other.state)
        if known is not other and all(state in (State.PUBLISHED, State.CONFIRMED) for state in both):
            self.edit(known, (unit_of(HUAYUAN_STREET),))
            self.cancel(other)

    @invariant()
    def the_calendar_equals_the_register(self) -> None:
        read = vobject.readOne(fetched(self.town, self.address).data.decode()).contents.get("vevent", [])
        assert sorted(told(event) for event in read) == sorted(expected(known) for known in self.known if known.public)
        assert list(differences()) == []


def told(event: Any) -> tuple[str, ...]:
    joined = "花园街道" in event.description.value and "参加单位" in event.description.value
    moments = (event.dtstart.value.isoformat(), event.dtend.value.isoformat())
    return (event.uid.value, event.status.value, event.summary.value, *moments, event.sequence.value, str(joined))


def expected(known: Known) -> tuple[str, ...]:
    status, mark = STATUS[known.state]
    span = span_on(known.day)
    moments = (span.starts_at.isoformat(), span.ends_at.isoformat())
    return (known.row.uid, status, mark + PLANNED.title, *moments, str(known.changes), str(bool(known.takers)))


def test_the_calendar_equals_the_register_after_every_act(town: Flask, covered_file: Path) -> None:
    Register.town, Register.fresh = town, covered_file
    chosen = settings(
        max_examples=12, stateful_step_count=14, deadline=None, suppress_health_check=list(HealthCheck), database=None
    )  # fmt: skip
    run_state_machine_as_test(Register, settings=chosen)
