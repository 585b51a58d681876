"""The office's own wording of the items of evaluation sheets, as versions: rows are added and closed."""

from datetime import datetime

from sqlalchemy import Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from emergency.base.database import FAR_MOMENT, Model, UtcDateTime


class EvaluationWording(Model):
    """The items of one group of a sheet, a line each; an empty line leaves its item to the standard."""

    __tablename__ = "evaluation_wording"
    __table_args__ = (Index("evaluation_wording_known", "known_until", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(40))
    text: Mapped[str] = mapped_column(Text)
    recorded_by: Mapped[str] = mapped_column(String(100))
    known_from: Mapped[datetime] = mapped_column(UtcDateTime)
    known_until: Mapped[datetime] = mapped_column(UtcDateTime, default=FAR_MOMENT)
