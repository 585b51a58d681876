"""How long signed-in people wait for a page while a large plans ledger is taken in by the worker, on SQLite.

Run: .venv/bin/python -m benchmarks.ledger_readers [ROWS] [SEED]
The register is a temporary file with Heihe's divisions and law; worker and readers are processes of their own, as where
the system runs. One reader's sign-in was noted a moment ago, the other one's asks to be noted with every page.
"""

import subprocess
import sys
import tempfile
import time
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.ledger_import import app_in, ask, ledger, register_in
from emergency.accounts import actions as signing
from emergency.accounts.models import Person
from emergency.accounts.views import COOKIE
from emergency.base.access import Scope
from emergency.base.database import committed, db
from emergency.ledgers import actions
from emergency.ledgers.actions_jobs import ask_check, ask_take
from emergency.ledgers.queries import get_import

MOST = 1.0  # seconds that anybody may wait for a page beside an import
PAGE = "/units"
PAUSE = 0.02
KINDS = ("noted", "to be noted")


def main(rows: int = 10_000, seed: int = 7) -> int:
    """Print the longest waits; 0 when none is longer than the bar."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with register_in(folder) as scope:
            tokens = [_signed_in(scope) for _kind in KINDS]
            worker = subprocess.Popen([sys.executable, "-m", "benchmarks.ledger_web", name])
            try:
                number = _checked(scope, ledger(rows, seed))
                readers = [_reader(name, token, kind) for token, kind in zip(tokens, KINDS, strict=True)]
                while len(list(folder.glob("ready-*"))) < len(KINDS):
                    assert all(reader.poll() is None for reader in readers), "a reader ended before it began"
                    time.sleep(0.1)
                began = time.monotonic()
                ask(scope, number, ask_take)
                _wait(scope, number)
                spent = time.monotonic() - began
                time.sleep(1)
            finally:
                worker.kill()
                worker.wait()
            (folder / "stop").touch()
            waits = [_told(reader.communicate()[0]) for reader in readers]
    print(f"{rows} rows taken in within {spent:.1f} s")
    for kind, times in zip(KINDS, waits, strict=True):
        longest = " ".join(f"{one:.2f}" for one in sorted(times)[-3:])
        print(f"{PAGE}, sign-in {kind}: {len(times)} times, median {median(times):.3f} s, the longest {longest} s")
    return 0 if max(map(max, waits)) <= MOST else 1


def _signed_in(scope: Scope) -> str:
    with committed():
        person = db.session.get_one(Person, scope.person_id)
        return signing.sign_in(person, "127.0.0.1", "benchmark")


def _checked(scope: Scope, content: bytes) -> int:
    staged = actions.stage("台账.xlsx", BytesIO(content))
    with committed():
        number = actions.bring(scope, staged).id
    ask(scope, number, ask_check)
    _wait(scope, number)
    return number


def _wait(scope: Scope, number: int) -> None:
    while get_import(scope, number).deed:
        db.session.rollback()
        db.session.expire_all()
        time.sleep(0.1)
    db.session.rollback()


def _reader(folder: str, token: str, kind: str) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "benchmarks.ledger_readers", folder, token, kind]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)


def _told(out: str) -> list[float]:
    return [float(word) for word in out.split("waits:")[1].split()]


def read(folder: str, token: str, kind: str) -> int:
    """One reader: the page again and again, each time how long it took."""
    if kind == KINDS[1]:
        signing.SEEN_AT_MOST_EVERY = timedelta(0)
    client = app_in(Path(folder)).test_client()
    client.set_cookie(COOKIE, token)
    assert client.get(PAGE).status_code == 200
    (Path(folder) / f"ready-{kind.replace(' ', '-')}").touch()
    waits = []
    while not (Path(folder) / "stop").exists():
        began = time.monotonic()
        answer: Any = client.get(PAGE)
        waits.append(time.monotonic() - began)
        assert answer.status_code == 200, answer.status
        time.sleep(PAUSE)
    print("waits:", *(f"{one:.4f}" for one in waits))
    return 0


if __name__ == "__main__":
    sys.exit(read(*sys.argv[1:]) if len(sys.argv) == 4 else main(*(int(word) for word in sys.argv[1:])))
