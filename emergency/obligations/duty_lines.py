"""A duty on a day as figures leave the house: one plain mapping a tile, for JSON and for the command line (pure)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from emergency.obligations.facts import FAR_DAY, SUBJECT_LABELS, Tile
from emergency.obligations.lawbook import LawBook
from emergency.obligations.rules import FORCE_LABELS, GROUP_LABELS
from emergency.obligations.state import MARK_LABELS, STATUS_LABELS, missed_periods, state_on

# A natural period without the drill or training that was owed in it.
MISSED_WORDS = {"drills": "缺演", "training": "缺训"}
ONE_DAY = timedelta(days=1)


def duty_lines(tiles: Iterable[Tile], book: LawBook, day: date) -> Iterator[dict[str, Any]]:
    """The duties owed on the day, one mapping each, in the order of the tiles."""
    every = list(tiles)
    for tile in every:
        if tile.starts <= day < tile.ends:
            yield {**duty_line(tile, book, day), "missed": missed_until(every, tile, day)}


def duty_line(tile: Tile, book: LawBook, day: date) -> dict[str, Any]:
    """One duty with rule, article, state, dates and evidence; days as text, open ends as None."""
    rule = next(each for each in book.versions(tile.rule_id) if each.version == tile.rule_version)
    state = state_on(tile, day)
    return {
        "rule": tile.rule_id,
        "version": tile.rule_version,
        "title": rule.title,
        "group": rule.group.value,
        "force": tile.basis["force"],
        "article": rule.article,
        "demand": rule.demand_text,
        "subject_kind": tile.subject_kind.value,
        "subject_id": tile.subject_id,
        "state": state.status.value,
        "marks": sorted(mark.value for mark in state.marks),
        "due_on": _text(tile.due_on),
        "soon_from": _text(tile.soon_from),
        "overdue_from": _text(tile.overdue_from),
        "met_until": _text(tile.met_until),
        "provisional": tile.provisional,
        "evidence_id": tile.evidence_id,
        "late_days": tile.basis.get("late"),
        "starts": _text(tile.starts),
        "ends": _text(tile.ends),
    }


def missed_until(tiles: Iterable[Tile], one: Tile, day: date) -> list[str]:
    """缺演 of the same duty up to the day, each period as first/last day; a later drill never takes one away."""
    subject = (one.rule_id, one.subject_kind, one.subject_id)
    same = [tile for tile in tiles if (tile.rule_id, tile.subject_kind, tile.subject_id) == subject]
    return [
        f"{period.starts}/{period.last_day}"
        for tile in same
        if tile.starts <= day
        for period in missed_periods(tile, day)
    ]


def sentence(line: Mapping[str, Any]) -> str:
    """One duty as a Chinese line for the command line."""
    words = [STATUS_LABELS[line["state"]], *(MARK_LABELS[mark] for mark in line["marks"])]
    subject = (
        "单位" if line["subject_kind"] == "unit" else f"{SUBJECT_LABELS[line['subject_kind']]}{line['subject_id']}"
    )
    due = f"，期限{line['due_on']}" if line["due_on"] else ""
    missed = f"，{MISSED_WORDS.get(line['group'], '缺')}{len(line['missed'])}期" if line["missed"] else ""
    force = "" if line["force"] == "duty" else f"〔{FORCE_LABELS[line['force']]}〕"
    head = f"{line['rule']} {GROUP_LABELS[line['group']]} {subject} {line['title']}{force}"
    return f"{head}：{'、'.join(words)}{due}{missed}（{line['article']}）"


def _text(day: date | None) -> str | None:
    return None if day is None or day == FAR_DAY else day.isoformat()
