"""What of a unit's changes may be a reason to revise its plans; told upwards by a slot in the same transaction."""

from collections.abc import Sequence
from datetime import date

from emergency.base.access import Scope
from emergency.base.circumstances import Circumstance, CircumstanceKind, FactKind
from emergency.base.slots import circumstance
from emergency.units.fact_text import fact_label, value_text
from emergency.units.models import Unit, UnitFact

# Marks of danger: what the unit handles, in what it sits, what lies around it.
RISK_FACTS = frozenset(
    {
        "hazardous", "fireworks", "mine", "tailings", "smelting", "construction", "urban_rail", "crowded_business",
        "crowded_place", "public_transport", "public_venue", "fire_key_unit", "highrise", "highrise_height",
        "lifeline", "special_equipment", "environment_risk", "hazard_prone", "mass_event_host",
    }
)  # fmt: skip
# Of what kind the body is, and for what it answers.
BODY_FACTS = frozenset(
    {
        "producer", "highrise_many_owners", "central_enterprise", "organ_kind", "township_kind", "safety_duty",
        "emergency_department", "zone_kind", "property_service", "forestry_department", "joint_response_central",
    }
)  # fmt: skip

# What changes neither the danger nor the body: it is told to nobody.
QUIET_FACTS = frozenset(
    {"size", "school_kind", "school_terms", "earthquake_duty", "highrise_subplans"}
    | {"legal_person", "industry", "staff_count", "assets", "postcode", "fax", "email"}
)


def tell_fact(scope: Scope, unit: Unit, name: str, known: Sequence[UnitFact], value: object, day: date) -> None:
    """A fact holds another value from a day on (None: it holds no longer); nothing is told where it stays the same."""
    if name not in RISK_FACTS | BODY_FACTS:
        return
    before = next((row.value for row in known if row.valid_from <= day < row.valid_to), None)
    after = list(value) if isinstance(value, tuple) else value
    if before == after or (before is None and after is False):
        return
    was = "未登记" if before is None else value_text(name, before)
    now = "不再适用" if after is None else value_text(name, after)
    kind = CircumstanceKind.RISK if name in RISK_FACTS else CircumstanceKind.BODIES
    _tell(scope, unit, kind, day, f"“{unit.name}”的{fact_label(name)}由“{was}”改为“{now}”。", f"fact-{name}")


def tell_bodies(scope: Scope, unit: Unit, day: date, text: str, ref: str) -> None:
    """The body itself changed: its name, its head, its kind, to whom it answers, what was merged into it."""
    _tell(scope, unit, CircumstanceKind.BODIES, day, text, ref)


def _tell(scope: Scope, unit: Unit, kind: CircumstanceKind, day: date, text: str, ref: str) -> None:
    told = Circumstance(kind, day, text, FactKind.UNIT, str(unit.id), ref, unit_ids=(unit.id,))
    circumstance.call(scope, told)
