"""The papers of a package itself: covers, index, list of what is missing, signature page (pure)."""

from collections.abc import Sequence
from datetime import date, datetime
from hashlib import sha256
from urllib.parse import quote

from emergency.assessment.packing import INDEX_PAPER, LACKS_PAPER, Lack, Layout, Line, Place, part_names
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
# A paper of thousands of rows takes minutes and hundreds of megabytes to draw: longer ones go on in the next part.
PART_ROWS = 300
LACK_HEADS = ("考核对象", "条目", "考核内容", "缺什么", "原因")
LACK_WIDTHS = (46, 14, 58, 66, 52)
INDEX_WIDTHS = (16, 72, 24, 24, 20, 80)
SIGNERS = ("填表人", "审核人", "单位负责人", "考核组成员", "考核组成员", "考核组组长")


def told_of(made: Document) -> Document:
    """What covers and lists say of a checklist; the whole of it is too much to hand over thousands of times."""
    return {name: made[name] for name in ("body", "as_of", "samples", "made_at")}


def cover(body: Document, place: Place) -> bytes:
    """The cover of one copy: item, name, days, 补录, SHA-256. Raises PrintFailed."""
    html = page(COVER, made=body, place=place, piece=place.piece, file=place.copy.rpartition("/")[2])
    return _drawn(html, body, f"{place.copy}\n{place.piece.sha256}", COVER_STYLES)


def index_page(layout: Layout) -> bytes:
    """The index as a page that opens from the unpacked folder, with a link to every file."""
    html = page(
        INDEX, made=layout.bodies[0].made, layout=layout, groups=_by_body(layout), link=quote,
        index_parts=part_names(INDEX_PAPER, _count_of(len(layout.lines))),
        lack_parts=part_names(LACKS_PAPER, _count_of(len(layout.lacks))), made_at=_moment(layout),
        counts=_counts(layout), late=sum(bool(one.piece.late_days) for one in layout.places),
    )  # fmt: skip
    return html.encode()


def index_reports(layout: Layout) -> list[Report]:
    """The index to be printed, whole, in as many parts as it takes."""
    rows = [_index_row(layout, line) for line in layout.lines]
    sheets = tuple((whose["body"]["name"], path or "见缺件清单") for whose, path, _lines in _by_body(layout))
    told = f"{_counts(layout)}考核基准日{layout.bodies[0].made['as_of']}，{_moment(layout)}生成。"
    first: tuple[Block, ...] = (Prose(told), Grid((80, 156), sheets, ("考核对象", "考核自查表")))
    heads = ("条目", "材料", "发生日期", "收到日期", "补录", "位置")
    return _parts(layout, "考核备查资料目录", first, rows, INDEX_WIDTHS, heads)


def lacks_reports(layout: Layout) -> list[Report]:
    """What is missing, to be printed, whole, in as many parts as it takes."""
    rows = [_lack_row(lack) for lack in layout.lacks]
    return _parts(layout, "缺件清单", (Prose(f"共{len(rows)}项。"),), rows, LACK_WIDTHS, LACK_HEADS)


def _count_of(rows: int) -> int:
    return max(1, -(-rows // PART_ROWS))


def _parts(
    layout: Layout, title: str, first: tuple[Block, ...], rows: Sequence[tuple[str, ...]], widths: tuple[int, ...],
    heads: tuple[str, ...],
) -> list[Report]:  # fmt: skip
    starts = range(0, _count_of(len(rows)) * PART_ROWS, PART_ROWS)
    whose, sample, found = _whose(layout), _sample(layout), []
    for number, start in enumerate(starts, 1):
        some = tuple(rows[start : start + PART_ROWS])
        table: tuple[Block, ...] = (Grid(widths, some, heads),) if some or start else ()
        said = f"第{number}部分，共{len(starts)}部分；第{start + 1}至{start + len(some)}行，共{len(rows)}行。"
        part: tuple[Block, ...] = (Prose(said),) if len(starts) > 1 else ()
        found.append(Report(title, (*(first if not start else ()), *part, *table), whose, wide=True, sample=sample))
    return found


def lacks_sheet(layout: Layout) -> bytes:
    """What is missing, all rows, as Excel."""
    columns = [Column(head, width / 2) for head, width in zip(LACK_HEADS, LACK_WIDTHS, strict=True)]
    made = layout.bodies[0].made
    lines = [f"{made['body']['name']}，考核基准日 {made['as_of']}，共 {len(layout.lacks)} 项"]
    return workbook("缺件清单", lines, columns, map(_lack_row, layout.lacks), has_samples=_sample(layout))


def signature_report(layout: Layout, index: bytes) -> Report:
    """The page on which both sides sign for exactly this index."""
    told = (
        f"{_counts(layout)}缺件{len(layout.lacks)}项，已列入缺件清单。"
        f"目录（00-1_目录.html）校验值（SHA-256）：{sha256(index).hexdigest()}。"
    )
    rows = tuple((who, "　", "　", "　　　　年　　月　　日") for who in SIGNERS)
    table = Grid((30, 38, 36, 52), rows, ("签字人", "姓名（签字）", "联系电话", "日期"))
    name = layout.bodies[0].made["body"]["name"]
    signed = (f"{name}（盖章）", "年　　月　　日")
    return Report("考核备查资料签字页", (Prose(told), table), _whose(layout), signed, sample=_sample(layout))


def drawn_report(made: Document, report: Report) -> bytes:
    """The PDF of a list or page. Raises PrintFailed."""
    html = page(REPORT, report=report, mark=MARK)
    return _drawn(html, made, f"{report.title}\n{html}", REPORT_STYLES)


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


def missing_cover(place: Place, body: Document, why: str) -> Lack:
    """A cover that could not be drawn; its paper is in the package all the same."""
    return Lack(body["body"]["name"], place.item, place.text, f"《{place.piece.name}》的封面", why)
