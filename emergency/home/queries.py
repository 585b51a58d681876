"""What stands on the desk: counters and notices of all rooms."""

from emergency.base import slots
from emergency.base.access import Scope
from emergency.base.desk import Counter, Notice


def counters(scope: Scope) -> list[Counter]:
    """The counters of all rooms that are this person's, in their order."""
    found = [counter for given in slots.desk_counter.call(scope) for counter in given]
    return sorted(found, key=lambda counter: counter.rank)


def notices(scope: Scope) -> list[Notice]:
    """What the desk must say before anything else."""
    return [notice for given in slots.desk_notice.call(scope) for notice in given]
