"""A .doc and a .wps are read by way of LibreOffice, where it is installed."""

import subprocess

import pytest
from places import CITY, TOWNSHIP
from plan_cast import town_plan
from text_cast import paper_of

from emergency.texts import actions, office
from emergency.texts.queries import pages_of, text_of

PROGRAM = office.program()
pytestmark = pytest.mark.skipif(PROGRAM is None, reason="LibreOffice is not installed")


@pytest.fixture(scope="module")
def old_word(tmp_path_factory):
    """A .doc that LibreOffice itself wrote."""
    folder = tmp_path_factory.mktemp("old")
    (folder / "a.txt").write_text("一、总则\n为规范突发事件应对工作，制定本预案。", "utf-8")
    command = [PROGRAM, "--headless", f"-env:UserInstallation=file://{folder}/p", "--infilter=Text (encoded):UTF8"]
    command += ["--convert-to", "doc", "--outdir", folder, folder / "a.txt"]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return (folder / "a.doc").read_bytes()


@pytest.mark.parametrize("name", ["预案.doc", "预案.wps"])
def test_an_old_word_file_is_read_through_libreoffice(town, old_word, name):
    revision = paper_of(town_plan(), TOWNSHIP, name, old_word)
    actions.read_revision(revision)
    assert "为规范突发事件应对工作" in pages_of(CITY, revision)[0]
    assert "LibreOffice 排出来的" in text_of(CITY, revision).reason


def test_a_file_that_libreoffice_can_not_open_says_so(town):
    revision = paper_of(town_plan(), TOWNSHIP, "预案.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    actions.read_revision(revision)
    text = text_of(CITY, revision)
    assert text.state == "failed" and text.reason.startswith("无法判断")
