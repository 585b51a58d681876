"""A campaign of each county with an entry, as addresses name them: of a school, a street, a far school."""

from datetime import date
from typing import Any

from places import CITY, COUNTY, NEIGHBOUR

from emergency.assessment.actions_campaigns import open_campaign
from emergency.assessment.actions_marks import Said, enter
from emergency.assessment.facts import Audience
from emergency.assessment.models_campaigns import CampaignBody
from emergency.assessment.rules_campaigns import CampaignDetails, CampaignKind, Side
from emergency.base.access import Scope
from emergency.base.database import committed, db

OFFICES = {"own": COUNTY, "other": COUNTY, "foreign": NEIGHBOUR}
LEVELS = frozenset({Audience.COUNTY, Audience.TOWNSHIP, Audience.UNIT})


def assess_counties(things: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """The same things, each with the numbers of its campaign and of a body in it."""
    made = {office.name: _opened(office) for office in OFFICES.values()}
    return {where: told | _body(where, told, made[OFFICES[where].name]) for where, told in things.items()}


def _opened(office: Scope) -> int:
    told = CampaignDetails("2026年年终考核", CampaignKind.ANNUAL, 2026, date(2026, 11, 20), date(2026, 12, 10), LEVELS)
    with committed():
        return open_campaign(office, office.regions[0], "speech", 0, told).id


def _body(where: str, told: dict[str, Any], campaign_id: int) -> dict[str, int]:
    subject = told["code"] if where == "other" else str(told["unit_id"])
    query = db.select(CampaignBody.id).where(
        CampaignBody.campaign_id == campaign_id, CampaignBody.subject_id == subject
    )
    body_id = db.session.scalars(query).one()
    with committed():
        enter(CITY, campaign_id, body_id, "3.3", Side.OWN, Said("已看原件"))
    return {"campaign_id": campaign_id, "body_id": body_id}
