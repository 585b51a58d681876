"""Which scope fits which role: on which level its regions lie, what may not be missing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from emergency.base.access import ROLE_NAMES, Role
from emergency.base.errors import Refusal
from emergency.units.lines import LINES
from emergency.units.regionkinds import Level
from emergency.units.rules import level_of

# On which level a role's regions lie: who is given a larger one would see or decide more than the role is for.
REGION_LEVELS: Mapping[Role, tuple[Level, ...]] = {
    Role.CITY: (Level.PREFECTURE,),
    Role.COUNTY: (Level.COUNTY,),
    Role.TOWNSHIP: (Level.TOWNSHIP,),
    Role.LINE: (Level.PREFECTURE, Level.COUNTY),
}


@dataclass(frozen=True)
class Part:
    """One part of a scope, as a form or a command gives it."""

    region_code: str | None = None
    unit_id: int | None = None
    line: str | None = None


def scope_fault(
    role: Role, regions: Sequence[str], units: Sequence[int], lines: Sequence[str]
) -> tuple[str, str] | None:
    """(field, Chinese sentence) of what is wrong with a scope for this role, or None."""
    if role is Role.UNIT and not units:
        return "units", "请至少填一个单位。"
    if role in REGION_LEVELS and not regions:
        return "regions", "请至少填一个管辖地区。"
    for code in regions if role in REGION_LEVELS else ():
        if level_of(code) not in REGION_LEVELS[role]:
            fitting = "或".join(level.label for level in REGION_LEVELS[role])
            return "regions", f"{code}是{level_of(code).label}地区，“{ROLE_NAMES[role]}”只能管辖{fitting}地区，请核对。"
    if role is Role.LINE and not lines:
        return "lines", "请选择至少一个行业。"
    strange = [line for line in lines if line not in LINES]
    return ("lines", f"没有“{strange[0]}”这个行业，可选：{'、'.join(LINES)}。") if strange else None


def check_scope(role: Role, parts: Sequence[Part]) -> None:
    """Raises Refusal beside the field for a scope that does not fit the role."""
    regions = [part.region_code for part in parts if part.region_code]
    units = [part.unit_id for part in parts if part.unit_id]
    lines = [part.line for part in parts if part.line]
    if wrong := scope_fault(role, regions, units, lines):
        raise Refusal(wrong[1], wrong[0])
