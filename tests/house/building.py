"""The plan of the house: which room stands on which floor, and how its files are read."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]
PACKAGE = TOP / "emergency"
TEMPLATES = TOP / "templates"

FLOORS = {
    "base": 0,
    "audit": 1, "notices": 1,
    "units": 2,
    "accounts": 3, "obligations": 3, "evidence": 3,
    "plans": 4,
    "drills": 5, "incidents": 5, "records": 5, "texts": 5,
    "coverage": 6,
    "assessment": 7, "programme": 7, "ledgers": 7,
    "supervision": 8,
    "home": 9,
}  # fmt: skip
ROOF = 10  # files that lie in emergency/ itself; migrations/ belongs to nobody
STEPS = {"rules": 0, "facts": 0, "models": 1, "queries": 2, "actions": 3, "forms": 4, "views": 5}


@dataclass(frozen=True)
class Module:
    """One Python file of the house: `emergency.plans.queries_papers` is step `queries` of room `plans`."""

    path: Path

    @property
    def name(self) -> str:
        parts = self.path.relative_to(TOP).with_suffix("").parts
        return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)

    @property
    def room(self) -> str:
        return room_of(self.name)

    @property
    def step(self) -> int | None:
        """The stair it stands on, or nothing for a file named by its own noun."""
        return STEPS.get(self.path.stem.split("_")[0])

    @property
    def tree(self) -> ast.Module:
        return parsed(self.path)

    @property
    def imports(self) -> set[str]:
        """Dotted names of all modules it imports, at whatever depth of the file they stand."""
        return imports_of(self.path)

    def __str__(self) -> str:
        return str(self.path.relative_to(TOP))


def room_of(name: str) -> str:
    parts = name.split(".")
    return parts[1] if len(parts) > 1 and (PACKAGE / parts[1]).is_dir() else ""


def floor_of(room: str) -> int:
    return FLOORS[room] if room else ROOF


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def imports_of(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            start = absolute(path, node)
            whole = {f"{start}.{alias.name}" for alias in node.names}
            found |= {name if is_module(name) else start for name in whole}
    return found


def absolute(path: Path, node: ast.ImportFrom) -> str:
    if not node.level:
        return node.module or ""
    package = path.relative_to(TOP).parts[: -node.level]
    return ".".join([*package, *((node.module or "").split(".") if node.module else [])])


def is_module(name: str) -> bool:
    place = TOP.joinpath(*name.split("."))
    return name.startswith("emergency") and (place.with_suffix(".py").exists() or place.is_dir())


@cache
def modules() -> list[Module]:
    """All Python files of the house without the migrations, which freeze what the tables once were."""
    found = [Module(path) for path in sorted(PACKAGE.rglob("*.py"))]
    return [module for module in found if module.room != "migrations"]


def templates() -> list[Path]:
    return sorted(TEMPLATES.rglob("*.html"))


def functions_of(module: Module) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    return [node for node in ast.walk(module.tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def lines_with(path: Path, pattern: str) -> Iterator[str]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if re.search(pattern, line):
            yield f"{path.relative_to(TOP)}:{number}: {line.strip()[:100]}"
