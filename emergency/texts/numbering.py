"""The marks and numbers that stand before a heading: which form they are and where they end (pure)."""

import re
from dataclasses import dataclass

from emergency.texts.lines import Line

HAN = "[一二三四五六七八九十百零〇壹贰叁肆伍陆柒捌玖拾]"
ROMAN = "[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅰⅱⅲⅳⅴⅵⅶⅷⅸⅹ]"
STEM = "[甲乙丙丁戊己庚辛壬癸]"
LETTER = "[A-Za-z]"
ANY = rf"(?:{HAN}{{1,4}}|\d{{1,3}}|{ROMAN}{{1,3}})"
STEP = "步|项|问|点|讲|块|类|关|件事?|(?:个|大)?方面|环节"
MEASURES = "%℃年月日时分秒个人名次米公元万亿吨辆台处小度岁级类条只座户家天周倍楼号"
NO_MEASURE = (  # 5人员疏散 is the fifth chapter, 5人 is five people
    "人员|人力|人群|人畜|处置|处理|处突|分级|分类|分工|分等|分析|分组|级别|日常|时限|条件|类型|类别|次生|周边|周围|台账|名称|名词|名录"
    "|小组|小火|小队|公众|公开|公司|度汛|年度|月度|天气|户外|只要|座谈"
)
AFTER = r"[、.．:：,，\]〕】)]"
OPENING, CLOSING = r"[(\[〔【〈《「『<〖{]", r"[)\]〕】〉》」』>〗}]"
ANNEX, ARTICLE, ITEM, BULLET = "annex", "article", "item", "bullet"
# The forms that are always wider than all others, from the widest.
WIDE = (ANNEX, "part", "chapter", "section")
FORMS = (
    (
        ANNEX,
        rf"{OPENING}?附(?:(?:[件录表图页册文]|图表|件材料)(?:之|第)?(?:[\dA-Z]{{1,3}}(?:[-.]\d+)?|{HAN}{{1,3}}|{ROMAN}|[①-⑳])?号?"
        rf"|\d{{1,2}}(?!\d)|{HAN}{{1,2}}(?={AFTER})|(?=[:：.、—-])|(?<=[(【\[〔]附)(?=[)】\]〕]))"
        rf"(?:{CLOSING}|{OPENING}(?:{ANY}|[A-Z]){CLOSING})?(?:[:：.、]|[—-]+)?",
    ),
    (ANNEX, rf"第?{ANY}号附件[:：.、]?"),
    (ANNEX, rf"(?:补充|附加|附属|附带|参考)(?:材料|资料|文件){ANY}?[:：.、]"),
    ("part", rf"第{ANY}(?:部分|板块|单元|篇|编|卷)[、.:：]?"),
    ("chapter", rf"第{ANY}章[、.:：]?"),
    ("section", rf"第{ANY}节[、.:：]?"),
    (ARTICLE, rf"第{ANY}[条款][、.:：]?"),
    ("step", rf"第{ANY}(?:{STEP})[、.:：,，]"),
    ("ordinal", rf"[第其]{ANY}[、.:：,，]"),
    ("sharp", rf"(?:§|[Nn][Oo][.．]?){ANY}[、.:：]?"),
    ("named", rf"(?:问|问题|步骤|要点|板块|模块|单元|专题|卷|部分|环节|任务|事项){ANY}{AFTER}"),
    ("bracket", rf"{OPENING}{HAN}{{1,3}}{CLOSING}[、.:：]?"),
    ("bracketed", rf"{OPENING}(?:{STEM}|{ROMAN}{{1,3}}){CLOSING}[、.:：]?"),
    ("han", rf"{HAN}{{1,3}}(?:[、.．:：,，]|——|--|(?=[【〔「『〖]))"),
    ("half", rf"{HAN}{{1,3}}[)\]〕】]"),
    ("roman", rf"{ROMAN}{{1,3}}{AFTER}"),
    ("stem", rf"{STEM}{AFTER}"),
    ("letter", rf"{LETTER}[、.．:：)](?!{LETTER})"),
    ("dotted", r"\d{1,2}(?:[.．-]\d{1,2}){1,4}[.．、:：]?(?!\d)"),
    (
        "figure",
        rf"\d{{1,2}}(?:[.．、:：](?!\d)|[-/](?=[^\W\d_]{{2}})|(?=[^\d\s.,．，)\]〕】{MEASURES}-]|{NO_MEASURE}))",
    ),
    (ITEM, r"(?:[(〔\[【]\d{1,2}[)〕\]】]|\d{1,2}[)\]〕】]|[①-⑳]|[⑴-⒇])[、.:：]?"),
    ("circled", r"[㈠-㈩㊀-㊉❶-❿⓵-⓾➀-➓⒈-⒛][、.:：]?"),
    (BULLET, r"(?:[◆◇■□●○★☆▲△▶►▷※§◎▼▽❖✦✧➤➢→⇒⊙¤·•∙*#=+»>~〓♦♣♠❀✿√✓✔☑◈◉⊕▪▫❏➜-]{1,4}|[—–]{1,2})(?![\d—–-])"),
)  # fmt: skip
PATTERNS = tuple((form, re.compile(pattern)) for form, pattern in FORMS)
# 5 处置措施 and 一　处置措施: the blank says that 5 is not a number of things.
SPACED = re.compile(
    rf"(?:(?P<figure>\d{{1,2}})|(?P<han>{HAN}{{1,3}})|(?P<roman>{ROMAN}{{1,3}})|(?P<step>第{ANY}(?:{STEP})?)"
    rf"|(?P<named>[篇章卷条之]{ANY})|(?P<annex>附))(?=\s)"
)
BEGINNERS = re.compile(
    rf"[第附其补参\d(\[〔【〈《「『<①-⒇A-Za-z◆-☆]|{HAN}|{ROMAN}|{STEM}|[问步要板模单专卷部环任事篇章条之]|[^\w\s]"
)
MOST_MARKS = 3  # 第五条 （二）1.


@dataclass(frozen=True)
class Mark:
    """What stands before a heading: its form, and where it ends in the plain line."""

    form: str
    end: int
    article: bool = False


def mark_of(line: Line) -> Mark | None:
    """The mark with which a line begins; of several, as 第五条 （二）, the form of the innermost; None without one."""
    form, end, article = "", 0, False
    for _ in range(MOST_MARKS):
        found = _mark(line, end)
        if found is None or (form == ANNEX):
            break
        form, end = found
        article = article or form == ARTICLE
    return Mark(form, end, article) if form else None


def _mark(line: Line, start: int) -> tuple[str, int] | None:
    text = line.plain
    if start >= len(text) or not BEGINNERS.match(text, start):
        return None
    for form, pattern in PATTERNS:
        if found := pattern.match(text, start):
            return (_dotted(found.group()) if form == "dotted" else form), found.end()
    spaced = SPACED.match(line.raw) if start == 0 else None
    return (str(spaced.lastgroup), spaced.end()) if spaced and spaced.end() < len(text) else None


def _dotted(number: str) -> str:
    """dotted1 for 1.1, dotted2 for 1.1.1."""
    return f"dotted{len(re.findall('[.．-]', number.rstrip('.．')))}"
