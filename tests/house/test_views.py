"""Views ask through queries, which take the viewer's scope first, and carry a permission each."""

import ast
import re

from building import modules
from flask import Flask

ASKING = ("session.get", "session.scalar", "session.scalars", "session.execute", "session.query", ".query")
STATIC = ("static", "bootstrap.static")
OPEN_DOORS = {"health.alive", "health.ready", "accounts.login", "accounts.login_post", "static_icon", "drills.feed"}
OPEN_DOORS |= {"drills.reply", "drills.reply_accept", "drills.reply_propose", "verification.ask", "verification.show"}
OPEN_DOORS |= {"ledgers.filled_sheet", "ledgers.filled_sheet_post"}
WORD = r"[a-z0-9]+(?:-[a-z0-9]+)*"
KIND = r"(?:int|uuid|date|code|year|string(?:\([^)]*\))?|any\([^)]*\))"
PART = rf"(?:{WORD}|<{KIND}:[a-z_]+>)(?:\.[a-z]+)?"
ADDRESS = re.compile(rf"/|(?:/{PART})+")


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


def test_every_route_asks_for_a_permission_or_says_why_its_door_is_open(bare_app: Flask) -> None:
    views = {rule.endpoint: bare_app.view_functions[rule.endpoint] for rule in bare_app.url_map.iter_rules()}
    unmarked = [
        endpoint
        for endpoint, view in views.items()
        if endpoint not in STATIC and not getattr(view, "needs", None) and not getattr(view, "open_door", None)
    ]
    assert not unmarked, f"mark the view with @needs(Permission.X), nearest to the function: {unmarked}"


def test_the_open_doors_are_these_and_no_others(bare_app: Flask) -> None:
    opened = {name for name, view in bare_app.view_functions.items() if getattr(view, "open_door", None)}
    assert opened <= OPEN_DOORS, "each open door is a decision: put it on the list with its reason in the view"


def test_addresses_are_kebab_case_with_typed_parts(bare_app: Flask) -> None:
    rules = [rule.rule for rule in bare_app.url_map.iter_rules() if rule.endpoint not in STATIC]
    wrong = [rule for rule in rules if not ADDRESS.fullmatch(rule)]
    assert not wrong, f"write /plans/<int:plan_id>/new-filing: {wrong}"


def test_what_changes_things_is_never_reached_by_get(bare_app: Flask) -> None:
    verbs = re.compile(r"/(delete|remove|add|save|purge|accept|cancel|confirm|submit)$")
    wrong = [
        rule.rule
        for rule in bare_app.url_map.iter_rules()
        if verbs.search(rule.rule) and "GET" in (rule.methods or ()) and "POST" not in (rule.methods or ())
    ]
    assert not wrong, f"an act is a POST: {wrong}"
