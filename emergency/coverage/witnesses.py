"""Who recorded what opens or meets a duty, from the rooms below: one line a kind of record."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date, datetime

from sqlalchemy import select

from emergency.base.database import db
from emergency.drills.queries_history import drill_titles, drill_witness, paper_witness
from emergency.drills.queries_report import report_witness
from emergency.obligations.facts import ACT_KIND_LABELS, ActKind, SubjectKind
from emergency.obligations.rules import Demand, Evidence
from emergency.plans.queries_received import filing_titles, filing_witness
from emergency.plans.queries_witness import answer_witness, trigger_titles, trigger_witness
from emergency.records.models import WorkRecord, WorkRecordVersion
from emergency.records.queries_incidents import incident_titles
from emergency.records.words import KIND_LABELS
from emergency.units.models_checks import ContactCheck

# What it was, the day it states, who recorded it, when that was received.
Witness = tuple[str, date, str, datetime]
Finder = Callable[[int], Witness | None]
# A record that is an act of the unit reads as the rules name the act.
RECORD_LABELS: Mapping[str, str] = {
    **KIND_LABELS,
    **{kind.value: word for kind, word in ACT_KIND_LABELS.items()},
}


def _record(record_id: int) -> Witness | None:
    """A record of work as told last."""
    query = select(WorkRecord.kind, WorkRecordVersion).join(WorkRecord, WorkRecord.id == WorkRecordVersion.record_id)
    query = query.where(WorkRecordVersion.record_id == record_id).order_by(WorkRecordVersion.id.desc()).limit(1)
    row = db.session.execute(query).first()
    if row is None:
        return None
    told = row.WorkRecordVersion
    return RECORD_LABELS[row.kind], told.held_on, told.recorded_by, told.known_from


def _check(check_id: int) -> Witness | None:
    """A day on which every contact was checked."""
    row = db.session.get(ContactCheck, check_id)
    return (ACT_KIND_LABELS[ActKind.CONTACTS_CHECKED], row.day, row.recorded_by, row.known_from) if row else None


# What a duty after something that happened is called after, many at once.
NAMES: Mapping[str, Callable[[Collection[int]], Mapping[int, str]]] = {
    SubjectKind.DRILL: drill_titles,
    SubjectKind.TRIGGER: trigger_titles,
    SubjectKind.FILING: filing_titles,
    SubjectKind.INCIDENT: incident_titles,
}
# What opened it.
EVENTS: Mapping[str, Finder] = {
    SubjectKind.DRILL: drill_witness,
    SubjectKind.TRIGGER: trigger_witness,
    SubjectKind.FILING: filing_witness,
    SubjectKind.INCIDENT: _record,
}
# What met it: acts of the unit by their kind, answers to what happened by the evidence they are.
ACTS: Mapping[ActKind, Finder] = {
    **{kind: _record for kind in ActKind if kind is not ActKind.CONTACTS_CHECKED},
    ActKind.CONTACTS_CHECKED: _check,
}
ANSWERS: Mapping[Evidence, Finder] = {
    Evidence.REVISED: answer_witness,
    Evidence.DRILL_RECORDED: drill_witness,
    Evidence.DRILL_EVALUATED: paper_witness,
    Evidence.DRILL_ARCHIVED: paper_witness,
    Evidence.REPORTED: report_witness,
    Evidence.RECEIVED: filing_witness,
    Evidence.INCIDENT_EVALUATED: _record,
}


def happening_names(subjects: Iterable[tuple[str, int]]) -> dict[tuple[str, int], str]:
    """The names of what happened, by kind and number; one question a kind."""
    wanted: dict[str, set[int]] = defaultdict(set)
    for kind, number in subjects:
        if kind in NAMES:
            wanted[kind].add(number)
    return {(kind, number): name for kind, ids in wanted.items() for number, name in NAMES[kind](ids).items()}


def event_of(kind: str, number: int) -> Witness | None:
    """What happened, by whom recorded and when."""
    return EVENTS[kind](number) if kind in EVENTS else None


def answer_of(demand: Demand, number: int) -> Witness | None:
    """What met a demand, by whom recorded and when."""
    finders: list[Finder | None] = [ACTS.get(kind) for kind in demand.acts]
    finders.append(ANSWERS.get(demand.met_by))
    found = (finder(number) for finder in finders if finder)
    return next((witness for witness in found if witness), None)
