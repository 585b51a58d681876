"""Which campaigns and assessed bodies a viewer may see, and who may do what with them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, false, func, not_, or_, select

from emergency.assessment.around import Sides
from emergency.assessment.facts import Audience, Subject, Template
from emergency.assessment.models import ChecklistTemplate
from emergency.assessment.models_campaigns import Campaign, CampaignBody, CampaignMark, CampaignSnapshot
from emergency.assessment.queries import answer_of
from emergency.assessment.rules_campaigns import CampaignState, Side
from emergency.assessment.template import read_template
from emergency.base import clock
from emergency.base.access import Permission, Role, Scope
from emergency.base.database import FAR_MOMENT, db
from emergency.base.errors import NotFound
from emergency.base.paging import Page, paginate
from emergency.units.models import Unit
from emergency.units.within import lies_in_any, unit_in_scope

REGION, UNIT = "region", "unit"


@dataclass(frozen=True)
class BodyFilter:
    """What a list of bodies asks for; an empty part asks nothing."""

    text: str = ""
    audience: str = ""
    drawn: str = ""
    state: str = ""


@dataclass(frozen=True)
class BodyRow:
    """One assessed body in a list, with how much was entered and what was sealed."""

    body: CampaignBody
    own: int
    review: int
    score: str | None
    grade: str


def body_in_scope(scope: Scope) -> ColumnElement[bool]:
    """The bodies that this viewer may see: units as ever, regions within the own ones (no line sees a region whole)."""
    units = and_(CampaignBody.kind == UNIT, CampaignBody.unit_id.in_(select(Unit.id).where(unit_in_scope(scope))))
    if scope.role is Role.UNIT or scope.lines:
        return units
    return or_(units, and_(CampaignBody.kind == REGION, lies_in_any(CampaignBody.region_code, scope.regions)))


def visible_campaigns(scope: Scope) -> Select[Campaign]:
    """The campaigns of the viewer's regions, and those in which the viewer sees somebody assessed."""
    somebody = select(CampaignBody.campaign_id).where(body_in_scope(scope))
    own = lies_in_any(Campaign.region_code, scope.regions) if scope.regions and not scope.lines else false()
    return select(Campaign).where(or_(own, Campaign.id.in_(somebody)))


def waiting_campaigns(scope: Scope) -> Select[Campaign]:
    """The open campaigns in which the viewer's own 自评, of a unit or of the very region, is not handed in yet."""
    own = CampaignBody.unit_id.in_(scope.unit_ids) if scope.role is Role.UNIT else and_(
        CampaignBody.kind == REGION, CampaignBody.subject_id.in_(scope.regions)
    )  # fmt: skip
    waiting = select(CampaignBody.campaign_id).where(own, CampaignBody.submitted_at.is_(None))
    return select(Campaign).where(
        Campaign.id.in_(waiting), Campaign.state == CampaignState.OPEN.value, Campaign.deadline >= clock.today()
    )


def list_campaigns(scope: Scope, year: int = 0, page: int = 1, *, waiting: bool = False) -> Page[Campaign]:
    """One page of them, the newest day first; with `waiting` those whose 自评 the viewer still owes."""
    query = waiting_campaigns(scope) if waiting else visible_campaigns(scope)
    if year:
        query = query.where(Campaign.year == year)
    return paginate(query.order_by(Campaign.as_of.desc(), Campaign.id.desc()), page)


def get_campaign(scope: Scope, campaign_id: int) -> Campaign:
    """One campaign. Raises NotFound for an unknown one and for a stranger's alike."""
    campaign = db.session.scalar(visible_campaigns(scope).where(Campaign.id == campaign_id))
    if campaign is None:
        raise NotFound
    return campaign


def get_body(scope: Scope, campaign_id: int, body_id: int) -> tuple[Campaign, CampaignBody]:
    """An assessed body with its campaign. Raises NotFound."""
    query = select(CampaignBody).where(
        body_in_scope(scope), CampaignBody.id == body_id, CampaignBody.campaign_id == campaign_id
    )
    body = db.session.scalar(query)
    if body is None:
        raise NotFound
    return db.session.get_one(Campaign, campaign_id), body


def bodies_of(scope: Scope, campaign: Campaign, wanted: BodyFilter, page: int = 1) -> Page[BodyRow]:
    """One page of the visible bodies that fit, regions first."""
    query = select(CampaignBody).where(CampaignBody.campaign_id == campaign.id, body_in_scope(scope))
    for condition in _conditions(wanted):
        query = query.where(condition)
    found = paginate(query.order_by(CampaignBody.kind, CampaignBody.region_code, CampaignBody.id), page)
    numbers = [body.id for body in found.items]
    counts, sealed = _counts(numbers), _sealed(numbers)
    own, review, nothing = Side.OWN.value, Side.REVIEW.value, (None, "")
    rows = [
        BodyRow(body, counts[body.id, own], counts[body.id, review], *sealed.get(body.id, nothing))
        for body in found.items
    ]
    return Page(rows, found.number, found.size, found.total)


def template_of(campaign: Campaign) -> Template:
    """The version of the template that the campaign asks, whatever came after it."""
    return read_template(db.session.get_one(ChecklistTemplate, campaign.template_id).content)


def subject_of(body: CampaignBody) -> Subject:
    """The body as the sheets know subjects."""
    return Subject(body.kind, body.subject_id, body.name, body.region_code, Audience(body.audience), body.unit_kind)


def marks_of(body: CampaignBody) -> dict[tuple[str, str], CampaignMark]:
    """What stands entered for a body that was already seen, by item and side."""
    query = select(CampaignMark).where(CampaignMark.body_id == body.id, CampaignMark.known_until == FAR_MOMENT)
    return {(mark.item, mark.side): mark for mark in db.session.scalars(query)}


def sides_of(body: CampaignBody) -> dict[str, Sides]:
    """The same as plain values, by item."""
    found: dict[str, dict[str, Any]] = defaultdict(dict)
    for (item, side), mark in marks_of(body).items():
        found[item][side] = answer_of(mark)
    return {
        item: Sides(said.get(Side.OWN), said.get(Side.REVIEW), said.get(Side.OVERRIDE)) for item, said in found.items()
    }


def snapshot_row(body: CampaignBody) -> CampaignSnapshot | None:
    """The sealed document of a body that was already seen."""
    return db.session.scalar(select(CampaignSnapshot).where(CampaignSnapshot.body_id == body.id))


def opens(scope: Scope, region_code: str) -> bool:
    """Whether the viewer may open, change and seal campaigns of a region."""
    return scope.may(Permission.CHECKLIST_OPEN) and scope.covers(region_code) and not scope.lines


def fills(scope: Scope) -> bool:
    """Whether the viewer enters 自评 of a body that was already seen: its own keeper, its office, or one above."""
    return scope.may(Permission.CHECKLIST_FILL)


def reviews(scope: Scope, campaign: Campaign, body: CampaignBody) -> bool:
    """Whether the viewer reviews a body: an office above it; nobody stands above the region of the campaign itself."""
    if not (scope.may(Permission.CHECKLIST_SCORE) and scope.is_office):
        return False
    if body.kind == UNIT:
        return True
    if body.region_code == campaign.region_code:
        return scope.covers(campaign.region_code)
    return body.region_code not in scope.regions


def _conditions(wanted: BodyFilter) -> Iterable[ColumnElement[bool]]:
    if wanted.text:
        yield CampaignBody.name.contains(wanted.text, autoescape=True)
    if wanted.audience:
        yield CampaignBody.audience == wanted.audience
    if wanted.drawn:
        yield CampaignBody.drawn.is_(True)
    if wanted.state:
        handed_in = CampaignBody.submitted_at.is_not(None)
        yield handed_in if wanted.state == "submitted" else not_(handed_in)


def _counts(body_ids: list[int]) -> dict[tuple[int, str], int]:
    query = select(CampaignMark.body_id, CampaignMark.side, func.count()).where(
        CampaignMark.body_id.in_(body_ids), CampaignMark.known_until == FAR_MOMENT
    )
    rows = db.session.execute(query.group_by(CampaignMark.body_id, CampaignMark.side))
    return defaultdict(int, {(row[0], row[1]): row[2] for row in rows})


def _sealed(body_ids: list[int]) -> dict[int, tuple[str | None, str]]:
    query = select(CampaignSnapshot.body_id, CampaignSnapshot.score, CampaignSnapshot.grade)
    rows = db.session.execute(query.where(CampaignSnapshot.body_id.in_(body_ids)))
    return {row.body_id: (row.score, row.grade) for row in rows}
