"""The filled sheet of an assessed body as its document: sealed word for word, or as it stands now."""

from collections import defaultdict
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import select

from emergency.assessment.around import Around, EvidenceLine, Occasion, Sides
from emergency.assessment.facts import Answer
from emergency.assessment.models_campaigns import Campaign, CampaignBody, CampaignPaper
from emergency.assessment.queries_campaigns import sides_of, snapshot_row, subject_of, template_of
from emergency.assessment.queries_duties import Link
from emergency.assessment.queries_sheet import Asking, no_link, sheet_of
from emergency.assessment.queries_snapshot import notes_of
from emergency.assessment.rules_campaigns import KIND_WORDS, SIDE_WORDS, Side
from emergency.assessment.sheet import Sheet
from emergency.assessment.snapshot import Document, document
from emergency.base import clock
from emergency.base.access import Scope
from emergency.base.clock import day_of
from emergency.base.database import db
from emergency.base.storage import store
from emergency.evidence.models import Paper

PURGED, MISSING = "已清除", "文件已不在服务器上，请重新收存"
EARLY = "基准日还没有到，本表按 {} 的台账计算。"


def document_of(scope: Scope, campaign: Campaign, body: CampaignBody) -> Document:
    """The sealed document of a body that was already seen, else what would be sealed now."""
    row = snapshot_row(body)
    if row is not None:
        sealed: Document = row.content
        return sealed
    return drafted(scope, campaign, body, clock.now())


def drafted(
    scope: Scope, campaign: Campaign, body: CampaignBody, made_at: datetime, frozen_at: datetime | None = None
) -> Document:
    """The document as the register and the entries stand."""
    sheet = live_sheet(scope, campaign, body)
    around = Around(
        body.subject_id, made_at, _occasion(campaign), frozen_at, sides_of(body), evidence_of(body),
        _notes(scope, campaign, body, sheet),
    )  # fmt: skip
    return document(sheet, around)


def live_sheet(scope: Scope, campaign: Campaign, body: CampaignBody, link: Link = no_link) -> Sheet:
    """The sheet behind it; before the day of the assessment that of today."""
    sides = sides_of(body)
    answers = {item: counting(said) for item, said in sides.items()}
    asking = Asking(
        template_of(campaign),
        {item: answer for item, answer in answers.items() if answer},
        {item: said.override for item, said in sides.items() if said.override},
    )
    on = min(campaign.as_of, clock.today())
    return sheet_of(scope, subject_of(body), on, link, asking)


def counting(said: Sides) -> Answer | None:
    """What counts of what both sides said of an item, with whose word it is: that of the office before one's own."""
    answer, side = (said.review, Side.REVIEW) if said.review else (said.own, Side.OWN)
    return replace(answer, reason=f"{SIDE_WORDS[side]}：{answer.reason}") if answer else None


def evidence_of(body: CampaignBody) -> dict[str, list[EvidenceLine]]:
    """The files behind the items of a body that was already seen; one whose bytes are gone says so."""
    query: Any = select(CampaignPaper.item, Paper).join(Paper, Paper.id == CampaignPaper.paper_id)
    rows = db.session.execute(query.where(CampaignPaper.body_id == body.id).order_by(CampaignPaper.id))
    found: dict[str, list[EvidenceLine]] = defaultdict(list)
    for item, paper in rows:
        if paper.superseded_at is None:
            found[item].append(_line(paper))
    return dict(found)


def _line(paper: Paper) -> EvidenceLine:
    gone = PURGED if paper.purged_at else "" if store().has(paper.sha256) else MISSING
    return EvidenceLine(
        paper.name, day_of(paper.received_at), paper.stated_on, paper.sha256, paper.id, gone, paper.received_by
    )


def _occasion(campaign: Campaign) -> Occasion:
    return Occasion(campaign.id, campaign.name, campaign.kind, KIND_WORDS[campaign.kind], campaign.year)


def _notes(scope: Scope, campaign: Campaign, body: CampaignBody, sheet: Sheet) -> tuple[str, ...]:
    on = min(campaign.as_of, clock.today())
    early = (EARLY.format(on.isoformat()),) if on < campaign.as_of else ()
    return (*early, *notes_of(scope, subject_of(body), on, sheet))
