"""Export profiles of an office, and the register as rows of facts for them: one fact, any number of tables."""

from collections.abc import Callable, Iterator, Mapping

from sqlalchemy import and_, func, select

from emergency.base import clock
from emergency.base.access import Scope, prefix_of
from emergency.base.database import db
from emergency.base.errors import NotFound
from emergency.base.sheets import Cell
from emergency.drills.ledger import clock_word
from emergency.drills.models import Drill
from emergency.drills.queries import visible_drills
from emergency.drills.words import CONTENT_WORDS, FORM_WORDS, PURPOSE_WORDS, STATE_WORDS, State, event_class_word
from emergency.evidence.facts import SECRECY_LABELS, Secrecy
from emergency.ledgers.facts import Kind
from emergency.ledgers.models_profiles import ExportProfile
from emergency.ledgers.names import Body, Places
from emergency.ledgers.plan_rows import DATED, Picture
from emergency.ledgers.queries import owner_of
from emergency.ledgers.queries_world import load_bodies, load_places, load_plans
from emergency.obligations.facts import PLAN_LINE_LABELS, PlanLine
from emergency.plans import rules
from emergency.plans.words import EVENT_CLASS_LABELS, HAZARD_LABELS, EventClass
from emergency.units.facts import UNIT_KIND_LABELS, UnitKind
from emergency.units.queries_contacts import ContactFilter, contacts_by, shown_row
from emergency.units.within import lies_in

Facts = dict[str, Cell]


def profiles_of(scope: Scope) -> list[ExportProfile]:
    """The office's profiles in their newest version, by name."""
    newest = select(ExportProfile.key, func.max(ExportProfile.number).label("number"))
    last = newest.where(ExportProfile.owner == owner_of(scope)).group_by(ExportProfile.key).subquery()
    joined = and_(ExportProfile.key == last.c.key, ExportProfile.number == last.c.number)
    query = select(ExportProfile).join(last, joined).where(ExportProfile.ended.is_(False))
    return sorted(db.session.scalars(query), key=lambda row: str(row.told["name"]))


def get_profile(scope: Scope, profile_id: int) -> ExportProfile:
    """The newest version of a profile of the office, by the number of any version. Raises NotFound."""
    found = db.session.get(ExportProfile, profile_id)
    newest = next((row for row in profiles_of(scope) if found is not None and row.key == found.key), None)
    if newest is None:
        raise NotFound
    return newest


def versions_of(profile: ExportProfile) -> list[ExportProfile]:
    """Every version of a profile that was seen through the scope, the newest first."""
    query = select(ExportProfile).where(ExportProfile.key == profile.key, ExportProfile.owner == profile.owner)
    return list(db.session.scalars(query.order_by(ExportProfile.number.desc())))


def fact_rows(scope: Scope, kind: Kind, region: str = "") -> Iterator[Facts]:
    """What the register says, row by row, of the units in a region that the viewer may see."""
    places, bodies = load_places(scope), load_bodies(scope, {})
    inside = [one for one in bodies.known.values() if not region or one.region_code.startswith(prefix_of(region))]
    return SOURCES[kind](scope, {body.id: body for body in inside}, places, region)


def _unit(body: Body, places: Places) -> Facts:
    place = places.by_code.get(body.region_code)
    return {
        "unit": body.name, "unit_way": place.way if place else body.region_code, "unit_code": body.region_code,
        "unit_kind": UNIT_KIND_LABELS[UnitKind(body.kind)], "unit_line": body.line, "unit_uscc": body.uscc,
        "unit_address": body.address,
    }  # fmt: skip


def _units(_scope: Scope, bodies: Mapping[int, Body], places: Places, _region: str) -> Iterator[Facts]:
    for body in bodies.values():
        if not body.ended:
            told = _unit(body, places)
            yield told | {
                "name": body.name, "kind": told["unit_kind"], "region": told["unit_way"], "line": body.line,
                "uscc": body.uscc, "address": body.address,
                "active_from": None if body.active_from.year == 1949 else body.active_from,
            }  # fmt: skip


def _contacts(scope: Scope, bodies: Mapping[int, Body], places: Places, region: str) -> Iterator[Facts]:
    for unit, contact in db.session.execute(contacts_by(scope, ContactFilter(region))):
        if unit.id in bodies:
            shown = shown_row(scope, unit, contact)
            yield _unit(bodies[unit.id], places) | {
                "role": shown.role, "name": contact.name, "post": contact.post, "phone": shown.phone,
                "mail": shown.mail, "checked_on": contact.checked_on,
            }  # fmt: skip


def _plans(scope: Scope, bodies: Mapping[int, Body], places: Places, _region: str) -> Iterator[Facts]:
    plans = load_plans(scope, bodies, ()).by_code.values()
    for plan in sorted(plans, key=lambda one: (bodies[one.unit_id].region_code, one.unit_id, one.id)):
        if not plan.abolished:
            yield _unit(bodies[plan.unit_id], places) | _plan(plan)


def _plan(plan: Picture) -> Facts:
    secret = rules.is_secret(Secrecy(plan.secrecy))
    told: Facts = {
        "code": plan.code, "title": plan.shown, "kinds": rules.kind_names(plan.kinds),
        "line": PLAN_LINE_LABELS[PlanLine(plan.line)], "secrecy": SECRECY_LABELS[Secrecy(plan.secrecy)],
        "number": "" if secret else plan.number, "version": f"第{plan.latest}版",
        "covers": rules.cover_names(plan.covers),
        "event_class": EVENT_CLASS_LABELS[EventClass(plan.event_class)] if plan.event_class else "",
        "hazard": next((word for key, word in HAZARD_LABELS.items() if key == plan.hazard), ""),
        "issuing_name": "" if secret else plan.issuing_name, "signed_by": "" if secret else plan.signed_by,
        "target": "" if secret else plan.filing_target, "filed": max(plan.filed) if plan.filed else None,
    }  # fmt: skip
    return told | {item: plan.dates.get(act) for item, act in DATED.items()}


def _drills(scope: Scope, bodies: Mapping[int, Body], places: Places, region: str) -> Iterator[Facts]:
    query = visible_drills(scope).where(Drill.state != State.DRAFT)
    if region:
        query = query.where(lies_in(Drill.region_code, region))
    for drill in db.session.scalars(query.order_by(Drill.starts_at, Drill.id)):
        if drill.organiser_id in bodies:
            yield _unit(bodies[drill.organiser_id], places) | _drill(drill)


def _drill(drill: Drill) -> Facts:
    return {
        "day": "待定" if drill.state == State.POSTPONED else clock.day_of(drill.starts_at), "time": clock_word(drill),
        "title": drill.title, "content": CONTENT_WORDS.get(drill.content, ""), "form": FORM_WORDS.get(drill.form, ""),
        "purpose": PURPOSE_WORDS.get(drill.purpose, ""), "event_class": event_class_word(drill.event_class),
        "hazard": drill.hazard, "place": drill.place, "state": STATE_WORDS[State(drill.state)],
        "participants": drill.participants, "summary": drill.summary,
    }  # fmt: skip


SOURCES: Mapping[Kind, Callable[[Scope, Mapping[int, Body], Places, str], Iterator[Facts]]] = {
    Kind.UNIT: _units, Kind.CONTACT: _contacts, Kind.PLAN: _plans, Kind.DRILL: _drills,
}  # fmt: skip
