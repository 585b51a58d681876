"""Loading the whole of Heihe, twice."""

from places import CITY, LIANHUA, WUDALIANCHI
from sqlalchemy import func, select

from emergency.base.database import db
from emergency.seeding import seed_reference
from emergency.units.models import Unit, UnitSuperior
from emergency.units.models_regions import Region
from emergency.units.queries import representing_unit


def counted(column, *conditions):
    query = select(column, func.count()).where(*conditions).group_by(column)
    return {row[0]: row[1] for row in db.session.execute(query)}


def test_every_level_adds_to_742_and_a_second_load_changes_nothing(app):
    seed_reference()
    before = list(db.session.execute(select(Unit.id, Unit.version)))
    assert counted(Unit.kind, Unit.counted.is_(True)) == {"city": 1, "county": 6, "township": 76, "village": 659}
    assert counted(Region.level) == {"prefecture": 1, "county": 6, "township": 160, "village": 961}
    assert "行政区域和单位：已是最新。" in seed_reference()
    assert list(db.session.execute(select(Unit.id, Unit.version))) == before


def test_special_units_are_listed_apart_with_a_reason(heihe):
    unit = representing_unit(CITY, "231102500000")
    assert unit.name == "锦河农场" and not unit.counted
    assert "待使用单位确认" in unit.counted_reason


def test_nobody_stands_for_a_placeholder_or_the_abolished_camp(heihe):
    assert representing_unit(CITY, "231102407598") is None
    assert representing_unit(CITY, "231182480000") is None


def test_the_committees_of_lianhua_answer_to_a_counted_receiver(heihe):
    village = representing_unit(CITY, "231182418201")
    superior = db.session.scalar(select(UnitSuperior).where(UnitSuperior.unit_id == village.id))
    assert superior.superior_id == representing_unit(CITY, WUDALIANCHI).id
    assert representing_unit(CITY, LIANHUA).kind == "zone"


def test_the_starter_list_waits_to_be_confirmed(heihe):
    query = select(Unit).where(Unit.kind == "department", Unit.name == "爱辉区教育局")
    unit = db.session.scalar(query)
    assert not unit.confirmed and not unit.counted and unit.line == "教育"
