"""What the register knows of a drill for the forms to print."""

from collections.abc import Iterable

from emergency.base.clock import day_of
from emergency.drills.blank_forms import DrillFacts
from emergency.drills.documents import Known
from emergency.drills.ledger import clock_word
from emergency.drills.models import Drill
from emergency.drills.queries import takers_of
from emergency.drills.queries_documents import grades_of
from emergency.drills.queries_findings import findings_of
from emergency.drills.queries_known import known_of
from emergency.drills.words import Part, State


def facts_of(drill: Drill) -> DrillFacts:
    """The facts of a drill that was already seen; a postponed one has no day, a secret one nothing but its title."""
    takers = takers_of([drill.id]).get(drill.id, [])
    others = [taker.name for taker in takers if taker.part != Part.ORGANISER]
    day, is_held = day_of(drill.starts_at), drill.state == State.HELD
    known: Known = known_of(drill)
    return DrillFacts(
        known, "" if drill.state == State.POSTPONED else f"{day.year}年{day.month}月{day.day}日", clock_word(drill),
        drill.hazard, (drill.content, drill.form, drill.purpose),
        "、".join([*others, drill.partners] if drill.partners else others), tuple(_findings(drill.id)),
        grades_of([drill.id]).get(drill.id, ""), (drill.announced or None) if not is_held else drill.announced,
        drill.sample,
    )  # fmt: skip


def _findings(drill_id: int) -> Iterable[str]:
    """Each problem with who mends it by when, and the chapter that it concerns."""
    for number, finding in enumerate(findings_of(drill_id), 1):
        when = f"{finding.due_on}前" if finding.due_on else ""
        told = "，".join(word for word in (finding.responsible, when, finding.chapter) if word)
        yield f"{number}．{finding.text}" + (f"（{told}）" if told else "")
