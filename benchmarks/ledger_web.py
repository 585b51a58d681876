"""How much memory the web process needs for an import: a small file, then a large one, page by page.

Run by benchmarks/ledger_import.py, with a folder that holds a register and both files, and the number of a person.
The worker is a process of its own, as it is where the system runs.
"""

import os
import re
import subprocess
import sys
import time
from io import BytesIO
from pathlib import Path
from typing import Any

from flask.testing import FlaskClient

from benchmarks.ledger_import import app_in
from emergency.accounts.models import Person
from emergency.accounts.queries import scope_of
from emergency.base import slots
from emergency.base.database import db
from emergency.base.jobs import work_on

MOST = 8 << 10  # kB by which a large file may raise the peak
HIDDEN = re.compile(r'name="(csrf_token|once)"[^>]* value="([^"]*)"')


def main(folder: str, person_id: str) -> int:
    """Print the peaks; 0 when the large file needs hardly more than the small one."""
    app = app_in(Path(folder))
    with app.app_context():
        scope = scope_of(db.session.get_one(Person, int(person_id)))
        db.session.remove()
    slots.identify.fill(lambda _asking: scope)
    worker = subprocess.Popen([sys.executable, "-m", "benchmarks.ledger_web", folder])
    try:
        client = app.test_client()
        _bring(client, Path(folder) / "small.xlsx")
        before = _peak()
        _bring(client, Path(folder) / "large.xlsx")
        after = _peak()
    finally:
        worker.kill()
        worker.wait()
    print(f"web process: {before >> 10} MB at most with 10 rows, {after >> 10} MB with all ({after - before} kB more)")
    return 0 if after - before <= MOST else 1


def _bring(client: FlaskClient, path: Path) -> None:
    """A file from the upload to the result, each page looked at."""
    where = _post(client, "/ledgers", "/ledgers", file=(BytesIO(path.read_bytes()), path.name))
    here = where.removesuffix("/columns")
    _post(client, where, where, **_mapping(client.get(where).text))
    _wait(client, here, "逐行结果")
    client.get(f"{here}?status=new&page=2")
    _post(client, here, f"{here}/confirm")
    _wait(client, here, "导入结果")


def _post(client: FlaskClient, page: str, to: str, **values: Any) -> str:
    hidden = dict(HIDDEN.findall(client.get(page).text))
    answer = client.post(to, data={**hidden, **values}, content_type="multipart/form-data")
    assert answer.status_code == 303, answer.text
    return str(answer.location)


def _mapping(page: str) -> dict[str, str]:
    """What the page of columns proposes."""
    chosen = re.findall(r'<select[^>]* name="([^"]+)"[^>]*>(.*?)</select>', page, re.DOTALL)
    told = {name: re.findall(r'value="([^"]*)" selected', options) for name, options in chosen}
    row = re.search(r'name="heading-0" value="(\d+)"', page)
    assert row
    return {name: found[0] for name, found in told.items() if found} | {"heading-0": row[1]}


def _wait(client: FlaskClient, where: str, word: str) -> None:
    for _ in range(600):
        if word in client.get(where).text:
            return
        time.sleep(0.2)
    raise AssertionError(f"{where} never said {word}")


def _peak() -> int:
    """The most that this process itself ever held, in kB."""
    return int(re.findall(r"VmHWM:\s+(\d+)", Path(f"/proc/{os.getpid()}/status").read_text("ascii"))[0])


def work(folder: str) -> int:
    """The worker, until it is ended."""
    with app_in(Path(folder)).app_context():
        work_on()
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]) if len(sys.argv) > 2 else work(sys.argv[1]))
