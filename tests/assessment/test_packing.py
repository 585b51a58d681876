"""Where everything in a package lies: the template's order, one copy each, whatever is missing named."""

from datetime import date

from pack_cast import body, piece

from emergency.assessment.pack_names import LONGEST_PATH, units
from emergency.assessment.packing import LOST, Evidence, Piece, content_key, lay_out

OTHER = b"another"


def place_of(layout, number):
    return next(place for place in layout.places if place.item == number)


def whys(layout, number):
    return [lack.why for lack in layout.lacks if lack.item == number]


def test_a_paper_lies_under_its_group_and_item_behind_its_cover():
    place = place_of(lay_out([body({"1.1": [piece()]})]), "1.1")
    assert place.copy == "01_一、机构和人员/1.1_应急管理办事机构经机构编制部门批准设立/01b_批复.pdf"
    assert place.cover == "01_一、机构和人员/1.1_应急管理办事机构经机构编制部门批准设立/01a_封面_批复.pdf"


def test_papers_come_in_the_order_of_the_template():
    layout = lay_out([body({"2.10": [piece("丙.pdf", b"3")], "2.2": [piece("乙.pdf", b"2")], "1.1": [piece()]})])
    assert [place.item for place in layout.places] == ["1.1", "2.2", "2.10"]


def test_a_paper_of_two_items_is_put_in_once_and_named_twice():
    layout = lay_out([body({"1.1": [piece()], "2.2": [piece()]})])
    assert len(layout.places) == 1 and layout.places[0].also == ("2.2",)
    assert [(line.item, line.first) for line in layout.lines] == [("1.1", True), ("2.2", False)]


def test_each_body_has_its_own_copies():
    layout = lay_out([body({"1.1": [piece()]}), body({"1.1": [piece()]}, subject="花园街道")])
    assert [place.copy.split("/")[0] for place in layout.places] == ["01_一、机构和人员", "单位"]
    assert layout.sheets[1] == "单位/1_花园街道/考核自查表.pdf"


def test_bodies_of_one_name_lie_apart():
    layout = lay_out([body(), body(subject="甲校"), body(subject="甲校")])
    assert len(set(layout.sheets)) == 3


def test_an_item_without_evidence_is_missing():
    assert "没有佐证材料" in whys(lay_out([body()]), "3.1")


def test_an_item_counted_from_the_register_says_so():
    assert whys(lay_out([body()]), "2.2") == ["已办 14 项由登记数据计算，没有收存文件"]


def test_a_file_that_is_gone_is_missing_and_has_no_place():
    layout = lay_out([body({"1.1": [piece()]})], {piece().sha256: LOST})
    assert place_of(layout, "1.1").copy == "" and LOST in whys(layout, "1.1")


def test_a_purged_paper_is_missing():
    layout = lay_out([body({"1.1": [piece(gone="已清除")]})])
    assert "已清除" in whys(layout, "1.1") and place_of(layout, "1.1").copy == ""


def test_what_was_done_without_a_paper_is_missing():
    bare = body()
    layout = lay_out([type(bare)(bare.made, {"2.2": Evidence((), ("花园街道：应编预案",))})])
    assert [(lack.what, lack.why) for lack in layout.lacks if lack.item == "2.2"] == [
        ("花园街道：应编预案", "有登记，没有收存文件")
    ]


def test_of_a_secret_plan_there_are_elements_and_no_file():
    secret = Piece("ZX-03", "涉密预案", happened=date(2026, 3, 1), received=date(2026, 3, 2), elements="代号 ZX-03")
    layout = lay_out([body({"1.1": [secret]})])
    assert place_of(layout, "1.1").copy == "" and layout.size == 0
    assert [line.place.piece.elements for line in layout.lines] == ["代号 ZX-03"]


def test_names_of_any_length_stay_within_the_paths_of_windows():
    long = piece("应急" * 150 + "𠀀.pdf")
    layout = lay_out([body({"1.1": [piece(), long]}), body({"1.1": [long]}, subject="某" * 300)])
    paths = [path for place in layout.places for path in (place.copy, place.cover)]
    assert max(units(path) for path in (*paths, *layout.sheets)) <= LONGEST_PATH


def test_names_that_differ_in_case_alone_lie_apart():
    layout = lay_out([body({"1.1": [piece("A.pdf"), piece("a.PDF", OTHER)]})])
    assert len({place.copy.casefold() for place in layout.places}) == 2


def test_a_week_between_is_not_yet_late():
    on_time = piece(happened=date(2026, 5, 13))
    assert (on_time.waited, on_time.late_days, piece().late_days) == (7, 0, 80)


def test_a_later_making_of_the_same_content_has_the_same_key():
    first, later = body({"1.1": [piece()]}), body({"1.1": [piece()]})
    later.made["made_at"] = "2026-12-01T00:00:00+00:00"
    assert content_key([first], "") == content_key([later], "")
    assert content_key([first], "") != content_key([body({"1.1": [piece(by="李喆")]})], "")
