"""Recomputing duties: compare what the engine says with what is known, write only what differs."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from sqlalchemy import select

from emergency.audit import trail
from emergency.audit.rules import Tag
from emergency.base import clock, jobs
from emergency.base.access import system_scope
from emergency.base.database import committed, db, end_reading
from emergency.base.heap import unsearched
from emergency.base.slots import announced
from emergency.base.workdays import WorkdayTable
from emergency.coverage.models import OPEN, Duty
from emergency.coverage.providers import acts_by_unit, happenings_by_unit
from emergency.coverage.seals import tile_seal, tiles_digest
from emergency.coverage.settling import record_settled, waiting_now
from emergency.coverage.stored import add_rows, close_rows, open_rows
from emergency.coverage.tiles import COLUMNS, Row, Stay, rows_of, stays
from emergency.drills.queries import credits_of
from emergency.obligations.counting import CountingSpan
from emergency.obligations.derive import derive
from emergency.obligations.facts import DrillCredit, Happening, PlanHistory, RegionTerms, UnitAct
from emergency.obligations.lawbook import LawBook
from emergency.obligations.queries import load_counting, load_rules, load_workdays
from emergency.plans.queries_history import histories as plan_histories
from emergency.units.facts import UnitHistory
from emergency.units.queries_histories import all_unit_ids
from emergency.units.queries_histories import histories as unit_histories
from emergency.units.queries_regions import terms_of

AT_ONCE = 500
# So many units are a second of work: nobody who saves waits longer for a piece of a rebuild.
CHUNK = 400
JOB = "recompute"
RULE = COLUMNS.index("rule_id")


Inputs = tuple[
    UnitHistory, Sequence[PlanHistory], Sequence[DrillCredit], LawBook, tuple[CountingSpan, ...], WorkdayTable,
    RegionTerms | None, Sequence[UnitAct], Sequence[Happening],
]  # fmt: skip


@dataclass(frozen=True)
class Law:
    """What the engine is told besides units: rules, counting rules and working days, as known at a moment."""

    book: LawBook
    counting: tuple[CountingSpan, ...]
    workdays: WorkdayTable


def law_known_at(moment: datetime | None = None) -> Law:
    """The law as the register knew it at a moment (None: now)."""
    return Law(load_rules(moment), load_counting(moment), load_workdays(moment))


def expected_rows(unit_ids: Sequence[int], law: Law, moment: datetime | None = None) -> Iterator[Row]:
    """The rows of everything that the engine says of these units, as known at a moment."""
    for stay, inputs in inputs_of(unit_ids, law, moment):
        yield from rows_of(inputs[0], derive(*inputs), law.book, stay)


def inputs_of(unit_ids: Sequence[int], law: Law, moment: datetime | None = None) -> Iterator[tuple[Stay, Inputs]]:
    """What `derive` is told of each unit as known at a moment, once for each stay under the same terms."""
    units = unit_histories(unit_ids, moment)
    plans = _plans_by_unit(plan_histories(unit_ids, moment))
    credits = _by_unit(credits_of(unit_ids, moment))
    acts, happenings = acts_by_unit(unit_ids, moment), happenings_by_unit(unit_ids, moment)
    terms = region_terms({code for unit in units.values() for code in unit.region_codes}, moment)
    for unit_id, unit in units.items():
        for stay in stays(unit, terms):
            own, held = plans.get(unit_id, ()), credits.get(unit_id, ())
            told = (stay.terms, acts.get(unit_id, ()), happenings.get(unit_id, ()))
            yield stay, (unit, own, held, law.book, law.counting, law.workdays, *told)


def _plans_by_unit(plans: Iterable[PlanHistory]) -> dict[int, list[PlanHistory]]:
    found: dict[int, list[PlanHistory]] = defaultdict(list)
    for plan in plans:
        for unit_id in {unit_id for bodies in plan.bodies.values() for unit_id in bodies}:
            found[unit_id].append(plan)
    return found


def _by_unit(credits: Iterable[DrillCredit]) -> dict[int, list[DrillCredit]]:
    found: dict[int, list[DrillCredit]] = defaultdict(list)
    for credit in credits:
        found[credit.unit_id].append(credit)
    return found


def region_terms(codes: set[str], moment: datetime | None) -> dict[str, RegionTerms]:
    """台账启用日 and 补录截止日 of regions, in the engine's words."""
    return {code: RegionTerms(each.opened_on, each.backfill_until) for code, each in terms_of(codes, moment).items()}


def recompute(unit_ids: Iterable[int], law: Law | None = None) -> int:
    """Bring the tiles of these units up to date within the present transaction; gives how many rows changed."""
    chosen, known_law, changed = law or law_known_at(), sorted(set(unit_ids)), 0
    rest = iter(known_law)
    while chunk := list(islice(rest, CHUNK)):
        changed += _recompute_chunk(chunk, chosen)
    return changed


def _recompute_chunk(unit_ids: list[int], law: Law) -> int:
    now = clock.now()
    db.session.flush()
    known = open_rows(unit_ids)
    wanted = dict.fromkeys(expected_rows(unit_ids, law))
    new = [row for row in wanted if known.pop(row, None) is None]
    gone = {number: row for row, number in known.items()}
    close_rows(gone, now)
    add_rows(new, now)
    attest({unit_of(row) for row in (*gone.values(), *new)})
    return len(gone) + len(new)


def unit_of(row: Row) -> int:
    """Whose duty a row is."""
    return int(row[0])


def attest(unit_ids: Iterable[int]) -> None:
    """Let the act of this transaction answer for all tiles of these units, the closed ones too."""
    seals: dict[int, list[tuple[int, str]]] = {unit_id: [] for unit_id in unit_ids}
    stored = select(Duty.unit_id, Duty.id, Duty.seal).where(Duty.unit_id.in_(seals))
    for unit_id, number, seal in db.session.execute(stored):
        seals[unit_id].append((number, seal))
    for unit_id, tiles in seals.items():
        trail.attest(Duty.__tablename__, (unit_id,), tiles_digest(tiles))


def seal_unsealed() -> int:
    """Seal the tiles of a register from before there were seals, in pieces; gives how many units had such."""
    unit_ids = list(db.session.scalars(select(Duty.unit_id).where(Duty.seal == "").distinct().order_by(Duty.unit_id)))
    rest = iter(unit_ids)
    while chunk := list(islice(rest, CHUNK)):
        with committed():
            for row in db.session.scalars(select(Duty).where(Duty.unit_id.in_(chunk), Duty.seal == "")):
                known = {"known_from": row.known_from, "known_until": row.known_until}
                row.seal = tile_seal({**{name: getattr(row, name) for name in COLUMNS}, **known})
            db.session.flush()
            attest(chunk)
            sentence = f"升级数据库：为 {len(chunk)} 家单位的应办事项加上校验值。"
            trail.record(system_scope(), Tag.MIGRATE, "duty", "all", sentence)
    return len(unit_ids)


def recompute_announced() -> None:
    """The one listener of announcements: runs before the commit; above 500 units it leaves a job."""
    said = announced()
    if not said:
        return
    everybody = "law_changed" in said or "workdays_changed" in said or said.get("facts_changed") == set()
    unit_ids = all_unit_ids() if everybody else sorted(said["facts_changed"])
    if len(unit_ids) > AT_ONCE:
        # Every unit, for a second change of many may come while the job of the first one waits.
        jobs.enqueue(JOB, JOB)
        return
    waited = waiting_now() if "workdays_changed" in said else set()
    recompute(unit_ids)
    record_settled(waited)


def recompute_job(_payload: object) -> None:
    """The job's handler: in pieces, each a transaction of its own, so that others may write between."""
    waited = waiting_now()
    end_reading()
    recompute_in_pieces(all_unit_ids())
    with committed():
        record_settled(waited)


def recompute_in_pieces(unit_ids: Sequence[int]) -> int:
    """Recompute many units, a piece a transaction; gives how many rows changed."""
    changed = done = 0
    rest = iter(unit_ids)
    while chunk := list(islice(rest, CHUNK)):
        done += len(chunk)
        with unsearched(), committed():
            new = recompute(chunk)
            jobs.note_progress(JOB, done, len(unit_ids))
            if new:
                sentence = f"重算应办事项：{len(chunk)} 家单位，变动 {new} 条。"
                trail.record(system_scope(), Tag.JOB, "duty", "all", sentence)
        changed += new
    return changed


def recompute_everything() -> int:
    """Bring every unit up to date at once, and let the job rest that asks for it; gives how many rows changed."""
    changed = recompute_in_pieces(sorted({*all_unit_ids(), *unit_ids_of_duties()}))
    with committed():
        jobs.settle(JOB)
    return changed


def differences(unit_ids: Sequence[int]) -> list[str]:
    """What a rebuild would change, as one Chinese line a row; empty when duties are what they should be.

    Each piece is read by itself, so that nobody's saving waits for the whole.
    """
    lines: list[str] = []
    rest = iter(unit_ids)
    while chunk := list(islice(rest, CHUNK)):
        end_reading()
        law = law_known_at()
        have, want = open_rows(chunk), dict.fromkeys(expected_rows(chunk, law))
        extra = ((row, number) for row, number in have.items() if row not in want)
        lines += [f"义务表多出一行：编号 {number}，单位 {unit_of(row)}，{row[RULE]}" for row, number in extra]
        lacking = (row for row in want if row not in have)
        lines += [f"义务表缺少一行：单位 {unit_of(row)}，{row[RULE]}" for row in lacking]
    return lines


def unit_ids_of_duties() -> list[int]:
    """Units that have open duties, whether or not they still exist; for a rebuild and its comparison."""
    return list(db.session.scalars(select(Duty.unit_id).where(OPEN).distinct()))


def recomputing_lines() -> list[str]:
    """What a workbook says above its rows while a recompute waits; nothing otherwise."""
    word = recomputing_word()
    return [f"{word}，数字可能还会变化，请重算完成后重新导出。"] if word else []


def recomputing_word() -> str:
    """How far the recompute is, in Chinese; empty when none waits."""
    if not is_recomputing():
        return ""
    told = jobs.progress(JOB)
    return f"应办事项正在重算：已完成 {told[0]} / {told[1]} 家单位" if told else "应办事项正在重算"


def is_recomputing() -> bool:
    """Whether a recompute waits or runs; pages then say 正在重算."""
    return jobs.waiting(JOB) > 0
