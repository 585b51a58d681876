"""Questions about regions: the tree level by level, search, paths, names on a day, terms."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, exists, or_, select
from sqlalchemy.orm import aliased

from emergency.base import clock
from emergency.base.access import Scope
from emergency.base.database import db
from emergency.base.errors import NotFound
from emergency.base.paging import Page, paginate
from emergency.units.models_regions import (
    Region,
    RegionChecking,
    RegionOffice,
    RegionSuccession,
    RegionTerms,
    RegionVersion,
)
from emergency.units.rules import path_codes
from emergency.units.within import holds_on, known_at, lies_in_any, region_in_scope

STEP = " › "
BRANCHES = 100


@dataclass(frozen=True)
class Branch:
    """A region in the tree, and whether anything hangs under it."""

    region: Region
    has_children: bool


@dataclass(frozen=True)
class Terms:
    """台账启用日 and 补录截止日, with the region that they were set for."""

    opened_on: date
    backfill_until: date
    set_for: str


@dataclass(frozen=True)
class Office:
    """What the offices of a region are called."""

    office: str
    committee: str
    assessor: str


def visible_regions(scope: Scope) -> Select[Region]:
    """The regions that the viewer may open."""
    return select(Region).where(region_in_scope(scope))


def get_region(scope: Scope, code: str) -> Region:
    """One region. Raises NotFound for an unknown one and for a stranger alike."""
    region = db.session.scalar(visible_regions(scope).where(Region.code == code))
    if region is None:
        raise NotFound
    return region


def roots(scope: Scope) -> list[Branch]:
    """Where the viewer's tree begins: the regions of the scope."""
    query = _branches(visible_regions(scope).where(Region.code.in_(scope.regions)))
    return [Branch(region, bool(more)) for region, more in db.session.execute(query.order_by(Region.code))]


def children(scope: Scope, code: str, page: int = 1, *, counts: bool | None = None) -> Page[Branch]:
    """One level under a region, in pages; with `counts` only those that count, or only those 另列."""
    query = visible_regions(scope).where(Region.parent_code == code)
    if counts is not None:
        query = query.where(Region.counts.is_(counts))
    found = paginate(_branches(query).order_by(Region.code), page, BRANCHES, scalars=False)
    items = [Branch(region, bool(more)) for region, more in found.items]
    return Page(items, found.number, found.size, found.total)


def search_regions(scope: Scope, text: str, page: int = 1, size: int = 20) -> Page[Region]:
    """Regions by part of the name, beginning of the pinyin initials, or beginning of the code."""
    words = text.strip()
    fits = [Region.name.contains(words, autoescape=True)]
    if words.isascii():
        fits = [
            Region.initials.startswith(words.lower(), autoescape=True),
            Region.code.startswith(words.upper(), autoescape=True),
        ]
    query = visible_regions(scope).where(or_(*fits), Region.valid_to > clock.today())
    return paginate(query.order_by(Region.counts.desc(), Region.code), page, size)


def paths_of(
    codes: Iterable[str], *, own: bool = False, on: date | None = None, moment: datetime | None = None
) -> dict[str, str]:
    """The way to each region from the city down, as one text; with `own` the region's own name too.

    With `on` in the names of that day, as known at a moment (None: now).
    """
    wanted = set(codes)
    steps = {code: path_codes(code) if own else path_codes(code)[:-1] for code in wanted}
    every = {step for path in steps.values() for step in path}
    names = {**_names(every), **(region_names_on(every, on, moment) if on else {})}
    return {code: STEP.join(names[step] for step in path if step in names) for code, path in steps.items()}


def steps_to(scope: Scope, code: str) -> list[tuple[str, str, bool]]:
    """(code, name, whether the viewer may open it) of each region above this one, from the city down."""
    above = path_codes(code)[:-1]
    names = _names(set(above))
    return [(step, names[step], scope.covers(step)) for step in above if step in names]


def region_names_on(codes: Iterable[str], on: date, moment: datetime | None = None) -> dict[str, str]:
    """What regions were called on a day, as known at a moment (None: now)."""
    query = select(RegionVersion.region_code, RegionVersion.name).where(
        RegionVersion.region_code.in_(set(codes)),
        holds_on(RegionVersion, on),
        known_at(RegionVersion, moment),
    )
    return {row[0]: row[1] for row in db.session.execute(query)}


def children_on(code: str, on: date, moment: datetime | None = None, counted: bool | None = None) -> set[str]:
    """The regions right below one on a day, as known at a moment (None: now); all, or those of one block."""
    query = select(RegionVersion.region_code).join(Region, Region.code == RegionVersion.region_code)
    query = query.where(Region.parent_code == code, holds_on(RegionVersion, on), known_at(RegionVersion, moment))
    if counted is not None:
        query = query.where(RegionVersion.counts.is_(counted))
    return set(db.session.scalars(query))


def regions_counted_on(scope: Scope, code: str, on: date, moment: datetime | None = None) -> set[str]:
    """The codes in a region whose rows counted on a day, as known at a moment (None: now)."""
    query = select(RegionVersion.region_code).where(
        lies_in_any(RegionVersion.region_code, (code,)),
        lies_in_any(RegionVersion.region_code, scope.regions),
        holds_on(RegionVersion, on),
        known_at(RegionVersion, moment),
        RegionVersion.counts.is_(True),
    )
    return set(db.session.scalars(query))


def region_history(scope: Scope, code: str) -> list[RegionVersion]:
    """What is known of a region today, stretch by stretch, the newest first."""
    get_region(scope, code)
    query = select(RegionVersion).where(RegionVersion.region_code == code, known_at(RegionVersion, None))
    return list(db.session.scalars(query.order_by(RegionVersion.valid_from.desc())))


def region_successions(scope: Scope, code: str) -> list[RegionSuccession]:
    """Renames, mergers and splits that touched a region, the newest first."""
    get_region(scope, code)
    query = select(RegionSuccession).where(
        or_(RegionSuccession.region_code == code, RegionSuccession.other_code == code)
    )
    return list(db.session.scalars(query.order_by(RegionSuccession.day.desc(), RegionSuccession.id.desc())))


def terms_of(codes: Iterable[str], moment: datetime | None = None) -> dict[str, Terms]:
    """台账启用日 and 补录截止日 by region, from the nearest region above that has them; none, no entry."""
    steps = {code: path_codes(code) for code in set(codes)}
    above = {step for path in steps.values() for step in path}
    query = select(RegionTerms).where(RegionTerms.region_code.in_(above), known_at(RegionTerms, moment))
    found = {row.region_code: row for row in db.session.scalars(query)}
    near = {code: next((found[step] for step in reversed(path) if step in found), None) for code, path in steps.items()}
    return {
        code: Terms(row.opened_on, row.backfill_until, row.region_code) for code, row in near.items() if row is not None
    }


def own_terms(code: str) -> RegionTerms | None:
    """The terms that were set for this very region, already seen through a scope."""
    return db.session.scalar(select(RegionTerms).where(RegionTerms.region_code == code, known_at(RegionTerms, None)))


def office_of(code: str) -> Office:
    """The names of the offices for a region, from the nearest region above that has them."""
    query = select(RegionOffice).where(RegionOffice.region_code.in_(path_codes(code)))
    row = db.session.scalar(query.order_by(RegionOffice.region_code.desc()).limit(1))
    if row is None:
        return Office("应急管理机构", "", "考核组")
    return Office(row.office, row.committee, row.assessor or "考核组")


def own_office(scope: Scope, code: str) -> RegionOffice | None:
    """The names that were set for this very region, for editing."""
    return db.session.get(RegionOffice, get_region(scope, code).code)


def may_self_check(code: str) -> bool:
    """自录自核: whether the township may check what it recorded itself, by the nearest region above that says so."""
    query = select(RegionChecking.self_check).where(RegionChecking.region_code.in_(path_codes(code)))
    return bool(db.session.scalar(query.order_by(RegionChecking.region_code.desc()).limit(1)))


def own_checking(scope: Scope, code: str) -> RegionChecking | None:
    """What was set on 自录自核 for this very region, for editing."""
    return db.session.get(RegionChecking, get_region(scope, code).code)


def _branches(query: Select[Region]) -> Select[Any]:
    child = aliased(Region)
    return query.add_columns(exists().where(child.parent_code == Region.code).correlate(Region))


def _names(codes: set[str]) -> dict[str, str]:
    query = select(Region.code, Region.name).where(Region.code.in_(codes))
    return {row[0]: row[1] for row in db.session.execute(query)}
