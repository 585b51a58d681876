"""The lines that an address asks for as one document: within limits, with title, caption and what they add up to."""

from dataclasses import dataclass
from datetime import date

from emergency.base import clock
from emergency.base.access import Scope
from emergency.base.errors import Refusal
from emergency.programme.models import Programme, ProgrammeLine
from emergency.programme.queries import STATE_WORDS, LineFilter, get_programme, listed
from emergency.programme.queries_places import region_names
from emergency.programme.reading import stream
from emergency.programme.sums import Sums, sums_of
from emergency.programme.table_paper import Head

MOST_ROWS = 50_000
# Some four seconds of drawing, during which nobody else prints; more is drawn by the job.
AT_ONCE = 200
MOST_PRINTED = 10_000
TOO_MANY = "共{count}项，超过一次{act}的{most}项。请按地区、月份或规则筛选后分次{act}。"


@dataclass(frozen=True)
class Found:
    """The lines that an address asks for, with the names of their units."""

    programme: Programme
    wanted: LineFilter
    rows: list[tuple[ProgrammeLine, str, bool]]

    @property
    def sums(self) -> Sums:
        """What they add up to."""
        return sums_of(line for line, _, _ in self.rows)


def found_lines(scope: Scope, programme_id: int, wanted: LineFilter, most: int, act: str) -> Found:
    """All lines of the asked filter, unless there are too many for one document. Raises Refusal."""
    programme = get_programme(scope, programme_id)
    found = stream(listed(scope, programme, wanted))
    if len(found) > most:
        raise Refusal(TOO_MANY.format(count=len(found), act=act, most=most))
    return Found(programme, wanted, found)


def wanted_words(wanted: LineFilter) -> str:
    """The filter as it is printed above a list."""
    return filter_words(wanted, region_names([wanted.region]).get(wanted.region, wanted.region))


def name_of(programme: Programme) -> str:
    """The region whose programme it is."""
    return region_names([programme.region_code])[programme.region_code]


def table_title(programme: Programme) -> str:
    """What the 演练计划表 is called."""
    return f"{name_of(programme)}{programme.year}年度演练计划表"


def table_caption(found: Found) -> str:
    """What of the programme is in the table, and as of when."""
    made = found.programme.made_at or found.programme.asked_at
    return f"范围：{wanted_words(found.wanted)}；{found.sums.words}；排期时间{clock.day_of(made)}"


def head_of(found: Found) -> Head:
    """What stands above the rows of a paper."""
    programme = found.programme
    identifier = f"programme-{programme.id}-{programme.version}-{wanted_words(found.wanted)}"
    return Head(table_title(programme), table_caption(found), programme.made_at or programme.asked_at, identifier)


def filter_words(wanted: LineFilter, region_name: str) -> str:
    """The filter as it is printed above a list."""
    said = [
        f"“{wanted.text}”" if wanted.text else "", region_name if wanted.region else "", wanted.rule,
        f"{wanted.month}月" if wanted.month else "", STATE_WORDS[wanted.state] if wanted.state else "",
        f"{_day_word(wanted.week)}起的一周" if wanted.week else "", _day_word(wanted.day) if wanted.day else "",
    ]  # fmt: skip
    return "，".join(word for word in said if word) or "全部"


def _day_word(day: date) -> str:
    return f"{day.month}月{day.day}日"
