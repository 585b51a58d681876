"""People, the parts of their scopes, their sign-ins and the tries at signing in."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from emergency.base.database import Model, UtcDateTime


class Person(Model):
    """Somebody with an account; never deleted, only ended."""

    __tablename__ = "person"

    id: Mapped[int] = mapped_column(primary_key=True)
    login: Mapped[str] = mapped_column(String(40), unique=True)
    name: Mapped[str] = mapped_column(String(40))
    role: Mapped[str] = mapped_column(String(12))
    password_hash: Mapped[str] = mapped_column(String(200))
    must_change_password: Mapped[bool] = mapped_column(default=True)
    ended_on: Mapped[date | None]
    successor_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    sample: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    version: Mapped[int] = mapped_column(default=1)

    parts: Mapped[list["ScopePart"]] = relationship(
        lazy="selectin", cascade="all, delete-orphan", order_by="ScopePart.id"
    )

    __mapper_args__ = {"version_id_col": version}


class ScopePart(Model):
    """One part of a person's scope: a region, a unit, or a line (行业) that narrows the regions."""

    __tablename__ = "scope_part"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    region_code: Mapped[str | None] = mapped_column(String(12))
    unit_id: Mapped[int | None]
    line: Mapped[str | None] = mapped_column(String(20))


class SignIn(Model):
    """One sign-in, kept as the hash of its token; ended by its owner, an administrator, or time."""

    __tablename__ = "sign_in"
    __table_args__ = {"info": {"operational": True}}

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    began_at: Mapped[datetime] = mapped_column(UtcDateTime)
    seen_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    address: Mapped[str] = mapped_column(String(60))
    agent: Mapped[str] = mapped_column(String(200))


class SignInTry(Model):
    """A try at signing in that failed; counted in the database, for all workers alike."""

    __tablename__ = "sign_in_try"
    __table_args__ = (Index("sign_in_try_login", "login", "at"), {"info": {"operational": True}})

    id: Mapped[int] = mapped_column(primary_key=True)
    login: Mapped[str] = mapped_column(String(40))
    address: Mapped[str] = mapped_column(String(60))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
