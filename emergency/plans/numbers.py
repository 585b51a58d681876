"""文号 as GB/T 9704 writes them: 〔〕 round the year, no 第, no leading zeros. Never made up."""

import re
import unicodedata

from emergency.base.errors import Refusal

OPENING, CLOSING = r"[〔(\[【{<《「]", r"[〕)\]】}>》」]"
NUMBER = re.compile(
    rf"^(?P<word>[^\s\d].*?)\s*{OPENING}\s*(?P<year>\d{{4}})\s*年?\s*{CLOSING}\s*第?\s*(?P<number>\d+)\s*号$"
)
ASKED_YEAR = re.compile(r"〔(\d{4})年?〕(?:第?0*(?=\d)|第$)?")
FIRST_YEAR, LONGEST = 1949, 60


def document_number(raw: str, *, official: bool, this_year: int) -> str:
    """The 文号 in its normal form, or what was typed where the plan has a number of its own (firms, villages).

    `official` asks for the form 机关代字〔年份〕序号. Raises Refusal with an example; empty text stays empty.
    """
    text = unicodedata.normalize("NFKC", raw).strip()
    if not text:
        return ""
    found = NUMBER.match(text)
    if found is None:
        return _own_number(text, official=official)
    year = int(found["year"])
    if not FIRST_YEAR <= year <= this_year:
        raise Refusal(f"文号中的年份 {year} 不合理，应在 1949 年至 {this_year} 年之间，请核对。", "document_number")
    return f"{''.join(found['word'].split())}〔{year}〕{int(found['number'])}号"


def number_asked(words: str) -> str:
    """A 文号 or a part of one as it is kept, whatever brackets it was typed with: [2024]第012号 as 〔2024〕12号."""
    text = "".join(unicodedata.normalize("NFKC", words).split())
    return ASKED_YEAR.sub(r"〔\1〕", re.sub(CLOSING, "〕", re.sub(OPENING, "〔", text)))


def _own_number(text: str, *, official: bool) -> str:
    if official:
        raise Refusal(
            "文号应写成“机关代字〔年份〕序号”的样子，例如 爱政办发〔2024〕12号。没有文号时请留空，系统不会自动编号。",
            "document_number",
        )
    if len(text) > LONGEST:
        raise Refusal(f"预案编号最多 {LONGEST} 个字，请缩短。", "document_number")
    return text
