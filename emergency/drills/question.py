"""What the address of a drill list asks for; a word that makes no sense asks for everything."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from emergency.base import clock
from emergency.base.errors import Refusal
from emergency.drills import words
from emergency.drills.queries import DrillFilters

FIRST_YEAR, LAST_YEAR = 2000, 2098
LAST_MONTH = 12


@dataclass(frozen=True, slots=True)
class Question:
    """A place (region, unit or all that one may see), a year, filters and a page."""

    region: str
    unit_id: int
    year: int
    filters: DrillFilters = field(default_factory=DrillFilters)
    page: int = 1

    def in_month(self, month: int) -> "Question":
        """The same question about one month."""
        return replace(self, filters=replace(self.filters, month=month))


def question_of(args: Mapping[str, str]) -> Question:
    """The question in the address."""
    filters = DrillFilters(
        text=args.get("q", "").strip()[:100],
        state=one_of(args.get("state", ""), words.STATE_WORDS),
        acceptance=one_of(args.get("acceptance", ""), words.ACCEPTANCE_WORDS),
        form=one_of(args.get("form", ""), words.FORM_WORDS),
        month=month_of(args),
        mark=one_of(args.get("mark", ""), words.MARK_WORDS),
    )
    return Question(
        args.get("region", "")[:12], number(args, "unit", 0, 0, 2**31), year_of(args), filters,
        number(args, "page", 1, 1, 100_000),
    )  # fmt: skip


def month_of(args: Mapping[str, str]) -> int:
    """The month asked for, 0 where none is. Raises Refusal for one that no year has."""
    text = args.get("month", "")
    found = number(args, "month", -1, 0, LAST_MONTH) if text else 0
    if found < 0:
        raise Refusal(f"没有“{text[:10]}”月，请填写1至12后重新查询。")
    return found


def year_of(args: Mapping[str, str]) -> int:
    """The year asked for, or the present one in Shanghai."""
    return number(args, "year", clock.today().year, FIRST_YEAR, LAST_YEAR)


def number(args: Mapping[str, str], name: str, otherwise: int, least: int, most: int) -> int:
    """A whole number within bounds, or what stands for none."""
    text = args.get(name, "")
    if not (text.isascii() and text.isdecimal() and len(text) < 12):
        return otherwise
    return int(text) if least <= int(text) <= most else otherwise


def one_of(value: str, known: Mapping[str, str]) -> str:
    """A known word, or none."""
    return value if value in set(known) else ""
