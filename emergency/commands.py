"""The command line: each verb asks the rooms below and prints Chinese; 0 done, 1 refused or findings, 2 wrong usage."""

import json
from datetime import timedelta

import click
from flask import Flask, current_app

from emergency.accounts import actions as accounts
from emergency.accounts import queries as accounts_queries
from emergency.accounts.queries_places import region_codes, unit_ids
from emergency.accounts.scopes import Part
from emergency.base.access import ROLE_NAMES, Role, system_scope
from emergency.base.database import committed, db
from emergency.base.errors import DomainError
from emergency.base.jobs import work_on
from emergency.commands_calendar import calendar_command
from emergency.commands_checklist import checklist
from emergency.commands_coverage import coverage_command
from emergency.commands_drills import drills
from emergency.commands_duties import duties_command
from emergency.commands_forecast import forecast_command
from emergency.commands_law import law
from emergency.commands_ledgers import import_command
from emergency.commands_pack import package
from emergency.commands_safety import SAFETY_COMMANDS
from emergency.commands_texts import texts
from emergency.demo import load_demo
from emergency.demo import remove_demo as remove_demo_data
from emergency.evidence import actions as evidence
from emergency.evidence.actions_dates import read_dates
from emergency.first_people import forget_demo_accounts
from emergency.seeding import seed_reference
from emergency.verbs import inside_the_app, refusing


def install_commands(app: Flask) -> None:
    """Put every verb on the app."""
    checklist.add_command(package)
    verbs = (
        seed_command, work_command, sweep_command, read_dates_command, people, calendar_command, duties_command,
        coverage_command, forecast_command, checklist, law, drills, import_command, texts,
    )  # fmt: skip
    for command in verbs:
        app.cli.add_command(inside_the_app(command))
    for command in SAFETY_COMMANDS:
        app.cli.add_command(inside_the_app(command, any_version=True))


@click.command("seed")
@click.option("--demo", is_flag=True, help="再载入示例数据（处处标有“示例”）")
@click.option("--remove-demo", is_flag=True, help="移除全部示例数据")
def seed_command(demo: bool, remove_demo: bool) -> None:
    """载入基础数据（行政区域、责任单位、规则、工作日、自查表模板）；可反复执行，已有的不改动。"""
    if remove_demo:
        lines = remove_demo_data()
        forget_demo_accounts(current_app.config["SETTINGS"])
    else:
        lines = [*seed_reference(), *(load_demo() if demo else [])]
    for line in lines:
        click.echo(line)


@click.command("sweep")
@click.option("--older-than", "hours", default=24, type=click.IntRange(13), help="只清理早于若干小时的文件（24）")
def sweep_command(hours: int) -> None:
    """清理没有传完的文件和没有登记引用的文件（不改动业务数据）。"""
    swept = evidence.sweep(timedelta(hours=hours))
    click.echo(f"清理未传完的文件 {swept.temporary} 个、无登记引用的文件 {len(swept.orphans)} 个。")


@click.command("read-dates")
def read_dates_command() -> None:
    """读取早先收存的文件内的日期（照片拍摄、文档创建和修改）；可反复执行，已读到的不再读。"""
    read = read_dates(system_scope())
    click.echo(f"查看没有日期的文件 {read.looked} 个，读到日期 {read.found} 个，无法读取 {read.failed} 个。")


@click.command("work")
def work_command() -> None:
    """后台任务进程：一直运行，直到被结束。"""
    work_on()


@click.group("people")
def people() -> None:
    """人员账号：add 新增，reset-password 重置密码，list 列出。"""


@people.command("add")
@click.option("--login", required=True, help="账号，2 至 40 个字母、数字、点、横线")
@click.option("--name", required=True, help="姓名")
@click.option("--role", required=True, type=click.Choice([role.value for role in Role]), help="角色")
@click.option("--region", "regions", multiple=True, help="管辖地区的名称或 12 位代码，可多次")
@click.option("--line", "lines", multiple=True, help="行业，可多次")
@click.option("--unit", "units", multiple=True, help="单位全称或编号，可多次")
def people_add(
    login: str, name: str, role: str, regions: tuple[str, ...], lines: tuple[str, ...], units: tuple[str, ...]
) -> None:
    """新增一个账号，首次密码只显示这一次。"""
    first = accounts.first_password()
    with refusing(), committed():
        parts = [
            *(Part(region_code=code) for code in region_codes("\n".join(regions))),
            *(Part(unit_id=number) for number in unit_ids("\n".join(units))),
            *(Part(line=line) for line in lines),
        ]
        accounts.check_new_person(login, Role(role), parts)
        accounts.add_person(system_scope(), login, name, Role(role), parts, first)
    click.echo(f"已新增 {name}（{login}），首次密码：{first.clear}")


@people.command("reset-password")
@click.argument("login")
def people_reset_password(login: str) -> None:
    """重置一个账号的密码，新的首次密码只显示这一次。"""
    first = accounts.first_password()
    with refusing(), committed():
        person = accounts_queries.person_by_login(login)
        if person is None:
            raise DomainError(f"没有账号 {login}，可用 people list 查看。")
        accounts.reset_password(system_scope(), person, first)
    click.echo(f"{login} 的首次密码：{first.clear}")


@people.command("list")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
def people_list(as_json: bool) -> None:
    """列出所有账号，含已停用的。"""
    rows = db.session.scalars(accounts_queries.people(system_scope(), ended=True)).all()
    if as_json:
        click.echo(json.dumps([accounts.facts_of(row) for row in rows], ensure_ascii=False))
        return
    for row in rows:
        state = f"已停用 {row.ended_on}" if row.ended_on else "在用"
        click.echo(f"{row.login}\t{row.name}\t{ROLE_NAMES[Role(row.role)]}\t{state}")
