"""What exists is documented: every command and every setting stands in docs/operating.md."""

import re
from pathlib import Path

from flask import Flask

TOLD = Path("docs/operating.md").read_text(encoding="utf-8")
FROM_LIBRARIES = {"db", "routes", "run", "shell"}


def test_every_command_is_documented(bare_app: Flask) -> None:
    commands = set(bare_app.cli.commands) - FROM_LIBRARIES
    missing = sorted(name for name in commands if f"`{name}`" not in TOLD)
    assert not missing, f"add to docs/operating.md: {missing}"


def test_every_setting_is_documented() -> None:
    source = Path("emergency/base/config.py").read_text(encoding="utf-8")
    settings = set(re.findall(r'env\.\w+\(\s*"([A-Z_]+)"', source))
    assert settings
    assert not {name for name in settings if f"`{name}`" not in TOLD}


def test_the_pictures_of_the_readme_are_there() -> None:
    named = re.findall(r"\((docs/pictures/[^)]+)\)", Path("README.md").read_text(encoding="utf-8"))
    assert len(named) == 4
    assert not [path for path in named if not Path(path).exists()]
