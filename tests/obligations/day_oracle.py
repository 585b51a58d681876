"""What is owed on one day, said plainly and without tiles: is the rule in force, does it bind, is there a plan."""

from datetime import date

from emergency.obligations.deadlines import events
from emergency.obligations.facts import FAR_DAY, MilestoneKind
from emergency.obligations.planlife import accepted_revisions, speaks_of
from emergency.obligations.predicates import ALWAYS, holds
from emergency.obligations.rules import STARTING_ACTS, Shape, SubjectKind


def owed_on(world, day):
    """Every (rule, kind of subject, subject) that is owed on the day."""
    if not world.unit.active_from <= day < world.unit.active_to:
        return set()
    rule_ids = [rule_id for rule_id in world.book.ids() if world.book.enabled(rule_id, day)]
    parts = (_standing_owed, _terms_owed, _each_owed)
    return {(rule_id, *subject) for rule_id in rule_ids for part in parts for subject in part(world, rule_id, day)}


def _told(world, day):
    """What is recorded of the unit on the day, with its kind."""
    facts = {name: world.unit.fact_on(name, day) for name in world.unit.facts}
    return {"kind": world.unit.kind_on(day), **{name: value for name, value in facts.items() if value is not None}}


def _demand(world, rule, day):
    """What the rule demands of the unit on the day, or None where it does not bind."""
    facts = _told(world, day)
    if rule is None or not holds(rule.binds, facts):
        return None
    return next((demand for condition, demand in rule.demands if holds(condition, facts)), None)


def _speaks(world, rule, plan, day):
    return speaks_of(rule, plan, world.unit.unit_id, _told(world, day))


def _standing_owed(world, rule_id, day):
    """What is owed as long as the rule binds, with or without a plan in force."""
    rule = world.book.in_force(rule_id, day)
    demand = _demand(world, rule, day)
    if demand is None or demand.shape in (Shape.DEADLINE, Shape.EACH, Shape.LISTED):
        return
    mine = [plan.plan_id for plan in world.plans if _in_force(plan, day) and _speaks(world, rule, plan, day)]
    if demand.shape is Shape.STANDING or not demand.needs_plan or (rule.subject is SubjectKind.UNIT and mine):
        yield "unit", world.unit.unit_id
    elif rule.subject is SubjectKind.PLAN:
        yield from (("plan", plan_id) for plan_id in mine)


def _terms_owed(world, rule_id, day):
    """One-off terms of plans: under the version of the day on which they began, until the next such act."""
    starts_with = world.book.traits[rule_id].starts_with
    for plan in world.plans:
        for event in events(plan, starts_with):
            rule = world.book.in_force(rule_id, event.act.on)
            demand = _demand(world, rule, day)
            lasts = event.act.on <= day < min(event.until, _end(plan))
            if lasts and demand and demand.shape is Shape.DEADLINE and _speaks(world, rule, plan, day):
                yield "plan", plan.plan_id


def _each_owed(world, rule_id, day):
    """What follows each happening, to the end of the year of its answer."""
    for event in world.happenings:
        rule = world.book.in_force(rule_id, event.on)
        demand = _demand(world, rule, day)
        if demand is None or demand.shape is not Shape.EACH or demand.after is not event.kind or day < event.on:
            continue
        plan = next((plan for plan in world.plans if plan.plan_id == event.plan_id), None)
        speaks = _speaks(world, rule, plan, day) and day < _end(plan, event.on) if plan else rule.plans is ALWAYS
        credited = {credit.rule_id for credit in world.credits if credit.drill_id == event.id}
        fits = not demand.credited_to or credited & set(demand.credited_to)
        answer = event.answers.get(demand.met_by.value)
        listed = answer is None or day < date(max(answer[0], event.on).year + 1, 1, 1)
        if speaks and fits and listed and (not event.rule_ids or rule_id in event.rule_ids):
            yield event.kind.value, event.id


def _in_force(plan, day):
    return any(starts <= day < ends for starts, ends in _stretches(plan))


def _stretches(plan):
    """The days of each accepted version, from its first starting act until it is superseded or the plan abolished."""
    abolished = min((act.on for act in plan.milestones if act.kind is MilestoneKind.ABOLISHED), default=FAR_DAY)
    for number in accepted_revisions(plan):
        acts = [act for act in plan.milestones if act.revision_no == number]
        starts = min((act.on for act in acts if act.kind in STARTING_ACTS), default=FAR_DAY)
        ends = min((act.on for act in acts if act.kind is MilestoneKind.SUPERSEDED), default=FAR_DAY)
        if starts < min(ends, abolished):
            yield starts, min(ends, abolished)


def _end(plan, otherwise=date.min):
    return max((ends for _, ends in _stretches(plan)), default=otherwise)
