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

# Chinese characters, or Latin letters and digits; whatever else stands between is left out.
_RUNS = re.compile(r"[\u3400-\u9fff\U00020000-\U0003134f]+|[0-9A-Za-z]+")


def initials(name: str) -> str:
    """Lower-case initials, one a character; punctuation falls away, digits and letters stay.

    嫩江市 -> njs, 逊克县 -> xkx, 讷谟尔村委会 -> nmecwh, 朝阳山镇 -> cysz, 长江乡 -> cjx.
    """
    return "".join(_run(run) for run in _RUNS.findall(name))


def _run(run: str) -> str:
    if run.isascii():
        return run.lower()
    guesses = lazy_pinyin(run, style=Style.FIRST_LETTER)
    return "".join(_reading(run, place, guess) for place, guess in enumerate(guesses))


def _reading(run: str, place: int, guess: str) -> str:
    char = run[place]
    if char == "长" and not _GROWING.match(run, place):
        return "c"
    return READINGS.get(char, guess)
