"""Which owed drills already stand in the calendar, and which drills are only load (pure)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from emergency.programme.owed import Owed


@dataclass(frozen=True, slots=True)
class Planned:
    """A drill that stands in the register, not cancelled, not postponed: whose, when, held for which duties."""

    drill_id: int
    unit_id: int
    day: date
    duties: tuple[tuple[str, int | None], ...] = ()

    def is_for(self, owed: Owed) -> bool:
        """Whether a person held it for this very duty, on a day that counts."""
        return (owed.rule_id, owed.plan_id) in self.duties and owed.fits(self.day)


def matched(owed: Sequence[Owed], planned: Iterable[Planned]) -> tuple[dict[str, Planned], list[Planned]]:
    """By the key of an owed drill the one that is planned for it, and the drills that are for none of them."""
    by_unit: dict[int, list[Owed]] = {}
    for one in owed:
        by_unit.setdefault(one.unit_id, []).append(one)
    found: dict[str, Planned] = {}
    rest: list[Planned] = []
    for drill in sorted(planned, key=lambda drill: (drill.day, drill.drill_id)):
        mine = [one for one in by_unit.get(drill.unit_id, ()) if one.key not in found and drill.is_for(one)]
        found.update((one.key, drill) for one in mine)
        if not mine:
            rest.append(drill)
    return found, rest
