"""Writing the drills of a checked file: planned ones, and held ones that wait for the office."""

from collections.abc import Iterable, Mapping

from emergency.base.access import Scope
from emergency.drills.actions import create_drill, duties_of
from emergency.drills.actions_record import hold_drill
from emergency.drills.facts import DrillDetails, HeldDetails
from emergency.drills.models import Drill
from emergency.drills.queries_own import own_drill
from emergency.drills.words import Content, Form, Purpose
from emergency.ledgers.check_drills import DrillEntry
from emergency.ledgers.taking import naming
from emergency.units.models import Unit
from emergency.units.queries import get_unit

Rows = Iterable[tuple[str, DrillEntry]]


def apply_drills(
    scope: Scope, new: Rows, changed: Rows, stand_ins: Mapping[int, int]
) -> None:  # fmt: skip
    """Enter new drills, record those that were held. What they count for is chosen by a person on their pages."""
    for row, entry in new:
        with naming(row):
            unit = get_unit(scope, stand_ins.get(entry.body.id, entry.body.id))
            drill = create_drill(scope, unit, _details(entry))
            if entry.held:
                _hold(scope, drill, unit, entry)
    for row, entry in changed:
        if entry.known is not None:
            with naming(row):
                drill, unit = own_drill(scope, entry.known.id)
                _hold(scope, drill, unit, entry)


def _details(entry: DrillEntry) -> DrillDetails:
    return DrillDetails(
        entry.title, entry.span, entry.content, entry.form, entry.purpose, entry.event_class, place=entry.place
    )


def _hold(scope: Scope, drill: Drill, unit: Unit, entry: DrillEntry) -> None:
    """As it was planned, with what the ledger says of its day."""
    held = HeldDetails(
        entry.day, Content(drill.content), Form(drill.form), Purpose(drill.purpose), entry.participants,
        entry.place or drill.place, entry.summary, drill.indoors, drill.announced,
        tuple(row.plan_id for row in drill.plans), duties_of(drill),
    )  # fmt: skip
    hold_drill(scope, drill, unit, held, drill.version)
