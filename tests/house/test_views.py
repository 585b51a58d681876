"""Views ask through queries, which take the viewer's scope first, and carry a permission each."""

import ast

from building import modules

ASKING = ("session.get", "session.scalar", "session.scalars", "session.execute", "session.query", ".query")


def test_views_ask_only_through_queries():
    views = [module for module in modules() if module.path.stem.startswith("views")]
    wrong = [f"{m} imports sqlalchemy" for m in views if any(n.startswith("sqlalchemy") for n in m.imports)]
    wrong += [
        f"{module}:{node.lineno} {ast.unparse(node)}"
        for module in views
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Attribute) and ast.unparse(node).endswith(ASKING)
    ]
    assert not wrong, "questions live in queries.py and take the viewer's scope first:\n" + "\n".join(wrong)
