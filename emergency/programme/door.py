"""The room's blueprint, and the question that an address of a list asks."""

from datetime import date

from flask import Blueprint

from emergency.base.asked import asked_day, asked_number, asked_text
from emergency.programme.queries import STATE_WORDS, LineFilter

blueprint = Blueprint("programme", __name__)
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LAST_MONTH = 12


def asked_lines() -> LineFilter:
    """The filter in the address; a word that makes no sense asks for everything."""
    month, state = asked_number("month"), asked_text("state")
    return LineFilter(
        asked_text("q"), asked_text("region")[:12], asked_text("rule")[:20], month if month <= LAST_MONTH else 0,
        state if state in STATE_WORDS else "", asked_day("week"), asked_day("day"),
    )  # fmt: skip


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
