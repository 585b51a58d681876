"""A small cast for drills: who plans, who checks, a planned drill and one that was held."""

from dataclasses import replace
from datetime import date, datetime

from places import CITY, COUNTY, TOWNSHIP, XINGFU, keeper

from emergency.base.access import Scope
from emergency.base.clock import SHANGHAI
from emergency.base.database import committed, db
from emergency.drills.actions import create_drill
from emergency.drills.actions_record import hold_drill
from emergency.drills.facts import DrillDetails, HeldDetails, Span
from emergency.drills.models import Drill
from emergency.drills.words import Content, Form, Purpose
from emergency.plans.words import EventClass
from emergency.units.models import Unit
from emergency.units.queries import representing_unit

NOW = datetime(2026, 6, 20, 2, tzinfo=SHANGHAI)
PLANNED = DrillDetails(
    title="防汛转移避险演练",
    span=Span(datetime(2026, 7, 10, 9, tzinfo=SHANGHAI), datetime(2026, 7, 10, 11, tzinfo=SHANGHAI)),
    content=Content.COMPREHENSIVE,
    form=Form.LIVE,
    purpose=Purpose.TESTING,
    event_class=EventClass.NATURAL,
    hazard="洪水",
    place="乡文化广场",
)
HELD = HeldDetails(
    held_on=date(2026, 6, 18),
    content=Content.COMPREHENSIVE,
    form=Form.LIVE,
    purpose=Purpose.TESTING,
    participants=120,
    place="乡文化广场",
    summary="按预案转移两个村，通信中断十分钟，已列入整改。",
)


def unit_of(code: str = XINGFU) -> Unit:
    unit = representing_unit(CITY, code)
    assert unit is not None
    return unit


def planned(scope: Scope = TOWNSHIP, code: str = XINGFU, **changes) -> Drill:
    """A drill of a township, planned by its own office."""
    with committed():
        return create_drill(scope, unit_of(code), replace(PLANNED, **changes))


def held(scope: Scope = TOWNSHIP, code: str = XINGFU, **changes) -> Drill:
    """A drill of a township that was held and waits for the county."""
    drill = planned(scope, code)
    with committed():
        hold_drill(scope, again(drill), unit_of(code), replace(HELD, **changes), drill.version)
    return drill


def again(drill: Drill) -> Drill:
    """The drill as the database has it now."""
    db.session.expire_all()
    found = db.session.get(Drill, drill.id)
    assert found is not None
    return found


def form_values(**changes) -> dict:
    """What a person types to plan a drill."""
    return {
        "title": "森林火灾扑救演练", "day": "2026-07-10", "starts": "09:00", "ends": "11:00",
        "content": "comprehensive", "form": "live", "purpose": "testing", "event_class": "natural",
        "hazard": "森林火灾", "place": "北山",
        **changes,
    }  # fmt: skip


def hold_values(**changes) -> dict:
    """What a person types to record it."""
    return {
        "held_on": "2026-06-18", "participants": "120", "summary": "按预案转移。", "content": "comprehensive",
        "form": "live", "purpose": "testing", "secrecy": "open", **changes,
    }  # fmt: skip


__all__ = ["CITY", "COUNTY", "HELD", "NOW", "PLANNED", "TOWNSHIP", "XINGFU", "again", "held", "keeper", "planned"]
