"""Packages of sheets for many units, made by the worker: who asked, how far it is, until when the file lies there."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from emergency.base.database import JsonText, Model, UtcDateTime


class LedgerDispatch(Model):
    """A package that one person asked for and alone may fetch, for the addresses of all its sheets stand in it.

    `asker` is that person's scope and `wanted` the choice of units. The file is no record: it goes after a day, the
    sheets in it stay issued.
    """

    __tablename__ = "ledger_dispatch"
    __table_args__ = ({"info": {"operational": True}},)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int | None] = mapped_column(index=True)
    person_name: Mapped[str] = mapped_column(String(100))
    asker: Mapped[Any] = mapped_column(JsonText)
    wanted: Mapped[Any] = mapped_column(JsonText)
    days: Mapped[int] = mapped_column(Integer)
    address: Mapped[str] = mapped_column(String(300))
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    state: Mapped[str] = mapped_column(String(10))
    done: Mapped[int] = mapped_column(Integer, default=0)
    whole: Mapped[int] = mapped_column(Integer, default=0)
    error: Mapped[str] = mapped_column(Text, default="")
    made_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    size: Mapped[int] = mapped_column(BigInteger, default=0)
