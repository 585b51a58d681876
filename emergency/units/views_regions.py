"""Pages of regions: the tree level by level, one region, what can be done to it."""

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from emergency.base import slots
from emergency.base.access import Permission, current_scope, needs
from emergency.base.acting import done, go
from emergency.base.asked import asked_page, asked_text
from emergency.base.tabled import exportable
from emergency.units import queries, queries_regions
from emergency.units.actions_regions import add_area, merge_region, rename_region, set_region_counts
from emergency.units.actions_terms import set_office, set_self_check, set_terms
from emergency.units.doors import blueprint
from emergency.units.forms import CountForm, RenameForm
from emergency.units.forms_regions import AreaForm, MergeRegionForm, OfficeForm, SelfCheckForm, TermsForm, values_of
from emergency.units.lines import SuccessionKind
from emergency.units.pages import region_act
from emergency.units.queries import UnitFilter
from emergency.units.queries_regions import Office, get_region
from emergency.units.regionkinds import Level, RegionKind
from emergency.units.rules import own_part


@blueprint.get("/regions")
@needs(Permission.REGION_VIEW)
def regions() -> ResponseReturnValue:
    """The tree from the viewer's regions down, and the search."""
    scope, text = current_scope(), asked_text("q")
    number = asked_page()
    found = queries_regions.search_regions(scope, text, number) if text else None
    ways = queries_regions.paths_of([region.code for region in found.items]) if found else {}
    return render_template(
        "units/regions.html", text=text, found=found, ways=ways, kind_of=RegionKind, roots=queries_regions.roots(scope)
    )


@blueprint.get("/regions/find")
@needs(Permission.REGION_VIEW)
def region_find() -> ResponseReturnValue:
    """Suggestions for a field that names a region: the first few that fit, each with its way."""
    text = asked_text("q")
    page = queries_regions.search_regions(current_scope(), text, size=10) if text else None
    regions = list(page.items) if page else []
    ways = queries_regions.paths_of(region.code for region in regions)
    found = [(region.code, region.name, ways.get(region.code, "")) for region in regions]
    return render_template("units/_found.html", found=found, total=page.total if page else 0)


@blueprint.get("/regions/<string(length=12):code>")
@needs(Permission.REGION_VIEW)
@exportable
def region(code: str) -> ResponseReturnValue:
    """One region: what it is, whether it counts and why, what lies in it, and what other rooms say."""
    scope, number = current_scope(), asked_page()
    found = get_region(scope, code)
    return render_template(
        "units/region.html",
        region=found,
        kind=RegionKind(found.kind),
        level=Level(found.level),
        kind_of=RegionKind,
        steps_above=queries_regions.steps_to(scope, code),
        body=queries.representing_unit(scope, code),
        page=queries_regions.children(scope, code, number, counts=True),
        apart_page=queries_regions.children(scope, code, number, counts=False),
        units=queries.list_units(scope, UnitFilter(region=code)).total,
        terms=queries_regions.terms_of([code]).get(code),
        office=queries_regions.office_of(code),
        self_check=queries_regions.may_self_check(code),
        history=queries_regions.region_history(scope, code),
        successions=queries_regions.region_successions(scope, code),
        succession_kinds={kind.value: kind.label for kind in SuccessionKind},
        parts=slots.page_part("region").call(scope, code),
    )


@blueprint.get("/regions/<string(length=12):code>/children")
@needs(Permission.REGION_VIEW)
def region_children(code: str) -> ResponseReturnValue:
    """One level of the tree, as a piece of a page."""
    scope = current_scope()
    found = get_region(scope, code)
    page = queries_regions.children(scope, code)
    return render_template("units/_branches.html", branches=page.items, kind_of=RegionKind, parent=found, page=page)


@blueprint.route("/regions/<string(length=12):code>/areas/new", methods=["GET", "POST"])
@needs(Permission.REGION_EDIT)
def area_new(code: str) -> ResponseReturnValue:
    """Add an area with a code of its own under a region."""
    scope = current_scope()
    parent = get_region(scope, code)
    below = Level(parent.level).below or Level.VILLAGE
    form = AreaForm(data={"code": own_part(code)})
    form.offer(below)
    if done(form, lambda: add_area(scope, get_region(scope, code), form.details())):
        return go(url_for("units.region", code=form.code.data.upper()), f"已增设“{form.name.data}”。")
    advice = f"代码共12位：前{Level(parent.level).digits}位是“{own_part(code)}”，"
    advice += f"第{Level(parent.level).digits + 1}至{below.digits}位自定（数字或大写字母），其余补0。"
    return region_act(form, parent, "增设下级区域", advice=advice)


@blueprint.route("/regions/<string(length=12):code>/count", methods=["GET", "POST"])
@needs(Permission.REGION_EDIT)
def region_count(code: str) -> ResponseReturnValue:
    """Count a row for itself, or list it apart, with the reason."""
    scope = current_scope()
    found = get_region(scope, code)
    form = CountForm(data={"counted": "no" if found.counts else "yes", "version": found.version})

    def act() -> None:
        row = get_region(scope, code)
        set_region_counts(scope, row, form.counts, form.reason.data, form.since.data, form.seen)

    if done(form, act):
        return go(url_for("units.region", code=code), "计算口径已修改，理由已留在操作日志里。")
    advice = "只改这一行自己是否计入，其下级各按自己的口径。"
    return region_act(form, found, "计算口径", advice=advice)


@blueprint.route("/regions/<string(length=12):code>/rename", methods=["GET", "POST"])
@needs(Permission.REGION_EDIT)
def region_rename(code: str) -> ResponseReturnValue:
    """Give a region a new name, by a paper."""
    scope = current_scope()
    found = get_region(scope, code)
    form = RenameForm(data={"version": found.version})

    def act() -> None:
        rename_region(scope, get_region(scope, code), form.name.data, form.day.data, form.paper.data, form.seen)

    if done(form, act):
        return go(url_for("units.region", code=code), "已更名，旧日期仍显示旧名称。")
    return region_act(form, found, "更名", advice="负责这个区域的政府、办事处或村（居）委会一并更名。")


@blueprint.route("/regions/<string(length=12):code>/merge", methods=["GET", "POST"])
@needs(Permission.REGION_EDIT)
def region_merge(code: str) -> ResponseReturnValue:
    """End a region on a day, merged into another or not, by a paper."""
    scope = current_scope()
    found = get_region(scope, code)
    form = MergeRegionForm(data={"version": found.version})

    def act() -> None:
        heir = form.heir(scope)
        merge_region(scope, get_region(scope, code), heir, form.day.data, form.paper.data, form.seen)

    if done(form, act):
        return go(url_for("units.region", code=code), "撤并已登记，更早的日期仍显示原来的区域。")
    advice = "其责任单位同日终止；下级村（居）委会保留原代码，仍可查到。"
    return region_act(form, found, "撤销或并入", advice=advice, danger=True)


@blueprint.route("/regions/<string(length=12):code>/terms", methods=["GET", "POST"])
@needs(Permission.REGION_EDIT)
def region_terms(code: str) -> ResponseReturnValue:
    """Set 台账启用日 and 补录截止日."""
    scope = current_scope()
    found, terms = get_region(scope, code), queries_regions.terms_of([code]).get(code)
    form = TermsForm(data=values_of(terms, ("opened_on", "backfill_until")) if terms else {})

    def act() -> None:
        opened, until = form.opened_on.data, form.backfill_until.data
        set_terms(scope, get_region(scope, code), opened, until, form.reason.data or "")

    if done(form, act):
        return go(url_for("units.region", code=code), "期限已设定，下级没有单独设定的一并适用。")
    return region_act(form, found, "台账启用日和补录截止日")


@blueprint.route("/regions/<string(length=12):code>/office", methods=["GET", "POST"])
@needs(Permission.REGION_EDIT)
def region_office(code: str) -> ResponseReturnValue:
    """Say what the offices of a region are called."""
    scope = current_scope()
    found, row = get_region(scope, code), queries_regions.own_office(scope, code)
    form = OfficeForm(data=values_of(row, ("office", "committee", "assessor", "version")) if row else {})

    def act() -> None:
        names = Office(form.office.data, form.committee.data or "", form.assessor.data or "")
        set_office(scope, get_region(scope, code), names, form.seen)

    if done(form, act):
        return go(url_for("units.region", code=code), "机构名称已保存。")
    return region_act(form, found, "机构名称", advice="页面和打印件上用这里的名称；下级没有单独设定的一并适用。")


@blueprint.route("/regions/<string(length=12):code>/self-check", methods=["GET", "POST"])
@needs(Permission.REGION_EDIT)
def region_self_check(code: str) -> ResponseReturnValue:
    """Let the townships of a region check the drills of their villages that they recorded themselves, or not."""
    scope = current_scope()
    found, row = get_region(scope, code), queries_regions.own_checking(scope, code)
    said = {"allowed": "yes" if queries_regions.may_self_check(code) else "no"}
    form = SelfCheckForm(data=said | (values_of(row, ("reason", "version")) if row else {}))

    def act() -> None:
        set_self_check(scope, get_region(scope, code), form.allowed.data == "yes", form.reason.data, form.seen)

    if done(form, act):
        return go(url_for("units.region", code=code), "自录自核的设置已保存。")
    advice = "只用于乡镇（街道）登记并核对村（社区）的演练记录；下级没有单独设定的一并适用。"
    return region_act(form, found, "自录自核", advice=advice)
