"""集中补录占比: how much of a year's drill records was entered late in the last days before an assessment. Pure."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from emergency.drills.rules import days_late, is_late_entry

WINDOW = 30
FORMULA = (
    "集中补录占比 ＝ 考核日前30天内（含当日）补录的演练记录数 ÷ 当年1月1日至考核日举行并已登记的演练记录数。"
    "补录：登记日期比举行日期晚7天以上；7天以内登记的不算。"
)


@dataclass(frozen=True, slots=True)
class Entry:
    """The record of one held drill: whose, when it was held and when the record was received."""

    drill_id: int
    title: str
    sample: bool
    unit_id: int
    unit: str
    region_code: str
    held_on: date
    recorded_on: date

    @property
    def days(self) -> int:
        """The days between the drill and the receipt of its record."""
        return days_late(self.held_on, self.recorded_on)


@dataclass(frozen=True, slots=True)
class Share:
    """Records of the year, those received within the window, and those of them that are late entries."""

    recorded: int = 0
    within: int = 0
    late: int = 0

    @property
    def percent(self) -> str:
        """The share in words; a dash where nothing was recorded, for nought of nought is no figure."""
        return f"{self.late / self.recorded * 100:.1f}%" if self.recorded else "—"

    @property
    def sum_words(self) -> str:
        """The formula with its numbers in it."""
        return f"{self.late} ÷ {self.recorded} ＝ {self.percent}"


def first_day(on: date) -> date:
    """The first day of the window that ends on the assessment day."""
    return on - timedelta(days=WINDOW - 1)


def is_concentrated(entry: Entry, on: date) -> bool:
    """Whether a record is a late entry received within the window."""
    return first_day(on) <= entry.recorded_on <= on and is_late_entry(entry.held_on, entry.recorded_on)


def share_of(entries: Iterable[Entry], on: date) -> Share:
    """The share of some records at an assessment day."""
    recorded = within = late = 0
    for entry in entries:
        recorded += 1
        within += first_day(on) <= entry.recorded_on <= on
        late += is_concentrated(entry, on)
    return Share(recorded, within, late)


def shares_by(entries: Iterable[Entry], on: date, key: Callable[[Entry], str]) -> dict[str, Share]:
    """The share of each group of records, by the groups in order; they add up to the whole."""
    groups: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        groups[key(entry)].append(entry)
    return {name: share_of(groups[name], on) for name in sorted(groups)}


def below(region: str, code: str) -> str:
    """The child region of `region` in which a code lies, or the region itself (本级)."""
    for length in (4, 6, 9, 12):
        if region[length:] != "0" * (12 - length):
            continue
        deeper = {4: 6, 6: 9, 9: 12, 12: 12}[length]
        return code[:deeper].ljust(12, "0")
    return code
