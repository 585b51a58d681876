"""What all verbs of the command line share: the app's context, and a refusal as one Chinese line."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import IO, Any

import click
from flask import current_app
from flask.cli import with_appcontext

from emergency.base.errors import DomainError
from emergency.base.schema import refuse_newer


def inside_the_app(command: click.Command, *, any_version: bool = False) -> click.Command:
    """The verb with the app's context around it, whoever calls it; one that is not for `any_version` of the database
    refuses a newer one."""
    if isinstance(command, click.Group):
        for inner in command.commands.values():
            inside_the_app(inner, any_version=any_version)
    elif command.callback is not None and not hasattr(command.callback, "__wrapped__"):
        command.callback = with_appcontext(command.callback if any_version else _guarded(command.callback))
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
