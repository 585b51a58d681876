"""Which days of rest a unit keeps when it is asked to a drill: those of offices or those of residents (pure)."""

from collections.abc import Iterable

from emergency.base.restdays import OFFICE, VILLAGE
from emergency.units.facts import UnitKind

# 应急管理部令5号 第41条: residents are at home on their days of rest.
RESIDENTS_RULES = frozenset({"DR-11"})


def rest_for(kind: UnitKind, rule_ids: Iterable[str] = (), *, property_service: bool = False) -> str:
    """机关、学校、企业 on working days; 村、社区、物业 on any day but statutory holidays."""
    at_home = kind is UnitKind.VILLAGE or property_service or not RESIDENTS_RULES.isdisjoint(rule_ids)
    return VILLAGE if at_home else OFFICE
