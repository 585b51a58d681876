"""Says of a cell that should be a day what is wrong with it and how to write it (pure)."""

import re
from calendar import monthrange
from datetime import date, timedelta

from emergency.base.sheet_values import FIRST_DAY

# What the pages take, too: nothing before the republic, no year that is a slip of the finger.
EARLIEST, LATEST = date(1949, 10, 1), date(2098, 12, 31)
SERIALS = range(18_264, 73_051)
HOW = "请写成 2024-05-01 的样式"
FIND_OUT = f"请查明后{HOW[1:]}；查不到的请留空。"
NO_MONTH = "“{text}”写的 {month} 月不存在，一年只有 1 至 12 月。" + FIND_OUT
NO_SUCH_DAY = "“{text}”写的 {day} 日不存在，{year} 年 {month} 月只有 {last} 天。请核对后" + HOW[1:] + "。"
OUTSIDE = "“{text}”不在 1949 年 10 月 1 日至 2098 年之间。请核对年份，" + HOW[1:] + "；查不到的请留空。"
NO_DAY = "“{text}”没有写到日，期限要从具体日期起算。" + FIND_OUT
NO_YEAR = "“{text}”没有写明是哪一年。" + FIND_OUT
SPAN = "“{text}”写的是一段时间，这里只能有一天。请只写开始（举行）的那一天，" + HOW[1:] + "。"
TWO_DIGITS = "“{text}”的年份请写四位，例如 2024-05-01。"
YEAR_LAST = "“{text}”的年份写在后面，分不清月和日。请把年份写在前面，" + HOW[1:] + "。"
WITH_WORDS = "“{text}”日期后面还有别的字。如果就是这一天，请只写 {day}。"
WITH_CLOCK = "“{text}”是 Excel 的日期数，带着时刻。请只写日期：{day}。"
ONE_SHORT = "“{text}”少一位数字：月、日各要两位，例如 20240501。"
NUMBER = "“{text}”只是一个数，看不出是哪一天。" + HOW + "。"
NO_DATE = "“{text}”不是日期，" + HOW + "；查不到的请留空。"

HAN_DIGITS = "〇○零一二三四五六七八九"
HAN_NUMBER = "[一二三四五六七八九十]{1,3}"
# A month in figures that may be none: the year before it, perhaps the part of a day behind it.
YEAR_MONTH = re.compile(r"(\d{4})\s*[.\-/年]\s*(\d{1,2})\s*月?份?")
YEAR = re.compile(rf"(?:\d{{4}}|[0-9{HAN_DIGITS}]{{4}})\s*年?份?")
ONE_DAY = r"\d{4}\s*[.\-/年、]\s*\d{1,2}\s*[.\-/月、]\s*\d{1,2}\s*[日号]?"
SEVERAL = re.compile(
    rf"{ONE_DAY}\s*(?:至|到|和|及|~|-+|—+|–|、|,|/)\s*\d.*|.*\d\s*[年月日号]?\s*(?:至|到|~|—+|–)\s*\d.*"
)
MONTHS = re.compile(r"\d{4}\s*年\s*\d{1,2}\s*月?\s*[-、和及]\s*\d{1,2}\s*月.*")
BEFORE_WORDS = re.compile(r"(\d{4})\s*[.\-/年]\s*(\d{1,2})\s*[.\-/月]\s*(\d{1,2})(?!\d)\s*[日号]?")
RELATIVE = re.compile("[去今明前后本上当同次历每]年.*|[上本下当]个?月.*|年[初底末中].*|[上下]半年.*|近期|近日")
MONTH_DAY = re.compile(
    rf"(?:\d{{1,2}}|{HAN_NUMBER})\s*(?:[./-]\s*\d{{1,2}}|月份?(?:\s*(?:\d{{1,2}}|{HAN_NUMBER})\s*[日号]?)?)"
)
PART_OF_YEAR = re.compile(rf"(?:\d{{4}}|[{HAN_DIGITS}]{{4}})\s*年.*(?:半年|季度?|[初底末中]|月.*|旬)")
SHORT_YEAR = re.compile(r"\d{2}\s*[.\-/年]\s*\d{1,2}\s*[.\-/月]\s*\d{1,2}\s*[日号]?")
YEAR_BEHIND = re.compile(r"\d{1,2}\s*[./-]\s*\d{1,2}\s*[./-]\s*\d{4}")
SERIAL = re.compile(r"(\d{5})\.\d+")
SHAPES = (
    (SEVERAL, SPAN), (MONTHS, SPAN), (YEAR, NO_DAY), (SHORT_YEAR, TWO_DIGITS), (YEAR_BEHIND, YEAR_LAST),
    (PART_OF_YEAR, NO_DAY), (RELATIVE, NO_YEAR), (MONTH_DAY, NO_YEAR),
)  # fmt: skip
# Nobody writes a day with more signs.
LONGEST = 40


def bad_day(text: str, year: int, month: int, day: int) -> str:
    """The sentence for a day that no calendar has, or that lies outside of what can be meant; empty for a good one."""
    if not 1 <= month <= 12:
        return NO_MONTH.format(text=text, month=month)
    if not EARLIEST.year <= year <= LATEST.year:
        return OUTSIDE.format(text=text)
    last = monthrange(year, month)[1]
    if not 1 <= day <= last:
        return NO_SUCH_DAY.format(text=text, year=year, month=month, day=day, last=last)
    return "" if EARLIEST <= date(year, month, day) <= LATEST else OUTSIDE.format(text=text)


def no_day(text: str, plain: str, *, since_1904: bool = False) -> str:
    """The sentence for a cell that isn't read as one day; ``plain`` is its text in half-width signs."""
    if len(plain) > LONGEST:
        return NO_DATE.format(text=text)
    for told in (_month, _serial, _digits, _words):
        if sentence := told(text, plain, since_1904):
            return sentence
    return next((sentence for shape, sentence in SHAPES if shape.fullmatch(plain)), NO_DATE).format(text=text)


def _month(text: str, plain: str, _since_1904: bool) -> str:
    found = YEAR_MONTH.fullmatch(plain)
    return (bad_day(text, int(found[1]), int(found[2]), 1) or NO_DAY.format(text=text)) if found else ""


def _serial(text: str, plain: str, since_1904: bool) -> str:
    found = SERIAL.fullmatch(plain)
    if found is None or int(found[1]) not in SERIALS:
        return ""
    return WITH_CLOCK.format(text=text, day=FIRST_DAY[since_1904] + timedelta(days=int(found[1])))


def _digits(text: str, plain: str, _since_1904: bool) -> str:
    """Figures alone, but for a whole day and for Excel's numbers, which were read before."""
    if not (plain.isascii() and plain.isdecimal()) or len(plain) == 4:
        return ""
    if len(plain) == 6 and not bad_day(text, int(plain[:4]), int(plain[4:]), 1):
        return NO_DAY.format(text=text)
    if len(plain) == 6 and not bad_day(text, 2000 + int(plain[:2]), int(plain[2:4]), int(plain[4:])):
        return TWO_DIGITS.format(text=text)
    if len(plain) == 7 and EARLIEST.year <= int(plain[:4]) <= LATEST.year:
        return ONE_SHORT.format(text=text)
    return NUMBER.format(text=text)


def _words(text: str, plain: str, _since_1904: bool) -> str:
    """A good day with words behind it, which a person can take off."""
    found = BEFORE_WORDS.match(plain)
    if found is None or SEVERAL.fullmatch(plain) or MONTHS.fullmatch(plain):
        return ""
    year, month, day = map(int, found.groups())
    return bad_day(text, year, month, day) or WITH_WORDS.format(text=text, day=date(year, month, day))
