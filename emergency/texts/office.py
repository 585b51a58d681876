"""Turns a .doc or .wps into a PDF with LibreOffice, where installed: no macros, no network, a profile of its own."""

import ctypes
import shutil
import subprocess
from pathlib import Path
from typing import Any

from emergency.base.child import Limits

NAMES = ("soffice", "libreoffice")
NEW_USER, NEW_NET = 0x10000000, 0x40000000
SECONDS = 90
# LibreOffice maps more than it uses, and needs its own files open.
CONVERTING = Limits(memory=6 << 30, cpu_seconds=SECONDS, wall_seconds=SECONDS + 10, written=300 << 20, open_files=512)
# No macro of whatever origin runs, no link is followed or fetched.
SETTINGS = (
    ("Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Writer/Content/Update", "Link", "0"),
)
SETTING = (
    '<item oor:path="/org.openoffice.Office.{place}"><prop oor:name="{name}" oor:op="fuse">'
    "<value>{value}</value></prop></item>"
)
REGISTRY = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">'
    "{items}</oor:items>\n"
)


def registry() -> str:
    """Return the settings of the profile as LibreOffice reads them."""
    items = "".join(SETTING.format(place=place, name=name, value=value) for place, name, value in SETTINGS)
    return REGISTRY.format(items=items)


def program() -> str | None:
    """Return where LibreOffice is; None where it is not installed."""
    return next((found for name in NAMES if (found := shutil.which(name))), None)


def convert(argument: dict[str, Any]) -> bool:
    """Make `folder`/given.pdf of the file `path`, which was called .`kind`; says whether it came out. In the child."""
    folder = Path(argument["folder"])
    given = folder / f"given.{argument['kind']}"
    shutil.copyfile(argument["path"], given)
    profile = folder / "profile" / "user"
    profile.mkdir(parents=True)
    (profile / "registrymodifications.xcu").write_text(registry(), "utf-8")
    _leave_the_network()
    subprocess.run(  # noqa: S603 - the program of the machine, on a file of our own naming
        [
            argument["program"], "--headless", "--norestore", "--nolockcheck", "--nodefault", "--nologo",
            f"-env:UserInstallation=file://{folder}/profile", "--convert-to", "pdf:writer_pdf_Export",
            "--outdir", str(folder), str(given),
        ],
        cwd=folder, check=False, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        env={"HOME": str(folder), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "SAL_USE_VCLPLUGIN": "svp",
             "http_proxy": "http://127.0.0.1:9", "https_proxy": "http://127.0.0.1:9"},
        timeout=SECONDS,
    )  # fmt: skip
    return (folder / "given.pdf").is_file()


def _leave_the_network() -> None:
    """Go where no network is, where the kernel lets us; elsewhere the settings and a dead proxy must do."""
    ctypes.CDLL(None).unshare(NEW_USER | NEW_NET)
