"""A .csv whose wrong rows come back: the same text, a reason behind, nothing that a sheet program would work out."""

import json

import pytest

from emergency.base.sheet_cells import read_cells
from emergency.base.sheet_csv import mark_csv, shielded, unshielded

TEXT = '台账\r\n名称,"单位",电话\r\n甲,"某乡",0456-8220001\r\n乙,某村\r\n"丙\r\n二",=1+1,+86-139\r\n'
ROWS = {"4": ["没有写电话，请补。", [2]], "5": ["“=1+1”没有登记", [1]]}


def given_back(folder, content, rows=ROWS, heading=2):
    path, told, out = folder / "in.csv", folder / "told.json", folder / "out.csv"
    path.write_bytes(content)
    told.write_text(json.dumps([{"heading_row": heading, "rows": rows}]), "utf-8")
    mark_csv({"path": str(path), "out": str(out), "reasons": str(told)})
    return out.read_bytes()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_it_keeps_its_encoding_and_every_sign_of_what_is_right(tmp_path, encoding):
    content = given_back(tmp_path, TEXT.encode(encoding))
    assert content.decode(encoding).split("\r\n")[:4] == [
        "台账", '名称,"单位",电话,错误原因', '甲,"某乡",0456-8220001', "乙,某村,,没有写电话，请补。",
    ]  # fmt: skip
    assert content[:3] == TEXT.encode(encoding)[:3]


def test_a_formula_comes_back_as_words_and_is_read_as_before(tmp_path):
    content = given_back(tmp_path, TEXT.encode())
    assert content.decode().endswith("\"丙\r\n二\",'=1+1,'+86-139,“=1+1”没有登记\r\n")
    path = tmp_path / "out.csv"
    (sheet,) = read_cells(path, csv=True)
    assert sheet["rows"][-1] == [5, ["丙\r\n二", "=1+1", "+86-139", "“=1+1”没有登记"]]


def test_a_second_return_says_its_reasons_in_the_same_column(tmp_path):
    again = given_back(tmp_path, given_back(tmp_path, TEXT.encode()), {"3": ["重名", [0]]}).decode().split("\r\n")
    assert again[1] == "名称,单位,电话,错误原因" and again[2].endswith("0456-8220001,重名") and again[3] == "乙,某村,,"


def test_other_marks_and_ends_of_lines_stay(tmp_path):
    content = given_back(tmp_path, "名称\t单位\n甲\t乙".encode(), {"2": ["错；了", []]}, 1)
    assert content.decode() == "名称\t单位\t错误原因\n甲\t乙\t错；了"


@pytest.mark.parametrize("cell", ["=A1", "@SUM(1)", "+86-139", "-1+1", "\t=1", "　=1", "＝1+1", "-cmd|x"])
def test_what_would_be_worked_out_is_shielded(cell):
    assert shielded(cell) == f"'{cell}" and unshielded(shielded(cell)) == cell


@pytest.mark.parametrize("cell", ["", "-", "--", "-5", "+1.5%", "139-0000", "甲=乙", "'甲", "— —"])
def test_what_is_no_formula_stays(cell):
    assert shielded(cell) == cell == unshielded(cell)


def test_a_quotation_mark_without_its_fellow_is_named_by_its_line(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text('名称,单位\n甲,乙\n"丙,丁\n' + "戊,己\n" * 60, "utf-8")
    assert "从第 3 行起" in str(read_cells(path, csv=True))
    path.write_text('名称,单位\n甲,乙\n"丙,丁' + "戊" * 140_000, "utf-8")
    assert "从第 3 行起" in str(read_cells(path, csv=True))


def test_a_title_above_the_heading_does_not_hide_what_parts_the_cells(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("台账\n名称;单位\n甲;乙\n", "utf-8")
    (sheet,) = read_cells(path, csv=True)
    assert sheet["rows"][-1] == [3, ["甲", "乙"]]
