"""Running calendar programs of others in a folder of their own, without settings of this machine."""

import os
import subprocess
import sys
from pathlib import Path


def surroundings(folder: Path) -> dict[str, str]:
    """The environment of a program that knows no other folder."""
    home = {
        "HOME": str(folder),
        "XDG_CONFIG_HOME": str(folder),
        "XDG_DATA_HOME": str(folder),
        "XDG_CACHE_HOME": str(folder),
        "XDG_RUNTIME_DIR": str(folder),
        "GSETTINGS_BACKEND": "memory",
    }
    kept = {name: os.environ[name] for name in ("PATH",) if name in os.environ}
    return {
        **kept,
        **home,
        "LANG": "C.UTF-8",
        "TZ": "Asia/Shanghai",
        "NO_PROXY": "*",
        "PYTHONWARNINGS": "ignore",
    }


def run(folder: Path, *command: str, ok: bool = True) -> str:
    """What a program prints; it must end well unless told otherwise."""
    done = subprocess.run(command, cwd=folder, env=surroundings(folder), capture_output=True, text=True, timeout=60)
    assert not ok or done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def python(folder: Path, *words: str, ok: bool = True) -> str:
    """The same for a program that came with the test environment."""
    return run(folder, sys.executable, "-m", *words, ok=ok)
