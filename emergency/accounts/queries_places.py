"""The regions and units of a scope: from what an administrator types, and back into words."""

import re
from collections.abc import Iterable

from sqlalchemy import or_, select

from emergency.accounts.models import ScopePart
from emergency.accounts.scopes import Part
from emergency.base import clock
from emergency.base.access import Role
from emergency.base.database import db
from emergency.base.errors import Refusal
from emergency.units.facts import UnitKind
from emergency.units.models import Unit
from emergency.units.models_regions import Region
from emergency.units.queries_regions import paths_of

SHOWN = 4


def region_codes(text: str) -> list[str]:
    """The codes of regions typed one a line, by name or 12-character code. Raises Refusal beside the field."""
    return [_region(word) for word in _lines(text)]


def unit_ids(text: str) -> list[int]:
    """The numbers of units typed one a line, by full name or number. Raises Refusal beside the field."""
    return [_unit(word) for word in _lines(text)]


def parts_of(role: Role, text: str) -> list[Part]:
    """The scope that a cell describes as our own list writes it: 黑河市 › 爱辉区、行业：教育. Raises Refusal."""
    words = [word.strip() for word in re.split("[、，,；;\n]+", text) if word.strip()]
    parts = []
    for word in words:
        if word.startswith(("行业：", "行业:")):
            parts.append(Part(line=word[3:].strip()))
        elif role is Role.UNIT:
            parts.append(Part(unit_id=_unit(word)))
        else:
            parts.append(Part(region_code=_by_way(word)))
    return parts


def _by_way(word: str) -> str:
    """The region of a name, a code, or the way to it."""
    steps = [step.strip() for step in word.split("›")]
    if len(steps) == 1:
        return _region(word)
    query = select(Region.code).where(Region.name == steps[-1], Region.valid_to > clock.today())
    ways = paths_of(list(db.session.scalars(query)), own=True)
    found = [code for code, way in ways.items() if [step.strip() for step in way.split("›")] == steps]
    if len(found) != 1:
        raise Refusal(f"没有找到地区“{word}”，请核对后重填。", "regions")
    return found[0]


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _region(word: str) -> str:
    query = select(Region.code).where(or_(Region.code == word.upper(), Region.name == word))
    found = list(db.session.scalars(query.where(Region.valid_to > clock.today()).order_by(Region.code)))
    if not found:
        raise Refusal(f"没有名称或代码为“{word}”的地区，请核对后重填。", "regions")
    if len(found) > 1:
        paths = paths_of(found)
        where = "；".join(f"{code}（{paths[code]}）" for code in found[:SHOWN])
        raise Refusal(f"“{word}”有 {len(found)} 处，请改填代码：{where}。", "regions")
    return found[0]


def _unit(word: str) -> int:
    query = select(Unit.id, Unit.region_code, Unit.kind).where(Unit.active_to > clock.today())
    number = int(word) if word.isascii() and word.isdigit() and len(word) < 10 else None
    found = list(db.session.execute(query.where(or_(Unit.id == number, Unit.name == word)).order_by(Unit.id)))
    if not found:
        raise Refusal(f"没有名称或编号为“{word}”的单位，请核对后重填。", "units")
    if len(found) > 1:
        paths = paths_of([row.region_code for row in found], own=True)
        where = "；".join(f"{row.id}（{paths[row.region_code]}）" for row in found[:SHOWN])
        raise Refusal(f"“{word}”有 {len(found)} 个，请改填编号：{where}。", "units")
    if found[0].kind == UnitKind.VILLAGE.value:
        raise Refusal(f"“{word}”是村（社区），不设账号：由所在乡镇（街道）代为登记。", "units")
    return int(found[0].id)


def places_of(parts: Iterable[ScopePart]) -> dict[int, str]:
    """Each part of scopes in words, by the part's number; two queries whatever the number."""
    every = list(parts)
    paths = paths_of({part.region_code for part in every if part.region_code}, own=True)
    wanted = {part.unit_id for part in every if part.unit_id}
    named = db.session.execute(select(Unit.id, Unit.name).where(Unit.id.in_(wanted)))
    names = {row.id: row.name for row in named}
    return {part.id: _word(part, paths, names) for part in every}


def _word(part: ScopePart, paths: dict[str, str], names: dict[int, str]) -> str:
    if part.region_code:
        return paths.get(part.region_code, part.region_code)
    if part.unit_id:
        return names.get(part.unit_id, f"单位 {part.unit_id}")
    return f"行业：{part.line}"
