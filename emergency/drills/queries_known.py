"""What the register knows of a drill, in words, for the documents that are written of it."""

from emergency.base.clock import SHANGHAI, day_of
from emergency.drills import ledger, words
from emergency.drills.documents import Known
from emergency.drills.models import Drill
from emergency.drills.queries import takers_of
from emergency.drills.queries_duties import plan_lines
from emergency.drills.queries_findings import findings_of


def known_of(drill: Drill) -> Known:
    """The facts of a drill that was already seen, and that is of no secret plan."""
    takers = takers_of([drill.id]).get(drill.id, [])
    organiser = next((taker.name for taker in takers if taker.part == words.Part.ORGANISER), "")
    told = [
        f"{word}：{'、'.join(names)}"
        for part, word in words.PART_WORDS.items()
        if (names := [taker.name for taker in takers if taker.part == part])
    ]
    people = "；".join([*told, *([f"其他：{drill.partners}"] if drill.partners else [])])
    scenario = "，".join(word for word in (words.event_class_word(drill.event_class), drill.hazard) if word)
    return Known(
        drill.title, organiser, _when(drill), drill.place, ledger.kind_word(drill), scenario,
        "；".join(title for _, title in plan_lines(drill)), people,
        f"{drill.participants}人" if drill.participants else "", drill.summary,
        tuple(finding.text for finding in findings_of(drill.id)),
    )  # fmt: skip


def _when(drill: Drill) -> str:
    """2026年7月10日 09:00—11:00, or to which day it lasts."""
    if drill.state == words.State.POSTPONED:
        return "待定（已推迟）"
    first, last = day_of(drill.starts_at), drill.ends_at.astimezone(SHANGHAI)
    word = f"{first.year}年{first.month}月{first.day}日"
    if drill.all_day:
        return f"{word}（全天）"
    if last.date() != first:
        return f"{word} {drill.starts_at.astimezone(SHANGHAI):%H:%M} 至 {last.month}月{last.day}日 {last:%H:%M}"
    return f"{word} {ledger.clock_word(drill)}"
