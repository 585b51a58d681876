"""The archive paper: what PDF/A-3b asks of its structure, the data inside it, nothing that acts, and sound syntax."""

import json
import subprocess
from datetime import UTC, datetime
from io import BytesIO

import pikepdf
import pytest
from checklist_cases import sheet

from emergency.assessment.printed import pdf_of, sealed
from emergency.assessment.snapshot import Around, document
from emergency.base.config import BadSetting

MADE = document(sheet(missing=3), Around("231102000000", datetime(2026, 11, 21, 2, 2, tzinfo=UTC)))


@pytest.fixture(scope="module")
def printed():
    return pdf_of(MADE)


@pytest.fixture
def opened(printed):
    with pikepdf.open(BytesIO(printed)) as paper:
        yield paper


def test_it_calls_itself_an_archive_paper_of_part_three_b(opened):
    told = opened.open_metadata()
    assert (told["pdfaid:part"], told["pdfaid:conformance"]) == ("3", "B")


def test_its_colours_are_defined_by_a_profile_inside_it(opened):
    (intent,) = opened.Root.OutputIntents
    assert intent.S == "/GTS_PDFA1" and len(intent.DestOutputProfile.read_bytes()) > 2000


def test_the_whole_document_is_attached_as_its_source(opened):
    assert opened.Root.AF[0].AFRelationship == "/Source"
    attached = opened.attachments["checklist.json"].get_file()
    assert attached.mime_type == "application/json" and attached.read_bytes() == sealed(MADE).text.encode()
    assert json.loads(attached.read_bytes()) == MADE


def test_every_font_is_embedded(opened):
    fonts = [o for o in opened.objects if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == "/FontDescriptor"]
    assert fonts and all("/FontFile3" in font or "/FontFile2" in font for font in fonts)


def test_every_font_can_be_copied_as_text(opened):
    fonts = [o for o in opened.objects if isinstance(o, pikepdf.Dictionary) and o.get("/Subtype") == "/Type0"]
    assert fonts and all("/ToUnicode" in font for font in fonts)


def test_nothing_in_it_acts(opened):
    words = {"/JS", "/JavaScript", "/OpenAction", "/AA", "/Launch", "/RichMedia", "/XFA", "/GoToR", "/URI"}
    kept = [o for o in opened.objects if isinstance(o, pikepdf.Dictionary | pikepdf.Stream)]
    assert not [o for o in kept if words & set(o.keys()) or str(o.get("/S", "")) in words]


def test_dates_and_identifier_come_from_the_document(opened):
    assert str(opened.docinfo["/CreationDate"]).startswith("D:20261121020200")
    assert bytes(opened.trailer["/ID"][0]).decode() == sealed(MADE).digest[:32]


def test_qpdf_finds_nothing_to_say(printed, tmp_path):
    (tmp_path / "paper.pdf").write_bytes(printed)
    told = subprocess.run(["qpdf", "--check", tmp_path / "paper.pdf"], capture_output=True, text=True, check=False)
    assert told.returncode == 0 and "No syntax or stream encoding errors" in told.stdout


@pytest.mark.parametrize("name", ["pdf/a-3a", "pdf/ua-1"])
def test_a_tagged_paper_is_a_setting(monkeypatch, name):
    monkeypatch.setenv("PRINT_VARIANT", name)
    with pikepdf.open(BytesIO(pdf_of(MADE))) as paper:
        assert paper.Root.MarkInfo.Marked and str(paper.Root.Lang) == "zh-CN"
        assert "checklist.json" in paper.attachments


def test_an_unknown_variant_is_refused(monkeypatch):
    monkeypatch.setenv("PRINT_VARIANT", "pdf/a-9z")
    with pytest.raises(BadSetting, match="pdf/a-9z"):
        pdf_of(MADE)
