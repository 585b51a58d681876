"""Photographs of a stamped paper become one PDF, a page each and upright."""

import io

import corpus
import pikepdf
import pytest
from PIL import Image

from emergency.base import child
from emergency.base.child import Limits
from emergency.evidence import pictures, sniffing


@pytest.fixture
def joined(tmp_path):
    """Join pictures in the bounded child; gives its answer and the path of the PDF."""

    def join(*contents):
        paths = [tmp_path / str(number) for number in range(len(contents))]
        for path, content in zip(paths, contents, strict=True):
            path.write_bytes(content)
        argument = {"paths": [str(path) for path in paths], "output": str(tmp_path / "joined")}
        return child.run(pictures.join_pictures, argument, Limits(written=10 << 20)).value, tmp_path / "joined"

    return join


def page_picture(path, number):
    with pikepdf.open(path) as pdf:
        scan = pdf.pages[number].Resources.XObject.Scan
        return Image.open(io.BytesIO(scan.read_raw_bytes())), [float(side) for side in pdf.pages[number].MediaBox]


def test_each_picture_is_a_page(joined):
    answer, path = joined(corpus.picture(), corpus.picture("PNG"), corpus.picture(size=(300, 400)))
    assert answer == {"pages": 3}
    assert sniffing.sniff({"path": str(path), "name": "合.pdf", "accept": ["pdf"]})["pages"] == 3


def test_a_telephone_held_sideways_gives_an_upright_page(joined):
    _, path = joined(corpus.picture(size=(400, 300), orientation=6))
    image, sheet = page_picture(path, 0)
    assert image.size == (300, 400)
    assert sheet[3] > sheet[2]


def test_a_wide_picture_lies_on_a_wide_sheet(joined):
    _, path = joined(corpus.picture(size=(400, 300)))
    sheet = page_picture(path, 0)[1]
    assert sheet[2] > sheet[3]


def test_a_large_photograph_is_brought_down_to_paper(joined):
    _, path = joined(corpus.picture(size=(6000, 4000)))
    assert max(page_picture(path, 0)[0].size) <= 3508


def test_what_is_transparent_becomes_white_paper(joined):
    _, path = joined(corpus.picture("PNG", mode="RGBA", colour=(0, 0, 0, 0)))
    assert page_picture(path, 0)[0].getpixel((10, 10)) == (255, 255, 255)


def test_a_broken_picture_is_refused(joined):
    answer, _ = joined(corpus.picture(), corpus.picture(size=(2000, 2000))[:2000])
    assert "损坏" in answer["refused"]


def test_the_same_pictures_give_the_same_file(joined):
    first = joined(corpus.picture())[1].read_bytes()
    assert joined(corpus.picture())[1].read_bytes() == first
