"""The lines of a programme as a list, its Excel, what found no day, and the 演练计划表 as Excel and PDF."""

from dataclasses import dataclass

from flask import render_template
from flask.typing import ResponseReturnValue

from emergency.base import clock
from emergency.base.access import Permission, current_scope, needs
from emergency.base.asked import asked_page
from emergency.base.database import end_reading
from emergency.base.errors import Refusal
from emergency.base.paging import paginate
from emergency.base.printing import pdf
from emergency.base.sheets import workbook
from emergency.base.web import send_document
from emergency.drills.words import MONTHS
from emergency.programme import sheet, sorting
from emergency.programme.door import SHEET, asked_lines, blueprint, filter_words
from emergency.programme.frame import shared
from emergency.programme.models import Programme, ProgrammeLine
from emergency.programme.owed import term_word
from emergency.programme.queries import STATE_WORDS, LineFilter, get_programme, listed, reasons_of
from emergency.programme.queries_places import region_names
from emergency.programme.reading import DrillTold, drills_told, named_paths, plan_rows, rule_titles, rules_in, stream
from emergency.programme.sums import Sums, sums_of

MOST_ROWS = 50_000
# Some six seconds of drawing, during which nobody else prints.
MOST_PRINTED = 600
TOO_MANY = "共{count}项，超过一次{act}的{most}项。请按地区、月份或规则筛选后分次{act}。"


@blueprint.get("/programmes/<int:programme_id>/lines")
@needs(Permission.PROGRAMME_VIEW)
def lines(programme_id: int) -> ResponseReturnValue:
    """The lines that fit the filter of the address."""
    scope, wanted = current_scope(), asked_lines()
    programme = get_programme(scope, programme_id)
    page = paginate(listed(scope, programme, wanted), asked_page(), scalars=False)
    return render_template(
        "programme/lines.html", page=page, wanted=wanted, filter_words=_words(wanted), states=STATE_WORDS,
        months=MONTHS, paths=named_paths(row[0] for row in page.items), titles=rule_titles(),
        rules=rules_in(scope, programme), state_word=sheet.state_word, term_word=term_word,
        drills=drills_told(scope, (row[0] for row in page.items)), **shared(scope, programme),
    )  # fmt: skip


@blueprint.get("/programmes/<int:programme_id>/lines.xlsx")
@needs(Permission.PROGRAMME_VIEW)
def lines_sheet(programme_id: int) -> ResponseReturnValue:
    """The same rows and columns as Excel, all pages. Raises Refusal when there are too many."""
    found = _found(programme_id, MOST_ROWS, "导出")
    paths, titles = named_paths(line for line, _, _ in found.rows), rule_titles()
    drills = drills_told(current_scope(), (line for line, _, _ in found.rows))
    rows = []
    for line, name, sample in found.rows:
        drill = drills.get(line.drill_id or 0, DrillTold("台账里的演练", 0))
        title, path = titles.get(line.rule_id, drill.title), paths.get(line.region_code, "")
        rows.append(sheet.list_cells(line, name, path, title, late=drill.late, sample=sample))
    title = f"{_name(found.programme)}{found.programme.year}年演练安排"
    said = [f"筛选条件：{_words(found.wanted)}；导出日期：{clock.today()}；{found.sums.words}"]
    samples = any(sample for _, _, sample in found.rows)
    content = workbook(title, said, sheet.LIST_COLUMNS, rows, has_samples=samples)
    return send_document(content, f"{title}.xlsx", SHEET)


@blueprint.get("/programmes/<int:programme_id>/unplaced")
@needs(Permission.PROGRAMME_VIEW)
def unplaced(programme_id: int) -> ResponseReturnValue:
    """What found no day, with the reason and what to do."""
    scope = current_scope()
    programme = get_programme(scope, programme_id)
    page = paginate(listed(scope, programme, LineFilter(state="unplaced")), asked_page(), scalars=False)
    return render_template(
        "programme/unplaced.html", page=page, reasons=reasons_of(scope, programme), reason_words=sorting.REASON_WORDS,
        paths=named_paths(row[0] for row in page.items), titles=rule_titles(), term_word=term_word,
        **shared(scope, programme),
    )  # fmt: skip


@blueprint.get("/programmes/<int:programme_id>/table.xlsx")
@needs(Permission.PROGRAMME_VIEW)
def table_sheet(programme_id: int) -> ResponseReturnValue:
    """演练计划表 as Excel, with the columns of its kind; what the register does not know is left to be filled."""
    found = _found(programme_id, MOST_ROWS, "导出")
    rows, title = plan_rows(found.rows), _title(found.programme)
    said = [_caption(found), sorting.TABLE_NOTE]
    cells = [row.cells(number) for number, row in enumerate(rows, 1)]
    content = workbook(title, said, sheet.PLAN_COLUMNS, cells, has_samples=any(row.sample for row in rows))
    return send_document(content, f"{title}.xlsx", SHEET)


@blueprint.get("/programmes/<int:programme_id>/table.pdf")
@needs(Permission.PROGRAMME_VIEW)
def table_paper(programme_id: int) -> ResponseReturnValue:
    """演练计划表 on paper, A4 across. Raises Refusal when there are too many rows for one paper."""
    found = _found(programme_id, MOST_PRINTED, "打印")
    programme, rows = found.programme, plan_rows(found.rows)
    title, stamped = _title(programme), programme.made_at or programme.asked_at
    html = render_template(
        "print/programme.html", title=title, caption=_caption(found), note=sorting.TABLE_NOTE,
        heads=[column.heading for column in sheet.PLAN_COLUMNS], sample=any(row.sample for row in rows),
        rows=[row.cells(number) for number, row in enumerate(rows, 1)],
    )  # fmt: skip
    identifier = f"programme-{programme.id}-{programme.version}-{_words(found.wanted)}"
    end_reading()
    content = pdf(html, stamped=stamped, identifier=identifier, styles=("programme.css",))
    return send_document(content, f"{title}.pdf", "application/pdf")


@dataclass(frozen=True)
class Found:
    """The lines that an address asks for, with the names of their units."""

    programme: Programme
    wanted: LineFilter
    rows: list[tuple[ProgrammeLine, str, bool]]

    @property
    def sums(self) -> Sums:
        """What they add up to."""
        return sums_of(line for line, _, _ in self.rows)


def _found(programme_id: int, most: int, act: str) -> Found:
    """All lines of the asked filter, unless there are too many for one document. Raises Refusal."""
    scope, wanted = current_scope(), asked_lines()
    programme = get_programme(scope, programme_id)
    found = stream(listed(scope, programme, wanted))
    if len(found) > most:
        raise Refusal(TOO_MANY.format(count=len(found), act=act, most=most))
    return Found(programme, wanted, found)


def _words(wanted: LineFilter) -> str:
    return filter_words(wanted, region_names([wanted.region]).get(wanted.region, wanted.region))


def _name(programme: Programme) -> str:
    return region_names([programme.region_code])[programme.region_code]


def _title(programme: Programme) -> str:
    return f"{_name(programme)}{programme.year}年度演练计划表"


def _caption(found: Found) -> str:
    made = found.programme.made_at or found.programme.asked_at
    return f"范围：{_words(found.wanted)}；{found.sums.words}；排期时间{clock.day_of(made)}"
