"""Four drills that are hard to carry, and how the register has drills: what any program must show of its feed."""

from collections.abc import Iterable
from datetime import datetime

from drill_cast import TOWNSHIP, again, planned

from emergency.base.clock import SHANGHAI
from emergency.base.database import committed, db
from emergency.drills.actions import cancel_drill
from emergency.drills.actions_life import postpone_drill
from emergency.drills.facts import Span
from emergency.drills.models import Drill

DAY = Span(datetime(2026, 7, 20, tzinfo=SHANGHAI), datetime(2026, 7, 21, tzinfo=SHANGHAI), all_day=True)
LONG = "示例乡防汛转移避险、通信中断、道路阻断综合演练（夜间）；第二次, 预案\\附件" * 3
RARE = "𠮷林𡐓防汛演练🚒"
CANCELLED, POSTPONED = "【已取消】", "【已推迟，日期待定】"


def four_drills() -> list[Drill]:
    """Timed, of a whole day, with a long title, with rare signs."""
    return [planned(), planned(span=DAY), planned(title=LONG), planned(title=RARE)]


def call_off(cancelled: Drill, postponed: Drill) -> None:
    """Cancel the one, postpone the other."""
    for drill, act in ((cancelled, cancel_drill), (postponed, postpone_drill)):
        with committed():
            found = again(drill)
            act(TOWNSHIP, found, "汛情紧张", found.version)
    db.session.rollback()


def written(drills: Iterable[Drill], status: str = "TENTATIVE", mark: str = "") -> list[dict]:
    """What the register has of drills, in the order of their numbers in calendars."""
    rows = [
        {
            "uid": drill.uid,
            "summary": mark + drill.title,
            "start": drill.starts_at.astimezone(SHANGHAI).date() if drill.all_day else drill.starts_at,
            "status": status,
            "sequence": drill.sequence,
        }
        for drill in map(again, drills)
    ]
    db.session.rollback()  # or a program's fetch would wait for this reading to end
    return in_order(rows)


def in_order(rows: Iterable[dict]) -> list[dict]:
    """Rows by the drills' numbers in calendars."""
    return sorted(rows, key=lambda row: row["uid"])
