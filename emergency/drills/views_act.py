"""One page for every act that asks for a day or a reason: its words, its form, or up front why it can't be done."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue

from emergency.base.access import Scope, current_scope
from emergency.base.errors import Refusal
from emergency.drills.checking import why_not_moved_by
from emergency.drills.doing import done
from emergency.drills.forms import VersionForm
from emergency.drills.models import Drill
from emergency.drills.queries_own import own_drill
from emergency.drills.rules import MOVING, way_out, why_not
from emergency.drills.views_drill import shown
from emergency.drills.words import ACT_WORDS, Acceptance, Act, State
from emergency.units.models import Unit

Deed = Callable[[Scope, Drill, Any], object]


@dataclass(frozen=True, slots=True)
class Asking:
    """The words of a page: the act, what the button and the heading say, what to know, and what is said when done."""

    act: Act
    title: str
    submit: str
    lead: str
    said: str


def asked(
    drill_id: int, words: Asking, form_of: Callable[[Drill], VersionForm], deed: Deed, lead: str = ""
) -> ResponseReturnValue:
    """Ask for what the act needs and do it; where the act is not possible, say so before anybody types."""
    scope = current_scope()
    drill, unit = own_drill(scope, drill_id)
    form = form_of(drill)

    def act() -> Drill:
        found, _ = own_drill(scope, drill_id)
        deed(scope, found, form)
        return found

    answer = done(form, act, words.said)
    if answer is not None:
        return answer
    tell_closed(form, drill, words.act)
    return (
        render_template(
            "drills/act.html", form=form, drill=drill, asking=words, lead=lead or words.lead,
            closed=closed(scope, drill, unit, words.act),
        ),
        form.status,
    )  # fmt: skip


def pressed(drill_id: int, form: VersionForm, deed: Deed, said: str) -> ResponseReturnValue:
    """Do the act of a button on the drill's page, or say there why not."""
    scope = current_scope()

    def act() -> Drill:
        found, _ = own_drill(scope, drill_id)
        deed(scope, found, form)
        return found

    return done(form, act, said) or shown(scope, drill_id, form)


def tell_closed(form: VersionForm, drill: Drill, act: Act) -> None:
    """Say on a form that was sent why the drill's state forbids the act, whatever else was wrong in its fields."""
    refused = why_not(act, State(drill.state), Acceptance(drill.acceptance))
    if request.method == "POST" and refused and not any(refused in said for said in form.form_errors):
        form.refuse(Refusal(refused))


def closed(scope: Scope, drill: Drill, unit: Unit, act: Act) -> tuple[str, str, str] | None:
    """Why a form would be refused as things stand, and what to do instead: the word of a button, its end point.

    None where it can be filled in, and for a form that was sent: what was typed stays there.
    """
    if request.method != "GET":
        return None
    refused = why_not(act, State(drill.state), Acceptance(drill.acceptance))
    if refused is None and act in MOVING:
        refused = why_not_moved_by(scope, drill, unit, act)
        return (refused, ACT_WORDS[Act.PROPOSE], "drills.propose") if refused else None
    if refused is None:
        return None
    way = way_out(act, State(drill.state))
    return (refused, ACT_WORDS[way], f"drills.{way.value}") if way else (refused, "返回这次演练", "drills.drill")
