"""Tells how far the work is and asks whether to go on; once told to stop it stays stopped (pure)."""

from __future__ import annotations

from emergency.programme.facts import Progress, Stop

# Placing is told in hundredths: up to here the first days, the settling of the rest, the levelling.
PLACED, SETTLED, WHOLE = 40, 50, 100


class Watch:
    """The two callbacks of whoever asked, either of which may be missing."""

    def __init__(self, progress: Progress | None, stop: Stop | None) -> None:
        self._progress, self._stop = progress, stop
        self.stopped = False

    def tell(self, done: int) -> None:
        """Say that so many hundredths are done."""
        if self._progress is not None:
            self._progress(done, WHOLE)

    def over(self) -> bool:
        """Whether to stop now and keep the best so far."""
        if not self.stopped and self._stop is not None:
            self.stopped = bool(self._stop())
        return self.stopped
