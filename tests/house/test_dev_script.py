"""The two commands: what they say without being asked, and what they refuse."""

import json
import os
import re
import shutil
import subprocess

import pytest
from building import TOP


def dev(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    settings = {**os.environ, **environment}
    return subprocess.run(
        ["./dev", *arguments],
        cwd=TOP,
        env=settings,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
    )


def test_without_arguments_the_verbs_are_shown():
    done = dev()
    assert done.returncode == 0
    assert {"./dev run", "./dev test", "./dev flask NAME", "./dev setup"} <= {
        re.split(r"  +", line)[0] for line in done.stdout.splitlines()
    }


def test_an_unknown_verb_is_wrong_usage():
    done = dev("serve")
    assert (done.returncode, "没有 serve 这个动词" in done.stderr) == (2, True)


def test_sample_accounts_are_refused_on_an_open_address():
    done = dev("run", HOST="0.0.0.0", DEMO="1")
    assert (done.returncode, "DEMO=0" in done.stderr) == (1, True)


@pytest.mark.parametrize("script", ["dev", "docs/requirements.sh"])
def test_the_scripts_are_plain_shell(script: str):
    shell = shutil.which("dash") or "sh"
    assert subprocess.run([shell, "-n", script], cwd=TOP, capture_output=True, text=True).stderr == ""


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_every_requirement_is_pinned_with_hashes_and_names_no_host(name: str):
    text = (TOP / name).read_text(encoding="utf-8")
    entries = re.findall(r"^\S.*(?:\n .*)*", text, re.MULTILINE)
    assert len(entries) > 40
    assert all("==" in entry and "--hash=sha256:" in entry for entry in entries)
    assert "://" not in text


def test_the_calendar_programs_of_node_are_pinned_with_hashes_and_name_no_host():
    text = (TOP / "tests/clients/node/package-lock.json").read_text(encoding="utf-8")
    packages = {name: part for name, part in json.loads(text)["packages"].items() if name}
    assert {"node_modules/ical.js", "node_modules/node-ical"} <= packages.keys()
    assert all(part["integrity"].startswith("sha512-") and part["version"] for part in packages.values())
    assert "://" not in text


def test_the_runtime_pins_are_the_tested_ones():
    runtime, tested = (
        set(re.findall(r"^([\w.\-]+(?:\[\w+\])?==\S+)", (TOP / name).read_text("utf-8"), re.MULTILINE))
        for name in ("requirements.txt", "requirements-dev.txt")
    )
    assert runtime <= tested
