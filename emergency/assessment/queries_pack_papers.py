"""The papers of records behind a figure, as pieces of a package; what the viewer may not open is left out."""

from collections.abc import Iterable, Iterator
from datetime import date

from sqlalchemy import select

from emergency.assessment.behind import Behind, Fact
from emergency.assessment.packing import Piece
from emergency.assessment.queries_pack_refs import DRILL, PAPER, RECORD, REVISION, Ref
from emergency.assessment.snapshot import Document
from emergency.base import slots
from emergency.base.access import Scope
from emergency.base.clock import day_of
from emergency.base.database import db
from emergency.drills.models import Drill
from emergency.evidence.facts import ROLE_LABELS
from emergency.evidence.models import Paper
from emergency.obligations.facts import Tile
from emergency.obligations.queries import load_rules
from emergency.plans.models import Plan
from emergency.plans.queries import title_of, versions_with_plans
from emergency.plans.rules import is_secret
from emergency.units.models import Unit
from emergency.units.within import unit_in_scope

PURGED = "已由市级应急管理机构清除"
ELEMENTS_ONLY = "涉密或工作秘密预案，只列登记要素，不收存文本"
ATTACHED = "考核佐证材料"
Found = tuple[int, Piece]


class Papers:
    """The papers of records, each record asked for once."""

    def __init__(self, scope: Scope) -> None:
        """For one viewer."""
        self.scope = scope
        self._kept: dict[Ref, list[Found]] = {}

    def of(self, refs: Iterable[Ref]) -> list[Found]:
        """The papers of all these records, each with its number; 0 where only elements may be told."""
        return [found for ref in refs for found in self._of(ref)]

    def laid(self, told: Document) -> Piece:
        """A paper that was laid before the office, as the document tells of it; its bytes go with its row."""
        paper = db.session.get(Paper, told["file"])
        happened = date.fromisoformat(told["happened"]) if told["happened"] else None
        if paper is None or not self.may_open(paper):
            received = date.fromisoformat(told["received"])
            return Piece(told["name"], ATTACHED, "", "", 0, happened, received, told["by"], told["gone"] or "无权查看")
        return _piece(paper, ATTACHED, happened)

    def may_open(self, paper: Paper) -> bool:
        """Whether the viewer sees whose paper it is, or is let in by the room that it belongs to."""
        own = select(Unit.id).where(Unit.id == paper.unit_id, unit_in_scope(self.scope))
        if db.session.scalar(own) is not None:
            return True
        return any(slots.paper_open(paper.subject_kind).call(self.scope, paper.subject_id))

    def _of(self, ref: Ref) -> list[Found]:
        if ref not in self._kept:
            self._kept[ref] = list(self._asked(ref))
        return self._kept[ref]

    def _asked(self, ref: Ref) -> Iterator[Found]:
        of, secret, day = _about(ref)
        if secret:
            yield 0, secret
            return
        of_record = (Paper.subject_kind == ref.kind) & (Paper.subject_id == ref.id)
        asked = Paper.id == ref.id if ref.kind == PAPER else of_record
        for paper in db.session.scalars(select(Paper).where(asked, Paper.superseded_at.is_(None)).order_by(Paper.id)):
            if (not ref.roles or paper.role in ref.roles) and self.may_open(paper):
                yield paper.id, _piece(paper, of, ref.day or day)


def once(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """The same bytes once, the same elements once."""
    found = list(pieces)
    return tuple({piece.sha256 or piece.elements or piece.name: piece for piece in reversed(found)}.values())[::-1]


def bare_words(rows: Iterable[Behind]) -> tuple[str, ...]:
    """Whose and what was done of which no paper was kept."""
    pairs = [(row.of.unit_id, row.of.what if isinstance(row.of, Fact) else _title(row.of)) for row in rows]
    query = select(Unit.id, Unit.name).where(Unit.id.in_({number for number, _ in pairs}))
    names = {row.id: row.name for row in db.session.execute(query)}
    told = (f"{names[number]}：{what}" if what != names[number] else what for number, what in pairs)
    return tuple(dict.fromkeys(told))


def _about(ref: Ref) -> tuple[str, Piece | None, date | None]:
    """What a record is called, what may be told of it instead of papers where its plan is secret, and its day."""
    if ref.kind == REVISION:
        _revision, plan = versions_with_plans([ref.id])[0]
        return title_of(plan), _elements(plan, ref.day) if is_secret(plan.secrecy) else None, None
    if ref.kind == DRILL:
        drill = db.session.get_one(Drill, ref.id)
        return drill.title, None, drill.held_on
    return ("", None, None) if ref.kind in (RECORD, PAPER) else (ref.kind, None, None)


def _elements(plan: Plan, day: date | None) -> Piece:
    told = f"代号 {title_of(plan)}" + (f"，日期 {day.isoformat()}" if day else "")
    return Piece(title_of(plan), ELEMENTS_ONLY, happened=day, received=day_of(plan.registered_at), elements=told)


def _piece(paper: Paper, of: str, happened: date | None) -> Piece:
    what = ROLE_LABELS.get(paper.role, "佐证材料")
    return Piece(
        paper.name, f"{what}（{of}）" if of else what, paper.sha256, paper.kind, paper.size,
        paper.stated_on or happened, day_of(paper.received_at), paper.received_by,
        PURGED if paper.purged_at is not None else "",
    )  # fmt: skip


def _title(tile: Tile) -> str:
    titles = {(rule.id, rule.version): rule.title for rule in load_rules().rules}
    return titles.get((tile.rule_id, tile.rule_version), tile.rule_id)
