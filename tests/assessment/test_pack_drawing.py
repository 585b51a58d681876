"""The papers of a package are drawn apart, within bounds; long lists go on in parts; one that fails stops nobody."""

from zipfile import ZipFile

import pytest
from pack_cast import body, entries, kept, piece

from emergency.assessment import pack_papers
from emergency.assessment.pack_writing import write_pack
from emergency.assessment.packing import Body, Evidence, lay_out, part_names
from emergency.base.printing import PrintFailed
from emergency.base.workers import Bounds

CONTENT = b"%PDF-1"
RARE = "\U0010fffd"


def many(count):
    """A body with so many things that were done and have no paper."""
    one = body()
    return Body(one.made, {"1.1": Evidence((), tuple(f"第{number}件" for number in range(count)))})


def written(folder, bodies, **more):
    path = folder / "a.zip"
    told = []
    packed = write_pack(path, bodies, kept(folder / "files", CONTENT), "", lambda *step: told.append(step), **more)
    return path, packed, told


def test_a_long_list_goes_on_in_parts_and_no_row_is_left_out():
    layout = lay_out([many(700)])
    reports = pack_papers.lacks_reports(layout)
    rows = [row for report in reports for row in report.blocks[-1].rows]
    assert len(reports) == 3 and len(rows) == len(layout.lacks) > 700


def test_parts_say_which_they_are():
    first, second, _ = pack_papers.lacks_reports(lay_out([many(700)]))
    assert "第1部分，共3部分；第1至300行" in first.blocks[1].text and "第301至600行" in second.blocks[0].text


def test_a_short_list_is_one_paper_of_the_plain_name():
    assert part_names("00-1_目录.pdf", 1) == ["00-1_目录.pdf"]
    assert part_names("00-1_目录.pdf", 2) == ["00-1_目录_第1部分.pdf", "00-1_目录_第2部分.pdf"]


def test_parts_are_linked_and_lie_in_the_package(tmp_path):
    path, _, _ = written(tmp_path, [many(301)])
    names = [name for name in entries(path) if "缺件清单_第" in name]
    page = ZipFile(path).read("00-1_目录.html").decode()
    assert len(names) == 2 and page.count("缺件清单第") == 2


def test_a_checklist_that_cannot_be_drawn_is_named_and_the_others_are_there(tmp_path):
    path, packed, _ = written(tmp_path, [body(), body(subject=f"怪{RARE}村"), body(subject="花园街道")])
    assert len(packed.prints) == 2
    assert [name for name in entries(path) if name.endswith("考核自查表.pdf")] == ["单位/2_花园街道/考核自查表.pdf"]


def test_what_takes_too_long_ends_the_package_and_leaves_nothing(tmp_path):
    with pytest.raises(PrintFailed, match="规定时间"):
        written(tmp_path, [body({"1.1": [piece()]})], bounds=Bounds(seconds=0.01))
    assert [name.name for name in tmp_path.iterdir()] == ["files"]


def test_progress_is_told_to_the_end(tmp_path):
    _, _, told = written(tmp_path, [body({"1.1": [piece()]}), body()])
    assert [done for done, _ in told] == sorted(done for done, _ in told) and told[-1][0] == told[-1][1]
