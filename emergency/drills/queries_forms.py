"""What the register knows of a drill for the forms to print."""

from emergency.base.clock import day_of
from emergency.drills.blank_forms import DrillFacts
from emergency.drills.ledger import clock_word
from emergency.drills.models import Drill
from emergency.drills.queries import takers_of
from emergency.drills.queries_duties import plan_lines
from emergency.drills.words import Part, State


def facts_of(drill: Drill) -> DrillFacts:
    """The facts of a drill that was already seen; a postponed one has no day, a secret one nothing but its title."""
    takers = takers_of([drill.id]).get(drill.id, [])
    others = [taker.name for taker in takers if taker.part != Part.ORGANISER]
    day = day_of(drill.starts_at)
    return DrillFacts(
        title=drill.title, unit=next((one.name for one in takers if one.part == Part.ORGANISER), ""),
        day="" if drill.state == State.POSTPONED else f"{day.year}年{day.month}月{day.day}日", time=clock_word(drill),
        place=drill.place, plans="；".join(title for _, title in plan_lines(drill)), hazard=drill.hazard,
        content=drill.content, form=drill.form, purpose=drill.purpose,
        others="、".join([*others, drill.partners] if drill.partners else others), sample=drill.sample,
    )  # fmt: skip
