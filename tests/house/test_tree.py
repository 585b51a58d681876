"""The repository names no machine it was made on."""

import re
import subprocess
from pathlib import Path

from building import TOP

# Put together from halves, so that this file does not find itself.
HALVES = [("/", "work/"), ("/", "root/"), ("/", "home/[a-z]"), (r"\.\./", "shared"), ("file:/", "//opt")]
FOREIGN = re.compile("|".join(a + b for a, b in HALVES))


def kept_files() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=TOP, capture_output=True, text=True)
    names = [name for name in listed.stdout.split("\0") if name]
    return [TOP / name for name in names if (TOP / name).is_file()]


def test_no_machine_path_is_written_into_the_tree():
    wrong = []
    for path in kept_files():
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
        wrong += [f"{path.relative_to(TOP)}:{n}" for n, line in enumerate(lines, 1) if FOREIGN.search(line)]
    assert not wrong, "name a setting or a path relative to the repository:\n" + "\n".join(wrong[:20])
