"""Finds the 密级 marks of secret papers, so that they are refused (保守国家秘密法 art. 31)."""

import re
import unicodedata

LEVEL = r"(?:绝\s*密|机\s*密|秘\s*密)"
STAR = "[★☆⭐✩✭✪*]"
PERIOD = r"(?:[\d一二三四五六七八九十]{1,3}\s*(?:年|个月|月|天)|长\s*期)"
HAN = "[\u4e00-\u9fff]"
OPENING = r"^[\s\W]*"

MARKS = tuple(
    re.compile(pattern, re.MULTILINE)
    for pattern in (
        rf"{LEVEL}\s*{STAR}",
        rf"{STAR}\s*{LEVEL}",
        rf"(?:密\s*级|保密等级)\s*[:：]?\s*{LEVEL}",
        # Running text has the word too (国家秘密、商业秘密): without a star it must begin the phrase.
        rf"(?<!{HAN})(?<!{HAN}\s){LEVEL}\s*[(（]?\s*{PERIOD}",
        rf"{OPENING}{LEVEL}[\s\W]*$",
        rf"[【〔\[(（<《]\s*(?:{LEVEL}|工作秘密)\s*[】〕\])）>》]",
        rf"工\s*作\s*秘\s*密\s*{STAR}",
        rf"{OPENING}工\s*作\s*秘\s*密[\s\W]*(?:{PERIOD})?[\s\W]*$",
    )
)

REFUSED = (
    "文件名或首页带有密级或工作秘密标志。本系统为非涉密系统，文件没有保存。"
    "请立即联系本单位保密工作负责人（保密员）按保密渠道处理；此处只登记代号和日期。"
)


def has_mark(text: str) -> bool:
    """Tell whether a text carries a mark: a level with a star or a period, or standing alone as a header."""
    # NFKC makes full-width figures plain; invisible characters must not hide a mark.
    plain = "".join(c for c in unicodedata.normalize("NFKC", text) if unicodedata.category(c) != "Cf")
    return any(mark.search(plain) for mark in MARKS)


def name_has_mark(name: str) -> bool:
    """Tell whether a file name carries a mark; its parts are set apart by - _ and spaces."""
    stem = name.rpartition(".")[0] or name
    return has_mark(stem) or any(has_mark(part) for part in re.split(r"[-_+\s]+", stem))
