"""Which unit stands for a region: its kind, its proper name, whether it may be seen by all."""

from collections.abc import Mapping
from dataclasses import dataclass

from emergency.units.facts import FactValue, UnitKind
from emergency.units.naming import body_name
from emergency.units.regionkinds import RegionKind

UNIT_KINDS: Mapping[RegionKind, UnitKind] = {
    RegionKind.PREFECTURE: UnitKind.CITY,
    RegionKind.DISTRICT: UnitKind.COUNTY,
    RegionKind.COUNTY: UnitKind.COUNTY,
    RegionKind.COUNTY_CITY: UnitKind.COUNTY,
    RegionKind.STREET: UnitKind.TOWNSHIP,
    RegionKind.TOWN: UnitKind.TOWNSHIP,
    RegionKind.RURAL: UnitKind.TOWNSHIP,
    RegionKind.ETHNIC: UnitKind.TOWNSHIP,
    RegionKind.RESIDENTS: UnitKind.VILLAGE,
    RegionKind.VILLAGERS: UnitKind.VILLAGE,
    RegionKind.ZONE: UnitKind.ZONE,
    RegionKind.FARM: UnitKind.ENTERPRISE,
    RegionKind.MINE: UnitKind.ENTERPRISE,
    RegionKind.FARM_BUREAU: UnitKind.OTHER,
    RegionKind.FOREST_BUREAU: UnitKind.OTHER,
    RegionKind.FOREST_FARM: UnitKind.OTHER,
    RegionKind.STOCK_FARM: UnitKind.OTHER,
    RegionKind.PRISON: UnitKind.OTHER,
    RegionKind.OTHER_TOWNSHIP: UnitKind.OTHER,
    # An area that the office adds, or counts, has somebody who answers for it; who, the office says.
    RegionKind.SETTLEMENT: UnitKind.OTHER,
    RegionKind.FARM_SETTLEMENT: UnitKind.OTHER,
}

# Rows for which no unit is made by itself: there is nobody there, or only a part of a farm already listed.
WITHOUT_BODY = frozenset(
    {RegionKind.ABOLISHED, RegionKind.PLACEHOLDER, RegionKind.SETTLEMENT, RegionKind.FARM_SETTLEMENT}
)

_TOWNSHIP_KINDS = {
    RegionKind.STREET: "street",
    RegionKind.TOWN: "town",
    RegionKind.RURAL: "township",
    RegionKind.ETHNIC: "township",
}
_ORGANS = frozenset({UnitKind.CITY, UnitKind.COUNTY, UnitKind.TOWNSHIP, UnitKind.DEPARTMENT})


@dataclass(frozen=True)
class Body:
    """The unit that answers for a region."""

    kind: UnitKind
    name: str
    line: str
    restricted: bool
    facts: Mapping[str, FactValue]


def body_of(kind: RegionKind, name: str) -> Body | None:
    """The responsible unit of a region of this kind, or None where nobody is there."""
    unit_kind = UNIT_KINDS.get(kind)
    if unit_kind is None:
        return None
    facts = plain_facts(unit_kind)
    if kind in _TOWNSHIP_KINDS:
        facts["township_kind"] = _TOWNSHIP_KINDS[kind]
    prison = kind is RegionKind.PRISON
    # A prison's plans are usually not public: it stays out of every list but the city office's.
    return Body(unit_kind, body_name(kind, name), "司法" if prison else "", prison, facts)


def plain_facts(kind: UnitKind) -> dict[str, FactValue]:
    """What follows from the kind alone: governments and departments are organs (机关)."""
    return {"organ_kind": "organ"} if kind in _ORGANS else {}
