"""The 示例 campaigns: a routine and a half-year one that are sealed, and the year's that is being filled."""

from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import or_, select

from emergency.assessment.actions_campaigns import open_campaign
from emergency.assessment.actions_freeze import freeze_job, start_freeze
from emergency.assessment.actions_marks import Said, asked_item, enter, unfilled
from emergency.assessment.facts import Audience, Scoring
from emergency.assessment.models_campaigns import (
    Campaign,
    CampaignBody,
    CampaignMark,
    CampaignPaper,
    CampaignSnapshot,
)
from emergency.assessment.queries import SPEECH, newest_template
from emergency.assessment.rules_campaigns import KIND_WORDS, CampaignDetails, CampaignKind, Side
from emergency.base import clock
from emergency.base.access import Scope
from emergency.base.database import committed, db
from emergency.coverage.queries import CITY
from emergency.demo_story import office
from emergency.demo_units import counties
from emergency.units.facts import UnitKind

ASSESSOR = "示例应急管理机构"
LEVELS = frozenset({Audience.CITY, Audience.COUNTY, Audience.TOWNSHIP})
SCHOOLS = frozenset({UnitKind.SCHOOL.value})
SEED = "示例抽签-7"
# What both sides said of one township: item, 自评, 复核, and why.
SAID = (
    ("3.2", "3", "2.5", "广播、微信群和包户名单齐全", "抽查两个村，一个村没有包户名单"),
    ("3.3", None, None, "制度和时限表已上墙", "已看原件"),
    ("3.5", None, None, "本年未被通报", "未见认定材料"),
)


def tell_campaigns() -> int:
    """Open and fill them; gives how many bodies they assess. Nothing without the template of the speech."""
    if newest_template(SPEECH) is None:
        return 0
    scope, today = office(ASSESSOR), clock.today()
    half = today.year if today >= date(today.year, 6, 30) else today.year - 1
    for kind, day in ((CampaignKind.ROUTINE, date(half, 3, 31)), (CampaignKind.HALF, date(half, 6, 30))):
        sealed = _opened(scope, counties()[0].code, _details(kind, half, day, today))
        _review(scope, sealed, kind)
        with committed():
            start_freeze(scope, sealed, by_job=False)
        freeze_job({"campaign_id": sealed})
    year = _details(CampaignKind.ANNUAL, today.year, date(today.year, 12, 31), today)
    _fill(scope, _opened(scope, CITY, year))
    mine = select(Campaign.id).where(Campaign.sample.is_(True))
    return len(db.session.scalars(select(CampaignBody.id).where(CampaignBody.campaign_id.in_(mine))).all())


def remove_campaigns(units: Any) -> None:
    """Take out the 示例 campaigns, and of real ones the sheets of 示例 units."""
    mine = select(Campaign.id).where(Campaign.sample.is_(True))
    of_samples = or_(CampaignBody.campaign_id.in_(mine), CampaignBody.unit_id.in_(units))
    bodies = select(CampaignBody.id).where(of_samples)
    for model in (CampaignSnapshot, CampaignPaper, CampaignMark):
        _remove(model, model.body_id.in_(bodies))
    _remove(CampaignBody, of_samples)
    _remove(Campaign, Campaign.sample.is_(True))


def _details(kind: CampaignKind, year: int, as_of: date, today: date) -> CampaignDetails:
    word = KIND_WORDS[kind]
    deadline = min(max(as_of, today), date(year + 1, 12, 31))
    sample = 2 if kind is CampaignKind.ANNUAL else 0
    # The year's assesses schools too, so that the 示例 account of a unit has something to fill in.
    levels = LEVELS | {Audience.UNIT} if kind is CampaignKind.ANNUAL else LEVELS
    return CampaignDetails(
        f"示例：{year}年{word}考核", kind, year, as_of, deadline, levels, SCHOOLS, sample=sample, seed=SEED
    )


def _opened(scope: Scope, code: str, told: CampaignDetails) -> int:
    with committed():
        return open_campaign(scope, code, SPEECH, 0, told, sample=True).id


def _review(scope: Scope, campaign_id: int, kind: CampaignKind) -> None:
    """Every item that people judge, reviewed: four fifths of the points, a little less the first time."""
    share = Decimal("0.6") if kind is CampaignKind.ROUTINE else Decimal("0.8")
    campaign = db.session.get_one(Campaign, campaign_id)
    for body in db.session.scalars(select(CampaignBody).where(CampaignBody.campaign_id == campaign_id)).all():
        lacking = unfilled(campaign, body)
        with committed():
            for number in lacking:
                item = asked_item(campaign, body, number)
                points = (item.points or Decimal(0)) * share if item.scoring is Scoring.JUDGEMENT else None
                said = Said("示例：已看原件", tuple(part.name for part in item.parts[:1]), points=points)
                enter(scope, campaign_id, body.id, number, Side.REVIEW, said)


def _fill(scope: Scope, campaign_id: int) -> None:
    """Both sides of the first township that was drawn."""
    drawn = select(CampaignBody.id).where(CampaignBody.campaign_id == campaign_id, CampaignBody.drawn.is_(True))
    body_id = db.session.scalars(drawn.order_by(CampaignBody.id).limit(1)).first()
    if body_id is None:
        return
    for item, own, review, why, answer in SAID:
        for side, points, reason in ((Side.OWN, own, why), (Side.REVIEW, review, answer)):
            ticked = ("信息报告制度", "时限和联系方式表") if item == "3.3" else ()
            with committed():
                said = Said(reason, ticked, points=None if points is None else Decimal(points))
                enter(scope, campaign_id, body_id, item, side, said)


def _remove(model: Any, condition: Any) -> None:
    for row in db.session.scalars(select(model).where(condition)):
        db.session.delete(row)
    db.session.flush()
