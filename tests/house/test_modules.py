"""What every Python file of the house keeps: a docstring, imports at its top, a readable size."""

import ast
from collections import Counter

from building import TOP, functions_of, modules

LONGEST_FILE, LONGEST_FUNCTION = 300, 40
# The bounded child gets the name of its one function through a pipe; the room that sends it imports that function.
CALLED_BY_NAME = {"emergency.base.child_entry"}
BY_NAME_AT_RUN_TIME = {"__import__", "eval", "exec"}


def test_a_module_says_in_one_line_what_it_is_for():
    first = {module: (ast.get_docstring(module.tree) or "").split("\n")[0].strip() for module in modules()}
    wrong = [str(module) for module, line in first.items() if not line.endswith((".", "。"))]
    assert not wrong, f"begin with a docstring, one line that ends with a full stop: {wrong}"


def test_imports_stand_at_the_top():
    hidden = [
        f"{module}:{node.lineno}"
        for module in modules()
        for function in functions_of(module)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert not hidden, f"an import inside a function hides a door between rooms; move it up or use a slot: {hidden}"


def test_nothing_is_imported_by_name_at_run_time():
    users = [module for module in modules() if module.imports & {"importlib", "pkgutil", "runpy"}]
    wrong = [str(module) for module in users if module.name not in CALLED_BY_NAME]
    wrong += [
        f"{module}:{node.lineno}"
        for module in modules()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in BY_NAME_AT_RUN_TIME
    ]
    assert not wrong, f"name the module in an import statement: {wrong}"


def test_files_stay_readable():
    lines = {module: len(module.path.read_text(encoding="utf-8").splitlines()) for module in modules()}
    wrong = [f"{module}: {count} lines" for module, count in lines.items() if count > LONGEST_FILE]
    assert not wrong, f"split by noun (queries_papers.py beside queries.py): {wrong}"


def test_functions_stay_readable():
    wrong = [
        f"{module}:{node.lineno} {node.name}"
        for module in modules()
        for node in functions_of(module)
        if (node.end_lineno or 0) - node.lineno >= LONGEST_FUNCTION
    ]
    assert not wrong, f"longer than {LONGEST_FUNCTION} lines, split by what it does: {wrong}"


def test_test_files_have_names_of_their_own():
    names = Counter(path.name for path in (TOP / "tests").rglob("*.py") if path.name != "conftest.py")
    twice = [name for name, times in names.items() if times > 1]
    assert not twice, f"pytest imports test files by name; give each its own: {twice}"
