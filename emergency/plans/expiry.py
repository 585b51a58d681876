"""有效期至: a reminder of the register's own before a paper's term ends, never a duty (pure)."""

from dataclasses import dataclass
from datetime import date

REMIND_DAYS = 90
REMINDER = f"有效期届满前 {REMIND_DAYS} 天起提醒；这是台账的提醒，不是法定义务，不计逾期。"


@dataclass(frozen=True)
class Expiry:
    """The last day of a paper's term and how many days are left; negative once it is over."""

    day: date
    left: int

    @property
    def sentence(self) -> str:
        """What the reminder says."""
        if self.left < 0:
            return f"有效期已于 {self.day} 届满（已过 {-self.left} 天），请确认是否修订、延期或废止"
        return f"有效期至 {self.day}，还有 {self.left} 天，请安排修订、延期或废止"

    @property
    def word(self) -> str:
        """The reminder in a list."""
        return f"有效期已满 {self.day}" if self.left < 0 else f"有效期至 {self.day}"


def told_of(day: date | None, today: date) -> Expiry | None:
    """The reminder for a term that ends on a day; None while there is none or it is far."""
    if day is None or (day - today).days > REMIND_DAYS:
        return None
    return Expiry(day, (day - today).days)
