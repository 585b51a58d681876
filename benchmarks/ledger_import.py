"""A plans ledger checked and taken in as the worker does it, against openpyxl that only reads it.

Run: .venv/bin/python -m benchmarks.ledger_import [ROWS] [SEED] [ROUNDS]
The register is a temporary one with Heihe's divisions and law. Times are of the processor, children included: of the
upload with the job of checking, and of the job of taking in. Then an export against XlsxWriter alone, and the memory of
the web process (benchmarks/ledger_web.py).
"""

import gc
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any

from flask import Flask
from flask_migrate import upgrade
from openpyxl import load_workbook
from sqlalchemy import func, select
from xlsxwriter import Workbook

from emergency import create_app
from emergency.accounts.actions import NO_PASSWORD, add_person
from emergency.accounts.models import Person
from emergency.accounts.queries import scope_of
from emergency.accounts.scopes import Part
from emergency.base.access import Role, Scope, system_scope
from emergency.base.config import Settings
from emergency.base.database import committed, db
from emergency.base.jobs import work_once
from emergency.base.sheets import Column, workbook
from emergency.ledgers import actions
from emergency.ledgers.actions_jobs import ask_check, ask_take
from emergency.ledgers.facts import Status
from emergency.ledgers.queries import get_import
from emergency.ledgers.queries_jobs import kept_report
from emergency.plans.models import Plan
from emergency.seeding import seed_reference
from emergency.units.models import Unit

HEADS = (
    "序号", "预案名称", "编制单位", "所属地区", "类别", "公开属性", "发文字号", "发布时间", "实施时间", "印发单位",
    "签发人", "备案单位", "备案时间", "备案编号",
)  # fmt: skip
HAZARDS = ("防汛", "抗旱", "森林草原火灾", "地震", "地质灾害", "低温雨雪冰冻", "火灾", "道路交通", "食品安全")


def main(rows: int = 10_000, seed: int = 7, rounds: int = 3) -> int:
    """Print the ratios; 0 when the bars are met."""
    print(f"{rows} rows, seed {seed}, {rounds} rounds, load {os.getloadavg()[0]:.1f}")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with register_in(folder) as scope:
            (folder / "small.xlsx").write_bytes(ledger(10, seed + 1))
            content = ledger(rows, seed)
            (folder / "large.xlsx").write_bytes(content)
            db.session.remove()
            db.engine.dispose()
            shutil.copy(folder / "emergency.db", folder / "fresh.db")
            met = _import(scope, content, rows, rounds, folder)
            db.session.remove()
            db.engine.dispose()
        shutil.copy(folder / "fresh.db", folder / "emergency.db")
        web = subprocess.run([sys.executable, "-m", "benchmarks.ledger_web", name, str(scope.person_id)], check=False)
    return 0 if _export(seed) and met and web.returncode == 0 else 1


def account() -> Scope:
    """Somebody of the city's office, who brings the file."""
    with committed():
        parts = [Part("231100000000")]
        add_person(system_scope(), "bench", "市应急办", Role.CITY, parts, NO_PASSWORD, sample=True)
    return scope_of(db.session.scalars(select(Person).where(Person.login == "bench")).one())


@contextmanager
def register_in(folder: Path) -> Iterator[Scope]:
    """A register with Heihe's divisions and law, inside its application, and who brings files to it."""
    with app_in(folder).app_context():
        upgrade()
        seed_reference()
        yield account()


def app_in(folder: Path) -> Flask:
    """The application on a folder of its own."""
    return create_app(
        Settings(
            instance=folder, database_url=f"sqlite:///{folder / 'emergency.db'}",
            files_url=f"file://{folder / 'files'}", jobs_url="sqlite://", secret_key="a key for benchmarks",
            testing=True,
        )
    )  # fmt: skip


def ledger(rows: int, seed: int) -> bytes:
    """A ledger as offices keep it: a title, headings of their own, days in several ways."""
    chance = random.Random(seed)
    units = [(plan.name, plan.region_code, plan.kind) for plan in _units()]
    content = BytesIO()
    book = Workbook(content)
    sheet = book.add_worksheet("台账")
    sheet.write_string(0, 0, "应急预案台账")
    for column, head in enumerate(HEADS):
        sheet.write_string(1, column, head)
    for row in range(rows):
        name, region, kind = chance.choice(units)
        for column, value in enumerate(_row(row, name, region, kind, chance)):
            sheet.write(row + 2, column, value)
    book.close()
    return content.getvalue()


def _units() -> list[Any]:
    return list(db.session.scalars(select(Unit).where(Unit.kind.in_(("township", "village", "department")))))


def _row(number: int, name: str, region: str, kind: str, chance: random.Random) -> list[Any]:
    year, month, day = chance.randint(2016, 2024), chance.randint(1, 12), chance.randint(1, 28)
    whole = f"{year}-{month:02}-{day:02}"
    days = (f"{year}.{month}.{day}", f"{year}年{month}月{day}日", whole.replace("-", ""), whole)
    kinds = {"township": "乡镇（街道）", "village": "村（社区）", "department": "部门"}
    return [
        number + 1, f"{name}{chance.choice(HAZARDS)}应急预案（{number}）", name, region, kinds[kind],
        chance.choice(("公开", "内部")), "" if kind == "village" else f"黑应急发[{year}]{number % 300 + 1}号",
        chance.choice(days), chance.choice(days), name, "张三",
        "市应急管理局", f"{year + 1}.{month}.{day}" if chance.random() < 0.5 else "", "",
    ]  # fmt: skip


def _timed(act: Callable[[], Any]) -> tuple[float, Any]:
    """Processor time of this process and its children."""
    began = _spent()
    result = act()
    return _spent() - began, result


def _spent() -> float:
    own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


def _read(content: bytes) -> int:
    sheet = load_workbook(BytesIO(content), read_only=True, data_only=True).active
    return sum(1 for row in sheet.iter_rows(values_only=True) if any(row))


def _import(scope: Scope, content: bytes, rows: int, rounds: int, folder: Path) -> bool:
    reads, checks, takes = [], [], []
    for number in range(rounds):
        if number:
            _again(folder)
        # What is not its own openpyxl is not charged for: the collector leaves it out.
        gc.collect()
        gc.freeze()
        spent, seen = _timed(lambda: _read(content))
        gc.unfreeze()
        assert seen == rows + 2
        reads.append(spent)
        spent, import_id = _timed(lambda: _check(scope, content))
        checks.append(spent)
        assert kept_report(get_import(scope, import_id)).counts[Status.NEW] == rows
        ask(scope, import_id, ask_take)
        spent, _done = _timed(work_once)
        takes.append(spent)
        assert db.session.scalar(select(func.count()).select_from(Plan)) == rows
    again = kept_report(get_import(scope, _check(scope, content))).counts
    assert again[Status.UNCHANGED] == rows, again
    base = min(reads)
    print(f"openpyxl reads in {_told(reads)} ms")
    print(f"uploaded and checked in {_told(checks)} ms, {_times(checks, reads)} (bar 2)")
    print(f"taken in in {_told(takes)} ms, {_times(takes, reads)} (bar 3); a second import changes nothing")
    return min(checks) <= 2 * base and min(takes) <= 3 * base


def _again(folder: Path) -> None:
    """The register as it was before."""
    db.session.remove()
    db.engine.dispose()
    shutil.copy(folder / "fresh.db", folder / "emergency.db")


def _times(ours: list[float], theirs: list[float]) -> str:
    """The bar is of the least times: a shared processor runs now fast, now slow, which the middle ones tell instead."""
    return f"{min(ours) / min(theirs):.2f} times, the middle ones {_middle(ours) / _middle(theirs):.2f}"


def _middle(times: list[float]) -> float:
    return sorted(times)[len(times) // 2]


def _told(times: list[float]) -> str:
    return "/".join(f"{spent * 1000:.0f}" for spent in times)


def _check(scope: Scope, content: bytes) -> int:
    """What becomes of a file from the upload until the worker has checked it."""
    staged = actions.stage("台账.xlsx", BytesIO(content))
    with committed():
        number = actions.bring(scope, staged).id
    ask(scope, number, ask_check)
    # What an earlier import left to be recomputed waits for its turn behind it.
    while get_import(scope, number).deed:
        work_once()
        db.session.rollback()
    return number


def ask(scope: Scope, import_id: int, what: Callable[[Scope, Any], None]) -> None:
    """Ask the worker for a check or a taking."""
    with committed():
        what(scope, get_import(scope, import_id))


def _export(seed: int, rows: int = 20_000) -> bool:
    chance = random.Random(seed)
    lines = [[f"第{row}行第{column}列{chance.random():.3f}" for column in range(12)] for row in range(rows)]
    columns = [Column(f"列{column}") for column in range(12)]
    plain, ours = [], []
    for _ in range(3):
        plain.append(_timed(lambda: _bare(lines))[0])
        ours.append(_timed(lambda: workbook("台账", ["筛选：全部"], columns, lines))[0])
    ratio = sorted(ours)[1] / sorted(plain)[1]
    print(f"{rows} rows of 12 columns out: {ratio:.2f} times XlsxWriter alone (bar 1.3)")
    return ratio <= 1.3


def _bare(lines: list[list[str]]) -> bytes:
    content = BytesIO()
    book = Workbook(content, {"constant_memory": True, "in_memory": True})
    sheet = book.add_worksheet()
    for number, line in enumerate(lines):
        for column, value in enumerate(line):
            sheet.write_string(number, column, value)
    book.close()
    return content.getvalue()


if __name__ == "__main__":
    sys.exit(main(*(int(word) for word in sys.argv[1:])))
