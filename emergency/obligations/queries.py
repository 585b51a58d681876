"""Questions about the law: what the engine reads, and what the pages of the catalogue show."""

import itertools
import json
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Select, Text, and_, func, select, type_coerce

from emergency.base import clock
from emergency.base.access import Scope
from emergency.base.database import FAR_MOMENT, db
from emergency.base.errors import NotFound
from emergency.base.workdays import WorkdayTable
from emergency.obligations.catalogue import book_of
from emergency.obligations.counting import QUESTIONS, Counting, CountingQuestion, CountingSpan, counting_on
from emergency.obligations.lawbook import LawBook, RuleSwitch
from emergency.obligations.models import CountingRule, RuleOverride, RuleVersion, WorkdayYear
from emergency.obligations.rules import Rule

FIRST_DAY = date.min


@dataclass(frozen=True)
class RuleLine:
    """A rule as the catalogue lists it: the version in force, and whether the office uses it."""

    rule: Rule
    in_force: bool
    enabled: bool

    @property
    def used(self) -> str:
        """Whether it is judged here today: yes, no, or only listed."""
        if self.rule.is_listed:
            return "listed"
        return "yes" if self.enabled and self.in_force else "no"


@dataclass(frozen=True)
class CountingLine:
    """A counting rule with the value of today and the rows behind it."""

    question: CountingQuestion
    value: object
    rows: tuple[CountingRule, ...]


def known(model: Any, moment: datetime | None) -> ColumnElement[bool]:
    """The rows that were known at a moment; None means now."""
    if moment is None:
        now: ColumnElement[bool] = model.known_until == FAR_MOMENT
        return now
    return and_(model.known_from <= moment, moment < model.known_until)


def load_rules(moment: datetime | None = None) -> LawBook:
    """The law book with the office's switches, as known at a moment (None: now). Two queries.

    Whoever asks for the same law gets the same book, with all that was worked out under it.
    """
    content = select(type_coerce(RuleVersion.content, Text)).where(known(RuleVersion, moment))
    texts = db.session.scalars(content.order_by(RuleVersion.position, RuleVersion.version))
    overrides = db.session.scalars(select(RuleOverride).where(known(RuleOverride, moment)))
    return _book(tuple(texts), tuple(_switch(row) for row in overrides))


@lru_cache(maxsize=4)
def _book(texts: tuple[str, ...], switches: tuple[RuleSwitch, ...]) -> LawBook:
    return LawBook(book_of(json.loads(text) for text in texts).rules, switches)


def law_since() -> datetime | None:
    """When the first rule came into the register; None while there is none. One query."""
    return db.session.scalar(select(func.min(RuleVersion.known_from)))


def load_workdays(moment: datetime | None = None) -> WorkdayTable:
    """The table of working days as known at a moment (None: now). One query."""
    query = select(WorkdayYear.year, type_coerce(WorkdayYear.days, Text)).where(known(WorkdayYear, moment))
    return _workdays(tuple((row[0], row[1]) for row in db.session.execute(query)))


@lru_cache(maxsize=4)
def _workdays(years: tuple[tuple[int, str], ...]) -> WorkdayTable:
    told = ((year, json.loads(days)) for year, days in years)
    return WorkdayTable({year: {date.fromisoformat(day): works for day, works, _ in days} for year, days in told})


def workday_notes(moment: datetime | None = None) -> dict[date, str]:
    """Why days of the table are not what their weekday says, such as 春节放假, as known at a moment. One query."""
    rows = db.session.scalars(select(WorkdayYear).where(known(WorkdayYear, moment)))
    return {date.fromisoformat(day): note for row in rows for day, _, note in row.days}


def load_counting(moment: datetime | None = None) -> tuple[CountingSpan, ...]:
    """The counting rules of all days, as known at a moment (None: now). One query."""
    rows = list(db.session.scalars(select(CountingRule).where(known(CountingRule, moment))))
    days = {FIRST_DAY, date.max, *(row.valid_from for row in rows), *(row.valid_to for row in rows)}
    ordered = sorted(days)
    return tuple(CountingSpan(_counting(rows, start), start, end) for start, end in itertools.pairwise(ordered))


@dataclass(frozen=True)
class RuleFilter:
    """What a list of rules asks for; an empty part asks nothing."""

    text: str = ""
    group: str = ""
    force: str = ""
    rank: str = ""
    used: str = ""


def list_rules(scope: Scope, wanted: RuleFilter) -> tuple[RuleLine, ...]:
    """The rules that fit the filter, in the order of the catalogue; the law is open to every viewer."""
    book, today = load_rules(), clock.today()
    lines = (_line(book, rule_id, today) for rule_id in book.ids())
    return tuple(line for line in lines if _fits(line, wanted))


def _fits(line: RuleLine, wanted: RuleFilter) -> bool:
    rule = line.rule
    asked = ((wanted.group, rule.group), (wanted.force, rule.force), (wanted.rank, rule.rank), (wanted.used, line.used))
    return all(not word or word == own for word, own in asked) and _speaks(rule, wanted.text)


def get_rule(scope: Scope, rule_id: str) -> RuleLine:
    """One rule. Raises NotFound for an unknown id."""
    book = load_rules()
    if rule_id not in book.ids():
        raise NotFound("规则目录里没有这一条，请从目录中选择。")
    return _line(book, rule_id, clock.today())


def rule_versions(scope: Scope, rule_id: str) -> tuple[Rule, ...]:
    """All versions of a rule as known now, the newest first."""
    return tuple(reversed(load_rules().versions(rule_id)))


def overrides_of(scope: Scope, rule_id: str) -> list[RuleOverride]:
    """The office's rows on a rule as known now, the newest first."""
    return known_overrides_of(rule_id)


def known_overrides_of(rule_id: str, moment: datetime | None = None) -> list[RuleOverride]:
    """As overrides_of, as known at a moment (None: now): the law is open to every viewer."""
    query = select(RuleOverride).where(RuleOverride.rule_id == rule_id, known(RuleOverride, moment))
    return list(db.session.scalars(query.order_by(RuleOverride.valid_from.desc())))


def rules_in_use(book: LawBook, day: date) -> tuple[int, int]:
    """已启用规则 n/N of a day, everywhere: rules in force, switched on and judged, of all of the list.

    On an old day n is small, for the law before it was never at hand: green says little there.
    """
    return book.in_use(day)


def counting_lines(scope: Scope) -> tuple[CountingLine, ...]:
    """Every counting rule that can be changed, with its value today and its history as known now."""
    rows: dict[str, list[CountingRule]] = defaultdict(list)
    query = select(CountingRule).where(known(CountingRule, None)).order_by(CountingRule.valid_from.desc())
    for row in db.session.scalars(query):
        rows[row.name].append(row)
    today = counting_today()
    return tuple(
        CountingLine(question, getattr(today, question.name), tuple(rows[question.name])) for question in QUESTIONS
    )


def get_counting(scope: Scope, name: str) -> CountingLine:
    """One counting rule. Raises NotFound for an unknown name."""
    found = next((line for line in counting_lines(scope) if line.question.name == name), None)
    if found is None:
        raise NotFound("没有这一项计算口径，请从列表中选择。")
    return found


def counting_today() -> Counting:
    """The counting rules of today."""
    return counting_on(load_counting(), clock.today())


def workday_years(scope: Scope) -> Select[Any]:
    """The years of the working-day table as known now, the newest first."""
    return select(WorkdayYear).where(known(WorkdayYear, None)).order_by(WorkdayYear.year.desc())


def get_workday_year(scope: Scope, year: int) -> WorkdayYear:
    """One year of the table. Raises NotFound for a year that was not entered."""
    row = db.session.scalar(select(WorkdayYear).where(WorkdayYear.year == year, known(WorkdayYear, None)))
    if row is None:
        raise NotFound(f"{year}年的放假安排尚未录入。")
    return row


def missing_year(today: date) -> int | None:
    """A year whose working days are needed and not entered: this one, or from 1 November on the next; else None."""
    wanted = [today.year, today.year + 1] if today.month >= 11 else [today.year]
    query = select(WorkdayYear.year).where(WorkdayYear.year.in_(wanted), known(WorkdayYear, None))
    there = set(db.session.scalars(query))
    return next((year for year in wanted if year not in there), None)


def _line(book: LawBook, rule_id: str, today: date) -> RuleLine:
    current = book.in_force(rule_id, today)
    return RuleLine(current or book.versions(rule_id)[-1], current is not None, book.enabled(rule_id, today))


def _speaks(rule: Rule, text: str) -> bool:
    words = text.strip().lower()
    return not words or any(words in part.lower() for part in (rule.id, rule.title, rule.article, rule.demand_text))


def _switch(row: RuleOverride) -> RuleSwitch:
    return RuleSwitch(row.rule_id, row.enabled, row.valid_from, row.valid_to, row.due_on)


def _counting(rows: list[CountingRule], day: date) -> Counting:
    return Counting(**{row.name: row.value for row in rows if row.valid_from <= day < row.valid_to})
