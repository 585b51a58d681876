"""The package on the disk: what Windows would unpack, twice the same bytes, and what happens to spoilt evidence."""

import errno
from hashlib import sha256
from io import BytesIO
from urllib.parse import unquote
from zipfile import ZipFile

import openpyxl
import pytest
from bs4 import BeautifulSoup
from pack_cast import body, entries, kept, piece
from pypdf import PdfReader

from emergency.assessment.pack_writing import CHANGED, write_pack
from emergency.base.errors import NoSpace, Refusal
from emergency.base.storage import LocalStore

CONTENT = b"%PDF-1"
ONE = {"1.1": [piece()]}
SPOILT = piece("照片.pdf", b"spoilt")


@pytest.fixture
def pack(tmp_path):
    """Write a package; gives its path and what was told."""

    def call(bodies, *contents, store=None):
        return written(tmp_path, bodies, store or kept(tmp_path / "files", *contents))

    return call


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """The package of two bodies with one good paper, one deleted and one changed; and the same again."""
    folder = tmp_path_factory.mktemp("built")
    store = kept(folder / "files", CONTENT, b"spoilt")
    store.path(SPOILT.sha256).write_bytes(b"changed")
    bodies = [body({"1.1": [piece(), piece("名册.pdf", b"gone"), SPOILT]}), body(ONE, subject="花园街道")]
    return written(folder, bodies, store), written(folder, bodies, store, "b.zip")


def written(folder, bodies, store, name="a.zip"):
    path = folder / "out" / name
    return path, write_pack(path, bodies, store, "", lambda *_: None)


def text(path, name):
    pages = PdfReader(BytesIO(ZipFile(path).read(name))).pages
    return "".join("".join(page.extract_text() for page in pages).split())


def test_the_papers_come_first_then_the_items_then_the_units(built):
    starts = [name.split("_")[0] for name in entries(built[0][0])]
    assert starts == ["00-1", "00-1", "00-2", "00-3", "00-3", "00-4", "01", "01", *["单位/1"] * 3]


def test_two_packages_are_equal_byte_for_byte(built):
    (first, told), (second, again) = built
    assert first.read_bytes() == second.read_bytes() and told == again


def test_evidence_stays_as_it_is(built):
    path, told = built[0]
    assert ZipFile(path).read(entries(path)[7]) == CONTENT and told.copies == 2
    assert ZipFile(path).testzip() is None


def test_the_cover_tells_item_days_and_hash(built):
    path, _ = built[0]
    told = text(path, entries(path)[6])
    for words in ("1.1", "批复.pdf", "2026-03-01", "2026-05-20", "迟于发生日期80天收到", piece().sha256):
        assert words in told


def test_every_link_of_the_index_leads_to_a_file_of_the_package(built):
    path, _ = built[0]
    page = BeautifulSoup(ZipFile(path).read("00-1_目录.html"), "html5lib")
    named = {unquote(link["href"]) for link in page.select("a[href]")}
    assert named <= set(entries(path)) and len(named) >= 8


def test_deleted_and_changed_files_are_named_and_left_out(built):
    told = text(built[0][0], "00-3_缺件清单.pdf")
    assert "名册.pdf》登记在案，文件在服务器上缺失" in told
    assert "照片.pdf》内容与登记的校验值不一致，没有放入" in told


def test_the_signature_page_names_the_hash_of_the_index(built):
    path, _ = built[0]
    assert sha256(ZipFile(path).read("00-1_目录.html")).hexdigest() in text(path, "00-4_签字页.pdf")


def test_the_list_as_excel_has_all_rows(pack):
    path, told = pack([body()])
    rows = list(openpyxl.load_workbook(BytesIO(ZipFile(path).read("00-3_缺件清单.xlsx"))).active.iter_rows())
    assert len(rows) - 3 == told.lacks > 0


def test_a_name_of_three_hundred_characters_and_rare_ones_are_taken(pack):
    odd = piece("应急预案" * 75 + "𠀀🚒.pdf")
    path, told = pack([body({"1.1": [odd]})], CONTENT)
    assert told.copies == 1 and "〓" in text(path, entries(path)[-2])


def test_a_unit_without_items_has_its_index_and_sheet(pack):
    empty = body()
    path, told = pack([type(empty)({**empty.made, "groups": []}, {})])
    assert told.copies == told.lacks == 0 and len(entries(path)) == 6


class Failing(LocalStore):
    """A store that fails as the paper is read."""

    error: OSError = FileNotFoundError()

    def open(self, sha256):
        raise self.error


@pytest.mark.parametrize(
    ("error", "refusal", "words"),
    [(FileNotFoundError(), Refusal, CHANGED), (OSError(errno.ENOSPC, "full"), NoSpace, "没有留下不完整的文件")],
)
def test_what_fails_while_a_package_is_written_leaves_nothing(pack, tmp_path, error, refusal, words):
    store = Failing(kept(tmp_path / "files", CONTENT).root)
    store.verify, store.error = store.has, error
    with pytest.raises(refusal, match=words):
        pack([body(ONE)], store=store)
    assert list((tmp_path / "out").iterdir()) == []
