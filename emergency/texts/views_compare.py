"""Two versions of one plan side by side."""

from flask import render_template
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from emergency.base.access import Permission, Scope, current_scope, needs
from emergency.base.acting import part
from emergency.base.asked import asked_number, asked_text
from emergency.base.errors import NotFound
from emergency.base.tabled import exportable
from emergency.plans import queries as plans
from emergency.texts.comparing import Change, Compared, compare, gathered
from emergency.texts.doors import blueprint
from emergency.texts.facts import STATE_WORDS, Division, TextState
from emergency.texts.models import PlanText
from emergency.texts.queries import pages, versions_with_text

CHANGES = {
    Change.CHANGED: ("改", "改动"), Change.ADDED: ("增", "新增"), Change.REMOVED: ("删", "删去"),
    Change.MOVED_AWAY: ("移", "移到别处"), Change.MOVED_HERE: ("移", "从别处移来"),
}  # fmt: skip


@blueprint.get("/plans/<int:plan_id>/compare")
@needs(Permission.PLAN_VIEW)
@exportable
def compare_versions(plan_id: int) -> ResponseReturnValue:
    """The newer version beside the older; without numbers the newest two that have a text."""
    scope = current_scope()
    plan = plans.get_plan(scope, plan_id)
    texts = versions_with_text(scope, plan_id)
    numbers = list(texts)
    newer = asked_number("new", numbers[-1] if numbers else 0)
    older = asked_number("old", max((number for number in numbers if number < newer), default=0))
    for number in {older, newer} - {0}:
        if number not in texts:
            raise NotFound
    sides = [texts[number] for number in (older, newer) if number]
    lacking = [f"第{number}版{STATE_WORDS[TextState(text.state)]}。{text.reason}" for number, text in texts.items()
               if text in sides and text.state != TextState.READ]  # fmt: skip
    found = _compared(sides) if len(sides) == 2 and older != newer and not lacking else None
    units = ["页" if text.division == Division.PAGE else "段" for text in sides]
    whole = asked_text("all") == "1"
    return render_template(
        "texts/compare.html", plan=plan, unit=plans.unit_of(plan), title=plans.title_of(plan), numbers=numbers,
        older=older, newer=newer, sides=sides, lacking=lacking, found=found, whole=whole, changes=CHANGES,
        rows=[] if found is None else found.rows if whole else list(gathered(found.rows)), same=Change.SAME,
        units=units,
    )  # fmt: skip


def plan_part(scope: Scope, plan_id: int) -> Markup:
    """On the page of a plan: the way to its last two versions beside each other, where both have a text."""
    texts = versions_with_text(scope, plan_id)
    read = [number for number, text in texts.items() if text.state == TextState.READ]
    return part("texts/_compare.html", plan_id=plan_id, read=read[-2:]) if len(read) > 1 else Markup()


def _compared(sides: list[PlanText]) -> Compared:
    return compare(*(pages(text) for text in sides))
