"""A checklist's paper: the document of snapshot.py in, words in print order and PDF bytes out (pure)."""

from base64 import b32encode
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from emergency.assessment.reading_print import ATTACHED
from emergency.assessment.snapshot import Document, content_digest, text_of
from emergency.base import fonts, printing
from emergency.base.config import ROOT
from emergency.base.pages import page
from emergency.base.printing import Attached, Sheet
from emergency.base.qr import qr_image
from emergency.base.shown import moment

STYLES = ("sheet.css",)
SHEET = "print/sheet.html"
CODE_BYTES = 10  # sixteen letters and digits: nobody guesses one, anybody can type one
STATES = {"scored": "已计分", "waiting": "待人工评分", "empty": "无应办对象", "absent": "无数据来源"}
# What the look of a paper depends on, beside the faces.
LOOKS = (
    "templates/print/sheet.html", "templates/print/sheet_parts.html", "emergency/static/print/sheet.css",
    "emergency/assessment/printed.py",
)  # fmt: skip


@dataclass(frozen=True)
class Sealed:
    """A document with what its paper is recognised by."""

    text: str
    digest: str
    code: str


@dataclass(frozen=True)
class Annex:
    """What stands behind the signatures: a table, or lines."""

    title: str
    lines: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    widths: tuple[str, ...] = ()
    rows: tuple[tuple[object, ...], ...] = ()


def sealed(made: Document) -> Sealed:
    """The canonical text, its SHA-256, and the code made from that: the same document has the same code for ever."""
    text = text_of(made)
    digest = sha256(text.encode()).hexdigest()
    return Sealed(text, digest, code_of(digest))


def code_of(digest: str) -> str:
    """The code of a document with this SHA-256."""
    return b32encode(bytes.fromhex(digest)[:CODE_BYTES]).decode()


def spaced(code: str) -> str:
    """The code in groups of four, as it is printed."""
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))


def draw_key(made: Document, site: str) -> str:
    """Equal where the paper would say the same: the content, the look, the faces, where it is verified."""
    return sha256("\n".join((content_digest(made), look(), site)).encode()).hexdigest()


def look() -> str:
    """What draws another paper from the same document: the template, its style, the faces, the engine, the kind."""
    files = (sha256((ROOT / name).read_bytes()).hexdigest() for name in LOOKS)
    return "\n".join((*files, fonts.version(), printing.ENGINE, printing.variant()))


def html_of(made: Document, site: str = "", seal: Sealed | None = None) -> str:
    """The page that the printer takes. `site` is the address of the system, empty where it has none of its own."""
    seal = seal or sealed(made)
    return page(
        SHEET,
        made=made,
        identity=identity_of(made),
        prose=prose_of(made),
        annexed=list(annexes_of(made)),
        seal={"picture": qr_image(_target(seal, site)), "code": spaced(seal.code), "digest": seal.digest}
        | {"how": _how(site)},
    )


def pdf_of(made: Document, site: str = "") -> bytes:
    """The PDF with the document attached: the same document gives the same bytes. Raises PrintFailed."""
    seal = sealed(made)
    stamped = datetime.fromisoformat(made["made_at"])
    attached = Attached(ATTACHED, seal.text.encode(), "考核自查表的全部数据，本表由它打印")
    sheet = Sheet(html_of(made, site, seal), STYLES)
    return printing.archived([sheet], stamped=stamped, identifier=seal.digest[:32], attached=[attached])


def _target(seal: Sealed, site: str) -> str:
    return f"{site}/verify/{seal.code}" if site else f"考核自查表核验码 {spaced(seal.code)}"


def _how(site: str) -> str:
    where = f"扫码，或打开 {site}/verify 输入核验码" if site else "在本系统“核验”页输入核验码"
    return f"{where}，可核对名称、单位、版本、日期和校验值；所附 {ATTACHED} 为本表全部数据。"


def identity_of(made: Document) -> list[tuple[str, str, str, str]]:
    """Whose sheet it is and what it was made from: two labels with their facts a line."""
    body, source, campaign = made["body"], made["source"], made["campaign"]
    occasion = f"{campaign['name']}（{campaign['kind_words']}）" if campaign else "台账即时打印"
    rules = f"{source['catalogue']}，已启用 {source['rules_on']}/{source['rules_all']}"
    return [
        ("所在地区", body["path"], "考核层级", body["audience_words"]),
        ("代码", body["code"], "考核基准日", made["as_of"]),
        ("考核单位", made["assessor"] or "按当年考核通知", "考核", occasion),
        ("模板版本", made["template"]["version"], "规则目录", rules),
        ("生成时间", _moment(made["made_at"]), "封存时间", _moment(made["frozen_at"]) or "未封存"),
    ]


def _moment(text: str | None) -> str:
    return moment(datetime.fromisoformat(text)) if text else ""


def prose_of(made: Document) -> list[str]:
    """The result in sentences, as a document to a higher office begins."""
    states = Counter(item["state"] for group in made["groups"] for item in group["items"])
    if not states:
        return []
    day = date.fromisoformat(made["as_of"])
    told = "、".join(f"{words}{states[state]}项" for state, words in STATES.items() if states[state])
    first = f"以{day.year}年{day.month}月{day.day}日为考核基准日，本表共列考核条目{states.total()}项，其中{told}。"
    return [first + _result(made["totals"])]


def _result(totals: dict[str, Any] | None) -> str:
    if totals is None:
        return "本表不设分值，只列应做、已做和缺项。"
    said = f"得分{totals['score']}分，适用分值{totals['applicable']}分"
    if totals["waiting_items"]:
        return f"{said}；其中{totals['waiting']}分（{totals['waiting_items']}项）待人工评定，评完后折算。"
    if totals["scaled"] is None:
        return "没有可计分的条目。"
    grade = f"，等次为{totals['grade']}" if totals["grade"] else ""
    return f"{said}，折算为百分制{totals['scaled']}分（得分÷适用分值×100）{grade}。"


def annexes_of(made: Document) -> Iterator[Annex]:
    """What stands behind the signatures, in print order."""
    if made["removed"]:
        lines = (f"{o['number']} {o['text']}（{o['points'] or '—'}分）：{o['reason']}" for o in made["removed"])
        yield Annex("移出折算的条目", tuple(lines))
    if made["late"]:
        told = (
            f"补录材料（迟于发生日期七日以上收到，共{made['late_count']}件{_part(made['late'], made['late_count'])}）"
        )
        rows = _picked(made["late"], "number what happened received days")
        yield _table(told, "序号 材料 发生日期 收到日期 相差天数", "number wide date date short", rows)
    if made["children"]:
        rows = _picked(made["children"], "name code owed met pending overdue")
        told = f"下级地区情况（{made['as_of']}）"
        yield _table(told, "地区 代码 应办 已办 未到期 逾期", "wide region short short short short", rows)
    if made["gap_count"]:
        told = f"缺项清单（共{made['gap_count']}项{_part(made['gaps'], made['gap_count'], '，全部见所附Excel')}）"
        rows = [(place, *row) for place, row in enumerate(_picked(made["gaps"], "unit duty basis due state"), 1)]
        yield _table(told, "序号 单位 应办事项 依据 期限 状态", "number unit duty basis date state", rows)
    yield Annex("计算口径", tuple(f"{place}. {line}" for place, line in enumerate(made["counting"], 1)))
    origin = (f"原文：{o['then']}。现：{o['now']}。" for o in made["history"])
    yield Annex("来源和沿革", (made["template"]["provenance"], *origin))
    if made["notes"]:
        yield Annex("说明", tuple(made["notes"]))


def _picked(rows: list[dict[str, Any]], names: str) -> list[tuple[object, ...]]:
    return [tuple(row[name] for name in names.split()) for row in rows]


def _part(rows: list[Any], count: int, more: str = "") -> str:
    return f"，本表列前{len(rows)}项{more}" if count > len(rows) else ""


def _table(title: str, heads: str, widths: str, rows: Iterable[tuple[object, ...]]) -> Annex:
    classes = tuple(f"c-{width}" for width in widths.split())
    return Annex(title, heads=tuple(heads.split()), widths=classes, rows=tuple(rows))
