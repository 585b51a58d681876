"""What the stored values of a sheet mean: numbers that are days, signs that were written in another way (pure)."""

import re
from datetime import date, datetime, timedelta

FIRST_DAY = {False: date(1899, 12, 30), True: date(1904, 1, 1)}
# A number of more digits than a double holds was already damaged by Excel; the mark says so to the reader.
DAMAGED = "≈"
# How the format writes a sign that XML can't carry, and the line ends of other systems; halves of signs stay.
ESCAPED = re.compile("_x(?!D[89A-F]|0000)([0-9A-F]{4})_", re.IGNORECASE)


def unescaped(text: str) -> str:
    """A text with the signs that it means: _x000D_ is a line end."""
    return ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def number_text(text: str, is_day: bool, since_1904: bool) -> str:
    """A stored number as a person wrote it: a day as 2024-05-01, whole numbers without a point, long ones marked."""
    try:
        value = float(text)
    except ValueError:
        return text
    if is_day and 0 < value < 2_958_466:
        moment = datetime.combine(FIRST_DAY[since_1904], datetime.min.time()) + timedelta(days=value)
        return moment.date().isoformat() if value >= 1 else moment.strftime("%H:%M")
    if value != value or abs(value) >= 1e15:
        return f"{DAMAGED}{text}"
    return str(int(value)) if value == int(value) else repr(value)
