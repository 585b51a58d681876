"""Settings of a region: 台账启用日, 补录截止日, what its offices are called, and 自录自核."""

from datetime import date

from emergency.audit import trail
from emergency.audit.rules import Tag
from emergency.base import clock
from emergency.base.access import Scope
from emergency.base.database import db
from emergency.base.errors import Conflict, Refusal
from emergency.base.slots import facts_changed
from emergency.units.models_regions import Region, RegionChecking, RegionOffice, RegionTerms
from emergency.units.queries_histories import unit_ids_in
from emergency.units.queries_regions import Office, own_checking, own_office, own_terms


def set_terms(scope: Scope, region: Region, opened_on: date, backfill_until: date, reason: str) -> None:
    """Set from when the register is kept in a region and until when the past may be entered. Raises Refusal."""
    if backfill_until < opened_on:
        raise Refusal("补录截止日不能早于台账启用日。", "backfill_until")
    moment = clock.now()
    known = own_terms(region.code)
    before = None
    if known is not None:
        known.known_until = moment
        before = {"opened_on": known.opened_on.isoformat(), "backfill_until": known.backfill_until.isoformat()}
    db.session.add(
        RegionTerms(
            region_code=region.code,
            opened_on=opened_on,
            backfill_until=backfill_until,
            reason=reason,
            recorded_by=scope.name,
            known_from=moment,
        )
    )
    facts_changed.send(unit_ids_in(region.code))
    sentence = f"“{region.name}”的台账启用日设为{opened_on}，补录截止日设为{backfill_until}"
    after = {"opened_on": opened_on.isoformat(), "backfill_until": backfill_until.isoformat()}
    trail.record(scope, Tag.REGION_TERMS, "region", region.code, sentence, before, after)


def set_office(scope: Scope, region: Region, names: Office, seen: int | None = None) -> None:
    """Say what the emergency office, its committee and the assessor are called. Raises Conflict."""
    row = own_office(scope, region.code)
    before = {"office": row.office, "committee": row.committee, "assessor": row.assessor} if row else None
    if row is None:
        row = RegionOffice(region_code=region.code)
        db.session.add(row)
    elif seen is not None and row.version != seen:
        raise Conflict("机构名称刚刚被别人修改过，请刷新页面核对后重新提交。")
    row.office, row.committee, row.assessor = names.office, names.committee, names.assessor
    sentence = f"“{region.name}”的应急管理机构名称设为“{names.office}”"
    after = {"office": names.office, "committee": names.committee, "assessor": names.assessor}
    trail.record(scope, Tag.REGION_EDIT, "region", region.code, sentence, before, after)


def set_self_check(scope: Scope, region: Region, allowed: bool, reason: str, seen: int | None = None) -> None:
    """自录自核: let the townships of a region check what they recorded themselves, or not. Raises Conflict."""
    row = own_checking(scope, region.code)
    before = {"self_check": row.self_check, "reason": row.reason} if row else None
    if row is None:
        row = RegionChecking(region_code=region.code)
        db.session.add(row)
    elif seen is not None and row.version != seen:
        raise Conflict("这项设置刚刚被别人修改过，请刷新页面核对后重新提交。")
    row.self_check, row.reason = allowed, reason
    sentence = f"“{region.name}”的乡镇（街道）{'可以' if allowed else '不可以'}自录自核：{reason}"
    after = {"self_check": allowed, "reason": reason}
    trail.record(scope, Tag.REGION_EDIT, "region", region.code, sentence, before, after)
