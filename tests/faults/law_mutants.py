"""One rule of the list changed in one place: number, starting act, force, condition, holder, evidence, first day."""

import copy
from datetime import timedelta

FORCES = ["duty", "principle", "undated", "event", "trigger", "recommended", "local"]
PERIODS = ["month", "quarter", "half", "year"]
STARTERS = ["issued", "published", "signed"]
HOLDERS = [["lead"], ["approver"], ["issuer"], ["approver", "lead"], ["issuer", "lead"], ["lead", "issuer"], ["unit"]]
HAPPENINGS = ["trigger", "drill", "filing", "incident"]
# What can meet the same kind of demand: an act of a plan, or the answer to something that happened.
EVIDENCE = [
    ["filed", "disclosed", "evaluated", "reviewed"],
    ["received", "revised", "reported", "drill_evaluated", "drill_archived", "drill_recorded", "incident_evaluated"],
]
ACTS = ["plan_training", "staff_training", "fire_training", "resident_fire_training", "contacts_checked"]
NEVER = {"not": {"all": []}}


def mutants(row):
    """Pairs of a name and the changed row, for a rule that binds; the name says what was changed."""
    for word, change in _changes(row):
        changed = copy.deepcopy(row)
        change(changed)
        if changed != row:
            yield f"{row['id']} {word}", changed


def _changes(row):
    yield from _of_numbers(row)
    yield from _of_starters(row)
    yield from _of_evidence(row)
    for force in FORCES:
        yield f"force {force}", lambda r, f=force: r.update(force=f)
    for holder in HOLDERS if "holder" in row else ():
        yield f"holder {'+'.join(holder)}", lambda r, h=holder: r.update(holder=h)
    yield from _of_conditions(row)
    # A first day that was not checked against the text is nobody's judgement yet.
    for days in () if row.get("valid_from_unverified") else (-1, 1):
        yield f"first day {days:+}", lambda r, d=days: r.update(valid_from=r["valid_from"] + timedelta(days=d))
    if "valid_to" in row:
        yield "last day -1", lambda r: r.update(valid_to=r["valid_to"] - timedelta(days=1))
        yield "last day +1", lambda r: r.update(valid_to=r["valid_to"] + timedelta(days=1))
    if row.get("subject") == "plan":
        yield "classified", lambda r: r.update(spares_classified=not r.get("spares_classified", False))


def _demands(row):
    demand = row["demand"]
    return [(None, demand)] if isinstance(demand, dict) else list(enumerate(demand))


def _within(row, place):
    return row["demand"] if place is None else row["demand"][place]


def _set(place, **told):
    return lambda r: _within(r, place).update(told)


def _of_numbers(row):
    for place, demand in _demands(row):
        where = "" if place is None else f" of demand {place + 1}"
        for word in ("working_days", "years"):
            for step in (-1, 1) if word in demand else ():
                yield f"{word}{step:+}{where}", _set(place, **{word: demand[word] + step})
        for period in PERIODS if "period" in demand else ():
            yield f"period {period}{where}", _set(place, period=period)


def _of_starters(row):
    for place, demand in _demands(row):
        where = "" if place is None else f" of demand {place + 1}"
        for starter in STARTERS if "starts_with" in demand else ():
            yield f"starts with {starter}{where}", _set(place, starts_with=[starter])
        for after in HAPPENINGS if "after" in demand else ():
            yield f"after {after}", _set(place, after=after)
        if "credited_to" in demand:
            yield "credited to all", lambda r, p=place: _within(r, p).pop("credited_to")


def _of_evidence(row):
    for place, demand in _demands(row):
        where = "" if place is None else f" of demand {place + 1}"
        for met_by in next((words for words in EVIDENCE if demand["met_by"] in words), ()):
            yield f"met by {met_by}{where}", _set(place, met_by=met_by)
        for act in ACTS if "acts" in demand else ():
            yield f"met by act {act}", _set(place, acts=[act])
        if demand["shape"] in ("calendar", "once"):
            yield f"needs plan{where}", _set(place, needs_plan=not demand.get("needs_plan", True))


def _of_conditions(row):
    if "binds" not in row:
        yield "binds nobody", lambda r: r.update(binds=NEVER)
    for word in ("binds", "plans"):
        if word in row:
            yield f"{word} negated", lambda r, w=word: r.update({w: {"not": r[w]}})
            yield f"{word} dropped", lambda r, w=word: r.pop(w)
            yield from _of_parts(row[word], (word,), word)
    for place, demand in _demands(row):
        if "when" in demand:
            yield "when negated", lambda r, p=place: _within(r, p).update(when={"not": _within(r, p)["when"]})
            yield from _of_parts(demand["when"], ("demand", place, "when"), "when")


def _of_parts(condition, path, word):
    """Every comparison inside turned round, every value of a list left out, every bound moved by one."""
    for where, leaf in _leaves(condition, path):
        told = f"{word} {leaf['fact']}"
        yield f"{told} negated at {_spot(where)}", lambda r, w=where: _replace(r, w, lambda one: {"not": one})
        for operator in {"in", "has_any"} & set(leaf):
            for value in leaf[operator] if len(leaf[operator]) > 1 else ():
                yield (
                    f"{told} without {value} at {_spot(where)}",
                    lambda r, w=where, o=operator, v=value: _drop(r, w, o, v),
                )
        for step in (-1, 1) if "above" in leaf else ():
            yield (
                f"{told} {step:+}",
                lambda r, w=where, s=step: _replace(r, w, lambda one: {**one, "above": one["above"] + s}),
            )


def _spot(where):
    return ".".join(str(part) for part in where)


def _leaves(condition, path):
    word = next(iter(condition))
    if word == "not":
        yield from _leaves(condition["not"], (*path, "not"))
    elif word in ("all", "any"):
        for number, part in enumerate(condition[word]):
            yield from _leaves(part, (*path, word, number))
    else:
        yield path, condition


def _replace(row, path, change):
    holder = row
    for part in path[:-1]:
        holder = holder[part]
    holder[path[-1]] = change(holder[path[-1]])


def _drop(row, path, operator, value):
    _replace(row, path, lambda leaf: {**leaf, operator: [one for one in leaf[operator] if one != value]})
