"""Taking 示例 units and regions out of the register again, with everything that hangs on them."""

from typing import Any

from sqlalchemy import or_, select

from emergency.base.database import db
from emergency.base.slots import facts_changed
from emergency.units.models import Contact, Unit, UnitFact, UnitSuccession, UnitSuperior, UnitVersion
from emergency.units.models_checks import ContactCheck
from emergency.units.models_regions import Region, RegionOffice, RegionSuccession, RegionTerms, RegionVersion


def remove_samples() -> int:
    """Delete every 示例 unit and region; returns how many units. The caller records the act.

    Rooms above must have taken out what refers to these units (plans, drills, people) before.
    """
    units = list(db.session.scalars(select(Unit).where(Unit.sample.is_(True))))
    ids = [unit.id for unit in units]
    facts_changed.send(ids)
    _delete(select(UnitSuperior).where(or_(UnitSuperior.unit_id.in_(ids), UnitSuperior.superior_id.in_(ids))))
    _delete(select(UnitSuccession).where(or_(UnitSuccession.unit_id.in_(ids), UnitSuccession.other_id.in_(ids))))
    for model in (ContactCheck, Contact, UnitFact, UnitVersion):
        _delete(select(model).where(model.unit_id.in_(ids)))
    db.session.flush()
    _delete(select(Unit).where(Unit.id.in_(ids)))
    db.session.flush()
    _remove_regions()
    return len(ids)


def _remove_regions() -> None:
    codes = list(db.session.scalars(select(Region.code).where(Region.sample.is_(True))))
    touched = or_(RegionSuccession.region_code.in_(codes), RegionSuccession.other_code.in_(codes))
    _delete(select(RegionSuccession).where(touched))
    for model in (RegionTerms, RegionOffice, RegionVersion):
        _delete(select(model).where(model.region_code.in_(codes)))
    db.session.flush()
    _delete(select(Region).where(Region.code.in_(codes)))
    db.session.flush()


def _delete(query: Any) -> None:
    for row in db.session.scalars(query):
        db.session.delete(row)
