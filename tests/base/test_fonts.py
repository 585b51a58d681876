"""The printer's own faces: they hold GB2312 and every character of the seeds, and the paper draws no box with them."""

import csv
import os
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from emergency.base import fonts
from emergency.base.fontmaking import FACES, Face, find, make, wanted

TOP = Path(__file__).resolve().parents[2]
GB2312 = {
    bytes((row, cell)).decode("gb2312")
    for row in range(0xB0, 0xF8)
    for cell in range(0xA1, 0xFF)
    if (row, cell) < (0xD7, 0xFA) or row > 0xD7
}
here = pytest.mark.skipif(bool(fonts.missing()), reason="the faces are made by ./dev setup")


def place_names():
    text = (TOP / "seeds/reference/regions/divisions.csv").read_text("utf-8")
    return set("".join(row["name"] for row in csv.DictReader(text.splitlines())))


def test_gb2312_and_all_place_names_are_asked_for():
    asked = set(map(chr, wanted()))
    assert len(GB2312) == 6763 and not GB2312 - asked and not place_names() - asked
    assert not set("喆昇堃镕①℃〔〕—…") - asked


def test_every_licence_has_its_own_name_for_the_changed_font():
    assert all(face.family.startswith("Yingji ") for face in FACES)


@here
@pytest.mark.parametrize("family", fonts.NEEDED)
def test_a_made_face_has_a_glyph_for_every_character(family):
    with TTFont(fonts.file_of(family)) as font:
        held = set(map(chr, font.getBestCmap()))
        assert "glyf" in font and "CFF " not in font and font["name"].getDebugName(1) == family
    assert not (GB2312 | place_names()) - held


@here
@pytest.mark.parametrize("family", [face.family for face in FACES])
def test_every_made_face_has_a_blank_for_the_words_between_which_it_stands(family):
    if not fonts.file_of(family).is_file():
        pytest.skip("made only where its source is there")
    with TTFont(fonts.file_of(family)) as font:
        assert ord(" ") in font.getBestCmap()


@here
def test_the_licences_lie_beside_the_faces():
    assert "SIL" in (fonts.folder() / "noto-cjk.txt").read_text("utf-8")


def test_equal_sources_give_equal_bytes(tmp_path, monkeypatch):
    monkeypatch.setattr("emergency.base.fontmaking.wanted", lambda: {ord(character) for character in "应急预案"})
    face = Face("Yingji Probe", "NotoSansCJK-Bold.ttc", "Noto Sans CJK SC")
    source = find(face.source, None)
    if source is None:
        pytest.skip("fonts-noto-cjk is not installed")
    for name in ("one.ttf", "two.ttf"):
        make(face, source, tmp_path / name)
    assert (tmp_path / "one.ttf").read_bytes() == (tmp_path / "two.ttf").read_bytes()
    with TTFont(tmp_path / "one.ttf") as font:
        assert set(map(chr, font.getBestCmap())) == set("应急预案")


def test_fonts_that_somebody_chose_are_left_alone(monkeypatch, tmp_path):
    (tmp_path / fonts.CONFIG).write_text("<fontconfig/>")
    monkeypatch.setenv("PRINT_FONTS", str(tmp_path))
    monkeypatch.setenv("FONTCONFIG_FILE", "/chosen.conf")
    fonts.use()
    assert os.environ["FONTCONFIG_FILE"] == "/chosen.conf"
