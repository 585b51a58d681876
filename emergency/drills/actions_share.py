"""Setting the day on which a year's assessment looks at a region."""

from datetime import date

from emergency.audit import trail
from emergency.audit.rules import Tag
from emergency.base import clock
from emergency.base.access import Scope
from emergency.base.database import db
from emergency.base.errors import Refusal
from emergency.drills.models_share import AssessmentDay
from emergency.drills.queries_share import assessment_day, set_day
from emergency.units.models_regions import Region


def set_assessment_day(scope: Scope, region: Region, year: int, day: date) -> None:
    """Set the day for a region that the caller loaded through scope; what was set before stays on record."""
    if day.year != year:
        raise Refusal(f"考核日应在{year}年内，请核对年份。", "day")
    before = assessment_day(region.code, year)
    if before == day:
        raise Refusal("考核日没有变化。", "day")
    known = set_day(region.code, year)
    if known is not None:
        known.known_until = clock.now()
    row = AssessmentDay(region_code=region.code, year=year, day=day, set_by=scope.name, known_from=clock.now())
    db.session.add(row)
    sentence = f"“{region.name}”{year}年的考核日设为{day}（原为{before}）。"
    told = {"year": year, "day": before.isoformat()}
    trail.record(scope, Tag.DRILL_DAY, "region", region.code, sentence, told, {**told, "day": day.isoformat()})
