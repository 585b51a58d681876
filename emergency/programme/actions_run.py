"""How far a making is, told while it runs: short commits of their own, which also hear whether to stop."""

from sqlalchemy import select, update

from emergency.base.database import apart
from emergency.programme.facts import Progress, Stop
from emergency.programme.models import ProgrammeRun

STEPS = 20


class Report:
    """Passes on progress in twenty steps, and remembers whether somebody asked to stop."""

    def __init__(self, programme_id: int) -> None:
        self.programme_id = programme_id
        self.told = -1
        self.stopping = False

    def progress(self, done: int, whole: int) -> None:
        """So far of so much; the table is written only when another twentieth is done."""
        step = done * STEPS // max(whole, 1)
        if step != self.told:
            self.told = step
            self._tell(done, whole)

    def stop(self) -> bool:
        """Whether somebody asked to stop, as heard at the last step."""
        return self.stopping

    def _tell(self, done: int, whole: int) -> None:
        mine = ProgrammeRun.programme_id == self.programme_id
        with apart() as connection:
            connection.execute(update(ProgrammeRun).where(mine).values(done=done, whole=whole))
            self.stopping = bool(connection.execute(select(ProgrammeRun.stopping).where(mine)).scalar())


def told_by(report: Report | None) -> tuple[Progress | None, Stop | None]:
    """The two functions that the scheduler calls; none for a command, which waits itself."""
    return (report.progress, report.stop) if report else (None, None)
