"""What the office set for programmes: daily limits, observers and teams, seasons of a year."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import or_, select

from emergency.base.access import Scope, prefix_of
from emergency.base.database import db
from emergency.base.errors import NotFound
from emergency.obligations.lawbook import LawBook
from emergency.obligations.queries import load_rules
from emergency.programme.facts import Crew
from emergency.programme.models import ProgrammeCrew, ProgrammeLimit, ProgrammeSeason
from emergency.programme.queries_owed import drill_rules
from emergency.programme.tasks import Watch
from emergency.units.facts import UnitKind
from emergency.units.rules import path_codes
from emergency.units.within import lies_in, lies_in_any


def limits_in(region: str) -> list[ProgrammeLimit]:
    """The limits set for a region, for those above it and for those below."""
    inside = lies_in(ProgrammeLimit.region_code, region)
    above = ProgrammeLimit.region_code.in_(path_codes(region))
    query = select(ProgrammeLimit).where(or_(inside, above))
    return list(db.session.scalars(query.order_by(ProgrammeLimit.region_code)))


def limit_by_place(limits: list[ProgrammeLimit], places: set[str], a_day: int) -> dict[str, int]:
    """For each place that differs from the general limit: the number set for the nearest region above."""
    set_for = {row.region_code: row.a_day for row in limits}
    near = {
        place: next((set_for[code] for code in reversed(path_codes(place)) if code in set_for), a_day)
        for place in places
    }
    return {place: number for place, number in near.items() if number != a_day}


def crews_in(region: str) -> list[ProgrammeCrew]:
    """The observers and teams in use for a region, for those above it and for those below."""
    query = select(ProgrammeCrew).where(
        or_(lies_in(ProgrammeCrew.region_code, region), ProgrammeCrew.region_code.in_(path_codes(region))),
        ProgrammeCrew.ended.is_(False),
    )
    return list(db.session.scalars(query.order_by(ProgrammeCrew.name, ProgrammeCrew.id)))


def crew_label(row: ProgrammeCrew) -> str:
    """What the scheduler and the lines call a crew: its name, and its number, for two may share a name."""
    return f"{row.name}#{row.id}"


def crew_of(row: ProgrammeCrew) -> Crew:
    """A crew as the scheduler takes it."""
    return Crew(crew_label(row), row.a_day, frozenset(days_of(row.away)))


def watch_of(row: ProgrammeCrew) -> Watch:
    """Where a crew must be."""
    return Watch(crew_label(row), prefix_of(row.region_code), frozenset(UnitKind(kind) for kind in row.kinds))


def settings_of(region: str, year: int) -> dict[str, Any]:
    """What the office set for a region's year, by part: to tell later whether it set something else since.

    `rules` are the drill duties in force on the first and on the last day, by version; 0 for one that is not.
    """
    book, ends = load_rules(), (date(year, 1, 1), date(year, 12, 31))
    return {
        "rules": {rule_id: [_version(book, rule_id, day) for day in ends] for rule_id in drill_rules(book)},
        "limits": {row.region_code: row.a_day for row in limits_in(region)},
        "crews": {crew_label(row): [row.region_code, row.a_day, row.kinds, row.away] for row in crews_in(region)},
        "seasons": [[row.kind, str(row.first_day), str(row.last_day)] for row in seasons_in(region, year)],
    }


def _version(book: LawBook, rule_id: str, day: date) -> int:
    rule = book.in_force(rule_id, day)
    return rule.version if rule and book.enabled(rule_id, day) else 0


def days_of(spans: list[list[str]]) -> list[date]:
    """Every day of some spans, first and last inside."""
    pairs = [(date.fromisoformat(first), date.fromisoformat(last)) for first, last in spans]
    return [first + timedelta(days=n) for first, last in pairs for n in range((last - first).days + 1)]


def seasons_in(region: str, year: int) -> list[ProgrammeSeason]:
    """What was entered for seasons of a year by the nearest region above or by the region itself."""
    query = select(ProgrammeSeason).where(
        ProgrammeSeason.region_code.in_(path_codes(region)),
        ProgrammeSeason.first_day <= date(year, 12, 31),
        ProgrammeSeason.last_day >= date(year, 1, 1),
    )
    return list(db.session.scalars(query.order_by(ProgrammeSeason.kind, ProgrammeSeason.first_day)))


def own_crews(scope: Scope) -> list[ProgrammeCrew]:
    """The crews that the viewer keeps: those of own regions."""
    query = select(ProgrammeCrew).where(lies_in_any(ProgrammeCrew.region_code, scope.regions))
    return list(db.session.scalars(query.order_by(ProgrammeCrew.ended, ProgrammeCrew.region_code, ProgrammeCrew.name)))


def get_crew(scope: Scope, crew_id: int) -> ProgrammeCrew:
    """One crew. Raises NotFound for a stranger's."""
    row = db.session.get(ProgrammeCrew, crew_id)
    if row is None or not scope.covers(row.region_code):
        raise NotFound
    return row


def own_limits(scope: Scope) -> list[ProgrammeLimit]:
    """The limits set for regions of the viewer."""
    query = select(ProgrammeLimit).where(lies_in_any(ProgrammeLimit.region_code, scope.regions))
    return list(db.session.scalars(query.order_by(ProgrammeLimit.region_code)))


def get_limit(scope: Scope, code: str) -> ProgrammeLimit:
    """One limit. Raises NotFound for a stranger's."""
    row = db.session.get(ProgrammeLimit, code)
    if row is None or not scope.covers(code):
        raise NotFound
    return row


def own_seasons(scope: Scope) -> list[ProgrammeSeason]:
    """The seasons entered for regions of the viewer, the latest first."""
    query = select(ProgrammeSeason).where(lies_in_any(ProgrammeSeason.region_code, scope.regions))
    return list(db.session.scalars(query.order_by(ProgrammeSeason.first_day.desc(), ProgrammeSeason.id)))


def get_season(scope: Scope, season_id: int) -> ProgrammeSeason:
    """One season. Raises NotFound for a stranger's."""
    row = db.session.get(ProgrammeSeason, season_id)
    if row is None or not scope.covers(row.region_code):
        raise NotFound
    return row
