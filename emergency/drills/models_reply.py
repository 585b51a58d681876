"""What is sent out about a drill: addresses under which its unit may answer without signing in, invitations by mail."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from emergency.base.database import Model, UtcDateTime


class DrillReply(Model):
    """One address for answering one drill of one unit, until a moment; of its token only the hash is kept."""

    __tablename__ = "drill_reply"
    __table_args__ = {"info": {"operational": True}}

    id: Mapped[int] = mapped_column(primary_key=True)
    drill_id: Mapped[int] = mapped_column(ForeignKey("drill.id", ondelete="CASCADE"), index=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id", ondelete="CASCADE"), index=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)


class DrillInvitation(Model):
    """What a mailbox was last told of a drill, so that it is told each change once and of the end."""

    __tablename__ = "drill_invitation"
    __table_args__ = (
        Index("drill_invitation_mail", "drill_id", "mail", unique=True),
        {"info": {"operational": True}},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    drill_id: Mapped[int] = mapped_column(ForeignKey("drill.id", ondelete="CASCADE"))
    mail: Mapped[str] = mapped_column(String(100))
    method: Mapped[str] = mapped_column(String(10))
    sequence: Mapped[int]
