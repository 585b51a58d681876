"""The papers of a package itself: covers, index, list of what is missing, signature page (pure)."""

from datetime import date, datetime
from hashlib import sha256
from urllib.parse import quote

from emergency.assessment.packing import Lack, Layout, Line, Place
from emergency.assessment.snapshot import Document
from emergency.base import printing
from emergency.base.pages import page
from emergency.base.printing import PrintFailed
from emergency.base.report import Block, Grid, Prose, Report
from emergency.base.sheets import Column, workbook
from emergency.base.shown import moment
from emergency.base.word import MARK

COVER, INDEX, REPORT = "print/evidence_cover.html", "print/pack_index.html", "print/report.html"
COVER_STYLES, REPORT_STYLES = ("pack.css",), ("report.css", "faces.css")
UNKNOWN = "〓"
# A paper of thousands of rows takes minutes to draw; the page and the sheet have all of them.
MOST_ROWS = 600
LACK_HEADS = ("考核对象", "条目", "考核内容", "缺什么", "原因")
LACK_WIDTHS = (46, 14, 58, 66, 52)
INDEX_WIDTHS = (16, 72, 24, 24, 20, 80)
SIGNERS = ("填表人", "审核人", "单位负责人", "考核组成员", "考核组成员", "考核组组长")


def cover(layout: Layout, place: Place) -> bytes:
    """The cover of one copy: item, name, days, 补录, SHA-256. Raises PrintFailed."""
    body = layout.bodies[place.body].made
    html = page(COVER, made=body, place=place, piece=place.piece, file=place.copy.rpartition("/")[2])
    return _drawn(html, body, f"{place.copy}\n{place.piece.sha256}", COVER_STYLES)


def index_page(layout: Layout) -> bytes:
    """The index as a page that opens from the unpacked folder, with a link to every file."""
    html = page(
        INDEX, made=layout.bodies[0].made, layout=layout, groups=_by_body(layout), link=quote,
        made_at=_moment(layout), counts=_counts(layout), late=sum(bool(one.piece.late_days) for one in layout.places),
    )  # fmt: skip
    return html.encode()


def index_paper(layout: Layout) -> bytes:
    """The index to be printed; at most 600 lines of it."""
    rows = [_index_row(layout, line) for line in layout.lines[:MOST_ROWS]]
    sheets = tuple((whose["body"]["name"], path or "见缺件清单") for whose, path, _lines in _by_body(layout))
    blocks: list[Block] = [
        Prose(f"{_counts(layout)}考核基准日{layout.bodies[0].made['as_of']}，{_moment(layout)}生成。"),
        Grid((80, 156), sheets, ("考核对象", "考核自查表")),
        Grid(INDEX_WIDTHS, tuple(rows), ("条目", "材料", "发生日期", "收到日期", "补录", "位置")),
    ]  # fmt: skip
    if len(layout.lines) > MOST_ROWS:
        blocks.append(Prose(f"本页只列前{MOST_ROWS}行，共{len(layout.lines)}行，全部见 00-1_目录.html。"))
    report = Report("考核备查资料目录", tuple(blocks), whose=_whose(layout), wide=True, sample=_sample(layout))
    return _report(layout, report)


def lacks_paper(layout: Layout) -> bytes:
    """What is missing, to be printed; at most 600 lines of it."""
    lacks = layout.lacks
    rows = tuple(_lack_row(lack) for lack in lacks[:MOST_ROWS])
    told = f"共{len(lacks)}项。" + (f"本页只列前{MOST_ROWS}项，全部见同名 Excel。" if len(lacks) > MOST_ROWS else "")
    table = (Grid(LACK_WIDTHS, rows, LACK_HEADS),) if rows else ()
    report = Report("缺件清单", (Prose(told), *table), whose=_whose(layout), wide=True, sample=_sample(layout))
    return _report(layout, report)


def lacks_sheet(layout: Layout) -> bytes:
    """What is missing, all rows, as Excel."""
    columns = [Column(head, width / 2) for head, width in zip(LACK_HEADS, LACK_WIDTHS, strict=True)]
    made = layout.bodies[0].made
    lines = [f"{made['body']['name']}，考核基准日 {made['as_of']}，共 {len(layout.lacks)} 项"]
    return workbook("缺件清单", lines, columns, map(_lack_row, layout.lacks), has_samples=_sample(layout))


def signatures(layout: Layout, index: bytes) -> bytes:
    """The page on which both sides sign for exactly this index."""
    told = (
        f"{_counts(layout)}缺件{len(layout.lacks)}项，已列入缺件清单。"
        f"目录（00-1_目录.html）校验值（SHA-256）：{sha256(index).hexdigest()}。"
    )
    rows = tuple((who, "　", "　", "　　　　年　　月　　日") for who in SIGNERS)
    table = Grid((30, 38, 36, 52), rows, ("签字人", "姓名（签字）", "联系电话", "日期"))
    name = layout.bodies[0].made["body"]["name"]
    signed = (f"{name}（盖章）", "年　　月　　日")
    report = Report("考核备查资料签字页", (Prose(told), table), _whose(layout), signed, sample=_sample(layout))
    return _report(layout, report)


def _report(layout: Layout, report: Report) -> bytes:
    html = page(REPORT, report=report, mark=MARK)
    return _drawn(html, layout.bodies[0].made, f"{report.title}\n{html}", REPORT_STYLES)


def _drawn(html: str, made: Document, identifier: str, styles: tuple[str, ...]) -> bytes:
    """The PDF; a character that no font has is drawn as 〓, for one odd name must not keep the rest from the office."""
    stamped, told = datetime.fromisoformat(made["made_at"]), sha256(identifier.encode()).hexdigest()[:32]
    try:
        return printing.pdf(html, stamped=stamped, identifier=told, styles=styles)
    except PrintFailed:
        plain = "".join(char if _is_common(char) else UNKNOWN for char in html)
        if plain == html:
            raise
        return printing.pdf(plain, stamped=stamped, identifier=told, styles=styles)


def _is_common(char: str) -> bool:
    return char.isascii() or bool(char.encode("gbk", "ignore"))


def _counts(layout: Layout) -> str:
    copies = sum(bool(place.copy) for place in layout.places)
    return f"本资料包收考核自查表{len(layout.sheets)}份，佐证材料{copies}件。"


def _whose(layout: Layout) -> str:
    return f"（{layout.bodies[0].made['body']['name']}）"


def _sample(layout: Layout) -> bool:
    return any(body.made["samples"] for body in layout.bodies)


def _moment(layout: Layout) -> str:
    return moment(datetime.fromisoformat(layout.bodies[0].made["made_at"]))


def _by_body(layout: Layout) -> list[tuple[Document, str, list[Line]]]:
    found: list[tuple[Document, str, list[Line]]] = [
        (body.made, path, []) for body, path in zip(layout.bodies, layout.sheets, strict=True)
    ]
    for line in layout.lines:
        found[line.place.body][2].append(line)
    return found


def _index_row(layout: Layout, line: Line) -> tuple[str, ...]:
    piece, place = line.place.piece, line.place
    where = place.copy or piece.elements or f"见缺件清单（{piece.gone or '没有放入'}）"
    if len(layout.bodies) > 1 and not place.copy:
        where = f"{layout.bodies[place.body].made['body']['name']}：{where}"
    late = f"{piece.late_days}天" if piece.late_days else "—"
    return (line.item, f"{piece.name}\n{piece.what}", _day(piece.happened), _day(piece.received), late, where)


def _lack_row(lack: Lack) -> tuple[str, ...]:
    return (lack.body, lack.item, lack.text, lack.what, lack.why)


def _day(value: date | None) -> str:
    return value.isoformat() if value else "—"


def missing_sheet(body: Document, why: str) -> Lack:
    """A checklist that could not be drawn."""
    return Lack(body["body"]["name"], "—", "考核自查表", "考核自查表 PDF", why)

