"""Rules are pure: facts and a date in, values out; and there is one clock."""

import ast

from building import modules

WORLD = ("flask", "sqlalchemy", "wtforms", "emergency.base.clock", "emergency.base.database")
MOMENTS = {"now", "today", "utcnow"}
BY_NAME = {module.name: module for module in modules()}


def reached(name: str, seen: set[str]) -> set[str]:
    """All modules that importing `name` pulls in, packages' own files left out."""
    if name in seen:
        return seen
    seen = seen | {name}
    for other in BY_NAME[name].imports if name in BY_NAME else ():
        seen = reached(other, seen)
    return seen


def asks_the_clock(node: ast.AST) -> bool:
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in MOMENTS):
        return False
    return ast.unparse(node.func.value).split(".")[-1] in {"date", "datetime"}


def test_rules_know_no_web_no_tables_no_clock():
    pure = [module for module in modules() if module.step == 0 and module.room != "base"]
    known = {module: [n for n in reached(module.name, set()) if n.startswith(WORLD)] for module in pure}
    wrong = [f"{module} reaches {names}" for module, names in known.items() if names]
    assert not wrong, "take plain values; let queries.py or actions.py ask:\n" + "\n".join(wrong)


def test_there_is_one_clock():
    asked = [
        f"{module}:{node.lineno}"
        for module in modules()
        if module.name != "emergency.base.clock"
        for node in ast.walk(module.tree)
        if asks_the_clock(node)
    ]
    assert not asked, f"ask emergency.base.clock, now() or today(): {asked}"
