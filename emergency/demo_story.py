"""示例 data as a story: acts with their moments, told in order, so that every record has an honest second time."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from itertools import groupby
from operator import attrgetter

from emergency.base import clock
from emergency.base.access import Role, Scope, scope_for, system_scope
from emergency.base.clock import SHANGHAI
from emergency.base.database import committed

OPENED = 400  # The register of the story was opened so many days before today.
TELLER = "示例"


@dataclass(frozen=True)
class Scene:
    """One act of the story."""

    moment: datetime
    order: int
    act: Callable[[], object]


@dataclass
class Story:
    """Acts to be told; `today` is the day of loading, to which every other day is relative."""

    today: date
    scenes: list[Scene] = field(default_factory=list)

    @property
    def opened(self) -> date:
        """The first day of the story's register."""
        return self.today - timedelta(days=OPENED)

    def on(self, day: date, act: Callable[[], object], hour: int = 10) -> None:
        """Have something done on a day, no earlier than the register's first, no later than now."""
        held = max(day, self.opened)
        moment = datetime.combine(held, time(hour, len(self.scenes) % 60), SHANGHAI).astimezone(UTC)
        self.scenes.append(Scene(min(moment, clock.now()), len(self.scenes), act))

    def tell(self) -> int:
        """Do everything in the order of its moments, a month a transaction; gives how many acts."""
        ordered = sorted(self.scenes, key=attrgetter("moment", "order"))
        for _, month in groupby(ordered, key=lambda scene: (scene.moment.year, scene.moment.month)):
            scenes = list(month)
            # The duties that follow are known, and the trail is sealed, at the month's last moment.
            with clock.lived(scenes[-1].moment), committed():
                for scene in scenes:
                    with clock.lived(scene.moment):
                        scene.act()
        return len(ordered)


def keeper(unit_id: int, name: str = "示例联络员") -> Scope:
    """The 单位联络员 of one unit in the story; nobody's account."""
    return scope_for(Role.UNIT, name=name, unit_ids=(unit_id,), address=TELLER)


def office(name: str) -> Scope:
    """An office in the story, which sees everything."""
    return system_scope(name)


def local_office(role: Role, code: str, name: str) -> Scope:
    """An office of one region in the story; nobody's account."""
    return scope_for(role, name=name, regions=(code,), address=TELLER)
