"""What the pages of coverage share: the blueprint, and the question that an address asks."""

from dataclasses import dataclass
from datetime import date, datetime

from flask import Blueprint

from emergency.base import clock
from emergency.base.access import Scope, prefix_of
from emergency.base.asked import asked_day, asked_number, asked_text
from emergency.base.errors import Refusal
from emergency.coverage.queries import View, field_of
from emergency.coverage.queries_duties import Wanted
from emergency.units.queries_regions import get_region

blueprint = Blueprint("coverage", __name__)
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TOWNSHIP_PREFIX = len("231102202")


@dataclass(frozen=True)
class Asked:
    """What the address asks for."""

    view: View
    wanted: Wanted
    by: str

    @property
    def counted_word(self) -> str:
        """The block as the address writes it."""
        return "all" if self.view.counted is None else str(int(self.view.counted))

    @property
    def known_word(self) -> str | None:
        """The day whose knowledge is asked for, as the address writes it; None leaves it out."""
        return self.view.known_on.isoformat() if self.view.known_on else None


def asked(scope: Scope, region: str = "") -> Asked:
    """The question in the address; without a region there, about this one or the viewer's whole field.

    Raises Refusal for a day that is none.
    """
    # Whoever has no region looks over own units alone, whatever region the address names.
    region = (asked_text("region") if scope.regions else "") or region or field_of(scope)
    counted = {"0": False, "all": None}.get(asked_text("counted"), True)
    view = View(region, asked_day("on") or clock.today(), asked_moment(), counted if scope.regions else None)
    wanted = Wanted(
        asked_text("group"), asked_text("light"), asked_text("kind"), asked_text("rule"), asked_number("unit") or None,
        asked_text("own") == "1", asked_day("after"),
    )  # fmt: skip
    return Asked(view, wanted, _by(view))


def asked_moment() -> datetime | None:
    """The end of the day whose knowledge the address asks for. Raises Refusal for a day that has not come."""
    return moment_of(asked_day("known_at"))


def moment_of(day: date | None) -> datetime | None:
    """The end of a day, by which what the register knew is asked for. Raises Refusal for a day that has not come."""
    if day is not None and day > clock.today():
        raise Refusal(f"“当时已知”的日期 {day} 还没有到，系统那时知道什么无从得知；请填今天或以前的日期。", "known_at")
    return clock.end_of(day) if day else None


def _by(view: View) -> str:
    """How the lines are parted: by region or kind anywhere, by unit from a township down."""
    by = asked_text("by")
    return by if by == "kind" or (by == "unit" and lists_units(view)) else "region"


def lists_units(view: View) -> bool:
    """Whether the region is small enough for a line a unit."""
    return len(prefix_of(view.region)) >= TOWNSHIP_PREFIX


def place_of(scope: Scope, region: str) -> str:
    """What a page is about. Raises NotFound for a stranger's region."""
    if not scope.regions:
        return "本单位"
    return "管辖范围" if len(scope.regions) > 1 and region == field_of(scope) else get_region(scope, region).name


def file_days(view: View) -> str:
    """The days of a view as a file's name has them."""
    return f"{view.on}（{view.known_on}时已知）" if view.known_on else view.on.isoformat()
