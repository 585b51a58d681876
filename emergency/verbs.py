"""What all verbs of the command line share: the app's context, and a refusal as one Chinese line."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import wraps
from typing import IO, Any

import click
from flask import current_app
from flask.cli import with_appcontext

from emergency.base import clock
from emergency.base.errors import DomainError
from emergency.base.schema import refuse_newer


class KnownMoment(click.ParamType[datetime]):
    """A Shanghai day, meaning its end, or a Shanghai minute or second; a moment that has not come is refused."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """The moment in UTC."""
        if isinstance(value, datetime):
            return value
        try:
            told = datetime.fromisoformat(value)
        except ValueError:
            self.fail(f"“{value}”不是日期，请按 2026-05-12 或 2026-05-12T18:00 的样式填写。", param, ctx)
        day_alone = len(value) == len("2026-05-12")
        moment = clock.end_of(told.date()) if day_alone else told.replace(tzinfo=clock.SHANGHAI).astimezone(UTC)
        if moment > clock.end_of(clock.today()):
            self.fail(f"{value} 还没有到，系统那时知道什么无从得知；请填今天或以前的日期。", param, ctx)
        return moment


class RegionCode(click.ParamType[str]):
    """The code of a region, which people write with 6, 9 or 12 digits; told on with 12."""

    name = "code"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The code with twelve digits."""
        text = str(value).strip()
        if not (text.isascii() and text.isdigit() and len(text) in SHORT_CODES):
            self.fail(f"“{value}”不是行政区划代码，请填 6 位（市、县）、9 位（乡镇、街道）或 12 位数字。", param, ctx)
        return text.ljust(12, "0")


SHORT_CODES = (6, 9, 12)
REGION = RegionCode()
MOMENT = KnownMoment()
KNOWN_HELP = "只看系统到这一天结束时（北京时间）已经收到的登记，后来补录的不计"


INSIDE = "inside_the_app"


def inside_the_app(command: click.Command, *, any_version: bool = False) -> click.Command:
    """The verb with the app's context around it, whoever calls it; one that is not for `any_version` of the database
    refuses a newer one."""
    if isinstance(command, click.Group):
        for inner in command.commands.values():
            inside_the_app(inner, any_version=any_version)
    # A mark of our own: a callback that click has wrapped, to pass its context, is not yet inside.
    if command.callback is not None and not hasattr(command.callback, INSIDE):
        command.callback = with_appcontext(command.callback if any_version else _guarded(command.callback))
        setattr(command.callback, INSIDE, True)
    return command


def _guarded(callback: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(callback)
    def run(*values: Any, **named: Any) -> Any:
        with refusing():
            refuse_newer(current_app.config["SETTINGS"])
        return callback(*values, **named)

    return run


class Refused(click.ClickException):
    """A refusal of the domain, told as one Chinese line; leaves with status 1."""

    def show(self, file: IO[str] | None = None) -> None:
        """Print the sentence alone, without the English word that click puts before it."""
        click.echo(self.format_message(), file=file, err=file is None)


@contextmanager
def refusing() -> Iterator[None]:
    """Print a refusal of the domain as one Chinese line and leave with status 1."""
    try:
        yield
    except DomainError as error:
        raise Refused(error.sentence) from error
