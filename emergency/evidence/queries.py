"""Which papers are there: by viewer, by subject, by bytes."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Select, select

from emergency.base import slots
from emergency.base.access import Scope
from emergency.base.database import db
from emergency.base.errors import NotFound
from emergency.evidence.facts import PurgeGround, Received
from emergency.evidence.models import Paper
from emergency.units.models import Unit
from emergency.units.within import unit_in_scope

MOST_NOTICES = 3


def visible_papers(scope: Scope) -> Select[Any]:
    """The papers of the units that the viewer may see, purged ones too, newest first."""
    query = select(Paper).join(Unit, Unit.id == Paper.unit_id).where(unit_in_scope(scope))
    return query.order_by(Paper.received_at.desc(), Paper.id.desc())


def get_paper(scope: Scope, paper_id: int) -> Paper:
    """One paper: of a visible unit, or of a thing that the viewer may open otherwise. Raises NotFound."""
    seen: Paper | None = db.session.scalar(visible_papers(scope).where(Paper.id == paper_id))
    if seen is not None:
        return seen
    paper = db.session.get(Paper, paper_id)
    if paper is None or not any(slots.paper_open(paper.subject_kind).call(scope, paper.subject_id)):
        raise NotFound
    return paper


def names_of_units(papers: Iterable[Paper]) -> dict[int, str]:
    """The names of the units of papers that the caller has already seen through a scope."""
    query = select(Unit.id, Unit.name).where(Unit.id.in_({paper.unit_id for paper in papers}))
    return {row.id: row.name for row in db.session.execute(query)}


def subjects_of(papers: Iterable[Paper]) -> dict[tuple[str, int], tuple[str, str]]:
    """What the things are called that papers seen through a scope belong to, and where they stand."""
    found: dict[tuple[str, int], tuple[str, str]] = {}
    ids: dict[str, set[int]] = {}
    for paper in papers:
        ids.setdefault(paper.subject_kind, set()).add(paper.subject_id)
    for kind, numbers in ids.items():
        for told in slots.paper_of(kind).call(numbers):
            found |= {(kind, number): words for number, words in told.items()}
    return found


def list_papers(scope: Scope, *, text: str = "", purged: bool = False) -> Select[Any]:
    """The visible papers by a word of their name or the start of their hash."""
    query = visible_papers(scope)
    if text:
        query = query.where(Paper.name.contains(text, autoescape=True) | Paper.sha256.startswith(text.lower()))
    return query.where(Paper.purged_at.isnot(None)) if purged else query


def papers_of(subject_kind: str, subject_id: int) -> list[Paper]:
    """All papers of one thing that the caller has already loaded through a scope, oldest first."""
    return papers_by(subject_kind, [subject_id]).get(subject_id, [])


def papers_by(subject_kind: str, subject_ids: Iterable[int]) -> dict[int, list[Paper]]:
    """The papers of several things that the caller has already loaded through a scope. One query."""
    query = select(Paper).where(Paper.subject_kind == subject_kind, Paper.subject_id.in_(list(subject_ids)))
    found: dict[int, list[Paper]] = {}
    for paper in db.session.scalars(query.order_by(Paper.id)):
        found.setdefault(paper.subject_id, []).append(paper)
    return found


def same_bytes(scope: Scope, sha256: str) -> list[tuple[Paper, Unit]]:
    """The visible papers with these very bytes and their units; what the viewer may not see is not told."""
    query = select(Paper, Unit).join(Unit, Unit.id == Paper.unit_id)
    query = query.where(unit_in_scope(scope), Paper.sha256 == sha256, Paper.purged_at.is_(None))
    return [(row.Paper, row.Unit) for row in db.session.execute(query.order_by(Paper.id))]


def duplicate_notices(scope: Scope, received: Iterable[Received]) -> list[str]:
    """One sentence for each file whose bytes the viewer's register has already."""
    sentences = []
    for file in received:
        found = same_bytes(scope, file.sha256)
        places = "；".join(f"{unit.name}《{paper.name}》" for paper, unit in found[:MOST_NOTICES])
        more = f"等 {len(found)} 处" if len(found) > MOST_NOTICES else ""
        if found:
            sentences.append(f"《{file.name}》与已收存的文件内容完全相同：{places}{more}。如属重复上传，请核对。")
    return sentences


def was_purged_as_secret(sha256: str) -> bool:
    """Whether these very bytes were taken away as secret before; they must not come back."""
    query = select(Paper.id).where(Paper.sha256 == sha256, Paper.purge_ground == PurgeGround.SECRET)
    return db.session.scalar(query.limit(1)) is not None


def kept_hashes() -> set[str]:
    """The hashes of all files that must be there; for the sweep, verify and backup."""
    return set(db.session.scalars(select(Paper.sha256).where(Paper.purged_at.is_(None))))


def purged_hashes() -> set[str]:
    """The hashes of all files that must not be there; for verify."""
    return set(db.session.scalars(select(Paper.sha256).where(Paper.purged_at.isnot(None)))) - kept_hashes()
