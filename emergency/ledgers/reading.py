"""What people type into cells, made plain: days, numbers, names; what is unclear is refused with what to write."""

import re
import unicodedata
from datetime import date, timedelta
from functools import lru_cache

from emergency.base.sheet_values import DAMAGED, FIRST_DAY
from emergency.base.sheet_xml import NO_VALUE
from emergency.ledgers.wrong_days import EARLIEST, LATEST, NO_DATE, SERIALS, bad_day, no_day

ERRORS = frozenset(
    {
        "#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#SPILL!", "#CALC!", "#ERROR!", "#FIELD!",
        "#BLOCKED!", "#CONNECT!", "#UNKNOWN!", "#BUSY!", "#GETTING_DATA",
    }
)  # fmt: skip
UNSAVED = (
    "这一格是公式，文件里没有存下它的结果。请用 Excel 或 WPS 打开原表，保存一次后重新选择；也可以把公式改成确定的内容。"
)
# What people write where there is nothing to say.
NOTHING = frozenset({"无", "/", "\\", "-", "--", "—", "——", "－", "／", "暂无", "没有", "空", "NULL", "N/A"})
DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
CLOCK = r"(?:\s+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?"
PARTED = re.compile(r"(\d{4})\s*[.\-/年、]\s*(\d{1,2})\s*[.\-/月、]\s*(\d{1,2})\s*[日号]?" + CLOCK)
WHOLE = re.compile(r"(\d{4})(\d{2})(\d{2})")
TENS = "([一二三四五六七八九十]{1,3})"
CHINESE = re.compile(rf"([0-9〇○零一二三四五六七八九]{{4}})年{TENS}月{TENS}[日号]")
CHINESE_YEAR = re.compile(r"([〇○零一二三四五六七八九]{4})(年.*)")
HAN = "\u3400-\u9fff"
BREAKS = re.compile(r"\s*[\r\n\v\f\u2028\u2029]+\s*")
BETWEEN_HAN = re.compile(rf"(?<=[{HAN}（）〔〕])\s+(?=[{HAN}（）〔〕])")
SPACES = re.compile(r"\s+")
BRACKETS = str.maketrans("〔〕[]【】〈〉", "()()()()", "《》")


class Unclear(ValueError):
    """A cell that can't be taken as it stands; the message is Chinese and says what to write."""


@lru_cache(maxsize=4_000)
def said(cell: str) -> str:
    """What a cell says: without blanks round it and breaks in it; nothing where it says that there is nothing.

    Raises Unclear for the error of a formula, for one without its result and for a number that Excel has damaged.
    """
    if not cell:
        return ""
    text = cell.strip(" \t\r\n\u3000\u00a0\ufeff\u200b")
    if not text.isprintable():
        text = "".join(char for char in BREAKS.sub("\n", text) if char in "\n\u3000" or char.isprintable())
        text = BETWEEN_HAN.sub("", text).replace("\n", " ")
    if text in NOTHING:
        return ""
    if text == NO_VALUE:
        raise Unclear(UNSAVED)
    if text[:1] == "#" and text.upper() in ERRORS:
        raise Unclear(f"单元格是公式错误（{text}），请改成确定的内容。")
    if text[:1] == DAMAGED:
        raise Unclear("位数过长的数字已被 Excel 改动，请把该列设为文本格式后重新填写。")
    return text


def plain(text: str) -> str:
    """Full-width digits and letters made half-width, nothing else changed that a person would see."""
    return text if text.isascii() else unicodedata.normalize("NFKC", text)


@lru_cache(maxsize=20_000)
def key_of(name: str) -> str:
    """A name for comparing: width, blanks, kinds of brackets and cases fall away, no character else."""
    return SPACES.sub("", plain(name)).translate(BRACKETS).casefold()


@lru_cache(maxsize=20_000)
def day_of(text: str, *, since_1904: bool = False) -> date:
    """The day that a cell says. Raises Unclear where the day is unknown or can't be.

    2024-05-01, 2024.5.1, 2024年5月1日, 20240501, 45413 (counted by Excel), 二〇二四年五月一日, in digits of any width.
    """
    if len(text) == 10 and text[4] == text[7] == "-" and text.isascii():
        return _built(text, text[:4], text[5:7], text[8:])
    plain_text = plain(text).strip()
    if chinese := CHINESE.fullmatch(plain_text):
        return _built(text, chinese[1].translate(DIGITS), number_in(chinese[2]), number_in(chinese[3]))
    if mixed := CHINESE_YEAR.fullmatch(plain_text):
        plain_text = mixed[1].translate(DIGITS) + mixed[2]
    if found := PARTED.fullmatch(plain_text) or WHOLE.fullmatch(plain_text):
        return _built(text, found[1], found[2], found[3])
    if plain_text.isascii() and plain_text.isdecimal() and int(plain_text) in SERIALS:
        return FIRST_DAY[since_1904] + timedelta(days=int(plain_text))
    raise Unclear(no_day(text, plain_text, since_1904=since_1904))


def _built(text: str, year: str, month: str | int, day: str | int) -> date:
    try:
        found = date(int(year), int(month), int(day))
        if EARLIEST <= found <= LATEST:
            return found
        wrong = bad_day(text, int(year), int(month), int(day))
    except ValueError:
        numbers = f"{year}{month}{day}".isdecimal()
        wrong = bad_day(text, int(year), int(month), int(day)) if numbers else NO_DATE.format(text=text)
    raise Unclear(wrong)


def number_in(words: str) -> int:
    """十一 -> 11, 二十 -> 20, 三 -> 3."""
    tens, ten, ones = words.rpartition("十")
    if not ten:
        return int(words.translate(DIGITS))
    return (int(tens.translate(DIGITS)) if tens else 1) * 10 + (int(ones.translate(DIGITS)) if ones else 0)


def count_of(text: str) -> int:
    """A whole number such as 120, １２０ or 120人. Raises Unclear."""
    digits = plain(text).replace(",", "").removesuffix("人").removesuffix("名").strip()
    if not (digits.isascii() and digits.isdecimal() and len(digits) < 8):
        raise Unclear(f"“{text}”不是整数，请只写数字。")
    return int(digits)


def code_text(text: str) -> str:
    """A code, number or telephone as typed: half-width, without blanks."""
    return SPACES.sub("", plain(text))


def parts_of(text: str) -> list[str]:
    """The words of a cell that names several, parted by 、，；/ or blanks."""
    return [part for part in re.split(r"[、，,；;/\s]+", text) if part]
