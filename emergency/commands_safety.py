"""The verbs of the safety net: prepare, migrate, verify, backup, restore, doctor."""

import json
from pathlib import Path

import click
from flask import current_app
from flask_migrate import upgrade

from emergency.audit import trail
from emergency.audit.backup import make_backup
from emergency.audit.restoring import checked_backup
from emergency.audit.restoring import restore as put_in_place
from emergency.audit.rules import Tag
from emergency.base.access import system_scope
from emergency.base.config import Settings
from emergency.base.database import committed, db
from emergency.base.schema import keep_before_upgrade, known_revisions, refuse_newer
from emergency.coverage.actions import is_recomputing, seal_unsealed
from emergency.demo import load_demo
from emergency.doctor import BAD, examine
from emergency.drills.calendar_kept import keep_missing
from emergency.first_people import demo_accounts, first_administrator
from emergency.seeding import seed_reference
from emergency.texts.actions_scan import ask_scan
from emergency.verbs import refusing
from emergency.verifying import verify_all

MARKS = {"good": "正常", "warn": "注意", "bad": "有问题"}


def settings_now() -> Settings:
    """The settings of the running app."""
    settings: Settings = current_app.config["SETTINGS"]
    return settings


@click.command("migrate")
def migrate_command() -> None:
    """把数据库升级到本版本：先备份，不改动业务数据。"""
    with refusing():
        refuse_newer(settings_now())
        copy = keep_before_upgrade(settings_now())
    if copy is not None:
        click.echo(f"升级前的数据库已备份到 {copy}。")
    upgrade()
    if copy is not None:
        seal_unsealed()
        keep_missing()
    click.echo("数据库已是本版本。")


@click.command("prepare")
@click.option("--demo", "people", flag_value="demo", help="并载入示例数据，备好各角色的示例账号")
@click.option("--administrator", "people", flag_value="administrator", help="并备好首个系统管理员账号")
@click.pass_context
def prepare_command(context: click.Context, people: str | None) -> None:
    """启动前的准备：升级数据库（先备份），载入基础数据。"""
    context.invoke(migrate_command)
    with refusing():
        for line in seed_reference():
            click.echo(line)
        with committed():
            texts = ask_scan()
        if texts:
            click.echo(f"{texts} 份预案文字按本版本的名单和要素重新扫描，由后台进行。")
        if people == "demo":
            for line in load_demo():
                click.echo(line)
            # Their file is shown by whoever starts the server.
            demo_accounts(settings_now())
        elif people == "administrator" and (account := first_administrator()):
            click.echo(f"首个账号（密码只显示这一次，首次登录须修改）：\n{account}")


@click.command("verify")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
def verify_command(as_json: bool) -> None:
    """核对操作日志、每一行数据、每个文件和数据库本身；发现问题时退出状态为 1。"""
    with refusing():
        found = verify_all(settings_now())
    if as_json:
        rows = [{"place": finding.place, "sentence": finding.sentence} for finding in found]
        click.echo(json.dumps({"findings": rows}, ensure_ascii=False))
    else:
        for finding in found:
            click.echo(finding.sentence)
        if any(finding.place == "duty" for finding in found) and is_recomputing():
            click.echo("义务正在重算，义务表与规则不一致的行可能只是还没有算到；请在重算完成后再核对一次。")
        click.echo(f"核对完毕：发现 {len(found)} 处问题。" if found else "核对完毕：没有发现问题。")
    raise SystemExit(1 if found else 0)


@click.command("backup")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
def backup_command(folder: Path) -> None:
    """把数据库和全部文件备份到一个新文件夹 FOLDER；运行中也可以备份。"""
    with refusing():
        manifest, damaged = make_backup(settings_now(), folder.absolute())
    rows = sum(table["rows"] for table in manifest.tables.values())
    click.echo(f"已备份到 {folder}：{len(manifest.tables)} 个表 {rows} 行，{len(manifest.files)} 个文件。")
    for name in damaged:
        click.echo(f"文件 {name} 在备份前已损坏，请用 verify 核对。", err=True)
    raise SystemExit(1 if damaged else 0)


@click.command("restore")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
def restore_command(folder: Path) -> None:
    """从备份 FOLDER 恢复：先核对备份，再替换，原有数据另存；备份有任何问题都不改动现有数据。"""
    settings = settings_now()
    with refusing():
        manifest = checked_backup(folder.absolute(), known_revisions())
        db.session.remove()
        db.engine.dispose()
        aside = put_in_place(settings, folder.absolute(), manifest)
    upgrade()
    if manifest.revision != known_revisions()[0]:
        seal_unsealed()
        keep_missing()
    sentence = f"从 {manifest.made_at} 的备份恢复，恢复前的数据另存在 {aside.name}。"
    with committed():
        trail.record(system_scope(), Tag.RESTORE, "database", manifest.revision, sentence)
    click.echo(f"已恢复。恢复前的数据另存在 {aside}。")


@click.command("doctor")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
def doctor_command(as_json: bool) -> None:
    """检查字体、打印组件、SQLite、节假日表、磁盘和设置；有问题时退出状态为 1。"""
    checks = examine(settings_now())
    if as_json:
        rows = [{"name": check.name, "state": check.state, "sentence": check.sentence} for check in checks]
        click.echo(json.dumps({"checks": rows}, ensure_ascii=False))
    else:
        for check in checks:
            click.echo(f"{MARKS[check.state]}\t{check.name}\t{check.sentence}")
    raise SystemExit(1 if any(check.state == BAD for check in checks) else 0)


SAFETY_COMMANDS = (prepare_command, migrate_command, verify_command, backup_command, restore_command, doctor_command)
