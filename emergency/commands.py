"""The command line: each verb asks the rooms below and prints Chinese; 0 done, 1 refused or findings, 2 wrong usage."""

import click
from flask import Flask
from flask_migrate import upgrade

from emergency.base.jobs import work_on


def install_commands(app: Flask) -> None:
    """Put every verb on the app."""
    for command in (migrate_command, work_command):
        app.cli.add_command(command)


@click.command("migrate")
def migrate_command() -> None:
    """把数据库升级到本版本（不改动业务数据）。"""
    upgrade()
    click.echo("数据库已是本版本。")


@click.command("work")
def work_command() -> None:
    """后台任务进程：一直运行，直到被结束。"""
    work_on()
