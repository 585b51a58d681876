"""What of a change of law may be a reason to revise plans; told upwards by a slot in the same transaction."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from emergency.base.access import Scope
from emergency.base.circumstances import Circumstance, CircumstanceKind, FactKind
from emergency.base.slots import circumstance
from emergency.obligations.rules import Rule


def tell_switched(scope: Scope, rule: Rule, since: date, reason: str, *, enabled: bool) -> None:
    """The office began or ceased to use a rule from a day on."""
    word = "启用" if enabled else "停用"
    text = f"规则 {rule.id}“{rule.title}”自{since}起{word}：{reason}"
    _tell(scope, rule.id, since, text, f"{word}{since}")


def tell_versions(scope: Scope, rows: Iterable[Mapping[str, Any]]) -> None:
    """Rules that the catalogue knew before have come in a new version."""
    for row in rows:
        since = date.fromisoformat(str(row["valid_from"]))
        text = f"规则 {row['id']}“{row['title']}”换为第{row['version']}版，自{since}起施行（{row['article']}）。"
        _tell(scope, row["id"], since, text, f"v{row['version']}")


def _tell(scope: Scope, rule_id: str, since: date, text: str, ref: str) -> None:
    circumstance.call(
        scope, Circumstance(CircumstanceKind.LAW, since, text, FactKind.RULE, rule_id, ref, rule_id=rule_id)
    )
