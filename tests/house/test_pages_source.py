"""What every template and static file keeps: its own room, no inline code, nothing newer than Chromium 90."""

import ast
import re
from pathlib import Path

from building import PACKAGE, TEMPLATES, lines_with, modules, templates
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
# Words newer than Chromium 90, each with the version that brought it.
NEW_STYLE = {
    "accent-color": 93, "scrollbar-gutter": 94, "@layer": 99, "(width >": 104, "(width <": 104, ":has(": 105,
    "@container": 105, "container-type": 105, "dvh": 108, "svh": 108, "color-mix(": 111, "oklch(": 111,
    "text-wrap": 114, ":popover-open": 114, "subgrid": 117, "@starting-style": 117, "@scope": 118,
    ":user-invalid": 119, "light-dark(": 123, "field-sizing": 123,
}  # fmt: skip
NESTED = r"^\s*&|\{[^}]*&\s*[.:#\[]"
NEW_SCRIPT = {
    ".at(": 92, "randomUUID": 92, "Object.hasOwn": 93, "scheduler.": 94, "static {": 94, ".findLast": 97,
    "structuredClone": 98, ".inert": 102, "AbortSignal.timeout": 103, ".toSorted(": 110, ".toReversed(": 110,
    ".toSpliced(": 110, "startViewTransition": 111, "showPopover": 114, "togglePopover": 114,
    "AbortSignal.any": 116, "Object.groupBy": 117, "Promise.withResolvers": 119, "URL.canParse": 120,
    "Array.fromAsync": 121,
}  # fmt: skip
NEW_MARKUP = r"\spopover(target)?[\s=>]|\sinert[\s=>]|<search[\s>]|<details[^>]*\sname="
STATIC = PACKAGE / "static"


def room_of_page(page: Path) -> str:
    return page.relative_to(TEMPLATES).parts[0]


def borrowed_by(page: Path) -> list[str]:
    grammar = Environment(extensions=["jinja2.ext.do"], autoescape=True)
    found = meta.find_referenced_templates(grammar.parse(page.read_text(encoding="utf-8")))
    return [name for name in found if name and "/" in name]


def new_words(ending: str, words: dict[str, int]) -> list[str]:
    ours = [path for path in STATIC.rglob(f"*{ending}") if "vendor" not in path.parts]
    return [
        f"{line}  ({word} came with Chromium {since})"
        for path in sorted(ours)
        for word, since in words.items()
        for line in lines_with(path, re.escape(word))
    ]


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
    wrong += new_words(".css", NEW_STYLE) + new_words(".js", NEW_SCRIPT)
    wrong += [
        f"{line}  (nested)" for path in sorted(STATIC.rglob("*.css")) for line in lines_with(path, NESTED)
    ]
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
    wrong = [
        line
        for module in modules()
        for line in lines_with(module.path, r"render_template_string|from_string\(")
    ]
    assert not wrong, "data in a template's source is code; use a file of templates/:\n" + "\n".join(wrong)
