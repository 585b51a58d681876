"""The room's blueprint, and the question that an address of a list asks."""

from flask import Blueprint

from emergency.base.asked import asked_day, asked_number, asked_text
from emergency.base.errors import Refusal
from emergency.programme.queries import STATE_WORDS, LineFilter

blueprint = Blueprint("programme", __name__)
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LAST_MONTH = 12


def asked_month(default: int = 0) -> int:
    """The month in the address; the default where none is asked for. Raises Refusal for one that no year has."""
    text = asked_text("month")
    if text and not 1 <= asked_number("month") <= LAST_MONTH:
        raise Refusal(f"没有“{text}”月，请填写1至12后重新查询。")
    return asked_number("month", default)


def asked_lines() -> LineFilter:
    """The filter in the address; a word that makes no sense asks for everything. Raises Refusal."""
    month, state = asked_month(), asked_text("state")
    return LineFilter(
        asked_text("q"), asked_text("region")[:12], asked_text("rule")[:20], month,
        state if state in STATE_WORDS else "", asked_day("week"), asked_day("day"),
    )  # fmt: skip
