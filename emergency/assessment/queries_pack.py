"""The bodies of a package: their filled checklists, and the papers behind each item that the viewer may open."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from emergency.assessment import queries
from emergency.assessment.behind import Behind, Fact
from emergency.assessment.catalogue import CATALOGUE
from emergency.assessment.facts import Audience, Subject, Template
from emergency.assessment.models_campaigns import Campaign, CampaignBody
from emergency.assessment.packing import Body, Evidence, Piece, items_of
from emergency.assessment.queries_campaigns import body_in_scope, get_campaign, subject_of, template_of
from emergency.assessment.queries_figures import answer, ground_of
from emergency.assessment.queries_filled import document_of
from emergency.assessment.queries_pack_refs import DRILL, PAPER, RECORD, REVISION, Ref, refs_of
from emergency.assessment.queries_snapshot import snapshot_of
from emergency.assessment.snapshot import Document
from emergency.base import clock, slots
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
from emergency.units.queries import UnitFilter, units_by
from emergency.units.within import unit_in_scope

PURGED = "已由市级应急管理机构清除"
ELEMENTS_ONLY = "涉密或工作秘密预案，只列登记要素，不收存文本"
ATTACHED = "考核佐证材料"


@dataclass(frozen=True)
class Order:
    """Whose package as of which day; in a campaign with its numbers."""

    subject: Subject
    on: date
    campaign_id: int = 0
    body_id: int = 0


def order_for(campaign: Campaign, body: CampaignBody) -> Order:
    """The order of an assessed body that was already seen."""
    return Order(subject_of(body), campaign.as_of, campaign.id, body.id)


def bodies_of(scope: Scope, order: Order) -> Iterator[Body]:
    """The subject first; behind a township its counted units, for 抽查.

    A body of a campaign brings the campaign's document, sealed or as it stands; a unit that the campaign does not
    assess brings the sheet of its own. Raises NotFound for what the viewer may not see.
    """
    campaign = get_campaign(scope, order.campaign_id) if order.campaign_id else None
    on = min(order.on, clock.today()) if campaign else order.on
    for one in subjects_of(scope, order.subject):
        body = _assessed(scope, campaign, one) if campaign else None
        if campaign and body:
            made, template = document_of(scope, campaign, body), template_of(campaign)
        else:
            made, template = snapshot_of(scope, one, on), queries.template_in_force()
        yield Body(made, evidence_of(scope, one, made, template, on))


def subjects_of(scope: Scope, subject: Subject) -> list[Subject]:
    """Whose checklists are in the package."""
    if subject.audience is not Audience.TOWNSHIP:
        return [subject]
    units = db.session.scalars(units_by(scope, UnitFilter(region=subject.region_code, counted="yes"))).all()
    return [subject, *(queries.unit_subject(scope, unit.id) for unit in units)]


def _assessed(scope: Scope, campaign: Campaign, subject: Subject) -> CampaignBody | None:
    query = select(CampaignBody).where(
        CampaignBody.campaign_id == campaign.id, CampaignBody.kind == subject.kind,
        CampaignBody.subject_id == subject.id, body_in_scope(scope),
    )  # fmt: skip
    return db.session.scalar(query)


def evidence_of(
    scope: Scope, subject: Subject, made: Document, template: Template, on: date
) -> dict[str, Evidence]:
    """By item: what people laid before the office, and the papers of the records that its figure counts."""
    measures = {item.id: item.measure for item in template.items if item.measure}
    ground = ground_of(scope, subject, on)
    finder = _Papers(scope)
    found = {}
    for _order, _group, item in items_of(made):
        measure = measures.get(item["number"])
        pieces = [finder.laid(one) for one in item["evidence"] if one["file"] is not None]
        bare: list[str] = []
        if measure and CATALOGUE[measure.name].has_source:
            _figure, rows = answer(ground, measure)
            for row, refs in refs_of(measure.name, rows, on):
                mine = finder.of(refs)
                pieces += mine
                bare += [] if mine else [_words(row)]
        found[item["number"]] = Evidence(_once(pieces), tuple(_named(bare)))
    return found


class _Papers:
    """The papers of records, each record asked for once; what the viewer may not open is left out."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self._kept: dict[Ref, list[Piece]] = {}

    def of(self, refs: Iterable[Ref]) -> list[Piece]:
        """The papers of all these records."""
        return [piece for ref in refs for piece in self._of(ref)]

    def laid(self, told: Document) -> Piece:
        """A paper that was laid before the office, as the document tells of it; its bytes go with its row."""
        paper = db.session.get(Paper, told["file"])
        happened = date.fromisoformat(told["happened"]) if told["happened"] else None
        if paper is None or not self._may_open(paper):
            received = date.fromisoformat(told["received"])
            return Piece(told["name"], ATTACHED, "", "", 0, happened, received, told["by"], told["gone"] or "无权查看")
        return _piece(paper, ATTACHED, happened)

    def _of(self, ref: Ref) -> list[Piece]:
        if ref not in self._kept:
            self._kept[ref] = list(self._asked(ref))
        return self._kept[ref]

    def _asked(self, ref: Ref) -> Iterator[Piece]:
        of, secret, day = _about(ref)
        if secret:
            yield secret
            return
        of_record = (Paper.subject_kind == ref.kind) & (Paper.subject_id == ref.id)
        asked = Paper.id == ref.id if ref.kind == PAPER else of_record
        for paper in db.session.scalars(select(Paper).where(asked, Paper.superseded_at.is_(None)).order_by(Paper.id)):
            if (not ref.roles or paper.role in ref.roles) and self._may_open(paper):
                yield _piece(paper, of, ref.day or day)

    def _may_open(self, paper: Paper) -> bool:
        own = select(Unit.id).where(Unit.id == paper.unit_id, unit_in_scope(self.scope))
        if db.session.scalar(own) is not None:
            return True
        return any(slots.paper_open(paper.subject_kind).call(self.scope, paper.subject_id))


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


def _once(pieces: list[Piece]) -> tuple[Piece, ...]:
    """The same bytes once, the same elements once."""
    return tuple({piece.sha256 or piece.elements or piece.name: piece for piece in reversed(pieces)}.values())[::-1]


def _words(row: Behind) -> str:
    """Whose and what was done, for the list of what has no paper: unit number and words, named later."""
    if isinstance(row.of, Fact):
        return f"{row.of.unit_id}\n{row.of.what}"
    return f"{row.of.unit_id}\n{_title(row.of)}"


def _title(tile: Tile) -> str:
    titles = {(rule.id, rule.version): rule.title for rule in load_rules().rules}
    return titles.get((tile.rule_id, tile.rule_version), tile.rule_id)


def _named(bare: list[str]) -> list[str]:
    pairs = [words.split("\n", 1) for words in bare]
    query = select(Unit.id, Unit.name).where(Unit.id.in_({int(number) for number, _ in pairs}))
    names = {row.id: row.name for row in db.session.execute(query)}
    told = (f"{names[int(number)]}：{what}" if what != names[int(number)] else what for number, what in pairs)
    return list(dict.fromkeys(told))
