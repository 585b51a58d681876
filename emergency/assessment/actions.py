"""Loading a template, setting its points, entering what people judged."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from emergency.assessment import queries
from emergency.assessment.facts import Item, Scoring, Subject
from emergency.assessment.models import ChecklistEntry, ChecklistTemplate
from emergency.assessment.template import TemplateFault, read_template
from emergency.assessment.weights import reweighed
from emergency.audit import trail
from emergency.audit.rules import Tag
from emergency.base import clock
from emergency.base.access import Scope
from emergency.base.database import FAR_MOMENT, db
from emergency.base.errors import Conflict, Refusal

FROM_REFERENCE = "系统基础数据"


def seed_template(scope: Scope, content: Mapping[str, Any]) -> bool:
    """Load a template as its first version; one that is there stays as it was set. False when nothing was new."""
    template = read_template(content)
    if queries.newest_template(template.id):
        return False
    add_version(scope, template.id, dict(content), FROM_REFERENCE)
    return True


def set_points(scope: Scope, points: Mapping[str, Decimal | None], reason: str, known_number: int) -> None:
    """Make a new version with these points; all None means no points. Raises Conflict, or Refusal with the fault."""
    newest = queries.newest_template()
    if newest is None or newest.number != known_number:
        raise Conflict("分值刚刚被别人改过，您的修改没有保存。请刷新页面核对后重新提交。")
    day = clock.today()
    notice = f"{scope.name}于{day.year}年{day.month}月{day.day}日设定，理由：{reason}。"
    content = reweighed(newest.content, points, f"{newest.number + 1}", notice)
    try:
        read_template(content)
    except TemplateFault as fault:
        raise Refusal(str(fault)) from fault
    add_version(scope, newest.key, content, reason)


def enter_answer(
    scope: Scope,
    subject: Subject,
    item: Item,
    year: int,
    reason: str,
    *,
    ticked: tuple[str, ...] = (),
    faults: Mapping[str, int] | None = None,
    points: Decimal | None = None,
) -> None:
    """Record what was judged for an item; an earlier entry is closed, never changed. Raises Refusal."""
    if item.scoring is Scoring.JUDGEMENT and item.points is not None and points is None:
        raise Refusal("请填写得分。", "points")
    if points is not None and item.points is not None and not 0 <= points <= item.points:
        raise Refusal(f"得分应在 0 到 {item.points} 之间。", "points")
    content = {
        "ticked": sorted(ticked),
        "faults": {name: count for name, count in (faults or {}).items() if count},
        "points": None if points is None else str(points),
    }
    earlier = queries.current_entries(subject, year).get(item.id)
    now = clock.now()
    if earlier:
        earlier.known_until = now
    row = ChecklistEntry(
        subject_kind=subject.kind, subject_id=subject.id, year=year, item=item.id, content=content, reason=reason,
        entered_by=scope.name, known_from=now, known_until=FAR_MOMENT,
    )  # fmt: skip
    db.session.add(row)
    trail.record(
        scope, Tag.CHECKLIST_SCORE, subject.kind, subject.id,
        f"录入{subject.name}{year}年考核自查表第{item.id}条：{reason}",
        before=earlier.content if earlier else None, after=content,
    )  # fmt: skip


def add_version(scope: Scope, key: str, content: dict[str, Any], reason: str) -> None:
    """Keep content that was checked as the next version of a template."""
    number = queries.next_number(key)
    row = ChecklistTemplate(
        key=key, number=number, content=content, reason=reason, set_by=scope.name, set_at=clock.now()
    )
    db.session.add(row)
    db.session.flush()
    trail.record(
        scope, Tag.CHECKLIST_EDIT, "checklist_template", row.id,
        f"设定考核自查表第{number}版：{reason}",
        after={item["id"]: item.get("points") for item in content["items"]},
    )  # fmt: skip
