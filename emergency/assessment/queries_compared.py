"""Campaigns beside each other: the sealed scores of the same bodies over time, and of one body item by item."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import func, select

from emergency.assessment.models import ChecklistTemplate
from emergency.assessment.models_campaigns import Campaign, CampaignBody, CampaignSnapshot
from emergency.assessment.queries_campaigns import body_in_scope, visible_campaigns
from emergency.assessment.rules_campaigns import CampaignState
from emergency.assessment.template import read_template
from emergency.base.access import Scope
from emergency.base.database import db
from emergency.base.paging import Page, paginate
from emergency.units.within import lies_in

MOST_COLUMNS = 6


@dataclass(frozen=True)
class Cell:
    """What was sealed of a body in one campaign."""

    body_id: int
    score: str | None
    grade: str


@dataclass(frozen=True)
class Row:
    """A body with its scores in the order of the columns; `change` from the first to the last that has one."""

    name: str
    audience: str
    cells: tuple[Cell | None, ...]

    @property
    def change(self) -> Decimal | None:
        """How much it rose or fell."""
        scores = [Decimal(cell.score) for cell in self.cells if cell and cell.score is not None]
        return scores[-1] - scores[0] if len(scores) > 1 else None


@dataclass(frozen=True)
class Table:
    """The last campaigns that used one template, and one page of the bodies in any of them."""

    campaigns: Sequence[Campaign]
    page: Page[Row]


@dataclass(frozen=True)
class ItemRow:
    """An item of one body, with its score in each campaign; the latest text of it."""

    number: str
    text: str
    points: str | None
    scores: tuple[str | None, ...]


def version_of(campaign: Campaign) -> ChecklistTemplate:
    """The version of the template that a campaign asks."""
    return db.session.get_one(ChecklistTemplate, campaign.template_id)


def not_submitted(campaign: Campaign) -> int:
    """How many bodies have not handed in their 自评."""
    query = select(func.count()).where(CampaignBody.campaign_id == campaign.id, CampaignBody.submitted_at.is_(None))
    return db.session.scalar(query.select_from(CampaignBody)) or 0


def used(scope: Scope) -> list[tuple[str, str]]:
    """(key, title) of the templates that sealed campaigns of the viewer used."""
    ids = _sealed(scope).with_only_columns(Campaign.template_id)
    found = {}
    query = select(ChecklistTemplate).where(ChecklistTemplate.id.in_(ids))
    for row in db.session.scalars(query.order_by(ChecklistTemplate.key, ChecklistTemplate.number)):
        found[row.key] = read_template(row.content).title
    return list(found.items())


def compared(scope: Scope, key: str, region: str, page: int) -> Table:
    """The table of one template, by default the first that was used; of the bodies that the viewer may see."""
    chosen = key or next((name for name, _ in used(scope)), "")
    versions = select(ChecklistTemplate.id).where(ChecklistTemplate.key == chosen)
    query = _sealed(scope).where(Campaign.template_id.in_(versions)).order_by(Campaign.as_of.desc(), Campaign.id.desc())
    campaigns = list(db.session.scalars(query.limit(MOST_COLUMNS)))[::-1]
    ids = [campaign.id for campaign in campaigns]
    code = func.max(CampaignBody.region_code).label("code")
    subjects: Any = select(CampaignBody.kind, CampaignBody.subject_id, code)
    subjects = subjects.where(CampaignBody.campaign_id.in_(ids), body_in_scope(scope))
    if region:
        subjects = subjects.where(lies_in(CampaignBody.region_code, region))
    grouped = subjects.group_by(CampaignBody.kind, CampaignBody.subject_id)
    found = paginate(grouped.order_by(CampaignBody.kind, "code", CampaignBody.subject_id), page, scalars=False)
    rows = [_row(subject, ids, _cells(found.items, ids)) for subject in found.items]
    return Table(campaigns, Page(rows, found.number, found.size, found.total))


def history(scope: Scope, body: CampaignBody) -> tuple[list[Campaign], list[ItemRow]]:
    """The last sealed campaigns of a body that was already seen, and its items in them by number."""
    query: Any = select(Campaign, CampaignSnapshot.content)
    query = query.join(CampaignSnapshot, CampaignSnapshot.campaign_id == Campaign.id)
    query = query.join(CampaignBody, CampaignBody.id == CampaignSnapshot.body_id).where(
        CampaignBody.kind == body.kind, CampaignBody.subject_id == body.subject_id, body_in_scope(scope)
    )
    latest = db.session.execute(query.order_by(Campaign.as_of.desc(), Campaign.id.desc()).limit(MOST_COLUMNS)).all()
    columns = latest[::-1]
    documents = [{one["number"]: one for one in _items(row.content)} for row in columns]
    numbers = dict.fromkeys(number for items in reversed(documents) for number in items)
    return [row.Campaign for row in columns], [_item(number, documents) for number in numbers]


def _item(number: str, documents: Sequence[Mapping[str, Any]]) -> ItemRow:
    newest = next(items[number] for items in reversed(documents) if number in items)
    scores = tuple(items[number]["score"] if number in items else None for items in documents)
    return ItemRow(number, newest["text"], newest["points"], scores)


def _items(document: Mapping[str, Any]) -> Iterable[Mapping[str, Any]]:
    return (one for group in document["groups"] for one in group["items"])


def _sealed(scope: Scope) -> Any:
    return visible_campaigns(scope).where(Campaign.state == CampaignState.FROZEN.value)


def _cells(subjects: Sequence[Any], ids: Sequence[int]) -> dict[tuple[str, str, int], tuple[CampaignBody, Cell]]:
    query: Any = select(CampaignBody, CampaignSnapshot)
    query = query.join(CampaignSnapshot, CampaignSnapshot.body_id == CampaignBody.id)
    names = [subject.subject_id for subject in subjects]
    rows = db.session.execute(query.where(CampaignBody.campaign_id.in_(ids), CampaignBody.subject_id.in_(names)))
    return {
        (body.kind, body.subject_id, body.campaign_id): (body, Cell(body.id, sealed.score, sealed.grade))
        for body, sealed in rows
    }


def _row(subject: Any, ids: Sequence[int], cells: Mapping[tuple[str, str, int], tuple[CampaignBody, Cell]]) -> Row:
    found = [cells.get((subject.kind, subject.subject_id, number)) for number in ids]
    latest = next((pair[0] for pair in reversed(found) if pair), None)
    return Row(
        latest.name if latest else subject.subject_id, latest.audience if latest else "",
        tuple(pair[1] if pair else None for pair in found),
    )  # fmt: skip
