"""A small part of Heihe for tests: real rows, few of them, with their units."""

from pathlib import Path

from emergency.base.access import Role, Scope, scope_for, system_scope
from emergency.base.database import committed
from emergency.units.actions_seed import Department, seed_units
from emergency.units.divisions import Division, read_corrections, read_divisions

REGIONS = Path(__file__).parents[1] / "seeds" / "reference" / "regions"

HEIHE = "231100000000"
AIHUI = "231102000000"
WUDALIANCHI = "231182000000"
NENJIANG = "231183000000"
HUAYUAN_STREET = "231102001000"
XINGFU = "231102200000"
XINGFU_VILLAGE = "231102200202"
JINHE_FARM = "231102500000"
DAPING_FOREST = "231102407000"
LIANHUA = "231182418000"
PRISON = "231182481000"
CAMP = "231182480000"

WHOLE = (XINGFU, HUAYUAN_STREET, JINHE_FARM, DAPING_FOREST, LIANHUA, PRISON, CAMP, "231183211000")
SINGLE = (HEIHE, AIHUI, WUDALIANCHI, NENJIANG, "231183100000", "231183100202", "231102202000", "231182101000")
DEPARTMENTS = (Department("应急", "应急管理局", "应急管理局"), Department("教育", "教育局", "教育局"))


def divisions() -> list[Division]:
    """Every row of the reference data."""
    corrections = read_corrections((REGIONS / "corrections.csv").read_text("utf-8"))
    return read_divisions((REGIONS / "divisions.csv").read_text("utf-8"), corrections)


def few_divisions() -> list[Division]:
    """The rows that tests walk through."""
    return [row for row in divisions() if row.code in SINGLE or any(row.code.startswith(code[:9]) for code in WHOLE)]


def seed_places() -> None:
    """Load the small part of Heihe."""
    with committed():
        seed_units(system_scope("系统载入"), few_divisions(), DEPARTMENTS)


CITY = scope_for(Role.CITY, person_id=1, name="市应急办甲", regions=(HEIHE,))
COUNTY = scope_for(Role.COUNTY, person_id=2, name="爱辉应急办乙", regions=(AIHUI,))
TOWNSHIP = scope_for(Role.TOWNSHIP, person_id=3, name="幸福乡丙", regions=(XINGFU,))
NEIGHBOUR = scope_for(Role.COUNTY, person_id=4, name="嫩江应急办丁", regions=(NENJIANG,))
EDUCATION = scope_for(Role.LINE, person_id=5, name="教育局戊", regions=(AIHUI,), lines=frozenset({"教育"}))
AUDITOR = scope_for(Role.AUDITOR, person_id=6, name="日志审计员己")
SYSTEM = scope_for(Role.SYSTEM, person_id=7, name="系统管理员庚")


def keeper(*unit_ids: int) -> Scope:
    """The 单位联络员 of these units."""
    return scope_for(Role.UNIT, person_id=8, name="单位联络员辛", unit_ids=unit_ids)
