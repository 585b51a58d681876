"""Making an address under which a unit answers its drill."""

import secrets
from datetime import timedelta

from sqlalchemy import delete

from emergency.audit import trail
from emergency.audit.rules import Tag
from emergency.base import clock
from emergency.base.access import Scope
from emergency.base.database import db
from emergency.base.errors import Refusal
from emergency.drills.models import Drill
from emergency.drills.models_reply import DrillReply
from emergency.drills.queries_feed import hashed
from emergency.drills.rules import OPEN

LONGEST = timedelta(days=90)
TOKEN_BYTES = 32


def make_reply(drill: Drill) -> str:
    """The token of a new address, good until the drill begins and 90 days at most."""
    now, token = clock.now(), secrets.token_urlsafe(TOKEN_BYTES)
    expires = min(drill.starts_at, now + LONGEST)
    db.session.add(
        DrillReply(drill_id=drill.id, unit_id=drill.organiser_id, token_hash=hashed(token), expires_at=expires)
    )
    return token


def forget_late_replies() -> None:
    """Take away the addresses that are past."""
    db.session.execute(delete(DrillReply).where(DrillReply.expires_at <= clock.now()))


def make_reply_sheet(scope: Scope, drill: Drill) -> str:
    """The same for printing, with an act on the trail. Raises Refusal for a drill that cannot be answered."""
    if drill.state not in OPEN or drill.starts_at <= clock.now():
        raise Refusal("只有已发布、还没有到日期的演练可以答复。")
    trail.record(scope, Tag.DRILL_INVITE, "drill", drill.id, f"生成演练“{drill.title}”的答复地址。")
    forget_late_replies()
    return make_reply(drill)
