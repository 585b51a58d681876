"""What is known of the unit around a text: its names, other places and units, phones, the last version's day."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import chain

from sqlalchemy import select

from emergency.base.access import prefix_of
from emergency.base.database import db
from emergency.plans.dates import started_on
from emergency.plans.ledger import dates_of
from emergency.plans.models import Plan, Revision
from emergency.plans.queries import bodies_of, revision_of
from emergency.texts.stale_book import divisions
from emergency.texts.stale_facts import Surroundings
from emergency.texts.stale_places import stems_of
from emergency.units.models import Contact, Unit, UnitSuperior
from emergency.units.models_regions import Region
from emergency.units.naming import body_name
from emergency.units.regionkinds import PROVINCE, RegionKind
from emergency.units.rules import path_codes

SHORTEST_UNIT = 5
ENDS = ("村民委员会", "居民委员会", "村委会", "居委会")


def own_names(plan: Plan) -> tuple[str, ...]:
    """The names of the plan's unit and of the places that it lies in, the longest first; they are left out of marks."""
    return own_names_of([plan])[plan.id]


def own_names_of(plans: Sequence[Plan]) -> dict[int, tuple[str, ...]]:
    """The own names of several plans by their numbers."""
    units = select(Unit.id, Unit.name).where(Unit.id.in_({plan.unit_id for plan in plans}))
    named = {row.id: row.name for row in db.session.execute(units)}
    ways = {plan.region_code: path_codes(plan.region_code) for plan in plans}
    regions = select(Region.code, Region.kind, Region.name).where(
        Region.code.in_({*chain.from_iterable(ways.values())})
    )
    places = {row.code: names_of(row.kind, row.name) for row in db.session.execute(regions)}
    found = {}
    for plan in plans:
        names = {name for code in ways[plan.region_code] for name in places.get(code, ())}
        names |= {named[plan.unit_id], PROVINCE}
        found[plan.id] = tuple(sorted(names, key=lambda name: (-len(name), name)))
    return found


def surroundings_of(plan: Plan, revision: Revision) -> Surroundings:
    """Everything that the questions about a text need to know; for the scan, which sees every unit."""
    regions = list(db.session.scalars(select(Region)))
    chain = set(path_codes(plan.region_code))
    prefix = prefix_of(plan.region_code)
    mine = [region for region in regions if region.code in chain or region.code.startswith(prefix)]
    own = {PROVINCE, *_bound(plan), *(name for region in mine for name in names_of(region.kind, region.name))}
    others = {names_of(region.kind, region.name)[0] for region in regions if region.counts}
    known = {name for region in regions for name in names_of(region.kind, region.name)}
    beyond = {name: level for name, level in divisions().items() if name not in known and name not in own}
    places = sorted(name for name in others - own if len(name) > 2)
    units, kin = _units(plan, chain, prefix, own)
    phones, strange = _phones(plan, chain, prefix)
    previous = revision_of(plan, revision.number - 1)
    return Surroundings(
        own=sorted(own), places=places, beyond=beyond, stems=stems_of(beyond) | stems_of(places), units=units, kin=kin,
        phones=phones, others_phones=strange, previous=None if previous is None else started_on(dates_of(previous)),
    )  # fmt: skip


@lru_cache(maxsize=4096)
def names_of(kind: str, name: str) -> tuple[str, ...]:
    """What a region is called in a plan: 西岗子村委会 is written 西岗子村, or as the committee."""
    stem = next((name.removesuffix(end) for end in ENDS if name.endswith(end)), name)
    if kind == RegionKind.VILLAGERS.value and not stem.endswith(("村", "屯")):
        stem += "村"
    return tuple(dict.fromkeys((stem, name, body_name(RegionKind(kind), name))))


def _bound(plan: Plan) -> Iterable[str]:
    """The bodies of the plan, its unit and whom that answers to."""
    for units in bodies_of([plan.id])[plan.id].values():
        yield from (unit.name for unit in units)
    yield db.session.get_one(Unit, plan.unit_id).name
    yield from db.session.scalars(select(UnitSuperior.superior_name).where(UnitSuperior.unit_id == plan.unit_id))


def _units(plan: Plan, chain: set[str], prefix: str, own: set[str]) -> tuple[Sequence[str], Sequence[str]]:
    """Names of units elsewhere, and of units of the same place and below it."""
    query = select(Unit.name, Unit.region_code).where(Unit.represents.is_(False), Unit.restricted.is_(False))
    elsewhere, kin = set(), set()
    for name, code in db.session.execute(query.where(Unit.id != plan.unit_id)):
        if len(name) < SHORTEST_UNIT or name in own:
            continue
        if code.startswith(prefix):
            kin.add(name)
        elif code not in chain:
            elsewhere.add(name)
    return sorted(elsewhere - kin), sorted(kin)


def _phones(plan: Plan, chain: set[str], prefix: str) -> tuple[Sequence[str], Sequence[str]]:
    """The phones of the unit, of its place and those above and below; and those of all others."""
    query = select(Contact.phone, Contact.unit_id, Unit.region_code).join(Unit, Unit.id == Contact.unit_id)
    near: set[str] = set()
    far: set[str] = set()
    for phone, unit_id, code in db.session.execute(query.where(Contact.ended_on.is_(None))):
        mine = unit_id == plan.unit_id or code in chain or code.startswith(prefix)
        (near if mine else far).add(phone)
    return sorted(near), sorted(far)
