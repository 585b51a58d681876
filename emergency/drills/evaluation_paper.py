"""The evaluation report of 7.4.2 as a paper: prose, the six points, the conclusion, the group, the sheet (pure)."""

from collections.abc import Mapping, Sequence

from emergency.base.report import Block, Grid, Heading, Prose, Report
from emergency.drills.documents import Content
from emergency.drills.documents_paper import Version, item_blocks, report_of
from emergency.drills.evaluation import GRADE_WORDS, MEMBER_COLUMNS, POINTS, Line, sums_of

MEMBER_WIDTHS, SHEET_WIDTHS = (40, 78, 38), (30, 66, 20, 40)


def evaluation_paper(
    version: Version, content: Content, marks: Sequence[Line], grade: str, scores: Mapping[int, str]
) -> Report:
    """The report as it is printed; the arithmetic stands beside the conclusion."""
    blocks: list[Block] = [*item_blocks(version.kind, content)]
    blocks += [Heading("五、评估结论"), Prose(f"{GRADE_WORDS.get(grade, '（未定）')}\n{sums_of(marks).sentence}")]
    numeral = "六"
    if any(content.items.get(key, "").strip() for key, _ in POINTS):
        blocks += [Heading("六、按国办发〔2024〕5号第33条评估的内容"), *_points(content)]
        numeral = "七"
    if content.rows:
        heads = tuple(word for _, word in MEMBER_COLUMNS)
        blocks += [Heading(f"{numeral}、评估组成员"), Grid(MEMBER_WIDTHS, content.rows, heads)]
    annexes: tuple[Block, ...] = ()
    if marks:
        rows = tuple((line.heading, line.text, score_word(line, scores), line.remark) for line in marks)
        annexes = (Heading("附：评估表"), Grid(SHEET_WIDTHS, rows, ("类别", "条目", "评分", "说明")))
    return report_of(version, tuple(blocks), annexes)


def score_word(line: Line, scores: Mapping[int, str]) -> str:
    """5 优秀, or nothing where it was not scored."""
    return f"{line.score} {scores[line.score]}" if line.score is not None and line.score in scores else ""


def _points(content: Content) -> list[Block]:
    numbered = zip("一二三四五六", POINTS, strict=True)
    return [Prose("\n".join(f"（{number}）{word}：{content.items.get(key, '')}" for number, (key, word) in numbered))]
