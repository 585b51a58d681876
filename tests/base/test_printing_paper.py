"""Papers carry their own Chinese fonts and the caller's dates, byte for byte again; boxes are an error."""

import csv
import os
import subprocess
import sys
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from pypdf import PdfReader

from emergency.base import printing

DIVISIONS = Path(__file__).resolve().parents[2] / "seeds/reference/regions/divisions.csv"
MOMENT = datetime(2026, 11, 21, 1, 2, 3, tzinfo=UTC)
PAGE = '<html lang="zh-CN"><title>考核自查表</title><body><p>应急预案 李喆 王昇 赵堃 钱镕 ①℃〔2026〕</p>'


def opened(html=PAGE):
    return pikepdf.open(BytesIO(printing.pdf(html, stamped=MOMENT, identifier="sheet-1")))


def test_the_same_text_and_moment_give_the_same_bytes():
    first = printing.pdf(PAGE, stamped=MOMENT, identifier="sheet-1")
    assert first == printing.pdf(PAGE, stamped=MOMENT, identifier="sheet-1")


def test_dates_and_identifier_are_the_callers():
    with opened() as paper:
        assert str(paper.docinfo["/CreationDate"]).startswith("D:20261121010203")
        assert bytes(paper.trailer["/ID"][0]) == b"sheet-1"


def test_the_paper_is_tagged_and_says_its_language():
    with opened() as paper:
        assert paper.Root.MarkInfo.Marked and str(paper.Root.Lang) == "zh-CN"


def test_every_font_is_embedded_and_none_is_a_stopgap():
    with opened() as paper:
        fonts = [o for o in paper.objects if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == "/FontDescriptor"]
        assert fonts and all("/FontFile3" in f or "/FontFile2" in f for f in fonts)
        assert all("DejaVu" not in str(f["/FontName"]) for f in fonts)


def test_a_character_without_a_glyph_is_an_error_that_names_it():
    with pytest.raises(printing.PrintFailed, match="\U0010fffd"):
        printing.pdf(PAGE + "\U0010fffd", stamped=MOMENT, identifier="x")


def test_every_character_of_the_place_names_of_heihe_prints():
    rows = csv.DictReader(DIVISIONS.read_text(encoding="utf-8").splitlines())
    characters = sorted(set("".join(row["name"] for row in rows)))
    paper = printing.pdf(PAGE + "<p>" + " ".join(characters), stamped=MOMENT, identifier="names")
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(paper)).pages)
    assert len(characters) > 400 and not set(characters) - set(text)


def test_this_machine_can_print():
    assert printing.faults() == []


def test_a_machine_without_chinese_fonts_says_what_to_install(tmp_path):
    config = tmp_path / "fonts.conf"
    config.write_text(
        f"<fontconfig><dir>/usr/share/fonts/truetype/dejavu</dir><cachedir>{tmp_path}/cache</cachedir></fontconfig>"
    )
    script = "from emergency.base import printing; print(printing.faults())"
    told = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "FONTCONFIG_FILE": str(config), "PYTHONIOENCODING": "utf-8"},
    )
    assert "fonts-noto-cjk" in told.stdout and "应急" in told.stdout


def test_the_paper_style_asks_for_no_font_feature():
    # Marks of lists ask for one of their own, so what other papers of this process left is put away first.
    printing._style.cache_clear()
    printing._fonts.cache_clear()
    html = PAGE + '<div class="paper"><table class="ruled items"><tr><td class="n">1</table></div>'
    printing.pdf(html, stamped=MOMENT, identifier="x")
    # The engine frees nothing that it makes for a font feature: one in the paper's style, and memory grows for ever.
    assert printing._fonts().font_features == {}
