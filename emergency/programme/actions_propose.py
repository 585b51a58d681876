"""Least-change re-plan: what a new unit, a moved drill, a switched rule or a holiday table would change, to accept."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from emergency.audit import trail
from emergency.audit.rules import Tag
from emergency.base import clock
from emergency.base.access import Scope
from emergency.base.clock import SHANGHAI
from emergency.base.database import db, end_reading
from emergency.base.errors import Conflict, DomainError, Refusal
from emergency.drills.actions_life import revive_drill
from emergency.drills.facts import Span
from emergency.drills.models import Drill
from emergency.drills.words import State
from emergency.programme.actions_lines import CHANGED, require_seen
from emergency.programme.actions_make import kept_of, line_values
from emergency.programme.actions_run import Report, told_by
from emergency.programme.asking import Asking, Kept, asking_of
from emergency.programme.facts import Plan
from emergency.programme.fitting import why_not_there
from emergency.programme.models import Programme, ProgrammeLine
from emergency.programme.placing import place
from emergency.programme.queries import lines_by_key
from emergency.programme.replan import replan
from emergency.programme.tasks import Draft
from emergency.programme.words import CALLED_OFF, INSISTED, LineKind, Making, Proposal
from emergency.units.models import Unit

# One of the fixed reasons, so that it may be said of a drill of a secret plan as well.
ARRANGED = "上级统一安排"
NOTHING_PROPOSED: tuple[str, date | None, str, str] = (Proposal.NONE, None, "", "")


@dataclass(frozen=True)
class Renewal:
    """What a re-plan found, reckoned before anything is written."""

    asking: Asking
    plan: Plan


def renew(programme: Programme, report: Report | None = None) -> Renewal:
    """Reckon the plan that changes fewest of the programme's lines; reads, writes nothing."""
    require_made(programme)
    kept = kept_of(lines_by_key(programme.id).values())
    asking = asking_of(programme.region_code, programme.year, programme.a_day, programme.seed, kept=kept)
    end_reading()
    anything = any(one.day for one in kept.values())
    progress, _ = told_by(report)
    made = replan if anything else place
    plan = made(asking.tasks(), asking.days, asking.limits, asking.terms, progress=progress)
    return Renewal(asking, plan)


def require_made(programme: Programme) -> None:
    """Raises Refusal while a programme is being made, or was replaced."""
    if programme.state not in (Making.READY, Making.STOPPED):
        raise Refusal("这份计划正在排期或已被新计划替代，不能调整。请打开在用的计划。")


def propose(scope: Scope, programme: Programme, found: Renewal, version: int) -> int:
    """Write a re-plan as proposals beside the days that stand; gives how many lines would change. Raises Conflict."""
    if programme.version != version:
        raise Conflict(CHANGED)
    require_made(programme)
    forget(programme)
    lines = lines_by_key(programme.id)
    reasons = {one.key: (str(one.reason), one.sentence) for one in (*found.plan.conflicts, *found.plan.unplaced)}
    changed = 0
    for draft in _without_done(found.asking.drafts, lines):
        line = lines.pop(draft.key, None) or _added(programme, draft)
        if _was_moved(line, found.asking.kept.get(draft.key)):
            continue
        _refresh(line, draft)
        reason = reasons.get(draft.key, (draft.reason, draft.sentence))
        changed += _put(line, _proposal(line, draft, found.plan.days.get(draft.key), reason))
    for line in lines.values():
        gone = (Proposal.DROP, None, "dropped", "这一项已不用再演（义务已完成、规则停用或单位变动）。")
        changed += _put(line, gone) if line.drill_id is None or _was_called_off(line) else 0
    programme.proposed_at = clock.now() if changed else None
    # The year's notice and the settings are in what is proposed now, whether or not anything has to move.
    programme.year_known, programme.settings = found.asking.year_known, dict(found.asking.settings)
    said = f"{programme.year}年度计划提出调整{changed}项。" if changed else f"{programme.year}年度计划无需调整。"
    trail.record(scope, Tag.PROGRAMME_PROPOSE, "programme", programme.id, said)
    return changed


def _without_done(drafts: Iterable[Draft], lines: Mapping[str, ProgrammeLine]) -> list[Draft]:
    """The drafts but for drills that a line became and that have met their duty: the line stays as what was done."""
    drafts = list(drafts)
    owed = {draft.key for draft in drafts}
    done = {line.drill_id for key, line in lines.items() if line.drill_id and key not in owed}
    return [draft for draft in drafts if draft.kind is not LineKind.KNOWN or draft.drill_id not in done]


def _was_moved(line: ProgrammeLine, kept: Kept | None) -> bool:
    """Whether somebody gave the line another day while the proposal was reckoned: that is not undone unasked."""
    return line.id is not None and kept is not None and kept.day != line.day


def _added(programme: Programme, draft: Draft) -> ProgrammeLine:
    line = ProgrammeLine(programme_id=programme.id, **line_values(draft))
    db.session.add(line)
    return line


def _refresh(line: ProgrammeLine, draft: Draft) -> None:
    """What follows from the duty is a fact, not a decision: it is taken over at once; only days wait for a yes."""
    values = line_values(draft)
    if draft.drill_id is None:
        # What held it on its day is gone, but a cancelled drill is shown until another day is accepted.
        values["locked"] = line.locked and line.drill_id is None
        values["drill_id"] = draft.postponed_id or (line.drill_id if line.drill_state in CALLED_OFF else None)
    _set(line, **values)
    if line.drill_id is None:
        _set(line, drill_state=None)


def _set(line: ProgrammeLine, **values: object) -> None:
    """Write what differs, so that the trail seals only lines that changed."""
    for name, value in values.items():
        if getattr(line, name) != value:
            setattr(line, name, value)


def _was_called_off(line: ProgrammeLine) -> bool:
    return line.kind == LineKind.DUTY and line.drill_state in CALLED_OFF


def _proposal(
    line: ProgrammeLine, draft: Draft, day: date | None, reason: tuple[str, str]
) -> tuple[str, date | None, str, str]:
    """What would become of a line: nothing, another day, a first day, none any more; the register's day is a fact."""
    if draft.day is not None:
        _set(line, day=draft.day, locked=True, reason=reason[0], sentence=reason[1])
        return NOTHING_PROPOSED
    if line.drill_id is not None:
        return (Proposal.RENEW, day, "", "") if day else NOTHING_PROPOSED
    if line.id is not None and day == line.day:
        if line.reason != INSISTED or day is None:
            _set(line, reason=reason[0], sentence=reason[1])
        return NOTHING_PROPOSED
    if day is None:
        return (Proposal.TAKE_OFF if line.day else Proposal.ADD, None, *reason)
    return (Proposal.MOVE if line.day else Proposal.ADD, day, "", "")


def _put(line: ProgrammeLine, proposal: tuple[str, date | None, str, str]) -> int:
    """Write the proposal on the line; 1 where it proposes something."""
    kind, day, reason, sentence = proposal
    _set(line, proposal=kind, proposed_day=day, proposed_reason=reason, proposed_sentence=sentence)
    return int(line.proposal != Proposal.NONE)


def accept_change(scope: Scope, programme: Programme, line: ProgrammeLine, version: int) -> None:
    """Do what is proposed for one line. Raises Conflict, Refusal where nothing is proposed."""
    require_seen(line, version)
    require_made(programme)
    if line.proposal == Proposal.NONE:
        raise Refusal("这一项没有待采纳的调整，可能已被别人采纳或撤销。请刷新页面。")
    said = f"采纳计划调整（{line.rule_id}，{line.term}）：{line.day or '未排'}→{line.proposed_day or '无'}。"
    before = {"day": line.day, "proposal": line.proposal}
    trail.record(scope, Tag.PROGRAMME_CHANGE, "programme_line", line.id, said, before, {"day": line.proposed_day})
    _do(scope, line)


def accept_changes(scope: Scope, programme: Programme, version: int) -> list[str]:
    """Do all that is proposed and still fits; gives a sentence for each that does not. Raises Conflict.

    Others may have moved drills since it was proposed, or a drill may refuse its new day: that line waits as it is.
    """
    if programme.version != version:
        raise Conflict(CHANGED)
    require_made(programme)
    lines = _proposed(programme)
    left = why_not_there(programme, lines)
    for line in lines:
        if line.task_key not in left:
            try:
                _do(scope, line)
            except DomainError as error:
                left[line.task_key] = error.sentence
    programme.proposed_at = programme.proposed_at if left else None
    said = f"采纳{programme.year}年度计划的调整，共{len(lines) - len(left)}项，{len(left)}项没有采纳。"
    trail.record(scope, Tag.PROGRAMME_CHANGE, "programme", programme.id, said)
    names = {line.task_key: db.session.get_one(Unit, line.unit_id).name for line in lines if line.task_key in left}
    return [f"{names[key]}没有采纳：{sentence}请再点“检查变动”，或逐项处理。" for key, sentence in left.items()]


def discard_changes(scope: Scope, programme: Programme, version: int) -> None:
    """Leave everything as it stands. Raises Conflict."""
    if programme.version != version:
        raise Conflict(CHANGED)
    forget(programme)
    programme.proposed_at = None
    said = f"撤销{programme.year}年度计划的调整方案，计划不变。"
    trail.record(scope, Tag.PROGRAMME_CHANGE, "programme", programme.id, said)


def forget(programme: Programme) -> None:
    """Take what was proposed off the lines; lines that were only proposed go."""
    for line in _proposed(programme):
        if line.proposal == Proposal.ADD and line.day is None and not line.sentence:
            db.session.delete(line)
        else:
            _put(line, NOTHING_PROPOSED)
    db.session.flush()


def _proposed(programme: Programme) -> list[ProgrammeLine]:
    query = select(ProgrammeLine).where(
        ProgrammeLine.programme_id == programme.id, ProgrammeLine.proposal != Proposal.NONE
    )
    return list(db.session.scalars(query.order_by(ProgrammeLine.id)))


def _do(scope: Scope, line: ProgrammeLine) -> None:
    if line.proposal == Proposal.DROP:
        db.session.delete(line)
        return
    day, line.reason, line.sentence = line.proposed_day, line.proposed_reason, line.proposed_sentence
    line.changed_by = scope.name
    if line.proposal == Proposal.RENEW and day and line.drill_state == State.POSTPONED:
        _revive(scope, line, day)
    else:
        line.day, line.drill_id, line.drill_state = day, None, None
    _put(line, NOTHING_PROPOSED)


def _revive(scope: Scope, line: ProgrammeLine, day: date) -> None:
    """The postponed drill itself goes to the new day, at its former hours; the line follows it."""
    drill = db.session.get_one(Drill, line.drill_id)
    lasts = drill.ends_at - drill.starts_at
    at = datetime.combine(day, drill.starts_at.astimezone(SHANGHAI).timetz())
    revive_drill(scope, drill, Span(at, at + lasts, drill.all_day), ARRANGED, drill.version)
