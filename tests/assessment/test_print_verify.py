"""A printed checklist can be checked: by its code on the open page, and as a file against its data and the register."""

import pikepdf
import pytest
from pack_cast import SMALL_TOWN
from places import XINGFU, XINGFU_VILLAGE

from emergency.assessment.models_prints import ChecklistPrint
from emergency.assessment.printed import spaced
from emergency.base.database import db


@pytest.fixture
def paper(checklists, tmp_path):
    """One printed village sheet."""
    words = ["checklist", "--region", XINGFU, "--unit", XINGFU_VILLAGE, "--output", str(tmp_path / "out")]
    assert checklists.test_cli_runner().invoke(args=words).exit_code == 0
    return next((tmp_path / "out").glob("*.pdf"))


@pytest.fixture
def verify(checklists):
    def call(path):
        result = checklists.test_cli_runner().invoke(args=["checklist", "verify", str(path)])
        return result.exit_code, result.output

    return call


def registered():
    return db.session.query(ChecklistPrint).one()


def test_an_untouched_paper_agrees_with_everything(paper, verify):
    status, words = verify(paper)
    assert status == 0 and "核对无误" in words and spaced(registered().code) in words


@pytest.mark.parametrize("place", [0.2, 0.5, 0.9])
def test_one_changed_byte_is_told(paper, verify, place):
    content = bytearray(paper.read_bytes())
    content[int(len(content) * place)] ^= 1
    paper.write_bytes(content)
    status, words = verify(paper)
    assert status == 1 and any(told in words for told in ("字节被改动", "已损坏", "不在打印登记", "没有可识别"))


def test_changed_data_are_told(paper, verify):
    with pikepdf.open(paper, allow_overwriting_input=True) as opened:
        data = opened.attachments["checklist.json"].get_file().read_bytes().replace(b'"scored"', b'"scorex"')
        opened.attachments["checklist.json"] = pikepdf.AttachedFileSpec(opened, data)
        opened.save()
    status, words = verify(paper)
    assert status == 1 and "核对无误" not in words


def test_changed_words_on_a_page_are_told_by_page(paper, verify):
    with pikepdf.open(paper, allow_overwriting_input=True) as opened:
        opened.pages[0].contents_coalesce()
        opened.pages[0].Contents = opened.make_stream(b"")
        opened.save()
    status, words = verify(paper)
    assert status == 1 and "字节被改动" in words and "第 1 页打印的内容与所附数据不符" in words


def test_a_stranger_s_paper_is_told(verify, tmp_path):
    with pikepdf.new() as other:
        other.add_blank_page()
        other.save(tmp_path / "other.pdf")
    status, words = verify(tmp_path / "other.pdf")
    assert status == 1 and "没有可识别的自查表数据" in words


def test_what_is_no_pdf_is_refused(verify, tmp_path):
    (tmp_path / "note.pdf").write_text("hello")
    assert verify(tmp_path / "note.pdf") == (1, "note.pdf 不是 PDF 文件，请选择本系统打印的考核自查表。\n")


def test_anybody_with_the_code_sees_five_things_and_no_more(paper, checklists):
    row = registered()
    page = checklists.test_client().get(f"/verify/{row.code}")
    body = page.get_data(as_text=True)
    assert page.status_code == 200 and row.digest in body and "幸福村村民委员会" in body and row.title in body
    assert "应做" not in body and XINGFU not in body and str(paper) not in body


def test_the_code_may_be_typed_as_it_is_read(paper, checklists):
    code = spaced(registered().code).lower()
    found = checklists.test_client().get(f"/verify?code={code}", follow_redirects=True)
    assert found.status_code == 200 and registered().digest in found.get_data(as_text=True)


def test_an_unknown_code_is_told_so(checklists):
    found = checklists.test_client().get("/verify/AAAABBBBCCCCDDDD")
    assert found.status_code == 404 and "没有这个核验码的打印记录" in found.get_data(as_text=True)


def test_a_row_that_was_changed_by_hand_is_no_proof(paper, checklists):
    row = registered()
    code, row.digest = row.code, "0" * 64
    db.session.commit()
    assert checklists.test_client().get(f"/verify/{code}").status_code == 404


def test_guessing_codes_is_slowed_down(checklists):
    answers = [checklists.test_client().get(f"/verify/AAAABBBBCCCC{n:04d}").status_code for n in range(40)]
    assert answers[0] == 404 and answers[-1] == 429


@pytest.fixture
def volume(checklists, tmp_path):
    """The sheets of a township and its units, bound into one file."""
    words = ["checklist", "--region", SMALL_TOWN, "--bound", "--output", str(tmp_path / "out")]
    assert checklists.test_cli_runner().invoke(args=words).exit_code == 0
    return next((tmp_path / "out").glob("*合订本.pdf"))


def test_bound_papers_are_checked_one_by_one(volume, verify):
    status, words = verify(volume)
    assert status == 0 and "合订本：3 份" in words and "核对无误" in words


def test_one_changed_byte_of_bound_papers_is_told(volume, verify):
    content = bytearray(volume.read_bytes())
    content[len(content) // 2] ^= 1
    volume.write_bytes(content)
    status, words = verify(volume)
    assert status == 1 and "核对无误" not in words


def test_changed_words_in_a_bound_paper_are_told_by_page(volume, verify):
    with pikepdf.open(volume, allow_overwriting_input=True) as opened:
        opened.pages[-1].Contents = opened.make_stream(b"")
        last = len(opened.pages)
        opened.save()
    status, words = verify(volume)
    assert status == 1 and f"第 {last} 页打印的内容与所附数据不符" in words


def test_data_of_another_paper_put_into_a_bound_one_are_told(volume, verify):
    with pikepdf.open(volume, allow_overwriting_input=True) as opened:
        name = next(iter(opened.attachments))
        data = opened.attachments[name].get_file().read_bytes().replace("村".encode(), "屯".encode())
        opened.attachments[name] = pikepdf.AttachedFileSpec(opened, data)
        opened.save()
    status, words = verify(volume)
    assert status == 1 and "内容不可信" in words
