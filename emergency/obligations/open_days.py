"""Whether a day is open for a kind of unit, by the working days as they are entered now."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from emergency.base.restdays import OFFICE, Closed, MoonDays, statutory_days, why_closed
from emergency.obligations.queries import load_workdays, workday_notes

FILE = Path(__file__).resolve().parents[2] / "seeds" / "reference" / "programme" / "moon-days.yaml"


@lru_cache(maxsize=1)
def moon_days() -> MoonDays:
    """The moving holidays by year."""
    data: Mapping[str, Any] = yaml.safe_load(FILE.read_text("utf-8"))
    listed: MoonDays = data["years"]
    return listed


def why_closed_on(day: date, rest: str) -> Closed | None:
    """Why the day is closed for the day set `rest`, None where it is open. Two queries."""
    statutory = _statutory(day.year)
    office, village = why_closed(day, load_workdays(), workday_notes(), statutory)
    return office if rest == OFFICE else village


@lru_cache(maxsize=16)
def _statutory(year: int) -> Mapping[date, str]:
    return statutory_days(year - 1, year + 1, moon_days())
