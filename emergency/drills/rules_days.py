"""On which days a drill cannot stand at all, and on which only on purpose (pure)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from emergency.base.periods import add_months
from emergency.base.restdays import Closed

# As far as every calendar reaches; what stands outside is seen by nobody who subscribed.
MONTHS_BACK, MONTHS_AHEAD = 13, 24
DAY = timedelta(days=1)
PAST = (
    "{day} 已经过去，还没有举行的演练不能排在过去的日期。请填今天或以后的日期；"
    "确已举行的，日期填今天，再用“登记举行情况”填写实际举行日期。"
)
TOO_FAR = "{day} 在 {months} 个月以后，超出日历订阅的范围，谁也看不到。请先排到 {last} 以前，临近时再改期。"
ON_PURPOSE = "确需排在这一天的，请勾选“仍然安排”并写明理由。"


@dataclass(frozen=True, slots=True)
class Window:
    """The days on which a drill still meets a duty in time; `first` is None where any earlier day counts as well.

    `months` are those that owe a drill, of a duty that only some months have.
    """

    first: date | None
    last: date
    months: str = ""

    def leaves_out(self, day: date) -> bool:
        """Whether the day lies in a month without this duty, between months that have it."""
        month = f"{day:%Y-%m}"
        return bool(self.months) and month not in self.months and self.months[:7] < month < self.months[-7:]


def impossible_day(first: date, today: date, *, recorded_after: bool = False) -> str | None:
    """The sentence for a day that no planned drill can have; `recorded_after` lets one in that was held before."""
    if first < today and not recorded_after:
        return PAST.format(day=first)
    last = add_months(today, MONTHS_AHEAD)
    return TOO_FAR.format(day=first, months=MONTHS_AHEAD, last=last) if first >= last else None


def days_of(first: date, last: date) -> list[date]:
    """The days from the first to the last, both inside."""
    return [first + DAY * number for number in range((last - first).days + 1)]


def closed_words(closed: Iterable[tuple[date, Closed]]) -> list[str]:
    """What is said of days of rest, of holidays and of days that a notice still to come may take."""
    return [f"{day} {why.words}" for day, why in closed]


def same_day_words(first: date, titles: Sequence[str]) -> list[str]:
    """What is said where the unit has another drill on that day."""
    return [f"本单位 {first} 另有演练{'、'.join(f'“{title}”' for title in titles)}"] if titles else []


def window_words(title: str, first: date, window: Window, today: date) -> str | None:
    """None where the day meets the duty in time, else what is said; of what is late already nothing is."""
    if window.leaves_out(first):
        return f"{first:%Y年%m月}没有“{title}”的应演（该月没有或很少教学日），届时举行不计入任何一期"
    if window.first is not None and first < window.first:
        return f"{first} 早于“{title}”的应演期间（{window.first} 起），届时举行不计入这一期"
    if window.last < first and window.last >= today:
        return f"{first} 晚于“{title}”的期限 {window.last}"
    return None
