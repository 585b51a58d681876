"""Other engines with the same fields and faces, unbeautified; each only where its package is installed."""

import json
from collections.abc import Callable
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from typing import Any

from emergency.assessment import printed
from emergency.assessment.snapshot import Document
from emergency.base import fonts

SCRIPT = Path(__file__).with_name("rivals.typ")
HEADS = ("序号", "考核内容及依据", "分值", "应做", "已做", "缺", "得分", "计分说明及佐证材料")
MM = 72 / 25.4
Draw = Callable[[Document], bytes]


def present() -> dict[str, Callable[[], Draw]]:
    """What is installed: the name of each engine, and what opens it."""
    engines = {"typst": typst_draw, "reportlab": reportlab_draw}
    return {name: opened for name, opened in engines.items() if find_spec(name)}


def told(made: Document) -> dict[str, Any]:
    """A unit's fields as plain words: the same that the frozen page shows."""
    seal = printed.sealed(made)
    return {
        "title": made["template"]["title"], "whose": f"（{made['body']['name']}）",
        "identity": [list(row) for row in printed.identity_of(made)], "prose": printed.prose_of(made),
        "heads": HEADS, "rows": [_row(item) for group in made["groups"] for item in group["items"]],
        "annexes": [{"title": one.title, "lines": list(one.lines)} for one in printed.annexes_of(made)],
        "seal": [f"核验码 {printed.spaced(seal.code)}", printed._how(""), f"SHA-256 {seal.digest}"],
    }  # fmt: skip


def _row(item: Document) -> list[Any]:
    figure = item["figure"]
    files = [f"{file['name']}（{file['happened']}）" for file in item["evidence"]]
    return [
        item["number"], f"{item['text']} {'、'.join(item['basis'])}", item["points"], str(figure["owed"]),
        str(figure["done"]), str(figure["lacking"]), item["score"], "；".join(item["remarks"]), files,
    ]  # fmt: skip


def typst_draw() -> Draw:
    """A warm compiler that keeps its fonts and what it learnt of the script."""
    import typst

    compiler: Any = typst.Compiler(str(SCRIPT), font_paths=[str(fonts.folder())], ignore_system_fonts=True)
    return lambda made: bytes(compiler.compile(sys_inputs={"made": json.dumps(told(made), ensure_ascii=False)}))


def reportlab_draw() -> Draw:
    """Platypus with one long table."""
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

    for name in ("YingjiSong", "YingjiHei"):
        pdfmetrics.registerFont(TTFont(name, str(fonts.folder() / f"{name}.ttf")))
    plain = ParagraphStyle("plain", fontName="YingjiSong", fontSize=9, leading=12, wordWrap="CJK")
    head = ParagraphStyle("head", plain, fontName="YingjiHei", fontSize=18, leading=24, alignment=1)
    widths = [one * MM for one in (12, 50, 10, 10, 10, 10, 12, 56)]
    grid = [("GRID", (0, 0), (-1, -1), 0.25, "black"), ("FONT", (0, 0), (-1, -1), "YingjiSong", 9)]

    def draw(made: Document) -> bytes:
        one, out = told(made), BytesIO()
        rows: list[list[Any]] = [list(HEADS)]
        for row in one["rows"]:
            last = "<br/>".join([row[7], *(f"• {file}" for file in row[8])])
            rows.append([row[0], Paragraph(row[1], plain), *row[2:7], Paragraph(last, plain)])
        identity = [[Paragraph(cell, plain) for cell in line] for line in one["identity"]]
        lines = [line for annex in one["annexes"] for line in (annex["title"], *annex["lines"])]
        story = [
            Paragraph(one["title"], head), Paragraph(one["whose"], plain), Table(identity, style=grid),
            *(Paragraph(line, plain) for line in one["prose"]), Table(rows, widths, style=grid, repeatRows=1),
            *(Paragraph(line, plain) for line in (*lines, *one["seal"])),
        ]  # fmt: skip
        SimpleDocTemplate(out, leftMargin=20 * MM, rightMargin=20 * MM).build(story)
        return out.getvalue()

    return draw
