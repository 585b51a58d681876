"""Why a line stands on its day: each wish that concerns it, and what kept it from the days that a wish asks for."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from emergency.programme.facts import Reason, Task, Term, TermKind
from emergency.programme.fitting import stage_of, task_of
from emergency.programme.ground import survey
from emergency.programme.models import Programme, ProgrammeLine
from emergency.programme.obstacles import COUNTED, reasons_on
from emergency.programme.queries import tied_to
from emergency.programme.queries_owed import terms_of_unit
from emergency.programme.seeded import wishes_for
from emergency.programme.standing import Standing
from emergency.programme.words import INSISTED, LineKind

AGREES = "符合"
EVENLY = "那些日子同样可排；为各周、各天次数均衡排在这一天"


@dataclass(frozen=True)
class Why:
    """Why a line stands on its day: each wish with what became of it, its window, what stands beside it."""

    wishes: tuple[tuple[Term, str], ...]
    open_days: int
    that_day: int
    limit: int
    nearest: tuple[date, ...]


def why(programme: Programme, line: ProgrammeLine) -> Why:
    """The reasons of one line's day, from the same days, limits and wishes that the scheduler had."""
    terms_of = terms_of_unit(line.unit_id, date(programme.year, 1, 1))
    days, limits, terms = stage_of(programme, {line.place_code}, terms_of)
    opened = [day for day in days.open[line.rest] if line.first_day <= day <= line.last_day]
    limit = limits.places.get(line.place_code, limits.a_day)
    if line.day is None:
        return Why((), len(opened), 0, limit, ())
    others = tied_to(line)
    same = sum(other.day == line.day and other.place_code == line.place_code for other in others)
    near = sorted(other.day for other in others if other.unit_id == line.unit_id and other.day)
    before, after = [day for day in near if day <= line.day][-1:], [day for day in near if day > line.day][:1]
    tasks = [task_of(line, None), *(task_of(other, other.day) for other in others)]
    standing = Standing(survey(tasks, days, limits, terms))
    wishes = wishes_for(terms, tasks[0].traits, line.day)
    held = _held(line)
    told = tuple((term, AGREES if agrees else f"不符合：{held or _kept_off(standing, term, wishes, line.day)}")
                 for term, agrees in wishes)  # fmt: skip
    return Why(told, len(opened), same + 1, limit, (*before, *after))


def _held(line: ProgrammeLine) -> str:
    """What holds a line on its day whatever the wishes say; empty where the scheduler chose it."""
    if line.kind == LineKind.KNOWN or line.drill_id is not None:
        return "日期按演练台账"
    if line.reason == INSISTED:
        return f"由{line.changed_by}写明原因排在这一天"
    return f"由{line.changed_by or '上一份计划'}锁定在这一天" if line.locked else ""


def _kept_off(standing: Standing, term: Term, wishes: Sequence[tuple[Term, bool]], day: date) -> str:
    """Why none of the days that a wish asks for was taken, as the others stand now."""
    ground = standing.ground
    asked = [one for one in ground.wish[0] if (ground.day(one) in term.days) is (term.kind is TermKind.PREFER)]
    if not asked:
        return "可排日期内没有这样的可用日子"
    shut = {one: reasons_on(standing, 0, one) for one in asked}
    free = [one for one in asked if not shut[one]]
    if not free:
        met: Counter[Reason] = Counter(reason for reasons in shut.values() for reason in reasons)
        told = "，".join(f"{met[reason]}天{words}" for reason, words in COUNTED.items() if met[reason])
        return f"这样的{len(asked)}个可用日子中{told}"
    price = ground.price[0]
    best = min(free, key=lambda one: (price[one], one))
    if price[best] <= price[(day - ground.start).days]:
        return EVENLY
    return f"那些日子不符合{_dearer(ground.day(best), ground.tasks[0], wishes)}"


def _dearer(other: date, task: Task, wishes: Sequence[tuple[Term, bool]]) -> str:
    """The wishes that hold on the line's day and not on the other."""
    there = dict(wishes_for((term for term, _ in wishes), task.traits, other))
    lost = [term.title for term, agrees in wishes if agrees and not there[term]]
    return "、".join(f"“{title}”" for title in lost)
