"""Questions about the office's own rules: which there are, and what the law would be with new ones."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from emergency.base.access import Scope
from emergency.base.database import db
from emergency.base.errors import NotFound, Refusal
from emergency.obligations.catalogue import book_of
from emergency.obligations.effect import Effect, law_trial, law_weight
from emergency.obligations.lawbook import LawBook
from emergency.obligations.local_rules import Row, content_of, faults_of, is_local, laid_over
from emergency.obligations.models import RuleVersion
from emergency.obligations.queries import known
from emergency.obligations.rules import Rule


@dataclass(frozen=True)
class Trial:
    """One rule as it would be kept: its newest version, whether it is known already, and what it would demand."""

    rule: Rule
    is_known: bool
    effect: Effect | None


def versions_of(rule_id: str) -> list[dict[str, Any]]:
    """The versions of a rule as they are kept now, oldest first."""
    query = select(RuleVersion.content).where(RuleVersion.rule_id == rule_id, known(RuleVersion, None))
    return [dict(content) for content in db.session.scalars(query.order_by(RuleVersion.version))]


def rule_ids() -> list[str]:
    """The ids of all rules that were ever kept: a number is never given again."""
    return list(db.session.scalars(select(RuleVersion.rule_id).distinct()))


def get_local(scope: Scope, rule_id: str) -> list[dict[str, Any]]:
    """The versions of a local rule. Raises NotFound for another or an unknown one."""
    found = versions_of(rule_id) if is_local(rule_id) else []
    if not found:
        raise NotFound("没有这一条本地规则，请从规则目录选择。")
    return found


def planned(rows: Sequence[Any]) -> dict[str, list[Row]]:
    """All versions of each rule as they would be with these rows. Raises Refusal with everything that is wrong."""
    faults = faults_of(rows, rule_ids())
    if faults:
        raise Refusal(" ".join(faults), "text")
    found: dict[str, list[Row]] = {}
    for rule_id in dict.fromkeys(str(row["id"]) for row in rows):
        own = [content_of(row) for row in rows if row["id"] == rule_id]
        found[rule_id] = laid_over(versions_of(rule_id), own)
    try:
        book_of(row for versions in found.values() for row in versions)
    except ValueError as fault:
        raise Refusal(str(fault), "text") from fault
    return found


def trials(rows: Sequence[Any], on: date) -> list[Trial]:
    """What each rule would demand on a day, were it kept. Raises Refusal."""
    return [_trial(rule_id, book_of(versions), on) for rule_id, versions in planned(rows).items()]


def _trial(rule_id: str, book: LawBook, on: date) -> Trial:
    effects = law_trial.call(book, on)
    return Trial(book.versions(rule_id)[-1], bool(versions_of(rule_id)), effects[0] if effects else None)


def weight_of(scope: Scope, rule_id: str, on: date) -> Effect | None:
    """The duties that hang on a rule on a day; None where nobody counts them."""
    found = law_weight.call(scope, rule_id, on)
    return found[0] if found else None


def local_in_use(book: LawBook, day: date) -> tuple[int, int]:
    """本地规则 n/N of a day: those in force and switched on, of all that were added; apart from the list of law."""
    ids = [rule_id for rule_id in book.ids() if is_local(rule_id)]
    return sum(bool(book.in_force(rule_id, day)) and book.enabled(rule_id, day) for rule_id in ids), len(ids)
