"""What all verbs of the command line share: the app's context, and a refusal as one Chinese line."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

import click
from flask.cli import with_appcontext

from emergency.base.errors import DomainError


def inside_the_app(command: click.Command) -> click.Command:
    """The verb with the app's context around it, whoever calls it."""
    if isinstance(command, click.Group):
        for inner in command.commands.values():
            inside_the_app(inner)
    elif command.callback is not None and not hasattr(command.callback, "__wrapped__"):
        command.callback = with_appcontext(command.callback)
    return command


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
