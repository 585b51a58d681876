"""A drill for those who may act on it: its organiser lies in their scope; units found by their names."""

from collections.abc import Iterable, Mapping

from sqlalchemy import select

from emergency.base.access import Scope
from emergency.base.database import db
from emergency.base.errors import Refusal
from emergency.drills.models import Drill
from emergency.drills.queries import Taker, get_drill
from emergency.drills.words import Part
from emergency.units.models import Unit
from emergency.units.queries import get_unit, visible_units

MOST = 200


def own_drill(scope: Scope, drill_id: int) -> tuple[Drill, Unit]:
    """A drill and its organiser, both in scope. Raises NotFound also for who only takes part."""
    drill = get_drill(scope, drill_id)
    return drill, get_unit(scope, drill.organiser_id)


def organiser_of(drill: Drill) -> Unit:
    """The organiser of a drill that the caller already loaded through scope."""
    return db.session.get_one(Unit, drill.organiser_id)


def seen_unit(scope: Scope, unit_id: int) -> Unit | None:
    """A unit where the viewer may see it, else none."""
    return db.session.scalar(visible_units(scope).where(Unit.id == unit_id))


def parts_named(
    scope: Scope, participating: str, observing: str, known: Iterable[Taker] = ()
) -> tuple[tuple[int, Part], ...]:
    """The units of two lists of names, one a line; `known` take part already, wherever they lie.

    Raises Refusal that says which name is not ours or not one.
    """
    there = {taker.name: taker.unit_id for taker in known}
    found = [(unit_id, Part.PARTICIPANT) for unit_id in _named(scope, participating, "participating", there)]
    found += [(unit_id, Part.OBSERVER) for unit_id in _named(scope, observing, "observing", there)]
    return tuple(found)


def _named(scope: Scope, text: str, field: str, there: Mapping[str, int]) -> Iterable[int]:
    names = list(dict.fromkeys(line.strip() for line in text.splitlines() if line.strip()))
    if len(names) > MOST:
        raise Refusal(f"一次最多填{MOST}个单位，其余请写入“其他参加单位”。", field)
    query = select(Unit.name, Unit.id).where(Unit.id.in_(visible_units(scope).with_only_columns(Unit.id)))
    by_name: dict[str, list[int]] = {name: [there[name]] if name in there else [] for name in names}
    for name, unit_id in db.session.execute(query.where(Unit.name.in_(set(names) - set(there)))):
        by_name[name].append(unit_id)
    for name, ids in by_name.items():
        if not ids:
            raise Refusal(f"管辖范围内没有名为“{name}”的单位，请核对全称，或写入“其他参加单位”。", field)
        if len(ids) > 1:
            raise Refusal(f"有{len(ids)}个单位都叫“{name}”，请写入“其他参加单位”并注明地区。", field)
    return [ids[0] for ids in by_name.values()]
