"""What stands behind the figures of a sheet, as plain values: made when a campaign is sealed, read ever after.

{"schema": 1, "items": {"2.2": {
    "rows": [{"name", "unit_id", "unit", "rule", "what", "day": ISO | null, "owed", "done"}],
    "papers": [{"id": number of the paper | 0, "name", "what", "sha256", "kind", "size", "happened", "received",
                "by", "elements"}],
    "bare": [what was done of which no paper was kept]}}}
"""

from datetime import date
from hashlib import sha256
from typing import Any

from sqlalchemy import select

from emergency.assessment.behind import Behind, Fact
from emergency.assessment.catalogue import CATALOGUE
from emergency.assessment.facts import Subject, Template
from emergency.assessment.models_campaigns import Campaign, CampaignBody, CampaignSnapshot
from emergency.assessment.packing import Evidence, Piece
from emergency.assessment.queries_behind import Row, named
from emergency.assessment.queries_campaigns import body_in_scope
from emergency.assessment.queries_figures import answer, ground_of
from emergency.assessment.queries_pack_papers import PURGED, Papers, bare_words, once
from emergency.assessment.queries_pack_refs import refs_of
from emergency.base.access import Scope
from emergency.base.canonical import canonical
from emergency.base.database import db
from emergency.evidence.models import Paper

SCHEMA = 1
Kept = dict[str, Any]


def behind_of(scope: Scope, subject: Subject, template: Template, on: date) -> Kept:
    """The rows and papers behind each figure as the register has them now, of a subject that was already seen."""
    ground, papers = ground_of(scope, subject, on), Papers(scope)
    items = {}
    for item in template.items_for(subject.audience, subject.unit_kind):
        if item.measure is None or not CATALOGUE[item.measure.name].has_source:
            continue
        _figure, rows = answer(ground, item.measure)
        pairs = [(row, papers.of(refs)) for row, refs in refs_of(item.measure.name, rows, on)]
        pieces = {(number, piece): None for _row, found in pairs for number, piece in found}
        items[item.id] = {
            "rows": [_kept_row(row) for row in named(rows, subject, on, ways=False)],
            "papers": [_kept_piece(number, piece) for number, piece in pieces],
            "bare": list(bare_words(row for row, found in pairs if not found)),
        }
    return {"schema": SCHEMA, "items": items}


def digest_of(kept: Kept) -> str:
    """SHA-256 over the canonical text, as it stands on the trail."""
    return sha256(canonical(kept).encode()).hexdigest()


def rows_in(scope: Scope, campaign: Campaign, subject: Subject, item: str) -> list[Behind] | None:
    """The rows behind an item's figure as they were sealed; None where nothing, or no rows with it, was sealed."""
    query = select(CampaignSnapshot).join(CampaignBody, CampaignBody.id == CampaignSnapshot.body_id).where(
        CampaignBody.campaign_id == campaign.id, CampaignBody.kind == subject.kind,
        CampaignBody.subject_id == subject.id, body_in_scope(scope),
    )  # fmt: skip
    row = db.session.scalar(query)
    if row is None or row.behind is None:
        return None
    return [_row(told) for told in row.behind["items"].get(item, {}).get("rows", ())]


def sealed_evidence(scope: Scope, row: CampaignSnapshot, item: str) -> Evidence:
    """The papers behind an item's figure as they were sealed: what the viewer may open; purged ones say so."""
    told = (row.behind or {"items": {}})["items"].get(item, {})
    papers = Papers(scope)
    pieces = (_piece(papers, one) for one in told.get("papers", ()))
    return Evidence(once(piece for piece in pieces if piece), tuple(told.get("bare", ())))


def _kept_row(row: Row) -> Kept:
    return {
        "name": row.behind.name, "unit_id": row.behind.unit_id, "unit": row.unit_name, "rule": row.rule,
        "what": row.what, "day": row.day.isoformat() if row.day else None, "owed": row.behind.owed,
        "done": row.behind.done,
    }  # fmt: skip


def _row(told: Kept) -> Behind:
    kind, _, rest = told["name"].partition(":")
    number = int(rest) if rest.isascii() and rest.isdigit() else 0
    fact = Fact(kind, number, told["unit_id"], told["what"], _day(told["day"]), told["unit"], told["rule"])
    return Behind(fact, told["owed"], told["done"])


def _kept_piece(number: int, piece: Piece) -> Kept:
    days = {"happened": _text(piece.happened), "received": _text(piece.received)}
    return {"id": number} | {name: value for name, value in vars(piece).items() if name != "gone"} | days


def _piece(papers: Papers, told: Kept) -> Piece | None:
    plain = {name: value for name, value in told.items() if name != "id"}
    plain |= {"happened": _day(told["happened"]), "received": _day(told["received"])}
    if not told["id"]:
        return Piece(**plain)
    paper = db.session.get(Paper, told["id"])
    if paper is None or not papers.may_open(paper):
        return None
    return Piece(**plain, gone=PURGED if paper.purged_at is not None else "")


def _text(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
