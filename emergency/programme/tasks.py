"""From what is owed to what the scheduler is asked: one draft a drill, with its window, traits and observers (pure)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from emergency.programme.facts import Task, Trait
from emergency.programme.owed import Owed, Unknown, Year
from emergency.programme.planned import Planned, matched
from emergency.programme.traits import Exercise, Host, place_of, rest_of, spacing_of, traits_of
from emergency.programme.words import TERMS_MISSING, TERMS_SENTENCE, LineKind
from emergency.units.facts import UnitKind

NOTHING = Exercise()


@dataclass(frozen=True)
class Watch:
    """A named observer or team: at which drills it must be, by place and kind of unit (none named: all kinds)."""

    name: str
    region_prefix: str
    kinds: frozenset[UnitKind] = frozenset()

    def attends(self, host: Host) -> bool:
        """Whether it must be free for a drill of this unit."""
        return host.region_code.startswith(self.region_prefix) and (not self.kinds or host.kind in self.kinds)


@dataclass(frozen=True)
class Draft:
    """One line of a programme before it has a day. `serves` are (rule, plan) of every duty it would be held for.

    `drill_id` stands in the register on `day`; `postponed_id` was planned for this duty and waits for a new day.
    """

    key: str
    kind: LineKind
    unit_id: int
    region_code: str
    rule_id: str
    plan_id: int | None
    exercises_id: int | None
    term: str
    first: date
    last: date
    due_on: date
    rest: str
    traits: frozenset[str]
    crews: tuple[str, ...]
    spacing: int
    serves: tuple[tuple[str, int | None], ...] = ()
    drill_id: int | None = None
    day: date | None = None
    postponed_id: int | None = None
    reason: str = ""
    sentence: str = ""

    def task(self, **changes: object) -> Task:
        """The question to the scheduler; a drill that stands in the register stays where it stands."""
        first, last = (min(self.first, self.day), max(self.last, self.day)) if self.day else (self.first, self.last)
        task = Task(
            self.key, self.unit_id, place_of(self.region_code), first, last, self.rest, self.traits, self.crews,
            self.spacing, locked=self.day, serves=tuple(f"{rule}:{plan or ''}" for rule, plan in self.serves),
        )  # fmt: skip
        return replace(task, **changes)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Known:
    """What drafts are made from besides the duties: units, exercised plans, drills of the register, observers."""

    hosts: Mapping[int, Host]
    exercises: Mapping[int, Exercise]
    planned: Sequence[Planned] = ()
    watches: Sequence[Watch] = field(default=())
    postponed: Sequence[Planned] = ()


def drafts_of(owed: Sequence[Owed], unknown: Iterable[Unknown], known: Known, year: Year) -> list[Draft]:
    """A draft a drill owed, one a drill of the register that is for none of them, one a duty that can't be told."""
    owed = [one for one in owed if one.unit_id in known.hosts]
    found, rest = matched(owed, known.planned)
    # What the year before has a day for already is not asked for again.
    owed = [one for one in owed if one.key not in found or found[one.key].day.year == year.year]
    waiting, _ = matched([one for one in owed if one.key not in found], known.postponed)
    drafts = [_owed(one, known, found.get(one.key), waiting.get(one.key)) for one in owed]
    load = [drill for drill in rest if drill.unit_id in known.hosts and drill.day.year == year.year]
    drafts += [_load(drill, known) for drill in load]
    gaps = [gap for gap in unknown if gap.unit_id in known.hosts]
    return drafts + [_gap(gap, known, year) for gap in gaps]


def _owed(one: Owed, known: Known, drill: Planned | None, waiting: Planned | None) -> Draft:
    host = known.hosts[one.unit_id]
    exercise = known.exercises.get(one.exercises or 0, NOTHING)
    return Draft(
        one.key, LineKind.DUTY, one.unit_id, host.region_code, one.rule_id, one.plan_id, one.exercises, one.term,
        one.first, one.last, one.due_on, rest_of(one.rule_id, host), traits_of(one.rule_id, host, exercise),
        _crews(host, known), spacing_of(one.rule_id), ((one.rule_id, one.plan_id),),
        drill.drill_id if drill else None, drill.day if drill else None, waiting.drill_id if waiting else None,
    )  # fmt: skip


def _load(drill: Planned, known: Known) -> Draft:
    host = known.hosts[drill.unit_id]
    return Draft(
        f"drill:{drill.drill_id}", LineKind.KNOWN, drill.unit_id, host.region_code, "", None, None, "", drill.day,
        drill.day, drill.day, rest_of("", host), traits_of("", host, NOTHING), _crews(host, known), spacing_of(""),
        drill.duties, drill.drill_id, drill.day,
    )  # fmt: skip


def _gap(gap: Unknown, known: Known, year: Year) -> Draft:
    host = known.hosts[gap.unit_id]
    since = max(gap.since, year.first)
    return Draft(
        gap.key, LineKind.UNKNOWN, gap.unit_id, host.region_code, gap.rule_id, None, None, "", since, year.last,
        year.last, rest_of(gap.rule_id, host), frozenset(), (), spacing_of(gap.rule_id), ((gap.rule_id, None),),
        reason=TERMS_MISSING, sentence=TERMS_SENTENCE.format(since=f"{since.year}年{since.month}月"),
    )  # fmt: skip


def _crews(host: Host, known: Known) -> tuple[str, ...]:
    return tuple(watch.name for watch in known.watches if watch.attends(host))


def merged(drafts: Sequence[Draft]) -> list[Draft]:
    """Where the counting rule lets one drill meet several duties of a unit: drafts whose windows share days, as one.

    Two periods of one rule stay two drills; what stands in the register already stays as it is. A drill of rules
    that ask for 实战 is held so for all. Whoever records the drill confirms each duty; this only plans for it.
    """
    kept: list[Draft] = []
    free: dict[int, list[Draft]] = {}
    for draft in drafts:
        if draft.kind is LineKind.DUTY and draft.day is None:
            free.setdefault(draft.unit_id, []).append(draft)
        else:
            kept.append(draft)
    for own in free.values():
        kept += _joined(sorted(own, key=lambda draft: (draft.last, draft.first, draft.key)))
    return sorted(kept, key=lambda draft: draft.key)


def _joined(own: Sequence[Draft]) -> list[Draft]:
    joined: list[Draft] = []
    for draft in own:
        host = next((index for index, other in enumerate(joined) if _may_join(other, draft)), None)
        if host is None:
            joined.append(draft)
        else:
            joined[host] = _one(joined[host], draft)
    return joined


def _may_join(one: Draft, other: Draft) -> bool:
    rules = {rule for rule, _ in one.serves}
    days = (min(one.last, other.last) - max(one.first, other.first)).days
    # The same place of season: a flood drill in May is no forest fire drill in March.
    seasons = {Trait.FIRE, Trait.FLOOD, Trait.ICE_FLOOD, Trait.WINTER}
    return other.rule_id not in rules and days >= 0 and one.traits & seasons == other.traits & seasons


def _one(one: Draft, other: Draft) -> Draft:
    return replace(
        one, first=max(one.first, other.first), last=min(one.last, other.last), due_on=min(one.due_on, other.due_on),
        traits=one.traits | other.traits, spacing=max(one.spacing, other.spacing), serves=(*one.serves, *other.serves),
        exercises_id=one.exercises_id or other.exercises_id,
    )  # fmt: skip
