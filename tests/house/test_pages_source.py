"""What every template keeps: its own room and no inline code."""

import ast
from pathlib import Path

from building import TEMPLATES, lines_with, modules, templates
from jinja2 import Environment, meta

SHARED = ("parts", "print")
LIBRARY = "bootstrap5"
INLINE = {
    r"\sstyle\s*=": "put it into the style sheet: the page's policy forbids style attributes",
    r"<style[\s>]": "put it into the style sheet",
    r"<script(?![^>]*\ssrc=)": "put it into a file of static/ and name it with src",
    r"\son[a-z]+\s*=\s*[\"']": "listen from a file of static/: the policy forbids handlers in attributes",
    r"javascript:": "listen from a file of static/",
    r"\|\s*safe\b": "let the template escape it, or build Markup in one tested function",
    r"(?:src|href)\s*=\s*[\"']\s*(?:https?:)?//": "no request leaves the machine: serve it from static/",
}
# What is only printed never meets a browser's policy, but it runs no script either.
INLINE_IN_PRINT = r"<style[\s>]"
NEW_MARKUP = r"\spopover(target)?[\s=>]|\sinert[\s=>]|<search[\s>]|<details[^>]*\sname="


def room_of_page(page: Path) -> str:
    return page.relative_to(TEMPLATES).parts[0]


def borrowed_by(page: Path) -> list[str]:
    grammar = Environment(extensions=["jinja2.ext.do"], autoescape=True)
    found = meta.find_referenced_templates(grammar.parse(page.read_text(encoding="utf-8")))
    return [name for name in found if name and "/" in name]


def test_a_template_borrows_only_from_parts_and_its_own_room():
    wrong = [
        f"{page.relative_to(TEMPLATES)} borrows {name}"
        for page in templates()
        for name in borrowed_by(page)
        if name.split("/")[0] not in (*SHARED, LIBRARY, room_of_page(page))
    ]
    assert not wrong, "move what two rooms share into templates/parts/:\n" + "\n".join(wrong)


def test_a_template_holds_no_inline_code():
    wrong = [
        f"{line}  ({advice})"
        for page in templates()
        for pattern, advice in INLINE.items()
        if not (room_of_page(page) == "print" and pattern == INLINE_IN_PRINT)
        for line in lines_with(page, pattern)
    ]
    assert not wrong, "\n".join(wrong)


def test_our_pages_run_on_chromium_90():
    wrong = [line for page in templates() for line in lines_with(page, NEW_MARKUP)]
    assert not wrong, "say it with older words:\n" + "\n".join(wrong)


def test_a_room_renders_only_its_own_templates():
    wrong = [
        f"{module}:{node.lineno} {node.args[0].value}"
        for module in modules()
        if module.room not in ("", "base")
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("render_template")
        if node.args and isinstance(node.args[0], ast.Constant)
        if str(node.args[0].value).split("/")[0] not in (module.room, *SHARED)
    ]
    assert not wrong, "a page lives in the folder of its room under templates/:\n" + "\n".join(wrong)


def test_no_template_is_made_from_text():
    wrong = [line for module in modules() for line in lines_with(module.path, r"render_template_string|from_string\(")]
    assert not wrong, "data in a template's source is code; use a file of templates/:\n" + "\n".join(wrong)


def test_an_address_is_never_handed_to_url_for():
    wrong = [line for page in templates() for line in lines_with(page, r"url_for\([^)]*\*\*[^)]*request\.args")]
    assert not wrong, (
        "url_for obeys _scheme and its like; write asked_with(page=2) after a plain address:\n" + "\n".join(wrong)
    )
