"""What the address of a list asks for: words, days, numbers, the page."""

from datetime import date
from urllib.parse import urlencode

from flask import request

from emergency.base.errors import Refusal
from emergency.base.forms import FIRST_DAY, LAST_DAY, cleaned

LONGEST = 100


def asked_text(name: str, longest: int = LONGEST) -> str:
    """A filter's words, cleaned and cut; empty when it wasn't asked."""
    return (cleaned(request.args.get(name, "")) or "")[:longest]


def asked_day(name: str) -> date | None:
    """A filter's day, None when it wasn't asked. Raises Refusal for what is no day or not of this republic."""
    text = asked_text(name)
    if not text:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise Refusal(f"“{text}”不是有效日期，请按 2026-05-12 的样式填写后重新查询。") from error
    if not FIRST_DAY <= day <= LAST_DAY:
        raise Refusal("日期应在 1949 年 10 月 1 日至 2098 年之间，请核对年份后重新查询。")
    return day


def asked_number(name: str, default: int = 0, digits: int = 9) -> int:
    """A filter's whole number; the default when it wasn't asked, is none or has more digits."""
    text = asked_text(name)
    return int(text) if text.isascii() and text.isdigit() and len(text) <= digits else default


def asked_page() -> int:
    """The page of the list that is asked for, from 1."""
    return max(1, asked_number("page", 1))


def asked_with(**changes: object) -> str:
    """The question of this address with some parts changed, such as ?kind=a&page=2; an empty part is left out.

    Never hand the address's own parts to url_for: it reads some of them as orders (_scheme, _external).
    """
    kept = [(name, value) for name, value in request.args.items(multi=True) if name not in changes]
    new = [(name, str(value)) for name, value in changes.items() if value not in (None, "")]
    return f"?{urlencode([*kept, *new])}"
