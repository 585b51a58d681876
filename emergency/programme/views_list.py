"""The lines of a programme as a list, its Excel, what found no day, and the 演练计划表 as Excel and PDF."""

from flask import render_template
from flask.typing import ResponseReturnValue

from emergency.base import clock
from emergency.base.access import Permission, current_scope, needs
from emergency.base.asked import asked_page
from emergency.base.paging import paginate
from emergency.base.sheets import workbook
from emergency.base.web import send_document
from emergency.drills.words import MONTHS
from emergency.programme import sheet, sorting
from emergency.programme.door import SHEET, asked_lines, blueprint
from emergency.programme.frame import shared
from emergency.programme.owed import term_word
from emergency.programme.queries import STATE_WORDS, LineFilter, get_programme, listed, reasons_of
from emergency.programme.reading import DrillTold, drills_told, named_paths, plan_rows, rule_titles, rules_in
from emergency.programme.tabling import MOST_ROWS, found_lines, name_of, table_caption, table_title, wanted_words


@blueprint.get("/programmes/<int:programme_id>/lines")
@needs(Permission.PROGRAMME_VIEW)
def lines(programme_id: int) -> ResponseReturnValue:
    """The lines that fit the filter of the address."""
    scope, wanted = current_scope(), asked_lines()
    programme = get_programme(scope, programme_id)
    page = paginate(listed(scope, programme, wanted), asked_page(), scalars=False)
    return render_template(
        "programme/lines.html", page=page, wanted=wanted, filter_words=wanted_words(wanted), states=STATE_WORDS,
        months=MONTHS, paths=named_paths(row[0] for row in page.items), titles=rule_titles(),
        rules=rules_in(scope, programme), state_word=sheet.state_word, term_word=term_word,
        drills=drills_told(scope, (row[0] for row in page.items)), **shared(scope, programme),
    )  # fmt: skip


@blueprint.get("/programmes/<int:programme_id>/lines.xlsx")
@needs(Permission.PROGRAMME_VIEW)
def lines_sheet(programme_id: int) -> ResponseReturnValue:
    """The same rows and columns as Excel, all pages. Raises Refusal when there are too many."""
    found = found_lines(current_scope(), programme_id, asked_lines(), MOST_ROWS, "导出")
    paths, titles = named_paths(line for line, _, _ in found.rows), rule_titles()
    drills = drills_told(current_scope(), (line for line, _, _ in found.rows))
    rows = []
    for line, name, sample in found.rows:
        drill = drills.get(line.drill_id or 0, DrillTold("台账里的演练", 0))
        title, path = titles.get(line.rule_id, drill.title), paths.get(line.region_code, "")
        rows.append(sheet.list_cells(line, name, path, title, late=drill.late, sample=sample))
    title = f"{name_of(found.programme)}{found.programme.year}年演练安排"
    said = [f"筛选条件：{wanted_words(found.wanted)}；导出日期：{clock.today()}；{found.sums.words}"]
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
    found = found_lines(current_scope(), programme_id, asked_lines(), MOST_ROWS, "导出")
    rows, title = plan_rows(found.rows), table_title(found.programme)
    said = [table_caption(found), sorting.TABLE_NOTE]
    cells = [row.cells(number) for number, row in enumerate(rows, 1)]
    content = workbook(title, said, sheet.PLAN_COLUMNS, cells, has_samples=any(row.sample for row in rows))
    return send_document(content, f"{title}.xlsx", SHEET)
