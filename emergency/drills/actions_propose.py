"""Another day: the unit proposes it with its reason, the office above accepts or declines with its own."""

from emergency.audit import trail
from emergency.audit.rules import Tag
from emergency.base import clock
from emergency.base.access import Scope
from emergency.base.database import db
from emergency.base.errors import Conflict, Forbidden, Refusal
from emergency.drills.actions import check_own_words, day_word, duties_of, picture, require, stand_on, touch
from emergency.drills.checking import may_answer
from emergency.drills.deliberate import check_day, check_span
from emergency.drills.facts import Span
from emergency.drills.models import Drill
from emergency.drills.models_proposals import DrillProposal
from emergency.drills.queries_own import organiser_of
from emergency.drills.queries_proposals import open_proposal, waits
from emergency.drills.secret_words import DECLINES, MOVES
from emergency.drills.words import Act, Answer, State
from emergency.units.facts import UnitKind

NOT_HERE = "改期提议由组织单位的上级机构答复。"
ANSWERED = "这项提议已经答复，或演练后来有变动，不能再答复。请刷新页面核对。"
OWN = "您可以直接改期，不需要提议。"
NOBODY_ABOVE = "本单位没有上级机构答复提议，请直接改期。"


def propose_day(
    scope: Scope, drill: Drill, span: Span, reason: str, version: int, anyway: str | None = None
) -> DrillProposal:  # fmt: skip
    """Ask for another time of a drill that the caller loaded through scope; an earlier wish that waits is replaced.

    Raises Refusal, and Conflict when the drill was changed meanwhile.
    """
    require(Act.PROPOSE, drill, version, reason)
    organiser = organiser_of(drill)
    if may_answer(scope, organiser) or organiser.kind == UnitKind.CITY:
        raise Refusal(NOBODY_ABOVE if organiser.kind == UnitKind.CITY else OWN)
    check_own_words(drill, reason, MOVES)
    check_span(span)
    if span == Span(drill.starts_at, drill.ends_at, drill.all_day):
        raise Refusal("所提时间与现在的相同。请填写希望改到的时间。", "day")
    knowing = check_day(organiser, span, duties_of(drill), anyway, drill.id)
    earlier = open_proposal(drill)
    if earlier is not None:
        _answer(scope, earlier, Answer.REPLACED, "")
    proposal = DrillProposal(
        drill_id=drill.id, was_at=drill.starts_at, starts_at=span.starts_at, ends_at=span.ends_at,
        all_day=span.all_day, reason=reason.strip(), proposed_by=scope.name, proposed_at=clock.now(),
        answer=Answer.WAITING,
    )  # fmt: skip
    db.session.add(proposal)
    db.session.flush()
    asked = f"由{day_word(drill.starts_at)}改至{day_word(span.starts_at)}"
    sentence = f"提议演练“{drill.title}”{asked}，原因：{proposal.reason}{knowing}。"
    trail.record(scope, Tag.DRILL_PROPOSE, "drill", drill.id, sentence, after=_told(proposal))
    return proposal


def accept_proposal(
    scope: Scope, drill: Drill, proposal_id: int, version: int, anyway: str | None = None
) -> None:  # fmt: skip
    """The office agrees: the drill stands on the proposed time, and unit and office having agreed it is 已确定.

    Raises Forbidden for who is not above the unit, Conflict when it was answered or the drill changed meanwhile.
    """
    proposal = _waiting(scope, drill, proposal_id, version)
    span = Span(proposal.starts_at, proposal.ends_at, proposal.all_day)
    check_span(span)
    knowing = check_day(organiser_of(drill), span, duties_of(drill), anyway, drill.id)
    before, earlier = picture(drill), day_word(drill.starts_at)
    stand_on(drill, span)
    drill.state, drill.reason = State.CONFIRMED, proposal.reason
    touch(drill)
    _answer(scope, proposal, Answer.ACCEPTED, "")
    to = day_word(drill.starts_at)
    sentence = f"接受提议，演练“{drill.title}”由{earlier}改至{to}，原因：{drill.reason}{knowing}。"
    trail.record(scope, Tag.DRILL_MOVE, "drill", drill.id, sentence, before, picture(drill))


def decline_proposal(scope: Scope, drill: Drill, proposal_id: int, reason: str, version: int) -> None:
    """The office says no, with the reason; the drill stays where it is. Raises Refusal, Forbidden, Conflict."""
    proposal = _waiting(scope, drill, proposal_id, version)
    if not reason.strip():
        raise Refusal("请写明不接受的原因，单位会看到。", "reason")
    check_own_words(drill, reason, DECLINES)
    _answer(scope, proposal, Answer.DECLINED, reason.strip())
    sentence = f"未接受演练“{drill.title}”改至{day_word(proposal.starts_at)}的提议，原因：{proposal.answer_reason}。"
    trail.record(scope, Tag.DRILL_PROPOSE, "drill", drill.id, sentence, after=_told(proposal))


def _waiting(scope: Scope, drill: Drill, proposal_id: int, version: int) -> DrillProposal:
    if not may_answer(scope, organiser_of(drill)):
        raise Forbidden(NOT_HERE)
    proposal = db.session.get(DrillProposal, proposal_id)
    if drill.version != version or proposal is None or proposal.drill_id != drill.id or not waits(proposal, drill):
        raise Conflict(ANSWERED)
    return proposal


def _answer(scope: Scope, proposal: DrillProposal, answer: Answer, reason: str) -> None:
    proposal.answer, proposal.answer_reason = answer, reason
    proposal.answered_by, proposal.answered_at = scope.name, clock.now()


def _told(proposal: DrillProposal) -> dict[str, object]:
    names = ("id", "starts_at", "ends_at", "reason", "answer", "answer_reason")
    return {name: getattr(proposal, name) for name in names}
