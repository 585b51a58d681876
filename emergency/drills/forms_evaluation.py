"""Input of an evaluation: its report, the group, a score an item; and the office's wording of the sheets."""

from collections.abc import Mapping, Sequence
from typing import Any

from wtforms import FieldList, FormField, HiddenField, SelectField
from wtforms.fields.choices import SelectChoice

from emergency.base.forms import Form, text_field
from emergency.drills.documents import ITEMS, Content, DocumentKind, filled_rows
from emergency.drills.evaluation import GRADE_WORDS, MEMBER_COLUMNS, POINTS, PROBLEMS, Line, Sheet
from emergency.drills.evaluation_book import book
from emergency.drills.forms_documents import RowForm, RowsForm, area

MOST_MEMBERS = 30
SCORES = [SelectChoice("", "未评"), *(SelectChoice(str(n), f"{n} {word}") for n, word in book().scores.items())]
AREAS = (*ITEMS[DocumentKind.EVALUATION], *POINTS)


class MemberRow(RowForm):
    """One of the group that evaluated."""


for _key, _word in MEMBER_COLUMNS:
    setattr(MemberRow, _key, text_field(_word, required=False, longest=60))


class MarkRow(RowForm):
    """The score of one item of the sheet."""

    line = HiddenField()
    score = SelectField("评分", choices=SCORES)
    remark = text_field("说明", required=False, longest=200)


class EvaluationForm(RowsForm):
    """The evaluation of a drill."""

    most = MOST_MEMBERS
    problems = area("发现的问题")
    rows = FieldList(FormField(MemberRow), "评估组成员")
    marks = FieldList(FormField(MarkRow), "评估表")
    grade = SelectField(
        "结论", choices=[SelectChoice("", "未定"), *(SelectChoice(key, word) for key, word in GRADE_WORDS.items())]
    )
    sheet: Sheet
    lines: Mapping[str, Line]

    def told(self) -> dict[str, Any]:
        """What was written; each item is kept as it read when it was scored."""
        items = {key: self[key].data or "" for key, _ in AREAS} | {PROBLEMS: self.problems.data or ""}
        rows = [[row.data[key] or "" for key, _ in MEMBER_COLUMNS] for row in self.rows]
        given = {row.line.data: row for row in self.marks}
        marks = [_mark(line, given.get(key)) for key, line in self.lines.items()]
        return {
            "items": items, "rows": [list(row) for row in filled_rows(rows)], "sheet": self.sheet.key, "marks": marks,
        }  # fmt: skip


for _key, _word in AREAS:
    setattr(EvaluationForm, _key, area(_word))


def evaluation_form(
    sheet: Sheet, lines: Sequence[Line], content: Content, marks: Sequence[Line], **told: str
) -> EvaluationForm:
    """The form over the lines of a sheet, with what was scored before; `told` are the version seen and the grade."""
    scored = {line.key: line for line in marks}
    rows = [_row(scored.get(line.key, line)) for line in lines]
    members = [dict(zip((key for key, _ in MEMBER_COLUMNS), row, strict=True)) for row in content.rows] or [{}]
    form: EvaluationForm = EvaluationForm(data={**content.items, "rows": members, "marks": rows, **told})
    form.sheet, form.lines = sheet, {line.key: line for line in lines}
    return form


def _row(line: Line) -> dict[str, str]:
    return {"line": line.key, "score": "" if line.score is None else str(line.score), "remark": line.remark}


def _mark(line: Line, row: Any) -> list[Any]:
    score = row.score.data if row is not None else ""
    remark = (row.remark.data or "") if row is not None else ""
    return [line.group, line.number, line.heading, line.text, int(score) if score else None, remark]


class ProblemForm(Form):
    """Which problem becomes a finding."""

    line = HiddenField()


def wording_form(sheet: Sheet, known: Mapping[str, str]) -> Form:
    """A form with an area for each group of a sheet, one line an item."""
    fields = {name_of(group.key): area(group.name, 10_000) for group in sheet.groups}
    data = {name_of(key): text for key, text in known.items()}
    form: Form = type("WordingForm", (Form,), fields)(data=data)
    return form


def name_of(key: str) -> str:
    """The field of a group."""
    return key.replace("-", "_")
