"""Making the programme of a region's year: asked for, placed by a job, written in one commit."""

from collections.abc import Iterable

from sqlalchemy import select

from emergency.audit import trail
from emergency.audit.rules import Tag
from emergency.base import clock, jobs
from emergency.base.access import Scope, system_scope
from emergency.base.database import committed, db, end_reading
from emergency.base.errors import Conflict, Refusal
from emergency.programme import rules
from emergency.programme.actions_run import Report, told_by
from emergency.programme.asking import Asking, Kept, asking_of
from emergency.programme.facts import Plan, Unplaced
from emergency.programme.models import Programme, ProgrammeLine, ProgrammeRun
from emergency.programme.placing import place
from emergency.programme.queries import JOB, gave_up, in_use, lines_by_key
from emergency.programme.tasks import Draft
from emergency.programme.traits import place_of
from emergency.programme.words import LineKind, Making, Proposal
from emergency.units.models_regions import Region
from emergency.units.regionkinds import Level

MAKE = "make"
LEVELS = (Level.PREFECTURE.value, Level.COUNTY.value)


def check_asked(region: Region, year: int, a_day: int, seed: int) -> None:
    """Refuse a programme that makes no sense. Raises Refusal beside the field."""
    if region.level not in LEVELS:
        raise Refusal("年度演练计划按市或县（市、区）编制，乡镇、单位查看其中自己的部分。请选择市或县。", "region")
    for field, refused in (
        ("year", rules.bad_year(year, clock.today())),
        ("a_day", rules.bad_limit(a_day)),
        ("seed", rules.bad_seed(seed)),
    ):
        if refused:
            raise Refusal(refused, field)


def ask_programme(scope: Scope, region: Region, year: int, a_day: int, seed: int, *, by_job: bool = True) -> Programme:
    """Ask for the programme of a region's year that the caller loaded through scope; a job makes it.

    What people locked in the one in use, and what stands in the register, stays. Raises Refusal, Conflict while one
    is being made.
    """
    check_asked(region, year, a_day, seed)
    before = in_use(region.code, year)
    if before is not None and before.state == Making.WAITING and not gave_up(before.id):
        raise Conflict(f"{region.name}{year}年的计划正在排期，请等它排完或先停止，再重新编制。", "year")
    programme = Programme(
        region_code=region.code, year=year, seed=seed, a_day=a_day, state=Making.WAITING, cost_by_term={},
        asked_by=scope.name, asked_at=clock.now(),
    )  # fmt: skip
    db.session.add(programme)
    db.session.flush()
    db.session.add(ProgrammeRun(programme_id=programme.id, purpose=MAKE, stopping=False))
    said = f"编制{region.name}{year}年度演练计划，每地每天至多{a_day}次，种子{seed}。"
    trail.record(scope, Tag.PROGRAMME_ASK, "programme", programme.id, said, after=_asked(programme))
    if by_job:
        jobs.enqueue(JOB, f"{JOB}:{programme.id}", {"programme_id": programme.id, "do": MAKE})
    return programme


def stop_making(scope: Scope, programme: Programme) -> None:
    """Ask a making to end with the best that it has. Raises Refusal where nothing is being made."""
    run = db.session.get(ProgrammeRun, programme.id)
    if run is None or programme.state != Making.WAITING:
        raise Refusal("这份计划已经排完，不需要停止。")
    run.stopping = True
    trail.record(scope, Tag.PROGRAMME_STOP, "programme", programme.id, "请求停止排期，保留目前最好的结果。")


def make_programme(programme_id: int, report: Report | None = None) -> None:
    """Place every owed drill and write the lines, with a short commit at the end; a repeated job does nothing."""
    programme = db.session.get(Programme, programme_id)
    if programme is None or programme.state != Making.WAITING:
        return
    asked = (programme.region_code, programme.year, programme.a_day, programme.seed)
    kept = kept_now(programme.region_code, programme.year)
    asking = asking_of(*asked, kept=kept)
    end_reading()
    progress, stop = told_by(report)
    plan = place(asking.tasks(), asking.days, asking.limits, asking.terms, progress=progress, stop=stop)
    with committed():
        _write(programme_id, asking, plan)


def kept_of(lines: Iterable[ProgrammeLine]) -> dict[str, Kept]:
    """What people said of lines: their days, which are locked, which light a fire outdoors."""
    return {
        line.task_key: Kept(line.day, line.locked and line.drill_id is None, line.open_fire, line.approval)
        for line in lines
        if line.kind == LineKind.DUTY
    }


def kept_now(region_code: str, year: int) -> dict[str, Kept]:
    """What people said of the lines of the programme in use, which a new one takes the place of."""
    made = select(Programme.id).where(
        Programme.region_code == region_code, Programme.year == year,
        Programme.state.in_((Making.READY, Making.STOPPED)),
    )  # fmt: skip
    last = db.session.scalar(made.order_by(Programme.id.desc()).limit(1))
    return kept_of(lines_by_key(last).values()) if last is not None else {}


def _write(programme_id: int, asking: Asking, plan: Plan) -> None:
    programme = db.session.get_one(Programme, programme_id)
    if programme.state != Making.WAITING:
        return
    older_ones = select(Programme).where(
        Programme.region_code == programme.region_code, Programme.year == programme.year,
        Programme.id < programme.id, Programme.state != Making.REPLACED,
    )  # fmt: skip
    for older in db.session.scalars(older_ones):
        older.state = Making.REPLACED
    lines = lines_for(programme_id, asking, plan)
    db.session.add_all(lines)
    note_result(programme, asking, plan)
    programme.state = Making.STOPPED if plan.stopped else Making.READY
    owed = [line for line in lines if line.kind != LineKind.KNOWN]
    unplaced = sum(line.day is None for line in owed)
    said = f"排出{programme.year}年度演练计划：待演{len(owed)}次，排不下{unplaced}次。"
    trail.record(system_scope(programme.asked_by), Tag.PROGRAMME_MADE, "programme", programme_id, said)


def note_result(programme: Programme, asking: Asking, plan: Plan) -> None:
    """The figures of a plan on its programme."""
    programme.made_at = clock.now()
    programme.peak, programme.bound, programme.cost = plan.peak, plan.bound, plan.cost
    programme.cost_by_term = dict(plan.cost_by_term)
    programme.year_known, programme.sharing = asking.year_known, asking.sharing
    programme.settings = dict(asking.settings)


def lines_for(programme_id: int, asking: Asking, plan: Plan) -> list[ProgrammeLine]:
    """A line a draft, with its day or the reason why it has none."""
    reasons = {one.key: one for one in (*plan.conflicts, *plan.unplaced)}
    return [_line(programme_id, draft, asking, plan, reasons.get(draft.key)) for draft in asking.drafts]


def _line(programme_id: int, draft: Draft, asking: Asking, plan: Plan, told: Unplaced | None) -> ProgrammeLine:
    kept = asking.kept.get(draft.key, Kept())
    reason, sentence = (str(told.reason), told.sentence) if told else (draft.reason, draft.sentence)
    day = plan.days.get(draft.key, draft.day)
    line = ProgrammeLine(
        programme_id=programme_id, **line_values(draft), day=day, reason=reason, sentence=sentence,
        locked=bool(draft.day) or kept.locked, open_fire=kept.open_fire, approval=kept.approval,
    )  # fmt: skip
    if draft.postponed_id:
        # The day found is a proposal: it is the postponed drill that goes there, and not a second one.
        line.proposal, line.proposed_day, line.day = Proposal.RENEW if day else Proposal.NONE, day, None
        line.proposed_reason = line.proposed_sentence = ""
    return line


def line_values(draft: Draft) -> dict[str, object]:
    """What a line has from its draft, and takes anew with each proposal."""
    return {
        "task_key": draft.key, "kind": draft.kind, "unit_id": draft.unit_id, "region_code": draft.region_code,
        "place_code": place_of(draft.region_code), "rule_id": draft.rule_id, "plan_id": draft.plan_id,
        "exercises_id": draft.exercises_id, "serves": [list(one) for one in draft.serves], "term": draft.term,
        "first_day": draft.first, "last_day": draft.last, "due_on": draft.due_on, "rest": draft.rest,
        "traits": sorted(draft.traits), "crews": list(draft.crews), "spacing": draft.spacing,
        "drill_id": draft.drill_id or draft.postponed_id,
    }  # fmt: skip


def _asked(programme: Programme) -> dict[str, object]:
    return {name: getattr(programme, name) for name in ("region_code", "year", "seed", "a_day")}
