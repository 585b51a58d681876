"""The command `drills schedule`: the year's programme as it would be placed now; with --save it is kept."""

import json
import re
from collections.abc import Hashable
from typing import Any

import click

from emergency.base import clock
from emergency.base.access import Scope, system_scope
from emergency.base.database import committed
from emergency.base.errors import DomainError, NotFound
from emergency.programme.actions_make import ask_programme, check_asked, kept_now, make_programme
from emergency.programme.asking import Asking, asking_of
from emergency.programme.facts import A_DAY_PER_PLACE, Plan
from emergency.programme.owed import term_word
from emergency.programme.placing import place
from emergency.programme.queries_places import region_names, unit_names
from emergency.programme.reading import rule_titles
from emergency.programme.rules import LARGEST_SEED
from emergency.programme.words import LineKind
from emergency.units.models_regions import Region
from emergency.units.queries_regions import get_region
from emergency.verbs import REGION, refusing

DAYS = re.compile(r"\d{4}-\d\d-\d\d")


@click.group("drills")
def drills() -> None:
    """演练计划：schedule 编排一年的演练。"""


@drills.command("schedule")
@click.option("--year", required=True, type=int, help="年份")
@click.option("--region", type=REGION, required=True, help="市或县（市、区）的 6 或 12 位代码")
@click.option("--seed", default=0, type=click.IntRange(0, LARGEST_SEED), help="排期种子，相同则结果相同（0）")
@click.option("--a-day", default=A_DAY_PER_PLACE, type=int, help="每个乡镇（街道）每天至多几次（2）")
@click.option("--save", is_flag=True, help="保存为该地区该年在用的计划（不加则只显示，不改动任何数据）")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
def schedule_command(year: int, region: str, seed: int, a_day: int, save: bool, as_json: bool) -> None:
    """推出一年的待演清单并排到日期；排不下的逐项写明原因，退出状态为 1。"""
    scope = system_scope()
    with refusing():
        found = _region(scope, region)
        check_asked(found, year, a_day, seed)
        asking = asking_of(region, year, a_day, seed, kept=kept_now(region, year))
        plan = place(asking.tasks(), asking.days, asking.limits, asking.terms)
        if save:
            _save(scope, found, year, a_day, seed)
    told = _told(found, year, asking, plan)
    click.echo(json.dumps(told, ensure_ascii=False, indent=1) if as_json else _lines(told))
    if told["unplaced"]:
        raise SystemExit(1)


def _region(scope: Scope, code: str) -> Region:
    try:
        return get_region(scope, code)
    except NotFound as error:
        raise DomainError(f"没有代码为 {code} 的地区，请核对代码。") from error


def _save(scope: Scope, region: Region, year: int, a_day: int, seed: int) -> None:
    with committed():
        programme_id = ask_programme(scope, region, year, a_day, seed, by_job=False).id
    make_programme(programme_id)


def _told(region: Region, year: int, asking: Asking, plan: Plan) -> dict[str, Any]:
    """The figures and lines of a proposal."""
    units, titles = unit_names({draft.unit_id for draft in asking.drafts}), rule_titles()
    places = region_names({draft.region_code for draft in asking.drafts})
    reasons = {one.key: (str(one.reason), one.sentence) for one in plan.unplaced}
    drafts = [draft for draft in asking.drafts if draft.kind is not LineKind.KNOWN]
    days = {draft.key: draft.day for draft in drafts if draft.day} | dict(plan.days)
    rows = [
        {
            "unit": units[draft.unit_id], "unit_id": draft.unit_id, "region": draft.region_code,
            "place": places.get(draft.region_code, ""), "rule": draft.rule_id, "title": titles[draft.rule_id],
            "term": draft.term, "first": draft.first.isoformat(), "last": draft.last.isoformat(),
            "day": days[draft.key].isoformat() if draft.key in days else None, "drill_id": draft.drill_id,
            "reason": reasons.get(draft.key, (draft.reason, ""))[0],
            "sentence": reasons.get(draft.key, ("", draft.sentence))[1],
        }
        for draft in drafts
    ]  # fmt: skip
    of_key: dict[Hashable, str] = {draft.key: units[draft.unit_id] for draft in asking.drafts}
    # Two drills too near each other are told once, from the earlier one's side.
    met = ((of_key[one.key], one) for one in reversed(plan.conflicts))
    notes = {(name, one.reason, *sorted(DAYS.findall(one.sentence))): f"{name}：{one.sentence}" for name, one in met}
    placed = sorted((row for row in rows if row["day"]), key=lambda row: (row["day"], row["region"], row["unit_id"]))
    return {
        "region": region.code, "name": region.name, "year": year, "made_on": clock.today().isoformat(),
        "seed": asking.limits.seed, "a_day": asking.limits.a_day, "year_known": asking.year_known,
        "one_drill_many_duties": asking.sharing, "owed": len(rows), "placed": placed,
        "unplaced": [row for row in rows if not row["day"]], "known": len(asking.drafts) - len(drafts),
        "peak": plan.peak, "bound": plan.bound, "cost": plan.cost, "cost_by_term": dict(plan.cost_by_term),
        "conflicts": [*reversed(notes.values())], "stopped": plan.stopped,
    }  # fmt: skip


def _lines(told: dict[str, Any]) -> str:
    known = "" if told["year_known"] else f"（{told['year']}年放假安排未录入，只用稳妥的日子）"
    lines = [
        f"{told['name']}{told['year']}年度演练计划{known}：待演 {told['owed']} 次，排下 {len(told['placed'])} 次，"
        f"排不下 {len(told['unplaced'])} 项；另有台账已有的演练 {told['known']} 次；"
        f"最忙一天 {told['peak']} 次（不可能少于 {told['bound']} 次）。"
    ]
    lines += [f"{row['day']}\t{row['place']}\t{row['unit']}\t{row['title']}" for row in told["placed"]]
    if told["unplaced"]:
        lines += ["", "排不下："]
        lines += [_gap(row) for row in told["unplaced"]]
    return "\n".join([*lines, *(f"注意：{sentence}" for sentence in told["conflicts"])])


def _gap(row: dict[str, Any]) -> str:
    term = term_word(row["term"]) if row["term"] else ""
    return f"{row['unit']}\t{row['title']}\t{term}\t{row['sentence']}"
