"""The one document of an assessed body's filled checklist: plain values in canonical JSON, and its digest (pure).

Pages, prints and packages are functions of this document alone; a frozen campaign keeps it word for word.
Points, shares and sums are decimal texts ("5.6"), days are ISO texts, moments are ISO texts in UTC; what is not
there is null, never left out; links and file contents are never in it. `rows` of a figure are opaque names.

    {"schema": 1,
     "campaign": null | {"id": 3, "name": "2026年年终考核", "kind": "annual", "kind_words": "年终", "year": 2026},
     "template": {"id", "version", "title", "weights", "weights_notice", "provenance",
                  "columns": ["自评", "复核"],     # what the two columns of scores are called
                  "example": bool},                # a 示例 sheet: say so beside the title
     "body": {"kind": "city"|"county"|"township"|"unit", "id": code or number as text, "code", "name", "path",
              "audience_words", "unit_kind"},
     "as_of": "2026-11-21", "made_at": moment, "frozen_at": moment | null,
     "assessor", "samples": bool, "recomputing": bool,
     "source": {"catalogue", "rules_on", "rules_all", "head_hash"},
     "scored": bool,                     # false: no points anywhere, print 应做/已做/缺 only
     "groups": [{"number": "一", "title", "source", "points" | null, "score" | null, "items": [
        {"number": "2.1", "text", "basis": [..], "points" | null,
         "scoring": {"type": "ratio"|.., "words"}, "materials", "note",
         "state": "scored"|"waiting"|"empty"|"absent",
         "state_words": "已计分"|"待人工评分"|"无应办对象，不计分"|"无数据来源",
         "figure": null | {"done", "owed", "lacking", "cases": int, "share": "0.9333" | null, "share_words": "93.33%",
                           "formula", "unchecked": int, "remark", "rows": [names of at most 500 rows], "row_count",
                           "rows_hash": SHA-256 over the sorted names of all, one a line},
         "computed": points | null,      # what the register gives; null where people judge
         "self": null | MARK, "review": null | MARK, "override": null | MARK,     # 自评, 复核, 改分
         "score": points | null,         # what counts: 改分, else 复核, else computed, else 自评
         "missing": [papers not there], "remarks": [words of the last column],
         "evidence": [{"name", "happened" | null, "received", "late_days": int, "sha256" | null, "file": id | null,
                       "gone": ""|"已清除"|..., "by"}]}]}],
     "totals": null | {"full", "applicable", "score", "waiting", "waiting_items": int, "scaled" | null, "grade" | null},
     "removed": [{"number", "text", "points", "reason"}],                # moved out of the total, each with its reason
     "late": [{"number", "what", "happened", "received", "days"}], "late_count",
     "children": [{"code", "name", "owed", "met", "pending", "overdue"}],
     "gaps": [{"unit", "duty", "basis", "due", "state"}], "gap_count",   # at most 200 rows of gap_count
     "counting": [sentences], "history": [{"then", "now"}], "notes": [sentences]}

MARK: {"score": what it gives | null, "points": as entered | null, "ticked": [papers seen],
       "faults": {name: count}, "reason", "by", "on" | null}
`digest` is over the whole document; `content_digest` leaves out when it was made and where the trail stood, so
that two documents that say the same have the same one: what it names need not be drawn again.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from hashlib import sha256
from typing import Any

from emergency.assessment.around import Around, EvidenceLine, Occasion, Sides
from emergency.assessment.facts import Answer, Figure, Item
from emergency.assessment.rules import STATE_LABELS, State, Verdict, verdict
from emergency.assessment.sheet import Line, Sheet, number
from emergency.assessment.wording import scoring_words
from emergency.base.canonical import canonical

__all__ = [
    "Around", "Document", "EvidenceLine", "Occasion", "Sides", "content_digest", "decimal", "digest", "document",
    "text_of",
]  # fmt: skip
SCHEMA = 1
ROWS_KEPT = 500
Document = dict[str, Any]
PASSING = ("made_at", "frozen_at", "source")


def document(sheet: Sheet, around: Around) -> Document:
    """The whole document of a composed sheet."""
    cover = sheet.cover
    return {
        "schema": SCHEMA,
        "campaign": _occasion(around.occasion),
        "template": {
            "id": sheet.template_id, "version": sheet.template_version, "title": sheet.title,
            "weights": sheet.weights, "weights_notice": sheet.weights_notice, "provenance": sheet.provenance,
            "columns": list(sheet.columns), "example": sheet.example,
        },
        "body": {
            "kind": cover.audience.value, "id": around.body_id, "code": cover.code, "name": cover.subject,
            "path": cover.place, "audience_words": sheet.level, "unit_kind": cover.kind,
        },
        "as_of": cover.as_of.isoformat(),
        "made_at": around.made_at.isoformat(),
        "frozen_at": around.frozen_at.isoformat() if around.frozen_at else None,
        "assessor": cover.assessor,
        "samples": cover.samples,
        "recomputing": cover.recomputing,
        "source": {
            "catalogue": cover.catalogue, "rules_on": cover.rules_on, "rules_all": cover.rules_all,
            "head_hash": cover.head_hash,
        },
        "scored": sheet.total is not None,
        "groups": [
            {
                "number": block.number, "title": block.title, "source": block.source,
                "points": _shown(block.points), "score": _shown(block.score),
                "items": [_item(line, around) for line in block.lines],
            }
            for block in sheet.blocks
        ],
        "totals": _totals(sheet),
        **_annexes(sheet),
        "notes": list(around.notes),
    }  # fmt: skip


def text_of(made: Document) -> str:
    """The canonical text that is kept, attached and hashed."""
    return canonical(made)


def digest(made: Document) -> str:
    """SHA-256 over the whole document."""
    return sha256(text_of(made).encode()).hexdigest()


def content_digest(made: Document) -> str:
    """SHA-256 over what the document says, without when it was made and where the trail stood then."""
    kept = {name: value for name, value in made.items() if name not in PASSING}
    return sha256(canonical(kept).encode()).hexdigest()


def _occasion(occasion: Occasion | None) -> Document | None:
    if occasion is None:
        return None
    return {
        "id": occasion.id, "name": occasion.name, "kind": occasion.kind, "kind_words": occasion.kind_words,
        "year": occasion.year,
    }  # fmt: skip


def _item(line: Line, around: Around) -> Document:
    judged = line.judged
    item, sides = judged.item, around.sides.get(judged.item.id, Sides())
    computed = item.measure is not None
    return {
        "number": item.id,
        "text": item.text,
        "basis": list(item.basis),
        "points": decimal(item.points),
        "scoring": {"type": item.scoring.value, "words": scoring_words(item)},
        "materials": item.materials,
        "note": item.note,
        "state": judged.state.value,
        "state_words": _state_words(judged.state),
        "figure": _figure(judged, line.figure) if computed else None,
        "computed": decimal(line.computed) if computed else None,
        "self": _mark(item, sides.own),
        "review": _mark(item, sides.review),
        "override": _mark(item, sides.override),
        "score": decimal(judged.points),
        "missing": list(judged.missing),
        "remarks": list(line.remarks),
        "evidence": [_evidence(one) for one in around.evidence.get(item.id, ())],
    }


def _state_words(state: State) -> str:
    return f"{STATE_LABELS[state]}，不计分" if state is State.EMPTY else STATE_LABELS[state]


def _figure(judged: Verdict, figure: Figure | None) -> Document | None:
    measure = judged.item.measure
    if figure is None or measure is None or figure.absent:
        return None
    share = Fraction(figure.done, figure.owed) if figure.owed else None
    rows = sorted(figure.rows)
    return {
        "done": figure.done,
        "owed": figure.owed,
        "lacking": figure.owed - figure.done,
        "cases": figure.cases,
        "share": None if share is None else f"{float(round(share, 4)):.4f}",
        "share_words": "不计分（无应办对象）" if share is None else f"{float(round(share * 100, 2)):.2f}%",
        "formula": f"{measure.done}÷{measure.owed}",
        "unchecked": figure.unchecked,
        "remark": figure.remark,
        "rows": rows[:ROWS_KEPT],
        "row_count": len(rows),
        "rows_hash": sha256("\n".join(rows).encode()).hexdigest(),
    }


def _mark(item: Item, answer: Answer | None) -> Document | None:
    if answer is None:
        return None
    gives = answer.points if item.measure else verdict(item, None, answer).points
    return {
        "score": decimal(gives), "points": decimal(answer.points), "ticked": sorted(answer.ticked),
        "faults": dict(answer.faults),
        "reason": answer.reason, "by": answer.by, "on": answer.on.isoformat() if answer.on else None,
    }  # fmt: skip


def _evidence(line: EvidenceLine) -> Document:
    return {
        "name": line.name, "happened": line.happened.isoformat() if line.happened else None,
        "received": line.received.isoformat(), "late_days": line.late_days, "sha256": line.sha256,
        "file": line.file, "gone": line.gone, "by": line.by,
    }  # fmt: skip


def _totals(sheet: Sheet) -> Document | None:
    total = sheet.total
    if total is None:
        return None
    return {
        "full": decimal(sheet.full), "applicable": decimal(total.applicable), "score": decimal(total.points),
        "waiting": decimal(total.waiting), "waiting_items": sheet.waiting, "scaled": decimal(total.scaled),
        "grade": sheet.grade or None,
    }  # fmt: skip


def _annexes(sheet: Sheet) -> Document:
    moved = sheet.moved_out
    return {
        "removed": [
            {"number": line.item.id, "text": line.item.text, "points": decimal(line.item.points), "reason": line.reason}
            for line in moved
        ],
        "late": [
            {
                "number": place, "what": late.what, "happened": late.happened.isoformat(),
                "received": late.received.isoformat(), "days": (late.received - late.happened).days,
            }
            for place, late in sheet.late
        ],
        "late_count": sheet.late_count,
        "children": [
            {
                "code": child.code, "name": child.name, "owed": child.owed, "met": child.met,
                "pending": child.pending, "overdue": child.overdue,
            }
            for child in sheet.children
        ],
        "gaps": [
            {"unit": gap.unit, "duty": gap.duty, "basis": gap.basis, "due": gap.due, "state": gap.state}
            for gap in sheet.gaps
        ],
        "gap_count": sheet.gap_count,
        "counting": list(sheet.counting),
        "history": [{"then": then, "now": now} for then, now in sheet.history],
    }  # fmt: skip


def decimal(value: Decimal | None) -> str | None:
    """Points as text, without needless zeros."""
    return None if value is None else number(value)


def _shown(words: str) -> str | None:
    return None if words in ("", "—") else words
