"""The checklist as Word and Excel, since offices edit: the document of snapshot.py in, bytes out (pure)."""

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal

from emergency.assessment.printed import Annex, annexes_of, identity_of, prose_of
from emergency.assessment.snapshot import Document, content_digest
from emergency.base.report import Block, Grid, Heading, Prose, Report, report_docx
from emergency.base.sheets import Cell, Column, Tab, book

# Widths in mm of the lying page's 237, and in characters of a sheet; without points four columns are left out.
HEADS = ("序号", "考核内容及依据", "分值", "应做", "已做", "缺", "自评", "复核", "得分", "计分说明及佐证材料")
WIDTHS = (14, 64, 14, 14, 14, 12, 14, 14, 14, 63)
UNSCORED_WIDTHS = (14, 88, 14, 14, 12, 95)
SHEET_WIDTHS = (9, 44, 8, 8, 8, 8, 8, 8, 8, 70)
POINTED = (2, 6, 7, 8)
IDENTITY_WIDTHS = (28, 90, 28, 91)
TEXT_WIDTH = sum(IDENTITY_WIDTHS)
SHARES = {
    "c-number": 1, "c-short": 1.4, "c-date": 2, "c-region": 2.6, "c-unit": 3.6, "c-duty": 4, "c-basis": 3, "c-wide": 6,
}  # fmt: skip
EDITABLE = "本文件供编辑使用，不是核验件；报送和核验以带核验码的 PDF 为准。"
SIGNS = ("填表人（签字）：　　　　　　审核人（签字）：　　　　　　联系电话：", "（盖章）", "年　　月　　日")
EXAMPLE, RECOMPUTING = "（示例模板）", "应办事项正在重算，数字可能还会变化，请重算完成后重新生成。"


def docx_of(made: Document) -> bytes:
    """The checklist as .docx; the same document gives the same bytes."""
    widths = WIDTHS if made["scored"] else UNSCORED_WIDTHS
    rows = tuple(tuple(_words(cell) for cell in row) for row in rows_of(made))
    table: tuple[Block, ...] = (Grid(widths, rows, heads_of(made)),) if rows else ()
    identity = Grid(IDENTITY_WIDTHS, tuple(identity_of(made)))
    said = tuple(Prose(line) for line in (*prose_of(made), *_warnings(made)))
    report = Report(
        title_of(made), (identity, *said, *table), whose=f"（{made['body']['name']}）", signed=SIGNS,
        annexes=tuple(block for annex in annexes_of(made) for block in _blocks(annex)), notes=tuple(_origin(made)),
        wide=True, sample=made["samples"],
    )  # fmt: skip
    return report_docx(report, stamped=datetime.fromisoformat(made["made_at"]))


def xlsx_of(made: Document) -> bytes:
    """The checklist as .xlsx, its annexes on sheets of their own; the same document gives the same bytes."""
    kept = _kept(made)
    columns = [Column(head, SHEET_WIDTHS[place]) for head, place in zip(heads_of(made), kept, strict=True)]
    lines = [f"{one}：{two}　{three}：{four}" for one, two, three, four in identity_of(made)]
    lines = [made["body"]["name"], *lines, *prose_of(made), *_warnings(made), *_origin(made)]
    tabs = [Tab(title_of(made), lines, columns, rows_of(made), "考核自查表")]
    annexes = list(annexes_of(made))
    tabs += [_tab(annex) for annex in annexes if annex.heads]
    told = [(annex.title, line) for annex in annexes if not annex.heads for line in annex.lines]
    tabs.append(Tab("口径和来源", (), (Column("栏目", 18), Column("内容", 110)), told))
    return book(tabs, has_samples=made["samples"])


def title_of(made: Document) -> str:
    """The title; of a 示例 template said so beside it."""
    title: str = made["template"]["title"]
    return f"{title}{EXAMPLE}" if made["template"]["example"] else title


def heads_of(made: Document) -> tuple[str, ...]:
    """The headings of the table, the two columns of scores called as the template calls them."""
    own, office = made["template"]["columns"]
    names = {"自评": own, "复核": office}
    return tuple(names.get(HEADS[place], HEADS[place]) for place in _kept(made))


def rows_of(made: Document) -> list[tuple[Cell, ...]]:
    """The rows of the table: a line a group and a line an item, figures as numbers, as wide as the headings."""
    kept = _kept(made)
    rows = []
    for group in made["groups"]:
        points, score = _number(group["points"]), _number(group["score"])
        head = (group["number"], group["title"], points, None, None, None, None, None, score, group["source"])
        rows += [head, *(_item(item, group["source"]) for item in group["items"])]
    return [tuple(row[place] for place in kept) for row in rows]


def _kept(made: Document) -> tuple[int, ...]:
    return tuple(place for place in range(len(HEADS)) if made["scored"] or place not in POINTED)


def _item(item: Document, source: str) -> tuple[Cell, ...]:
    figure = item["figure"] or {}
    own, office = item["self"], item["override"] or item["review"]
    basis = "、".join(one for one in item["basis"] if one != source)
    said = _number(_given(own) if own else item["computed"])
    blank = None if item["state"] == "waiting" else "—"
    score = _number(item["score"])
    return (
        item["number"], f"{item['text']}（{basis}）" if basis else item["text"], _dash(_number(item["points"])),
        *(figure.get(name, "—") for name in ("owed", "done", "lacking")),
        said if said is not None else blank, _number(_given(office)) if office else None,
        score if score is not None else blank, "\n".join(_remarks(item)),
    )  # fmt: skip


def _given(mark: Document) -> str | None:
    """What a side's mark gives, else what was entered."""
    given: str | None = mark.get("score", mark["points"])
    return given


def _remarks(item: Document) -> Iterator[str]:
    yield "；".join(item["remarks"])
    own = item["self"]
    if item["review"] and own and own["reason"]:
        yield f"自评：{own['reason']}（{own['by']}）"
    for file in item["evidence"]:
        days = f"发生{file['happened']}，" if file["happened"] else ""
        late = f"，补录{file['late_days']}天" if file["late_days"] else ""
        yield f"佐证：{file['name']}（{days}收到{file['received']}{late}{'，' + file['gone'] if file['gone'] else ''}）"


def _warnings(made: Document) -> Iterator[str]:
    if made["recomputing"]:
        yield RECOMPUTING
    if made["scored"] and made["template"]["weights"]:
        yield f"{made['template']['weights']}：{made['template']['weights_notice']}"


def _origin(made: Document) -> Iterator[str]:
    yield EDITABLE
    yield f"内容校验值（SHA-256）{content_digest(made)}"


def _blocks(annex: Annex) -> Iterator[Block]:
    yield Heading(annex.title)
    if not annex.heads:
        yield from (Prose(line) for line in annex.lines)
        return
    whole = sum(_share(width) for width in annex.widths)
    widths = [int(TEXT_WIDTH * _share(width) / whole) for width in annex.widths]
    yield Grid(tuple(widths), tuple(tuple(map(str, row)) for row in annex.rows), annex.heads)


def _tab(annex: Annex) -> Tab:
    columns = [Column(head, 8 * _share(width)) for head, width in zip(annex.heads, annex.widths, strict=True)]
    return Tab(annex.title, (), columns, [[_cell(cell) for cell in row] for row in annex.rows])


def _share(width: str) -> float:
    return SHARES.get(width, 3)


def _number(text: str | None) -> int | float | None:
    """Points as a number, so that a sheet can add them up."""
    if text is None:
        return None
    value = Decimal(text)
    return int(value) if value == value.to_integral_value() else float(value)


def _dash(value: Cell) -> Cell:
    return "—" if value is None else value


def _cell(value: object) -> Cell:
    return value if isinstance(value, int) else str(value)


def _words(value: Cell) -> str:
    return "" if value is None else str(value)
