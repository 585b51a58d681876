"""The verbs `texts read`, `scan`, `alike` and `state`: files read again, texts scanned, what became of them."""

import json

import click

from emergency.base.access import system_scope
from emergency.texts.actions import read_revision
from emergency.texts.actions_alike import sketch_all
from emergency.texts.actions_scan import compare_all, scan_alone
from emergency.texts.facts import STATE_WORDS, Part, TextState
from emergency.texts.queries import count_by_state, to_read
from emergency.texts.queries_scan import scanned, to_scan
from emergency.units.queries_regions import get_region
from emergency.verbs import REGION, refusing

EVERY = 20


@click.group("texts")
def texts() -> None:
    """预案文件的文字：读取、统计。"""


@texts.command("read")
@click.option("--region", "region_code", type=REGION, help="只读取这个行政区域（代码）内的预案；不填为全部")
@click.option("--again", is_flag=True, help="已经读取过的也重新读取")
def read(region_code: str | None, again: bool) -> None:
    """读取已收存预案文件的文字（新收存的由后台自动读取）：每 20 份报告一次进度；中断后再运行会接着读。"""
    scope = system_scope()
    with refusing():
        if region_code:
            get_region(scope, region_code)
        numbers = to_read(scope, region_code, again=again)
    counts = dict.fromkeys(TextState, 0)
    for done, number in enumerate(numbers, 1):
        state = read_revision(number).get(Part.BODY)
        if state is not None:
            counts[state] += 1
        if done % EVERY == 0 or done == len(numbers):
            click.echo(f"已处理 {done}/{len(numbers)} 份")
    told = "，".join(f"{STATE_WORDS[state]} {number} 份" for state, number in counts.items() if number)
    click.echo(f"完成：{told}。" if told else "没有需要读取的文件。")


@texts.command("scan")
@click.option("--region", "region_code", type=REGION, help="只扫描这个行政区域（代码）内的预案；不填为全部")
@click.option("--again", is_flag=True, help="已经扫描过的也重新扫描（名单、范本或者地区变动以后用）")
def scan(region_code: str | None, again: bool) -> None:
    """扫描已读取的文字：旧机构、旧文件、别处地名等提问，各单位之间的雷同，并记下未见的要素供计数；新读取的由后台自动扫描。"""
    scope = system_scope()
    with refusing():
        if region_code:
            get_region(scope, region_code)
        numbers = to_scan(scope, region_code, again=again)
    asked = 0
    for done, number in enumerate(numbers, 1):
        asked += scan_alone(number)
        if done % EVERY == 0 or done == len(numbers):
            click.echo(f"已扫描 {done}/{len(numbers)} 份")
    pairs = compare_all()
    click.echo(f"完成：扫描 {len(numbers)} 份，提问 {asked} 处；文字相同较多的 {pairs} 对（已扣除公认范本）。")


@texts.command("alike")
def alike() -> None:
    """重新比对所有扫描过的文字：两个进程逐份重新取样，再两两比对（地区或单位改名以后用）。"""
    numbers, done = scanned(), 0
    for done in sketch_all(numbers):
        click.echo(f"已取样 {done}/{len(numbers)} 份")
    if done < len(numbers):
        click.echo(f"有 {len(numbers) - done} 份没有取成，沿用原来的取样，原因见日志。请重新运行一次。")
    click.echo(f"完成：文字相同较多的 {compare_all()} 对（已扣除公认范本）。")


@texts.command("state")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
def state(as_json: bool) -> None:
    """统计预案文本：读取了多少份，多少份无法判断、为什么。"""
    counts = count_by_state(system_scope())
    left = len(to_read(system_scope()))
    if as_json:
        click.echo(json.dumps({**{state.value: counts.get(state, 0) for state in TextState}, "waiting": left}))
        return
    for one in TextState:
        click.echo(f"{STATE_WORDS[one]}：{counts.get(one, 0)} 份")
    click.echo(f"等待读取：{left} 份")
