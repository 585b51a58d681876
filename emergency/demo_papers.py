"""The texts of 示例 plans: short papers of our own making, each with its own title and unit, each saying what it is."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from markupsafe import escape
from pypdf import PdfReader, PdfWriter

from emergency.base.printing import pdf
from emergency.evidence.actions_receive import keep_made
from emergency.evidence.facts import Received
from emergency.evidence.kinds import Kind
from emergency.plans.chapters import chapters_of

CHAPTERS = ("总则", "组织指挥体系与职责", "风险和监测预警", "信息报告", "应急响应和处置措施", "应急保障", "预案管理")
LAST = ("分级响应", "应急保障", "后期处置", "预案管理")
MOST = 14  # a paper is one page
SAMPLE = "（示例文本，不是真实预案，没有法律效力。）"
STAMPED = datetime(2020, 1, 1, tzinfo=UTC)
# One weight of one font: each paper carries it whole.
STYLE = (
    "@page { size: A4; margin: 3cm 2.6cm }"
    " body { font: 400 10.5pt/1.4 'Noto Sans CJK SC', 'Source Han Sans SC', sans-serif }"
    " section { break-after: page } h1 { font-size: 20pt; font-weight: 400; text-align: center }"
    " p { margin: .1em 0 } .end { text-align: right; margin-top: 2em }"
)
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPES = (
    f'<Types xmlns="{PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
RELATIONS = (
    f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" Target="word/document.xml" Type='
    '"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>'
)


@dataclass(frozen=True)
class SampleText:
    """What one paper says: its title, whose it is, its number where it has one, its day."""

    title: str
    unit: str
    issued: date
    number: str = ""
    chapters: tuple[str, ...] = CHAPTERS
    said: tuple[tuple[str, str], ...] = ()

    def lines(self) -> list[str]:
        """The paper line by line."""
        said = dict(self.said)
        chapters = [
            line
            for number, name in enumerate(self.chapters, 1)
            for line in (f"{number}　{name}", said.get(name, SAMPLE))
        ]
        head = [f"{self.title}（示例）", *([self.number] if self.number else []), SAMPLE]
        return [*head, *chapters, self.unit, f"{self.issued.year}年{self.issued.month}月{self.issued.day}日"]


def chapters_for(line: str, kinds: Iterable[str], issued: date) -> tuple[str, ...]:
    """The chapters that the articles list for such a plan; most papers lack one of them, as real ones do."""
    *listed, _other = chapters_of(line, kinds)
    whole = list(dict.fromkeys(("总则", *listed, *LAST)))[:MOST]
    lacking = issued.toordinal() % (len(whole) + 3)
    return tuple(name for at, name in enumerate(whole) if at == 0 or at != lacking)


def word_text(text: SampleText) -> Received:
    """The paper as a Word file: small and quick to make."""
    paragraphs = "".join(f"<w:p><w:r><w:t>{escape(line)}</w:t></w:r></w:p>" for line in text.lines())
    body = f'<w:document xmlns:w="{WORD}"><w:body>{paragraphs}</w:body></w:document>'
    content = BytesIO()
    with ZipFile(content, "w", ZIP_DEFLATED) as package:
        parts = {"[Content_Types].xml": TYPES, "_rels/.rels": RELATIONS, "word/document.xml": body}
        for name, part in parts.items():
            declared = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>{part}'
            package.writestr(ZipInfo(name), declared.encode(), ZIP_DEFLATED)
    content.seek(0)
    return keep_made(f"{text.title}（示例）.docx", content, Kind.DOCX)


def printed_texts(texts: Iterable[SampleText]) -> Mapping[SampleText, Received]:
    """The papers as PDF, a page each: drawn in one go, for that is what takes time, then taken apart."""
    wanted = list(dict.fromkeys(texts))
    if not wanted:
        return {}
    sections = "".join(f"<section>{_section(text)}</section>" for text in wanted)
    page = f'<!doctype html><html lang="zh-CN"><head><title>示例</title><style>{STYLE}</style></head><body>{sections}'
    together = PdfReader(BytesIO(pdf(f"{page}</body></html>", stamped=STAMPED, identifier="示例", styles=())))
    assert len(together.pages) == len(wanted), "a paper that does not fit its page pushes the next one out of its place"
    return {text: _one_page(together, number, text) for number, text in enumerate(wanted)}


def _section(text: SampleText) -> str:
    title, *lines, unit, day = [escape(line) for line in text.lines()]
    paragraphs = "".join(f"<p>{line}</p>" for line in lines)
    return f'<h1>{title}</h1>{paragraphs}<p class="end">{unit}<br>{day}</p>'


def _one_page(together: PdfReader, number: int, text: SampleText) -> Received:
    alone, content = PdfWriter(), BytesIO()
    alone.add_page(together.pages[number])
    alone.add_metadata({"/Title": f"{text.title}（示例）"})
    alone.write(content)
    content.seek(0)
    return keep_made(f"{text.title}（示例）.pdf", content, Kind.PDF, 1)
