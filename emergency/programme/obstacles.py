"""Why a drill found no day, and what a locked one stands against, in sentences that say what to do (pure)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from emergency.programme.facts import DaySets, Limits, Reason, Task, Trait, Unplaced
from emergency.programme.standing import Standing

SAID = {
    Reason.SPACING: "与同单位演练间隔不足",
    Reason.PLACE_FULL: "乡镇每日容量已满",
    Reason.CREW_FULL: "观摩/导调人员无空",
}
ADVICE = {
    Reason.SPACING: "请放宽窗口或调整同单位的其他演练。",
    Reason.PLACE_FULL: "请提高该乡镇每日容量或放宽窗口。",
    Reason.CREW_FULL: "请增加观摩/导调人员或另行指派。",
}


def unplaced_of(standing: Standing, days: DaySets, limits: Limits, stopped: bool) -> tuple[Unplaced, ...]:
    """Each drill without a day, with its reason."""
    found = []
    for index in standing.unplaced():
        task = standing.ground.tasks[index]
        reason, sentence = _before_placing(standing, index, days, limits) or _while_placing(standing, index, stopped)
        found.append(Unplaced(task.key, reason, sentence))
    return tuple(found)


def _before_placing(
    standing: Standing, index: int, days: DaySets, limits: Limits
) -> tuple[Reason, str] | None:
    """What keeps it off every day whatever the others do."""
    task = standing.ground.tasks[index]
    if task.last < task.first:
        return Reason.EMPTY_WINDOW, f"窗口的最后一天{task.last}早于第一天{task.first}，请改正窗口。"
    if standing.ground.room[standing.ground.place[index]] == 0:
        return Reason.PLACE_SHUT, "该乡镇每日容量设为0，请设为至少1场。"
    if not standing.ground.wish[index]:
        return _no_day(task, days, limits)
    shut = [crew.name for crew in limits.crews if crew.name in task.crews and crew.a_day <= 0]
    if shut:
        return Reason.CREW_FULL, f"观摩/导调人员无空：{'、'.join(shut)}每日场次设为0，请改正或另行指派。"
    return None


def _no_day(task: Task, days: DaySets, limits: Limits) -> tuple[Reason, str]:
    window = f"{task.first}至{task.last}" if task.first != task.last else f"{task.first}"
    opened = [day for day in days.open.get(task.rest, ()) if task.first <= day <= task.last]
    if not opened:
        shut = days.closed.get(task.rest, {})
        words = Counter(closed.words for day, closed in shut.items() if task.first <= day <= task.last)
        said = "、".join(word for word, _ in words.most_common(3)) or "不在本计划的日期范围内"
        if any(closed.unknown for day, closed in shut.items() if task.first <= day <= task.last):
            what = f"窗口{window}内没有可以确定的工作日（{said}）"
            return Reason.UNKNOWN_YEAR, f"下一年放假安排未录入：{what}。请录入放假安排后再排。"
        return Reason.NO_OPEN_DAY, f"窗口内无可用工作日：{window}（{said}）。请放宽窗口或改为其他日期。"
    if _burns(task) and all(day in days.fire for day in opened):
        return Reason.FIRE_SEASON, (
            f"窗口{window}的可用日都在防火期内，野外不得用火（森林防火条例第25条、草原防火条例第18条）。"
            "请改为不用火的形式、移出防火期，或录入批准文号。"
        )
    away = [crew.name for crew in limits.crews if crew.name in task.crews and any(day in crew.away for day in opened)]
    return Reason.CREW_AWAY, f"观摩/导调人员无空：{'、'.join(away)}在窗口{window}的可用日均请假或外出。请另行指派。"


def _burns(task: Task) -> bool:
    return Trait.OPEN_FIRE in task.traits and Trait.APPROVED not in task.traits


def _while_placing(standing: Standing, index: int, stopped: bool) -> tuple[Reason, str]:
    """What keeps it off its days as the others stand: the reason met on most of them."""
    wish = standing.ground.wish[index]
    met = Counter(reason for day in wish for reason in _in_the_way(standing, index, day))
    if stopped and any(standing.fits(index, day) for day in wish):
        return Reason.STOPPED, "计算已停止，还没有排到这一场。请重新排期。"
    if not met:
        return Reason.TOGETHER, "与其他演练合在一起排不下。请放宽窗口或每日容量，或取消部分锁定后重新排期。"
    main = max(SAID, key=lambda reason: met[reason])
    told = "，".join(f"{met[reason]}天{words}" for reason, words in SAID.items() if met[reason])
    return main, f"{SAID[main]}：窗口内{len(wish)}个可用日中{told}。{ADVICE[main]}"


def _in_the_way(standing: Standing, index: int, day: int) -> list[Reason]:
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


def _faults(standing: Standing, index: int, days: DaySets, limits: Limits) -> list[tuple[Reason, str]]:
    ground, task, offset = standing.ground, standing.ground.tasks[index], standing.ground.locked[index]
    day = ground.day(offset)
    found = []
    closed = days.closed.get(task.rest, {}).get(day)
    if closed is not None:
        found.append((Reason.UNKNOWN_YEAR if closed.unknown else Reason.CLOSED_DAY, f"锁定在{day}：{closed.words}。"))
    if not task.first <= day <= task.last:
        found.append((Reason.EMPTY_WINDOW, f"锁定在{day}，不在应办窗口{task.first}至{task.last}内。"))
    if _burns(task) and day in days.fire:
        found.append((Reason.FIRE_SEASON, f"锁定在{day}：防火期内野外用火，需要录入批准文号。"))
    away = [crew.name for crew in limits.crews if crew.name in task.crews and day in crew.away]
    if away:
        found.append((Reason.CREW_AWAY, f"锁定在{day}：{'、'.join(away)}请假或外出。"))
    place = ground.place[index]
    if standing.at_place[place][offset] > ground.room[place]:
        counts = f"当日该乡镇有{standing.at_place[place][offset]}场，超过每日容量{ground.room[place]}"
        found.append((Reason.PLACE_FULL, f"锁定在{day}：{counts}。"))
    if any(standing.at_crew[crew][offset] > ground.crew_room[crew] for crew in ground.crews[index]):
        found.append((Reason.CREW_FULL, f"锁定在{day}：观摩/导调人员当日场次超过上限。"))
    if standing.near(index, offset):
        mates = "、".join(str(ground.day(standing.day[mate])) for mate in standing.near(index, offset))
        found.append((Reason.SPACING, f"锁定在{day}：与同单位{mates}的演练间隔不足。"))
    return found
