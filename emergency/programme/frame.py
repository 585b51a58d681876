"""What every page of one programme shows."""

from typing import Any

from emergency.base.access import Scope
from emergency.obligations.queries import load_workdays
from emergency.programme.forms import seen_form
from emergency.programme.models import Programme
from emergency.programme.queries import counts_of, may_change
from emergency.programme.queries_places import region_names
from emergency.programme.reading import changed_words
from emergency.programme.words import MAKING_WORDS


def shared(scope: Scope, programme: Programme) -> dict[str, Any]:
    """What every page of one programme shows."""
    return {
        "programme": programme, "counts": counts_of(scope, programme), "may_edit": may_change(scope, programme),
        "name": region_names({programme.region_code})[programme.region_code], "words": MAKING_WORDS,
        "seen": seen_form(programme.version),
        "changed": changed_words(programme, list(load_workdays().years)),
    }  # fmt: skip
