"""The room's one job: make a programme, look for changes, make drills of its lines, or draw its table."""

from typing import Any

from emergency.programme.actions_accept import ACCEPT, accept_in_pieces
from emergency.programme.actions_check import CHECK, check_changes
from emergency.programme.actions_make import make_programme
from emergency.programme.actions_run import Report
from emergency.programme.actions_tables import TABLE, draw_table


def programme_job(payload: Any) -> None:
    """The job's handler; doing it twice does nothing more."""
    number = int(payload["programme_id"])
    if payload["do"] == TABLE:
        draw_table(payload)
    elif payload["do"] == CHECK:
        check_changes(number, str(payload["name"]))
    elif payload["do"] == ACCEPT:
        accept_in_pieces(number, str(payload["name"]))
    else:
        make_programme(number, Report(number))
