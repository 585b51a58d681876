"""What a person does with one line: move, lock, unlock, say that it lights a fire outdoors."""

from datetime import date

from emergency.audit import trail
from emergency.audit.queries import last_hand
from emergency.audit.rules import Tag
from emergency.base.access import Scope
from emergency.base.errors import Conflict, Refusal
from emergency.programme import rules
from emergency.programme.facts import Reason
from emergency.programme.fitting import fit_of, stage_of, task_of
from emergency.programme.models import Programme, ProgrammeLine
from emergency.programme.obstacles import calendar_faults
from emergency.programme.words import INSISTED, LineKind, Making, Proposal

CHANGED = "这一项刚刚被别人改过，您的修改没有保存。请刷新页面核对后重新提交。"


def move_line(
    scope: Scope, programme: Programme, line: ProgrammeLine, day: date, version: int, insists: str = ""
) -> None:  # fmt: skip
    """Put a line on a day and lock it there. Raises Refusal, Conflict.

    What forbids the day refuses it; what merely speaks against it asks for a reason, in `insists`, which is kept.
    """
    require(programme, line, version)
    if day.year != programme.year:
        raise Refusal(f"这是{programme.year}年的计划，请填写{programme.year}年内的日期。", "day")
    fit = fit_of(programme, line, day)
    if fit.hard:
        raise Refusal("".join(fit.hard) + f"不能排在这一天。{fit.instead}", "day")
    if fit.soft and not insists:
        raise Refusal("".join(fit.soft) + f"{fit.instead}仍要排在这一天的，请在下面写明原因。", "day")
    before = _picture(line)
    earlier = f"由{line.day}改到{day}" if line.day else f"排到{day}"
    why = f"{''.join(fit.soft)}仍排在这一天的原因：{insists}" if fit.soft else ""
    line.day, line.locked, line.reason, line.sentence = day, True, INSISTED if why else "", why
    _settled(scope, line)
    said = f"计划中的演练（{line.rule_id}，{line.term}）{earlier}并锁定。{why}"
    trail.record(scope, Tag.PROGRAMME_LINE, "programme_line", line.id, said, before, _picture(line))


def lock_line(scope: Scope, programme: Programme, line: ProgrammeLine, locked: bool, version: int) -> None:
    """Hold a line on its day in every later proposal, or let it go. Raises Refusal, Conflict."""
    require(programme, line, version)
    if locked and line.day is None:
        raise Refusal("这次演练还没有日期，不能锁定。请先排定日期。")
    before = _picture(line)
    line.locked, line.changed_by = locked, scope.name
    said = f"{'锁定' if locked else '取消锁定'}计划中的演练（{line.rule_id}，{line.day}）。"
    trail.record(scope, Tag.PROGRAMME_LINE, "programme_line", line.id, said, before, _picture(line))


def set_open_fire(
    scope: Scope, programme: Programme, line: ProgrammeLine, open_fire: bool, approval: str, version: int
) -> None:
    """Say whether the drill lights a fire outdoors, and by which approval in the 防火期. Raises Refusal, Conflict.

    森林防火条例第25条, 草原防火条例第18条: in the 防火期 none without approval; the day must fit what is said.
    """
    require(programme, line, version)
    before = _picture(line)
    line.open_fire, line.approval = open_fire, approval.strip() if open_fire else ""
    days, _limits, _terms = stage_of(programme, {line.place_code})
    faults = calendar_faults(task_of(line, None), line.day, days) if line.day else []
    for reason, said in faults:
        if reason is Reason.FIRE_SEASON:
            raise Refusal(f"{said}森林防火条例第25条、草原防火条例第18条：请先改期，或填写批准文号。", "approval")
    line.changed_by = scope.name
    words = f"野外带火，批准文号{line.approval or '未填'}" if open_fire else "野外不用火"
    said = f"计划中的演练（{line.rule_id}）{words}。"
    trail.record(scope, Tag.PROGRAMME_LINE, "programme_line", line.id, said, before, _picture(line))


def require(programme: Programme, line: ProgrammeLine, version: int) -> None:
    """Refuse a change of what is not a line of its own, or that was begun on an older state."""
    require_seen(line, version)
    if programme.state in (Making.WAITING, Making.REPLACED):
        raise Refusal("这份计划正在排期或已被新计划替代，不能修改。请打开在用的计划。")
    refused = rules.why_not_changed(LineKind(line.kind), line.drill_id)
    if refused:
        raise Refusal(refused)


def require_seen(line: ProgrammeLine, version: int) -> None:
    """Refuse what was begun on an older state, and say whose hand was in between and where the line stands now."""
    if line.version == version:
        return
    who = last_hand("drill", line.drill_id) if line.drill_id else last_hand("programme_line", line.id)
    stands = f"排在{line.day}{'（已锁定）' if line.locked else ''}" if line.day else "没有日期"
    raise Conflict(
        f"这一项在您打开页面以后由{who}改动过，现在{stands}。您的修改没有保存，填写的内容还在；请核对后重新提交。",
        version=line.version,
    )


def _settled(scope: Scope, line: ProgrammeLine) -> None:
    """What a person decided leaves nothing proposed."""
    line.proposal, line.proposed_day, line.changed_by = Proposal.NONE, None, scope.name
    line.proposed_reason = line.proposed_sentence = ""


def _picture(line: ProgrammeLine) -> dict[str, object]:
    return {name: getattr(line, name) for name in ("day", "locked", "open_fire", "approval", "drill_id")}
