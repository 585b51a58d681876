"""The calendar file of a place and year: rows asked for within scope, handed to the writer as plain values."""

from collections.abc import Iterator

from emergency.base import slots
from emergency.base.access import Scope
from emergency.drills.calendar import CalendarEntry, CalendarFile, LeftOut, write
from emergency.drills.calendar_rows import entry_of
from emergency.drills.models import Drill
from emergency.drills.places import Place, drills_at
from emergency.drills.queries import blocks, takers_of, tally_of
from emergency.drills.question import Question

MOST_DRILLS = 20_000
NARROW = "请按下级地区或单位分别下载。"


def calendar_of(scope: Scope, place: Place, year: int, *, with_due_days: bool = False) -> CalendarFile:
    """The drills of a year; on request the days that upper rooms give (due days of plan evaluations).

    Raises Refusal for a place with more drills than a calendar program takes.
    """
    left_out: list[LeftOut] = []
    entries = [*_drills(scope, place, year, left_out)]
    if with_due_days:
        entries += _due_days(scope, place, year)
    written = write(f"{place.name}应急演练", f"{place.key}:{year}", entries)
    return CalendarFile(written.content, (*left_out, *written.left_out))


def _drills(scope: Scope, place: Place, year: int, left_out: list[LeftOut]) -> Iterator[CalendarEntry]:
    # A draft is nobody's appointment yet: it leaves the house in no file, whoever asks.
    query = drills_at(scope, place, Question(place.region, place.unit_id, year)).where(Drill.unpublished.is_(None))
    tally_of(query, MOST_DRILLS, NARROW)
    for block in blocks(query):
        # The takers are asked for by the block: a list of all ids would be longer than a statement may be.
        takers = takers_of(drill.id for drill, _ in block)
        for drill, organiser in block:
            try:
                yield entry_of(drill, organiser, takers.get(drill.id, ()))
            except (KeyError, ValueError) as fault:
                reason = f"有一项取值不认识：{fault}，请联系系统管理员"
                left_out.append(LeftOut(f"演练{drill.id}“{drill.title}”", reason))


def _due_days(scope: Scope, place: Place, year: int) -> list[CalendarEntry]:
    given = slots.calendar_entries.call(scope, place.region, place.unit_id, year)
    return [entry for entries in given for entry in entries]
