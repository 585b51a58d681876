"""A plans ledger checked and taken in, against openpyxl that only reads it; an export against XlsxWriter alone.

Run: .venv/bin/python -m benchmarks.ledger_import [ROWS] [SEED] [ROUNDS]
The register is a temporary one with Heihe's divisions and law. Times are of the processor, children included.
"""

import random
import resource
import sys
import tempfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

from flask_migrate import upgrade
from openpyxl import load_workbook
from sqlalchemy import select
from xlsxwriter import Workbook

from emergency import create_app
from emergency.base.access import Role, scope_for
from emergency.base.config import Settings
from emergency.base.database import committed, db
from emergency.base.heap import unsearched
from emergency.base.sheets import Column, workbook
from emergency.ledgers import actions
from emergency.ledgers.facts import Status
from emergency.ledgers.queries import get_import
from emergency.plans.models import Plan
from emergency.seeding import seed_reference
from emergency.units.models import Unit

CITY = scope_for(Role.CITY, person_id=1, name="市应急办", regions=("231100000000",))
HEADS = (
    "序号", "预案名称", "编制单位", "所属地区", "类别", "公开属性", "发文字号", "发布时间", "实施时间", "印发单位",
    "签发人", "备案单位", "备案时间", "备案编号",
)  # fmt: skip
HAZARDS = ("防汛", "抗旱", "森林草原火灾", "地震", "地质灾害", "低温雨雪冰冻", "火灾", "道路交通", "食品安全")


def main(rows: int = 10_000, seed: int = 7, rounds: int = 3) -> int:
    """Print the ratios; 0 when the bars are met."""
    print(f"{rows} rows, seed {seed}, {rounds} rounds")
    with tempfile.TemporaryDirectory() as folder:
        app = _app(Path(folder))
        with app.app_context():
            upgrade()
            seed_reference()
            content = _ledger(rows, seed)
            db.session.remove()
            met = _import(app, content, rows, rounds)
            db.engine.dispose()
    return 0 if _export(seed) and met else 1


def _app(folder: Path) -> Any:
    return create_app(
        Settings(
            instance=folder, database_url=f"sqlite:///{folder / 'emergency.db'}",
            files_url=f"file://{folder / 'files'}", jobs_url="sqlite://", secret_key="a key for benchmarks",
            testing=True,
        )
    )  # fmt: skip


def _ledger(rows: int, seed: int) -> bytes:
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


def _import(app: Any, content: bytes, rows: int, rounds: int) -> bool:
    reads, checks = [], []
    for _ in range(rounds):
        spent, seen = _timed(lambda: _read(content))
        assert seen == rows + 2
        reads.append(spent)
        spent, (number, report) = _timed(lambda: _check(content))
        assert report.counts()[Status.NEW] == rows, [row.told for row in report.rows if row.wrongs][:5]
        checks.append(spent)
    base = sorted(reads)[len(reads) // 2]
    checked = sorted(checks)[len(checks) // 2]
    spent, _report = _timed(lambda: _confirm(number))
    assert db.session.query(Plan).count() == rows
    again = _check(content)[1].counts()
    assert again[Status.UNCHANGED] == rows, again
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"openpyxl reads in {base * 1000:.0f} ms; checked in {checked / base:.2f} times (bar 2)")
    print(f"confirmed in {spent / base:.2f} times (bar 3); a second import changes nothing; process {peak} MB at most")
    return checked <= 2 * base and spent <= 3 * base


def _check(content: bytes) -> tuple[int, Any]:
    staged = actions.stage("台账.xlsx", BytesIO(content))
    with committed():
        number = actions.bring(CITY, staged).id
    report = actions.check(CITY, get_import(CITY, number))
    db.session.rollback()
    return number, report


def _confirm(number: int) -> Any:
    with unsearched(), committed():
        return actions.take_in(CITY, get_import(CITY, number))


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
