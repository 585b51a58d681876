"""What the trail holds: acts by filter, the head, and the newest digest of each row."""

from collections.abc import Collection
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import Integer, Select, cast, func, select

from emergency.audit.models import AuditEvent
from emergency.audit.rules import Tag
from emergency.base.access import Scope
from emergency.base.clock import SHANGHAI
from emergency.base.database import db
from emergency.base.errors import NotFound


def head() -> AuditEvent | None:
    """The newest act."""
    return db.session.scalar(select(AuditEvent).order_by(AuditEvent.id.desc()).limit(1))


def head_hash(but: Collection[Tag] = ()) -> str:
    """The newest act's hash, as printed on papers; empty text for an empty trail. Acts of `but` are passed over."""
    query = select(AuditEvent.hash).where(AuditEvent.tag.not_in(but)) if but else select(AuditEvent.hash)
    return db.session.scalar(query.order_by(AuditEvent.id.desc()).limit(1)) or ""


def acts(
    _scope: Scope,
    *,
    tag: str = "",
    person: str = "",
    text: str = "",
    since: date | None = None,
    until: date | None = None,
) -> Select[Any]:
    """The acts that fit, newest first; for the auditor, who reads all of them. `tag` is an act or a group of acts."""
    query = select(AuditEvent).order_by(AuditEvent.id.desc())
    if tag:
        is_group = "." not in tag
        query = query.where(
            AuditEvent.tag.startswith(f"{tag}.", autoescape=True) if is_group else AuditEvent.tag == tag
        )
    if person:
        query = query.where(AuditEvent.person_name.contains(person, autoescape=True))
    if text:
        query = query.where(AuditEvent.sentence.contains(text, autoescape=True))
    if since:
        query = query.where(AuditEvent.at >= datetime.combine(since, time.min, SHANGHAI))
    if until:
        query = query.where(AuditEvent.at <= datetime.combine(until, time.max, SHANGHAI))
    return query


def get_act(_scope: Scope, event_id: int) -> AuditEvent:
    """One act. Raises NotFound."""
    event = db.session.get(AuditEvent, event_id)
    if event is None:
        raise NotFound
    return event


def acts_on(subject_kind: str, subject_id: object, limit: int = 50) -> list[AuditEvent]:
    """The newest acts on one thing that the caller has already loaded through a scope."""
    query = select(AuditEvent).where(AuditEvent.subject_kind == subject_kind, AuditEvent.subject_id == str(subject_id))
    return list(db.session.scalars(query.order_by(AuditEvent.id.desc()).limit(limit)))


def last_hand(subject_kind: str, subject_id: object) -> str:
    """By whom and when a thing was last acted on, in words; the caller has loaded it through a scope."""
    last = acts_on(subject_kind, subject_id, 1)
    return f"{last[0].person_name}于{last[0].at.astimezone(SHANGHAI):%m月%d日 %H:%M}" if last else "别人"


def highest_number(subject_kind: str) -> int:
    """The highest number that a thing of this kind ever had: the trail remembers those that were taken away."""
    highest = select(func.max(cast(AuditEvent.subject_id, Integer))).where(AuditEvent.subject_kind == subject_kind)
    return int(db.session.scalar(highest) or 0)
