"""Deeds on the law: loading it, switching rules, changing counting rules, entering a year's working days."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, TypeVar

from sqlalchemy import select

from emergency.audit import trail
from emergency.audit.rules import Tag
from emergency.base import clock
from emergency.base.access import Scope
from emergency.base.database import FAR_DAY, FAR_MOMENT, db
from emergency.base.errors import Refusal
from emergency.base.slots import law_changed, workdays_changed
from emergency.obligations.catalogue import book_of
from emergency.obligations.counting import QUESTIONS, Counting, fault_in
from emergency.obligations.models import CountingRule, RuleOverride, RuleVersion, WorkdayYear
from emergency.obligations.queries import get_counting, get_rule, known
from emergency.obligations.rules import Shape
from emergency.obligations.telling import tell_switched, tell_versions
from emergency.obligations.workday_text import Exceptions
from emergency.units.timeline import Stretch

Dated = TypeVar("Dated", RuleOverride, CountingRule)
BEGINNING = date(1949, 10, 1)
FIRST_YEAR = 2008


def seed_law(scope: Scope, rows: Sequence[Mapping[str, Any]], workdays: Mapping[int, Exceptions]) -> int:
    """Load rules by (id, version), default counting rules and working-day years; returns how many rows were new.

    Idempotent: what is there stays. A corrected rule closes the row it corrects. The office's switches, counting
    rules and years are never touched. Raises ValueError for a catalogue that cannot be checked.
    """
    book_of(rows)
    moment = clock.now()
    new = _seed_rules(scope, rows, moment) + _seed_counting(scope, moment) + _seed_years(scope, workdays, moment)
    if new:
        law_changed.send()
        workdays_changed.send()
        trail.record(scope, Tag.LAW_SEED, "law", "seed", f"载入规则目录、计算口径和工作日表，新增{new}条")
    return new


def switch_rule(
    scope: Scope, rule_id: str, *, enabled: bool, since: date, reason: str, due_on: date | None = None
) -> None:
    """Use or stop using a rule from a day on, with the reason; ``due_on`` is a local day for plans (应编).

    Raises NotFound for an unknown rule, Refusal for a local day on a rule that has its own term.
    """
    line = get_rule(scope, rule_id)
    rule = line.rule
    if due_on and any(demand.shape is not Shape.STANDING for _, demand in rule.demands):
        raise Refusal("只有应编类规则可以另定完成期限；这一条的期限由法规规定。", "due_on")
    if due_on and not enabled:
        raise Refusal("停用的规则不设完成期限，请清空后重新提交。", "due_on")
    moment = clock.now()
    query = select(RuleOverride).where(RuleOverride.rule_id == rule_id, known(RuleOverride, None))
    _lay_over(db.session.scalars(query), Stretch(since, FAR_DAY), moment)
    db.session.add(
        RuleOverride(
            rule_id=rule_id, enabled=enabled, due_on=due_on, reason=reason, valid_from=since, recorded_by=scope.name,
            known_from=moment,
        )
    )  # fmt: skip
    law_changed.send()
    word = "启用" if enabled else "停用"
    term = f"，完成期限{due_on}" if due_on else ""
    sentence = f"自{since}起{word}规则 {rule_id}“{rule.title}”{term}：{reason}"
    trail.record(
        scope,
        Tag.LAW_SWITCH,
        "rule",
        rule_id,
        sentence,
        {"enabled": line.enabled},
        {"enabled": enabled, "since": since.isoformat(), "due_on": due_on.isoformat() if due_on else None},
    )
    if enabled != line.enabled:
        tell_switched(scope, rule, since, reason, enabled=enabled)


def set_counting(scope: Scope, name: str, value: object, since: date, reason: str) -> None:
    """Change a counting rule from a day on. Raises NotFound for an unknown name, Refusal for an impossible value."""
    line = get_counting(scope, name)
    fault = fault_in(name, value)
    if fault:
        raise Refusal(fault, "value")
    moment = clock.now()
    query = select(CountingRule).where(CountingRule.name == name, known(CountingRule, None))
    _lay_over(db.session.scalars(query), Stretch(since, FAR_DAY), moment)
    db.session.add(_counting_row(scope, name, value, reason, since, moment))
    law_changed.send()
    sentence = f"自{since}起计算口径“{line.question.question}”改为{_shown(value)}：{reason}"
    trail.record(scope, Tag.COUNTING_CHANGE, "counting", name, sentence, {"value": line.value}, {"value": value})


def enter_workdays(scope: Scope, year: int, days: Exceptions, notice: str, source: str) -> None:
    """Enter or correct the working days of a year after the yearly notice. Raises Refusal for a year out of reach."""
    refuse_year_out_of_reach(year)
    moment = clock.now()
    before = db.session.scalar(select(WorkdayYear).where(WorkdayYear.year == year, known(WorkdayYear, None)))
    if before is not None:
        if (before.days, before.notice, before.source) == (_plain(days), notice, source):
            raise Refusal(f"{year}年的放假安排与已录入的完全相同，没有改动。", "days")
        before.known_until = moment
        # The closed row must be written before the new one, for a year is known once.
        db.session.flush()
    db.session.add(_year_row(scope, year, days, moment, notice=notice, source=source, verified=True))
    workdays_changed.send()
    verb = "更正" if before else "录入"
    sentence = f"{verb}{year}年工作日表（{notice}）：与平常周不同的{len(days)}天"
    trail.record(scope, Tag.WORKDAYS_IMPORT, "workdays", year, sentence, before.days if before else None, _plain(days))


def refuse_year_out_of_reach(year: int) -> None:
    """Raises Refusal for a year whose notice cannot be out, or that no plan of the register reaches back to."""
    last = clock.today().year + 1
    if not FIRST_YEAR <= year <= last:
        raise Refusal(f"只能录入{FIRST_YEAR}年至{last}年的放假安排。", "year")


def _seed_rules(scope: Scope, rows: Sequence[Mapping[str, Any]], moment: datetime) -> int:
    query = select(RuleVersion).where(known(RuleVersion, None))
    there = {(row.rule_id, row.version): row for row in db.session.scalars(query)}
    versions = {rule_id: max(version for known_id, version in there if known_id == rule_id) for rule_id, _ in there}
    new, later = 0, []
    for position, row in enumerate(rows):
        content = _texts(row)
        old = there.get((content["id"], content["version"]))
        if old is not None and (old.content, old.position) == (content, position):
            continue
        if old is not None:
            old.known_until = moment
            db.session.flush()
        db.session.add(_rule_row(scope, content, position, moment))
        new += 1
        if content["version"] > versions.get(content["id"], content["version"]):
            later.append(content)
    tell_versions(scope, later)
    return new


def _rule_row(scope: Scope, content: dict[str, Any], position: int, moment: datetime) -> RuleVersion:
    return RuleVersion(
        rule_id=content["id"],
        version=content["version"],
        position=position,
        content=content,
        valid_from=date.fromisoformat(content["valid_from"]),
        valid_to=date.fromisoformat(content.get("valid_to", FAR_DAY.isoformat())),
        recorded_by=scope.name,
        known_from=moment,
    )


def _seed_counting(scope: Scope, moment: datetime) -> int:
    there = set(db.session.scalars(select(CountingRule.name)))
    missing = [question.name for question in QUESTIONS if question.name not in there]
    for name in missing:
        db.session.add(_counting_row(scope, name, getattr(Counting(), name), "默认口径", BEGINNING, moment))
    return len(missing)


def _counting_row(scope: Scope, name: str, value: object, reason: str, since: date, moment: datetime) -> CountingRule:
    return CountingRule(
        name=name, value=value, reason=reason, valid_from=since, recorded_by=scope.name, known_from=moment
    )


def _seed_years(scope: Scope, workdays: Mapping[int, Exceptions], moment: datetime) -> int:
    there = set(db.session.scalars(select(WorkdayYear.year)))
    missing = {year: days for year, days in workdays.items() if year not in there}
    for year, days in missing.items():
        source = "随软件提供，通知文号未核"
        db.session.add(_year_row(scope, year, days, moment, notice="", source=source, verified=False))
    return len(missing)


def _year_row(
    scope: Scope, year: int, days: Exceptions, moment: datetime, *, notice: str, source: str, verified: bool
) -> WorkdayYear:
    return WorkdayYear(
        year=year,
        days=_plain(days),
        notice=notice,
        verified=verified,
        source=source,
        recorded_by=scope.name,
        known_from=moment,
    )


def _lay_over(rows: Iterable[Dated], stretch: Stretch, moment: datetime) -> None:
    """Close every known row that shares a day with the stretch and put back what remains beside it."""
    for row in rows:
        own = Stretch(row.valid_from, row.valid_to)
        if not own.meets(stretch):
            continue
        row.known_until = moment
        for rest in own.without(stretch):
            values = {column.key: getattr(row, column.key) for column in row.__table__.columns if column.key != "id"}
            times = {"known_from": moment, "known_until": FAR_MOMENT}
            db.session.add(type(row)(**{**values, **times, "valid_from": rest.start, "valid_to": rest.end}))


def _plain(days: Exceptions) -> list[list[Any]]:
    return [[day.isoformat(), works, note] for day, works, note in days]


def _texts(value: Any) -> Any:
    """The same data with days as text, as JSON keeps them."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {key: _texts(item) for key, item in value.items()}
    return [_texts(item) for item in value] if isinstance(value, list | tuple) else value


def _shown(value: object) -> str:
    return {True: "是", False: "否"}[value] if isinstance(value, bool) else str(value)
