"""Sheets issued to units without an account, and what came back: they wait for the office, the trail tells the rest."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from emergency.base.database import JsonText, Model, UtcDateTime


class LedgerIssue(Model):
    """A sheet as it went out: `told` is what it said, of the upload address only the hash is kept.

    `ended` is empty, revoked or replaced; `used_at` is when the address was used, empty again when what came was
    not taken.
    """

    __tablename__ = "ledger_issue"
    __table_args__ = (Index("ledger_issue_unit", "unit_id", "made_at"), {"info": {"operational": True}})

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id", ondelete="CASCADE"))
    serial: Mapped[str] = mapped_column(String(24), unique=True)
    token_hash: Mapped[str | None] = mapped_column(String(64), unique=True)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    made_by: Mapped[str] = mapped_column(String(100))
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ended: Mapped[str] = mapped_column(String(10), default="")
    used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    told: Mapped[Any] = mapped_column(JsonText)


class LedgerReturn(Model):
    """A filled sheet that somebody brought: `state` is waiting, taken or refused.

    `now` is the digest of what the register said when the choices were made; another one asks for new choices.
    """

    __tablename__ = "ledger_return"
    __table_args__ = (Index("ledger_return_issue", "issue_id", "brought_at"), {"info": {"operational": True}})

    id: Mapped[int] = mapped_column(primary_key=True)
    issue_id: Mapped[int] = mapped_column(ForeignKey("ledger_issue.id", ondelete="CASCADE"))
    by_link: Mapped[bool]
    brought_by: Mapped[str] = mapped_column(String(100))
    address: Mapped[str] = mapped_column(String(60))
    brought_at: Mapped[datetime] = mapped_column(UtcDateTime)
    name: Mapped[str] = mapped_column(String(200))
    file_sha: Mapped[str] = mapped_column(String(64))
    sheets: Mapped[Any] = mapped_column(JsonText)
    state: Mapped[str] = mapped_column(String(10), default="waiting")
    reason: Mapped[str] = mapped_column(String(200), default="")
    import_id: Mapped[int | None] = mapped_column(index=True)
    now: Mapped[str] = mapped_column(String(64), default="")
