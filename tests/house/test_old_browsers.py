"""Our style sheets and scripts run on Chromium 90, which many offices still have."""

import re
from pathlib import Path

import pytest

STATIC = Path(__file__).parents[2] / "emergency" / "static"
TOO_NEW_STYLE = {
    ":has()": r":has\(",
    "container queries": r"@container|container-type",
    "layers": r"@layer",
    "nesting": r"\{[^{}@]*&",
    "colour functions": r"color-mix\(|oklch\(|lab\(",
    "accent-color": r"accent-color",
    "new viewport units": r"\d(?:dvh|svh|lvh|dvw)\b",
    "text-wrap": r"text-wrap",
    "subgrid": r"subgrid",
    "range queries": r"@media[^{]*[<>]",
}
TOO_NEW_SCRIPT = {
    ".at()": r"\.at\(",
    "Object.hasOwn": r"Object\.hasOwn\b",
    "structuredClone": r"structuredClone",
    "findLast": r"\.findLast",
    "toSorted and its like": r"\.to(?:Sorted|Reversed|Spliced)\(|\.with\(",
    "popover or inert": r"popover|\.inert\b",
    "static blocks": r"static\s*\{",
    "import": r"\bimport\b",
    "dialog by markup": r"showModal",
}


def faults(folder: str, ending: str, constructs: dict[str, str]) -> list[str]:
    return [
        f"{path.name}: {name}"
        for path in sorted((STATIC / folder).rglob(f"*.{ending}"))
        for name, pattern in constructs.items()
        if re.search(pattern, path.read_text(encoding="utf-8"))
    ]


def test_no_style_is_newer_than_chromium_90():
    assert faults("css", "css", TOO_NEW_STYLE) == []


def test_no_script_is_newer_than_chromium_90():
    assert faults("js", "js", TOO_NEW_SCRIPT) == []


@pytest.mark.parametrize("path", sorted(STATIC.rglob("*.css")), ids=lambda path: path.name)
def test_no_style_reaches_outside(path):
    assert not re.search(r"url\(|@import|https?:", path.read_text(encoding="utf-8"))
