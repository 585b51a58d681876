"""Opening a campaign with its bodies and its sample, and moving its deadline."""

import secrets
from collections import defaultdict
from datetime import date

from sqlalchemy import select

from emergency.assessment import queries_templates
from emergency.assessment.facts import AUDIENCE_LABELS, Audience, Template
from emergency.assessment.models_campaigns import Campaign, CampaignBody
from emergency.assessment.queries import AUDIENCES
from emergency.assessment.queries_campaigns import REGION, UNIT, get_campaign, opens
from emergency.assessment.rules_campaigns import (
    KIND_WORDS,
    CampaignDetails,
    check_details,
    check_number,
    check_open,
    draw,
)
from emergency.audit import trail
from emergency.audit.rules import Tag
from emergency.base import clock
from emergency.base.access import Scope
from emergency.base.database import db
from emergency.base.errors import Forbidden, Refusal
from emergency.units.facts import UnitKind
from emergency.units.models_regions import Region
from emergency.units.queries import UnitFilter, units_by
from emergency.units.queries_regions import get_region, visible_regions
from emergency.units.within import lies_in

NOT_YOURS = "只有管辖整个地区的应急管理机构可以组织这个地区的考核。"
COUNTY_DIGITS = 6
# Governments are assessed as their regions, not once more as units.
ASSESSED = frozenset(kind.value for kind in UnitKind) - {UnitKind.CITY, UnitKind.COUNTY, UnitKind.TOWNSHIP}


def open_campaign(
    scope: Scope, region_code: str, key: str, number: int, told: CampaignDetails, *, sample: bool = False
) -> Campaign:
    """Open a campaign and list whom it assesses; the sample is drawn at once, its seed kept. Raises Refusal."""
    region = get_region(scope, region_code)
    if not opens(scope, region.code):
        raise Forbidden(NOT_YOURS)
    check_details(told)
    version = queries_templates.get_version(scope, key, number)
    bodies = _bodies(scope, region, version.template, told)
    check_number(len(bodies))
    seed = (told.seed or secrets.token_hex(4)) if told.sample else ""
    campaign = Campaign(
        name=told.name, kind=told.kind.value, year=told.year, template_id=version.row.id, region_code=region.code,
        as_of=told.as_of, deadline=told.deadline, sample_size=told.sample, seed=seed, opened_by=scope.name,
        opened_at=clock.now(), sample=sample,
    )  # fmt: skip
    db.session.add(campaign)
    db.session.flush()
    drawn = _drawn(bodies, told.sample, seed)
    for body in bodies:
        body.campaign_id, body.drawn = campaign.id, body.subject_id in drawn and body.kind == REGION
    db.session.add_all(bodies)
    db.session.flush()
    trail.record(
        scope, Tag.CAMPAIGN_OPEN, "campaign", campaign.id, _sentence(region, campaign, len(bodies), len(drawn)),
        after={"template": [key, version.row.number], "as_of": told.as_of, "seed": seed, "drawn": sorted(drawn)},
    )  # fmt: skip
    return campaign


def change_campaign(scope: Scope, campaign_id: int, name: str, deadline: date, reason: str) -> Campaign:
    """Call it otherwise or move its deadline, with the reason. Raises Refusal."""
    campaign = get_campaign(scope, campaign_id)
    if not opens(scope, campaign.region_code):
        raise Forbidden(NOT_YOURS)
    check_open(campaign.state)
    before = {"name": campaign.name, "deadline": campaign.deadline}
    if before == {"name": name, "deadline": deadline}:
        raise Refusal("名称和截止日都没有变化，没有保存。", "deadline")
    campaign.name, campaign.deadline = name, deadline
    trail.record(
        scope, Tag.CAMPAIGN_CHANGE, "campaign", campaign.id, f"修改考核“{name}”：{reason}", before=before,
        after={"name": name, "deadline": deadline},
    )  # fmt: skip
    return campaign


def _sentence(region: Region, campaign: Campaign, bodies: int, drawn: int) -> str:
    sampled = f"，抽查{drawn}个乡镇（街道），种子 {campaign.seed}" if drawn else ""
    return (
        f"组织{region.name}{campaign.year}年{KIND_WORDS[campaign.kind]}考核“{campaign.name}”，"
        f"对象{bodies}个，基准日 {campaign.as_of}{sampled}"
    )


def _bodies(scope: Scope, region: Region, template: Template, told: CampaignDetails) -> list[CampaignBody]:
    """Everybody of the wanted levels whom at least one item is asked of; what stands 另列 is left out."""
    found = [*_regions(scope, region, told), *(_units(scope, region, told) if Audience.UNIT in told.levels else [])]
    return [body for body in found if template.items_for(Audience(body.audience), body.unit_kind)]


def _regions(scope: Scope, region: Region, told: CampaignDetails) -> list[CampaignBody]:
    levels = {level.value: audience for level, audience in AUDIENCES.items() if audience in told.levels}
    query = visible_regions(scope).where(
        lies_in(Region.code, region.code), Region.level.in_(levels), Region.counts.is_(True),
        Region.valid_from <= told.as_of, Region.valid_to > told.as_of,
    )  # fmt: skip
    return [
        CampaignBody(
            kind=REGION, subject_id=row.code, region_code=row.code, name=row.name, audience=levels[row.level].value,
        )
        for row in db.session.scalars(query.order_by(Region.code))
    ]  # fmt: skip


def _units(scope: Scope, region: Region, told: CampaignDetails) -> list[CampaignBody]:
    query = units_by(scope, UnitFilter(region=region.code, counted="yes"))
    return [
        CampaignBody(
            kind=UNIT, subject_id=str(unit.id), unit_id=unit.id, region_code=unit.region_code, name=unit.name,
            audience=Audience.UNIT.value, unit_kind=unit.kind,
        )
        for unit in db.session.scalars(query)
        if unit.kind in (told.kinds or ASSESSED) and unit.active_from <= told.as_of < unit.active_to
    ]  # fmt: skip


def _drawn(bodies: list[CampaignBody], size: int, seed: str) -> set[str]:
    towns: dict[str, list[str]] = defaultdict(list)
    for body in bodies:
        if body.audience == Audience.TOWNSHIP:
            towns[body.subject_id[:COUNTY_DIGITS]].append(body.subject_id)
    return draw(towns, size, seed) if size else set()


def levels_below(region: Region) -> dict[str, str]:
    """The levels that a campaign of this region may assess, with their words."""
    order = list(AUDIENCES.values())
    own = next((place for place, level in enumerate(AUDIENCES) if level.value == region.level), 0)
    return {one.value: AUDIENCE_LABELS[one] for one in [*order[own:], Audience.UNIT]}


def region_of(campaign: Campaign) -> Region:
    """The region of a campaign that was already seen."""
    return db.session.scalars(select(Region).where(Region.code == campaign.region_code)).one()
