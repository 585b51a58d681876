"""What the two sides do with an assessed body: enter, bring papers, hand in, give back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from sqlalchemy import select

from emergency.assessment.facts import Item, Scoring
from emergency.assessment.models_campaigns import Campaign, CampaignBody, CampaignMark, CampaignPaper
from emergency.assessment.queries_campaigns import fills, get_body, marks_of, reviews, subject_of, template_of
from emergency.assessment.queries_figures import answer, ground_of
from emergency.assessment.rules import STATE_LABELS, verdict
from emergency.assessment.rules_campaigns import SIDE_WORDS, Side, check_deadline, check_open
from emergency.audit import trail
from emergency.audit.rules import Tag
from emergency.base import clock
from emergency.base.access import Scope
from emergency.base.database import FAR_MOMENT, db
from emergency.base.errors import Forbidden, NotFound, Refusal
from emergency.evidence.actions import Subject as PaperSubject
from emergency.evidence.actions import attach, supersede
from emergency.evidence.facts import PaperRole, Received
from emergency.evidence.models import Paper
from emergency.units.models import Unit
from emergency.units.queries import representing_unit

SUBJECT = "campaign"
NOT_YOURS = {
    Side.OWN: "您可以查看这份考核表，但不能填报它的自评。",
    Side.REVIEW: "复核由上级应急管理机构进行，您不能复核这份考核表。",
    Side.OVERRIDE: "改分由上级应急管理机构进行，您不能修改台账算出的得分。",
}
NOT_COMPUTED = "这一条台账没有算出得分（{}），没有可改的分，不能改分。"
HANDED_IN = "自评已经报送，不能再改。确需修改的，请复核机构退回。"
NO_HOLDER = "该地区在台账里没有登记人民政府或办事处，材料无处收存。请先在单位台账里登记。"


@dataclass(frozen=True)
class Said:
    """What is entered for an item: papers ticked, faults or things counted, points; always with a reason."""

    reason: str
    ticked: Sequence[str] = ()
    faults: Mapping[str, int] = field(default_factory=dict)
    points: Decimal | None = None


def asked_item(campaign: Campaign, body: CampaignBody, item_id: str) -> Item:
    """An item that is asked of a body. Raises NotFound."""
    subject = subject_of(body)
    for item in template_of(campaign).items_for(subject.audience, subject.unit_kind):
        if item.id == item_id:
            return item
    raise NotFound


def item_of(campaign: Campaign, body: CampaignBody, item_id: str, side: Side) -> Item:
    """An item that this side speaks of: people's items for 自评 and 复核, counted ones for 改分. Raises NotFound."""
    item = asked_item(campaign, body, item_id)
    if (item.measure is not None) != (side is Side.OVERRIDE):
        raise NotFound
    return item


def enter(scope: Scope, campaign_id: int, body_id: int, item_id: str, side: Side, said: Said) -> CampaignMark:
    """Record what a side says of an item; what it said before is closed and kept. Raises Refusal."""
    campaign, body = get_body(scope, campaign_id, body_id)
    check_may(scope, campaign, body, side)
    item = item_of(campaign, body, item_id, side)
    _check_points(item, said, side)
    if side is Side.OVERRIDE:
        check_computed(scope, campaign, body, item)
    content = {
        "ticked": sorted(said.ticked), "faults": {name: count for name, count in said.faults.items() if count},
        "points": None if said.points is None else str(said.points),
    }  # fmt: skip
    earlier, now = marks_of(body).get((item.id, side.value)), clock.now()
    if earlier:
        earlier.known_until = now
    mark = CampaignMark(
        body_id=body.id, item=item.id, side=side.value, content=content, reason=said.reason, entered_by=scope.name,
        known_from=now, known_until=FAR_MOMENT,
    )  # fmt: skip
    db.session.add(mark)
    db.session.flush()
    trail.record(
        scope, Tag.CAMPAIGN_MARK, "campaign_body", body.id,
        f"{SIDE_WORDS[side]}{body.name}考核“{campaign.name}”第{item.id}条：{said.reason}",
        before=earlier.content if earlier else None, after=content,
    )  # fmt: skip
    return mark


def bring(
    scope: Scope, campaign_id: int, body_id: int, item_id: str, files: Sequence[Received], stated_on: date | None
) -> None:
    """Put papers behind an item, whoever scores it. Raises Refusal."""
    campaign, body = get_body(scope, campaign_id, body_id)
    check_may(scope, campaign, body, Side.OWN)
    check_stated(stated_on)
    asked_item(campaign, body, item_id)
    holder = db.session.get_one(Unit, body.unit_id) if body.unit_id else representing_unit(scope, body.region_code)
    if holder is None:
        raise Refusal(NO_HOLDER, "files")
    for file in files:
        paper = attach(
            scope, file, PaperSubject(holder, SUBJECT, body.id), PaperRole.OTHER, stated_on=stated_on,
            sample=campaign.sample,
        )  # fmt: skip
        db.session.add(CampaignPaper(body_id=body.id, item=item_id, paper_id=paper.id))
    db.session.flush()


def take_down(scope: Scope, campaign_id: int, body_id: int, paper_id: int) -> None:
    """Take a paper from behind its item; the file stays kept, marked as superseded. Raises NotFound or Refusal."""
    campaign, body = get_body(scope, campaign_id, body_id)
    check_may(scope, campaign, body, Side.OWN)
    query = select(CampaignPaper).where(CampaignPaper.body_id == body.id, CampaignPaper.paper_id == paper_id)
    row = db.session.scalar(query)
    if row is None:
        raise NotFound
    paper = db.session.get_one(Paper, paper_id)
    supersede([paper])
    trail.record(
        scope, Tag.CAMPAIGN_PAPER, "campaign_body", body.id,
        f"撤下{body.name}考核“{campaign.name}”第{row.item}条的材料《{paper.name}》",
    )  # fmt: skip


def submit(scope: Scope, campaign_id: int, body_id: int) -> None:
    """Hand the 自评 in; every item that people judge must have been filled. Raises Refusal naming the others."""
    campaign, body = get_body(scope, campaign_id, body_id)
    check_may(scope, campaign, body, Side.OWN)
    lacking = unfilled(campaign, body)
    if lacking:
        raise Refusal(f"还有 {len(lacking)} 条没有自评：{'、'.join(lacking)}。请填完后再报送。")
    body.submitted_at, body.submitted_by, body.returned = clock.now(), scope.name, ""
    trail.record(scope, Tag.CAMPAIGN_SUBMIT, "campaign_body", body.id, f"报送{body.name}考核“{campaign.name}”自评")


def give_back(scope: Scope, campaign_id: int, body_id: int, reason: str) -> None:
    """Give a handed-in 自评 back with the reason. Raises Refusal."""
    campaign, body = get_body(scope, campaign_id, body_id)
    check_may(scope, campaign, body, Side.REVIEW)
    if body.submitted_at is None:
        raise Refusal("自评还没有报送，不用退回。")
    body.submitted_at, body.submitted_by, body.returned = None, "", reason
    trail.record(
        scope, Tag.CAMPAIGN_RETURN, "campaign_body", body.id, f"退回{body.name}考核“{campaign.name}”自评：{reason}"
    )


def unfilled(campaign: Campaign, body: CampaignBody) -> list[str]:
    """The items that people judge and that have no 自评 yet."""
    subject, marks = subject_of(body), marks_of(body)
    asked = template_of(campaign).items_for(subject.audience, subject.unit_kind)
    return [item.id for item in asked if item.measure is None and (item.id, Side.OWN.value) not in marks]


def check_side(scope: Scope, campaign: Campaign, body: CampaignBody, side: Side) -> None:
    """Whether this viewer speaks for this side at all. Raises Forbidden."""
    allowed = fills(scope) if side is Side.OWN else reviews(scope, campaign, body)
    if not allowed:
        raise Forbidden(NOT_YOURS[side])


def check_may(scope: Scope, campaign: Campaign, body: CampaignBody, side: Side) -> None:
    """Whether this viewer may speak for this side now. Raises Forbidden or Refusal."""
    check_side(scope, campaign, body, side)
    check_open(campaign.state)
    if side is Side.OWN:
        if body.submitted_at is not None:
            raise Refusal(HANDED_IN)
        check_deadline(campaign.deadline, clock.today())


def check_computed(scope: Scope, campaign: Campaign, body: CampaignBody, item: Item) -> None:
    """Whether the register gives a score that can be set against. Raises Refusal with why it gives none."""
    on = min(campaign.as_of, clock.today())
    figure, _rows = answer(ground_of(scope, subject_of(body), on), item.measure) if item.measure else (None, [])
    judged = verdict(item, figure, None)
    if judged.points is None:
        raise Refusal(NOT_COMPUTED.format(judged.reason or STATE_LABELS[judged.state]))


def check_stated(stated_on: date | None) -> None:
    """Whether papers may state this day. Raises Refusal for one that has not come yet."""
    if stated_on is not None and stated_on > clock.today():
        raise Refusal(f"材料形成日期 {stated_on} 还没有到，请核对。", "stated_on")


def _check_points(item: Item, said: Said, side: Side) -> None:
    if not said.reason.strip():
        raise Refusal("请填写依据或理由。", "reason")
    asked = side is Side.OVERRIDE or item.scoring is Scoring.JUDGEMENT
    if asked and item.points is not None and said.points is None:
        raise Refusal("请填写得分。", "given")
    low = item.floor if item.scoring is Scoring.JUDGEMENT else Decimal(0)
    if said.points is not None and item.points is not None and not low <= said.points <= item.points:
        raise Refusal(f"得分应在 {low} 到 {item.points} 之间。", "given")
