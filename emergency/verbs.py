"""What all verbs of the command line share: the app's context, and a refusal as one Chinese line."""

from collections.abc import Iterator
from contextlib import contextmanager

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


@contextmanager
def refusing() -> Iterator[None]:
    """Print a refusal of the domain as one Chinese line and leave with status 1."""
    try:
        yield
    except DomainError as error:
        raise click.ClickException(error.sentence) from error
