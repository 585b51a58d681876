"""The life of a drill beside its planning: published, postponed with the day open, revived on a new day."""

from collections.abc import Iterable

from emergency.audit import trail
from emergency.audit.rules import Tag
from emergency.base.access import Scope
from emergency.drills.actions import (
    check_mover,
    check_own_words,
    day_word,
    duties_of,
    picture,
    require,
    stand_on,
    touch,
)
from emergency.drills.deliberate import check_day, check_span
from emergency.drills.facts import Span
from emergency.drills.models import Drill
from emergency.drills.queries_own import organiser_of
from emergency.drills.rules import after
from emergency.drills.secret_words import MOVES, REVIVALS
from emergency.drills.words import Act, State


def publish_drill(scope: Scope, drill: Drill, version: int) -> None:
    """A draft becomes known: who takes part sees it and calendars take it up. Raises Refusal, Conflict."""
    require(Act.PUBLISH, drill, version)
    before = picture(drill)
    drill.state, drill.unpublished, drill.planned_for = State.PUBLISHED, None, drill.starts_at
    touch(drill)
    sentence = f"发布演练“{drill.title}”，{day_word(drill.starts_at)}。"
    trail.record(scope, Tag.DRILL_PUBLISH, "drill", drill.id, sentence, before, picture(drill))


def publish_drills(scope: Scope, drills: Iterable[Drill]) -> int:
    """Publish those of the caller's drills that are drafts, in one transaction; how many there were."""
    drafts = [drill for drill in drills if drill.state == State.DRAFT]
    for drill in drafts:
        publish_drill(scope, drill, drill.version)
    return len(drafts)


def postpone_drill(scope: Scope, drill: Drill, reason: str, version: int) -> None:
    """The drill leaves its day and waits for a new one, with the reason. Raises Refusal, Conflict."""
    require(Act.POSTPONE, drill, version, reason)
    check_mover(scope, drill, Act.POSTPONE)
    check_own_words(drill, reason, MOVES)
    before = picture(drill)
    drill.state, drill.reason = State.POSTPONED, reason.strip()
    touch(drill)
    sentence = f"推迟演练“{drill.title}”，推迟前定在{day_word(drill.starts_at)}，新的日期待定，原因：{drill.reason}。"
    trail.record(scope, Tag.DRILL_POSTPONE, "drill", drill.id, sentence, before, picture(drill))


def revive_drill(
    scope: Scope, drill: Drill, to: Span, reason: str, version: int, anyway: str | None = None
) -> None:  # fmt: skip
    """A postponed or cancelled drill stands again, on a new day, which is still to be confirmed.

    One that was cancelled before anybody was told of it is a draft again. Raises Refusal, Conflict.
    """
    require(Act.REVIVE, drill, version, reason)
    check_mover(scope, drill, Act.REVIVE)
    check_own_words(drill, reason, REVIVALS)
    check_span(to)
    knowing = check_day(organiser_of(drill), to, duties_of(drill), anyway, drill.id)
    before, earlier = picture(drill), State(drill.state)
    drill.state = State.DRAFT if drill.unpublished else after(Act.REVIVE, earlier)
    stand_on(drill, to)
    drill.reason = reason.strip()
    touch(drill)
    was = "已取消" if earlier is State.CANCELLED else "已推迟"
    sentence = f"恢复{was}的演练“{drill.title}”，定于{day_word(to.starts_at)}，原因：{drill.reason}{knowing}。"
    trail.record(scope, Tag.DRILL_REVIVE, "drill", drill.id, sentence, before, picture(drill))
