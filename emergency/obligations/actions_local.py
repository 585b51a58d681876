"""Deeds on the office's own rules: adding, correcting and ending them; versions are closed, never overwritten."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select

from emergency.audit import trail
from emergency.audit.rules import Tag
from emergency.base import clock
from emergency.base.access import Scope
from emergency.base.database import FAR_DAY, FAR_MOMENT, db
from emergency.base.errors import Refusal
from emergency.base.slots import law_changed
from emergency.obligations.local_rules import Row
from emergency.obligations.models import RuleVersion
from emergency.obligations.queries_local import get_local, planned, versions_of
from emergency.obligations.telling import tell_versions

BEHIND_THE_LIST = 9_999


def keep_rules(scope: Scope, rows: Sequence[Any], reason: str) -> list[str]:
    """Add or correct local rules, all or none; gives the ids of those that changed.

    Raises Refusal naming the rule for anything that is wrong, and when nothing would change.
    """
    moment, changed = clock.now(), []
    for rule_id, versions in planned(rows).items():
        before = versions_of(rule_id)
        if versions == before:
            continue
        _write(scope, versions, before, moment)
        changed.append(rule_id)
        _tell(scope, versions, before, reason)
    if not changed:
        raise Refusal("与已登记的规则完全相同，没有改动。", "text")
    law_changed.send()
    return changed


def end_rule(scope: Scope, rule_id: str, ends: date, reason: str) -> None:
    """Let a local rule end: from that day on it binds nobody. Raises NotFound, Refusal for an impossible day."""
    versions = get_local(scope, rule_id)
    last = versions[-1]
    if ends.isoformat() <= last["valid_from"]:
        raise Refusal(f"失效日期应晚于现行一版的施行日期{last['valid_from']}。", "ends")
    if last.get("valid_to") == ends.isoformat():
        raise Refusal("这一天已经登记为失效日期，没有改动。", "ends")
    _write(scope, [*versions[:-1], {**last, "valid_to": ends.isoformat()}], versions, clock.now())
    law_changed.send()
    sentence = f"本地规则 {rule_id}“{last['title']}”自{ends}起失效：{reason}"
    trail.record(scope, Tag.LAW_LOCAL_END, "rule", rule_id, sentence, last, {**last, "valid_to": ends.isoformat()})


def _write(scope: Scope, versions: Sequence[Row], before: Sequence[Row], moment: datetime) -> None:
    old = {row["version"]: row for row in before}
    for content in versions:
        if old.get(content["version"]) == content:
            continue
        place = _close(content["id"], content["version"], moment)
        db.session.add(
            RuleVersion(
                rule_id=content["id"],
                version=content["version"],
                position=_last_position() + 1 if place is None else place,
                content=dict(content),
                valid_from=date.fromisoformat(content["valid_from"]),
                valid_to=date.fromisoformat(content.get("valid_to", FAR_DAY.isoformat())),
                recorded_by=scope.name,
                known_from=moment,
            )
        )
        db.session.flush()


def _close(rule_id: str, version: int, moment: datetime) -> int | None:
    """Close what was known of a version; gives its place in the catalogue."""
    query = select(RuleVersion).where(RuleVersion.rule_id == rule_id, RuleVersion.version == version)
    row = db.session.scalar(query.where(RuleVersion.known_until == FAR_MOMENT))
    if row is None:
        return None
    row.known_until = moment
    # The closed row must be written before the new one, for a version is known once.
    db.session.flush()
    return row.position


def _last_position() -> int:
    """The place of the last rule; local ones stand behind whatever the catalogue may grow to."""
    return max(db.session.scalar(select(func.max(RuleVersion.position))) or 0, BEHIND_THE_LIST)


def _tell(scope: Scope, versions: Sequence[Row], before: Sequence[Row], reason: str) -> None:
    last, numbers = versions[-1], {row["version"] for row in before}
    if not before:
        tag, verb = Tag.LAW_LOCAL_ADD, "新增本地规则"
    elif last["version"] in numbers:
        tag, verb = Tag.LAW_LOCAL_CORRECT, "更正本地规则"
    else:
        tag, verb = Tag.LAW_LOCAL_CORRECT, f"登记第{last['version']}版本地规则"
        tell_versions(scope, [last])
    sentence = f"{verb} {last['id']}“{last['title']}”（{last['article']}），自{last['valid_from']}起：{reason}"
    trail.record(scope, tag, "rule", last["id"], sentence, before[-1] if before else None, dict(last))
