"""Pinyin initials of a name, with the readings that place names want."""

import re

from pypinyin import Style, lazy_pinyin

# 多音字 whose usual reading in names differs from the dictionary's first guess.
READINGS: dict[str, str] = {
    "朝": "c",
    "曾": "z",
    "晟": "s",
    "单": "s",
    "嫩": "n",
    "逊": "x",
    "讷": "n",
}

# 长 reads cháng in names of places, but zhǎng in these words.
_GROWING = re.compile(r"(?<=[成生增校院])长")


def initials(name: str) -> str:
    """Lower-case initials, one a character; punctuation falls away, digits and letters stay.

    嫩江市 -> njs, 逊克县 -> xkx, 讷谟尔村委会 -> nmecwh, 朝阳山镇 -> cysz, 长江乡 -> cjx.
    """
    letters: list[str] = []
    for place, char in enumerate(name):
        if char.isascii():
            letters.append(char.lower() if char.isalnum() else "")
        else:
            letters.append(_reading(name, place))
    return "".join(letters)


def _reading(name: str, place: int) -> str:
    char = name[place]
    if char in READINGS:
        return READINGS[char]
    if char == "长" and not _GROWING.match(name, place):
        return "c"
    read = lazy_pinyin(name, style=Style.FIRST_LETTER, errors=lambda run: list(run))
    found = str(read[place]) if len(read) == len(name) else ""
    return found if found.isascii() else ""
