"""The trail's two tables: acts, and the digests of the rows that each act left behind."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from emergency.base.database import JsonText, Model, UtcDateTime


class AuditEvent(Model):
    """One act: who, when, from where, what, before and after, chained to the act before it."""

    __tablename__ = "audit_event"
    __table_args__ = (
        Index("audit_event_subject", "subject_kind", "subject_id"),
        Index("audit_event_at", "at"),
        {"info": {"trail": True}, "sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    person_id: Mapped[int | None]
    person_name: Mapped[str] = mapped_column(String(100))
    role: Mapped[str] = mapped_column(String(20))
    address: Mapped[str] = mapped_column(String(60))
    request_id: Mapped[str] = mapped_column(String(20))
    tag: Mapped[str] = mapped_column(String(40), index=True)
    subject_kind: Mapped[str] = mapped_column(String(30))
    subject_id: Mapped[str] = mapped_column(String(60))
    sentence: Mapped[str] = mapped_column(Text)
    before: Mapped[Any] = mapped_column(JsonText, nullable=True)
    after: Mapped[Any] = mapped_column(JsonText, nullable=True)
    previous: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64), unique=True)


class AuditDigest(Model):
    """The digest of one business row as one act left it; empty when the act took the row away."""

    __tablename__ = "audit_digest"
    __table_args__ = (
        Index("audit_digest_row", "table_name", "row_key", "event_id"),
        {"info": {"trail": True}},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("audit_event.id"), index=True)
    table_name: Mapped[str] = mapped_column(String(60))
    row_key: Mapped[str] = mapped_column(String(200))
    digest: Mapped[str | None] = mapped_column(String(64))


# The database itself refuses to change the trail; the migration puts these in.
TRIGGERS = {
    "sqlite": [
        f"CREATE TRIGGER {table}_{act.lower()} BEFORE {act} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, 'the trail is append-only'); END"
        for table in ("audit_event", "audit_digest")
        for act in ("UPDATE", "DELETE")
    ],
    "postgresql": [
        "CREATE FUNCTION refuse_trail_change() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'the trail is append-only'; END $$",
        *(
            f"CREATE TRIGGER {table}_kept BEFORE UPDATE OR DELETE ON {table} "
            f"FOR EACH ROW EXECUTE FUNCTION refuse_trail_change()"
            for table in ("audit_event", "audit_digest")
        ),
    ],
}
