"""Many new units in one transaction, as a ledger brings them: the same rows and rules as one, a few statements."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from emergency.audit import trail
from emergency.audit.rules import Tag
from emergency.base import clock
from emergency.base.access import Scope
from emergency.base.database import FAR_DAY, FAR_MOMENT, db
from emergency.base.errors import Refusal
from emergency.base.slots import facts_changed
from emergency.units.actions import Entry, UnitDetails
from emergency.units.actions_derived import FROM_KIND, FROM_PLACE
from emergency.units.bodies import plain_facts
from emergency.units.credit import complaint
from emergency.units.initials import initials
from emergency.units.lines import SuperiorKind
from emergency.units.models import Unit, UnitFact, UnitSuperior, UnitVersion
from emergency.units.models_regions import Region
from emergency.units.queries import representing_unit
from emergency.units.queries_regions import visible_regions

Values = dict[str, Any]
News = Sequence[tuple[UnitDetails, Entry]]
STRANGE = "没有代码为 {} 的行政区域，或者它已撤销、不在您的管辖范围内，请重新选择。"


def add_units(scope: Scope, news: News, source: str) -> list[int]:
    """Add units within the scope, as `actions.add_unit` does one; gives their numbers in the same order.

    The caller has made sure that none is there already. Raises Refusal for a strange region or a wrong credit code.
    """
    _check(scope, news)
    moment = clock.now()
    ids = trail.add_rows(Unit, [_unit(*new) for new in news])
    pairs = list(zip(ids, news, strict=True))
    trail.add_rows(UnitVersion, [_version(scope, number, new, moment) for number, new in pairs])
    trail.add_rows(UnitFact, [row for number, new in pairs for row in _facts(scope, number, new, moment)])
    trail.add_rows(UnitSuperior, list(_seats(scope, pairs)))
    for number, (details, _entry) in pairs:
        trail.record(scope, Tag.UNIT_ADD, "unit", number, f"按台账登记单位“{details.name}”（{source}）")
    facts_changed.send(ids)
    return ids


def _check(scope: Scope, news: News) -> None:
    codes = {details.region_code for details, _entry in news}
    query = visible_regions(scope).with_only_columns(Region.code)
    query = query.where(Region.code.in_(codes), Region.valid_to > clock.today())
    strange = codes - set(db.session.scalars(query))
    if strange:
        raise Refusal(STRANGE.format("、".join(sorted(strange))))
    for details, _entry in news:
        if details.uscc and (wrong := complaint(details.uscc)):
            raise Refusal(f"{details.name}：{wrong}")


def _unit(details: UnitDetails, entry: Entry) -> Values:
    return {
        "kind": details.kind.value, "name": details.name, "initials": initials(details.name),
        "region_code": details.region_code, "line": details.line, "uscc": details.uscc or None,
        "address": details.address, "represents": False, "counted": entry.counted,
        "counted_reason": entry.counted_reason, "confirmed": True, "restricted": False,
        "active_from": entry.active_from, "active_to": FAR_DAY, "sample": entry.sample, "version": 1,
    }  # fmt: skip


def _version(scope: Scope, number: int, new: tuple[UnitDetails, Entry], moment: datetime) -> Values:
    details, entry = new
    return {
        "unit_id": number, "kind": details.kind.value, "name": details.name, "region_code": details.region_code,
        "line": details.line, "counted": entry.counted, "counted_reason": entry.counted_reason,
        "valid_from": entry.active_from, "valid_to": FAR_DAY, "source": entry.source, "recorded_by": scope.name,
        "known_from": moment, "known_until": FAR_MOMENT,
    }  # fmt: skip


def _facts(scope: Scope, number: int, new: tuple[UnitDetails, Entry], moment: datetime) -> Iterator[Values]:
    details, entry = new
    for name, value in plain_facts(details.kind).items():
        yield {
            "unit_id": number, "name": name, "value": value, "valid_from": entry.active_from, "valid_to": FAR_DAY,
            "source": FROM_KIND, "recorded_by": scope.name, "known_from": moment, "known_until": FAR_MOMENT,
        }  # fmt: skip


def _seats(scope: Scope, pairs: Sequence[tuple[int, tuple[UnitDetails, Entry]]]) -> Iterator[Values]:
    """The 属地 superiors that follow from where the units lie, where somebody answers for the place."""
    seats = {code: representing_unit(scope, code) for code in {new[0].region_code for _number, new in pairs}}
    for number, (details, entry) in pairs:
        seat = seats[details.region_code]
        if seat is not None:
            yield {
                "unit_id": number, "kind": SuperiorKind.TERRITORY.value, "superior_id": seat.id,
                "superior_name": seat.name, "valid_from": entry.active_from, "valid_to": FAR_DAY, "source": FROM_PLACE,
                "recorded_by": scope.name, "version": 1,
            }  # fmt: skip
