"""Forms filled with what the register already knows, so that nobody types it twice."""

from datetime import datetime, timedelta
from typing import Any

from emergency.base.clock import SHANGHAI
from emergency.drills.forms import DetailsForm, HoldForm, VersionForm, duty_value
from emergency.drills.forms_secret import (
    SecretAnswerForm,
    SecretDetailsForm,
    SecretHoldForm,
    SecretMoveForm,
    SecretProposeForm,
    SecretReviveForm,
)
from emergency.drills.forms_span import AnswerForm, MoveForm, ProposeForm, ReviveForm, SpanForm
from emergency.drills.models import Drill
from emergency.drills.queries import Taker
from emergency.drills.queries_secret import is_secret_drill
from emergency.drills.words import Part, State

SAME = ("content", "form", "purpose")
SCENE = ("place", "indoors", "announced")


def details_form_of(drill: Drill, takers: list[Taker]) -> DetailsForm | SecretDetailsForm:
    """The form for editing, as the drill stands."""
    if is_secret_drill(drill):
        silent: SecretDetailsForm = SecretDetailsForm(data=_kinds(drill))
        return silent
    known = {name: getattr(drill, name) for name in ("title", "event_class", "hazard", "partners", *SCENE)}
    form: DetailsForm = DetailsForm(
        data={
            **known, **_kinds(drill), "participating": _names(takers, Part.PARTICIPANT),
            "observing": _names(takers, Part.OBSERVER),
        }
    )  # fmt: skip
    return form


def move_form_of(drill: Drill) -> MoveForm | SecretMoveForm:
    """The form for another time, with the present one in it; of a draft no reason is asked."""
    form: MoveForm | SecretMoveForm = _span_form(drill, SecretMoveForm if is_secret_drill(drill) else MoveForm)
    if drill.state == State.DRAFT:
        del form.reason
    return form


def propose_form_of(drill: Drill) -> ProposeForm | SecretProposeForm:
    """The form for a time that the unit asks for, with the present one in it."""
    wanted = SecretProposeForm if is_secret_drill(drill) else ProposeForm
    form: ProposeForm | SecretProposeForm = _span_form(drill, wanted)
    return form


def revive_form_of(drill: Drill) -> ReviveForm | SecretReviveForm:
    """The form for a new day: the clock times as they were, the day to be chosen."""
    form: ReviveForm | SecretReviveForm = _span_form(drill, SecretReviveForm if is_secret_drill(drill) else ReviveForm)
    return form


def answer_form_of(
    drill: Drill, proposal_id: int = 0, usual: type[AnswerForm] = AnswerForm,
    silent: type[AnswerForm] = SecretAnswerForm,
) -> AnswerForm:  # fmt: skip
    """The form by which the office answers a proposal; of a drill of a secret plan it has no room for words."""
    known = {"seen": str(drill.version), "proposal": str(proposal_id or "")}
    form: AnswerForm = (silent if is_secret_drill(drill) else usual)(data=known)
    return form


def reason_form_of(drill: Drill, usual: type[VersionForm], silent: type[VersionForm]) -> VersionForm:
    """An act's form that asks for a reason: in own words, or of a secret plan one of the fixed ones."""
    form: VersionForm = (silent if is_secret_drill(drill) else usual)(data={"seen": str(drill.version)})
    return form


def _span_form(drill: Drill, wanted: type[SpanForm]) -> Any:
    starts, ends = drill.starts_at.astimezone(SHANGHAI), drill.ends_at.astimezone(SHANGHAI)
    last = (ends - timedelta(microseconds=1)).date()
    return wanted(
        data={
            "seen": str(drill.version), "day": starts.date(), "starts": _clock(drill, starts),
            "ends": _clock(drill, ends), "last_day": last if last != starts.date() else None, "all_day": drill.all_day,
        }
    )  # fmt: skip


def hold_form_of(drill: Drill) -> HoldForm | SecretHoldForm:
    """The form for the record: as planned, or as recorded where it is corrected."""
    day = drill.held_on or drill.starts_at.astimezone(SHANGHAI).date()
    if is_secret_drill(drill):
        silent: SecretHoldForm = SecretHoldForm(data={"held_on": day, **_kinds(drill)})
        if drill.state != State.HELD:
            del silent.reason
        return silent
    known = {name: getattr(drill, name) for name in ("participants", "summary", *SCENE)} | {"held_on": day}
    form: HoldForm = HoldForm(data={**known, **_kinds(drill)})
    return form


def _kinds(drill: Drill) -> dict[str, object]:
    return {
        "seen": str(drill.version),
        **{name: getattr(drill, name) for name in SAME},
        "plans": [str(row.plan_id) for row in drill.plans],
        "duties": [duty_value(row.rule_id, row.plan_id) for row in drill.duties],
    }


def _names(takers: list[Taker], part: Part) -> str:
    return "\n".join(taker.name for taker in takers if taker.part == part)


def _clock(drill: Drill, moment: datetime) -> object:
    return None if drill.all_day else moment.time()
