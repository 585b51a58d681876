"""Why a drill found no day, and what a locked one stands against, in sentences that say what to do (pure)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date

from emergency.base.restdays import VILLAGE
from emergency.programme.facts import DaySets, Limits, Reason, Task, Trait, Unplaced
from emergency.programme.standing import Standing

SAID = {
    Reason.SPACING: "与本单位其他演练间隔不足",
    Reason.PLACE_FULL: "该地区每天的上限已满",
    Reason.CREW_FULL: "观摩评估人员排满",
}
COUNTED = {Reason.SPACING: "间隔不足", Reason.PLACE_FULL: "地区已满", Reason.CREW_FULL: "人员排满"}
ADVICE = {
    Reason.SPACING: "请移动本单位相邻的演练，或取消其锁定后检查变动。",
    Reason.PLACE_FULL: "请在“排期设置”里提高该地区每天的上限，或移走同一天的其他演练。",
    Reason.CREW_FULL: "请在“排期设置”里提高其每天次数、增派人员或缩小其参加范围。",
}
Fault = tuple[Reason, str]


def unplaced_of(standing: Standing, days: DaySets, limits: Limits, stopped: bool) -> tuple[Unplaced, ...]:
    """Each drill without a day, with its reason."""
    found = []
    for index in standing.unplaced():
        task = standing.ground.tasks[index]
        reason, sentence = _before_placing(standing, index, days, limits) or _while_placing(standing, index, stopped)
        found.append(Unplaced(task.key, reason, sentence))
    return tuple(found)


def _before_placing(standing: Standing, index: int, days: DaySets, limits: Limits) -> tuple[Reason, str] | None:
    """What keeps it off every day whatever the others do."""
    task = standing.ground.tasks[index]
    if task.last < task.first:
        return Reason.EMPTY_WINDOW, f"可排日期的最后一天{task.last}早于第一天{task.first}，请核对单位事实和预案日期。"
    if standing.ground.room[standing.ground.place[index]] == 0:
        return Reason.PLACE_SHUT, "该地区每天的上限设为0，当年不安排演练；需要安排的请在“排期设置”里改为至少1次。"
    if not standing.ground.wish[index]:
        return _no_day(task, days, limits)
    shut = [crew.word for crew in limits.crews if crew.name in task.crews and crew.a_day <= 0]
    if shut:
        return Reason.CREW_FULL, f"观摩评估人员没有空：{'、'.join(shut)}每天的次数设为0，请在“排期设置”里改正或停用。"
    return None


def _no_day(task: Task, days: DaySets, limits: Limits) -> tuple[Reason, str]:
    window = f"{task.first}至{task.last}" if task.first != task.last else f"只有{task.first}一天"
    opened = [day for day in days.open.get(task.rest, ()) if task.first <= day <= task.last]
    if not opened:
        shut = days.closed.get(task.rest, {})
        words = Counter(closed.words for day, closed in shut.items() if task.first <= day <= task.last)
        said = "、".join(word for word, _ in words.most_common(3)) or "不在本计划的日期范围内"
        if any(closed.unknown for day, closed in shut.items() if task.first <= day <= task.last):
            what = f"可排日期（{window}）内没有可以确定的工作日（{said}）"
            return Reason.UNKNOWN_YEAR, f"下一年放假安排未录入：{what}。请录入放假安排后再排。"
        return Reason.NO_OPEN_DAY, f"可排日期内无可用工作日：{window}（{said}）。请与单位商定后在演练台账里单独安排。"
    if _burns(task) and all(day in days.fire for day in opened):
        return Reason.FIRE_SEASON, (
            f"可排日期（{window}）的可用日都在防火期内，野外不得用火（森林防火条例第25条、草原防火条例第18条）。"
            "请改为不用火的形式，或录入批准文号。"
        )
    gone = [crew.word for crew in limits.crews if crew.name in task.crews and any(day in crew.away for day in opened)]
    away = list(dict.fromkeys(gone))
    return Reason.CREW_AWAY, (
        f"观摩评估人员没有空：{'、'.join(away)}在可排日期（{window}）里可用的日子外出。"
        "请在“排期设置”里核对外出日期、另派人员或停用。"
    )


def _burns(task: Task) -> bool:
    return Trait.OPEN_FIRE in task.traits and Trait.APPROVED not in task.traits


def _while_placing(standing: Standing, index: int, stopped: bool) -> tuple[Reason, str]:
    """What keeps it off its days as the others stand: the reason met on most of them."""
    wish = standing.ground.wish[index]
    met = Counter(reason for day in wish for reason in reasons_on(standing, index, day))
    if stopped and any(standing.fits(index, day) for day in wish):
        return Reason.STOPPED, "排期中途停止，还没有排到这一次。请点“检查变动”继续排。"
    if not met:
        return Reason.TOGETHER, "与其他演练合在一起排不下。请提高该地区每天的上限，或取消部分锁定后检查变动。"
    main = max(SAID, key=lambda reason: met[reason])
    told = "，".join(f"{met[reason]}天{words}" for reason, words in COUNTED.items() if met[reason])
    return main, f"{SAID[main]}：可排日期内{len(wish)}个可用的日子中{told}。{ADVICE[main]}"


def reasons_on(standing: Standing, index: int, day: int) -> list[Reason]:
    """What of spacing, place and observers keeps a drill off a day, as the others stand."""
    ground = standing.ground
    place = ground.place[index]
    checks: dict[Reason, Callable[[], bool]] = {
        Reason.SPACING: lambda: bool(standing.near(index, day)),
        Reason.PLACE_FULL: lambda: standing.at_place[place][day] >= ground.room[place],
        Reason.CREW_FULL: lambda: any(
            standing.at_crew[crew][day] >= ground.crew_room[crew] for crew in ground.crews[index]
        ),
    }
    return [reason for reason, met in checks.items() if met()]


def conflicts_of(standing: Standing, days: DaySets, limits: Limits) -> tuple[Unplaced, ...]:
    """Locked drills that break a rule where they stand: they stay, but the page must say so."""
    found = []
    for index, day in enumerate(standing.ground.locked):
        if day >= 0:
            task = standing.ground.tasks[index]
            found += [Unplaced(task.key, *fault) for fault in _faults(standing, index, days, limits)]
    return tuple(found)


def _faults(standing: Standing, index: int, days: DaySets, limits: Limits) -> list[Fault]:
    ground, task, offset = standing.ground, standing.ground.tasks[index], standing.ground.locked[index]
    day = ground.day(offset)
    return [*calendar_faults(task, day, days), *_crew_faults(standing, index, limits), *_room_faults(standing, index)]


def calendar_faults(task: Task, day: date, days: DaySets) -> list[Fault]:
    """What the calendar alone has against a drill on a day: closed, outside its days, fire in the 防火期."""
    found = []
    closed = days.closed.get(task.rest, {}).get(day)
    if closed is not None:
        rests = day in days.open.get(VILLAGE, ())
        reason = Reason.UNKNOWN_YEAR if closed.unknown else Reason.REST_DAY if rests else Reason.CLOSED_DAY
        whom = "，本单位的演练排在工作日" if rests else ""
        found.append((reason, f"{day}是{closed.words}{whom}。" if not closed.unknown else f"{day}：{closed.words}。"))
    if not task.first <= day <= task.last:
        found.append((Reason.EMPTY_WINDOW, f"{day}不在可排日期{task.first}至{task.last}内。"))
    if _burns(task) and day in days.fire:
        found.append((Reason.FIRE_SEASON, f"{day}在防火期内，野外用火需要录入批准文号。"))
    return found


def _crew_faults(standing: Standing, index: int, limits: Limits) -> list[Fault]:
    ground, task, offset = standing.ground, standing.ground.tasks[index], standing.ground.locked[index]
    day = ground.day(offset)
    found = []
    away = [crew.word for crew in limits.crews if crew.name in task.crews and day in crew.away]
    if away:
        found.append((Reason.CREW_AWAY, f"{day}{'、'.join(away)}外出。"))
    if any(standing.at_crew[crew][offset] > ground.crew_room[crew] for crew in ground.crews[index]):
        found.append((Reason.CREW_FULL, f"{day}观摩评估人员的次数超过每天的上限。"))
    return found


def _room_faults(standing: Standing, index: int) -> list[Fault]:
    ground, offset = standing.ground, standing.ground.locked[index]
    day, place = ground.day(offset), ground.place[index]
    found = []
    if not ground.room[place]:
        found.append((Reason.PLACE_SHUT, "该地区每天的上限设为0，当年不安排演练。"))
    elif standing.at_place[place][offset] > ground.room[place]:
        counts = f"该地区已有{standing.at_place[place][offset] - 1}次，每天的上限是{ground.room[place]}次"
        found.append((Reason.PLACE_FULL, f"{day}{counts}。"))
    near = sorted(standing.day[mate] for mate in standing.near(index, offset))
    if offset in near:
        found.append((Reason.SAME_DAY, f"本单位{day}已有一次演练，同一天不排两次。"))
    elif near:
        mates = "、".join(str(ground.day(day)) for day in near)
        found.append((Reason.SPACING, f"{day}与本单位{mates}的演练间隔不足{_gap(standing, index)}天。"))
    return found


def _gap(standing: Standing, index: int) -> int:
    return max((gap for _, gap in standing.ground.mates[index]), default=1)
