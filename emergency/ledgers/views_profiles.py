"""Pages of export profiles: the office's own, the examples, the first rows, the download."""

from itertools import islice

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from emergency.base import clock
from emergency.base.access import Permission, current_scope, needs
from emergency.base.acting import done, go
from emergency.base.asked import asked_text
from emergency.base.errors import NotFound
from emergency.base.sheets import workbook
from emergency.base.web import send_document
from emergency.ledgers import actions_profiles, queries_profiles
from emergency.ledgers.actions_issues import file_name
from emergency.ledgers.books import XLSX, plain_table
from emergency.ledgers.door import blueprint
from emergency.ledgers.facts import KIND_WORDS, Kind
from emergency.ledgers.forms import PlainForm
from emergency.ledgers.forms_profiles import ProfileForm, line_names, shown_lines
from emergency.ledgers.profiles import FIXED, Profile, cells_of, items_of, lost_columns, profile_of, samples, widths
from emergency.units.queries_regions import paths_of

# A table of forty columns is looked at lying down: a line a column, a few rows beside.
SHOWN = 3
OUT = {kind: KIND_WORDS[kind] for kind in queries_profiles.SOURCES}


@blueprint.get("/ledgers/profiles")
@needs(Permission.PLAN_CHECK)
def profiles() -> ResponseReturnValue:
    """The office's profiles, and the examples to be copied."""
    rows = [(row, profile_of(row.told)) for row in queries_profiles.profiles_of(current_scope())]
    return render_template("ledgers/profiles.html", rows=rows, samples=samples(), words=OUT)


@blueprint.route("/ledgers/profiles/new", methods=["GET", "POST"])
@needs(Permission.PLAN_CHECK)
def profile_new() -> ResponseReturnValue:
    """A profile of a ledger, from nothing or after an example or another one."""
    scope, form = current_scope(), ProfileForm()
    first = _first()
    made: list[int] = []

    def act() -> None:
        made.append(actions_profiles.add_profile(scope, form.profile(first.kind, request.form)).id)

    if done(form, act):
        return go(url_for("ledgers.profile", profile_id=made[0]), "已保存。")
    return _edit(form, first, "新建导出方案")


@blueprint.get("/ledgers/profiles/<int:profile_id>")
@needs(Permission.PLAN_CHECK)
def profile(profile_id: int) -> ResponseReturnValue:
    """The first rows as they would go out, and the versions."""
    scope = current_scope()
    row = queries_profiles.get_profile(scope, profile_id)
    told, region = profile_of(row.told), _region()
    found = islice(queries_profiles.fact_rows(scope, told.kind, region), SHOWN)
    rows = [cells_of(told, number, facts) for number, facts in enumerate(found, 1)]
    known = {**items_of(told.kind), FIXED: "固定内容"}
    lines = [
        (one.heading, known.get(one.item, "—"), [cells[place] for cells in rows])
        for place, one in enumerate(told.columns)
    ]
    return render_template(
        "ledgers/profile.html", row=row, told=told, lines=lines, shown=len(rows), region=region, words=OUT,
        versions=queries_profiles.versions_of(row), lost=lost_columns(told),
        way=paths_of([region], own=True).get(region, "") if region else "",
    )  # fmt: skip


@blueprint.route("/ledgers/profiles/<int:profile_id>/edit", methods=["GET", "POST"])
@needs(Permission.PLAN_CHECK)
def profile_edit(profile_id: int) -> ResponseReturnValue:
    """The next version of a profile."""
    scope, form = current_scope(), ProfileForm()
    row = queries_profiles.get_profile(scope, profile_id)
    told = profile_of(row.told)

    def act() -> None:
        actions_profiles.change_profile(scope, profile_id, form.profile(told.kind, request.form), form.version)

    if done(form, act):
        return go(url_for("ledgers.profile", profile_id=profile_id), "已保存为新的一版。")
    if request.method == "GET":
        form.seen.data = str(row.number)
    return _edit(form, told, "修改导出方案")


@blueprint.post("/ledgers/profiles/<int:profile_id>/end")
@needs(Permission.PLAN_CHECK)
def profile_end(profile_id: int) -> ResponseReturnValue:
    """Take a profile away."""
    scope, form = current_scope(), PlainForm()
    queries_profiles.get_profile(scope, profile_id)
    if done(form, lambda: actions_profiles.end_profile(scope, profile_id)):
        return go(url_for("ledgers.profiles"), "已删除；以前的版本留在操作日志。")
    return go(url_for("ledgers.profile", profile_id=profile_id), "页面停留太久，请重新点击。")


@blueprint.get("/ledgers/profiles/<int:profile_id>/export.xlsx")
@needs(Permission.PLAN_CHECK)
def profile_export(profile_id: int) -> ResponseReturnValue:
    """The table as the other body wants it."""
    scope = current_scope()
    told, region = profile_of(queries_profiles.get_profile(scope, profile_id).told), _region()
    found = queries_profiles.fact_rows(scope, told.kind, region)
    rows = [cells_of(told, number, facts) for number, facts in enumerate(found, 1)]
    today = clock.today()
    if told.titled:
        place = paths_of([region], own=True).get(region, "") if region else "全部"
        line = f"筛选：地区 {place}；共 {len(rows)} 行；导出日期 {today}"
        content = workbook(told.name, [line], widths(told), rows)
    else:
        content = plain_table(told.name, widths(told), rows)
    return send_document(content, file_name(f"{told.name}{today:%Y%m%d}.xlsx"), XLSX)


def _region() -> str:
    code = asked_text("region")[:12]
    return code if code and current_scope().covers(code) and len(code) == 12 else ""


def _first() -> Profile:
    """What a new profile begins with."""
    copied, sample = request.args.get("copy", type=int), request.args.get("sample", type=int)
    if copied is not None:
        return profile_of(queries_profiles.get_profile(current_scope(), copied).told)
    if sample is not None and 0 <= sample < len(samples()):
        return samples()[sample]
    word = request.args.get("kind", Kind.PLAN.value)
    if word not in set(OUT):
        raise NotFound
    return Profile("", Kind(word), ())


def _edit(form: ProfileForm, told: Profile, title: str) -> ResponseReturnValue:
    lines = dict(request.form) if request.method == "POST" else shown_lines(told)
    if request.method == "GET":
        copied = told.sample or request.args.get("copy")
        form.name.data = f"{told.name.removeprefix('示例：')}（副本）" if copied else told.name
        form.day_form.data, form.titled.data = told.day_form, told.titled
    return render_template(
        "ledgers/profile_form.html", form=form, title=title, kind=told.kind, words=OUT, lines=lines,
        names=line_names(told.kind), known=items_of(told.kind), lost=lost_columns(told),
    ), form.status  # fmt: skip
