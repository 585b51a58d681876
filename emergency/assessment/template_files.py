"""The files of a template: its workbook, the same with reasons beside wrong rows, its YAML."""

from collections.abc import Mapping, Sequence
from typing import Any

from emergency.assessment.template_sheet import HEADS, REASON, WIDTHS, lines_of, rows_of
from emergency.assessment.template_yaml import yaml_of
from emergency.base.sheets import Column, workbook

COLUMNS = tuple(Column(head, width) for head, width in zip(HEADS, WIDTHS, strict=False))
MARKED = (*COLUMNS, Column(REASON, WIDTHS[-1]))


def workbook_of(data: Mapping[str, Any]) -> bytes:
    """The workbook that can be filled and read again."""
    return workbook(data["template"]["title"], lines_of(data), COLUMNS, rows_of(data))


def returned_workbook(
    title: str, lines: Sequence[str], table: Sequence[tuple[int, Sequence[str]]], reasons: Mapping[int, str]
) -> bytes:
    """The rows as they came, each wrong one with its reason in the last column; of the whole (row 0) above them."""
    rows = [[*cells, reasons.get(number, "")] for number, cells in table]
    whole = [f"{REASON}：{reasons[0]}"] if 0 in reasons else []
    return workbook(title, [*whole, *lines], MARKED, rows)


def yaml_file(data: Mapping[str, Any]) -> bytes:
    """The YAML, with a line that says what it is."""
    head = data["template"]
    return f"# {head['title']}（{head['version']}）。来源：{head['provenance']}\n{yaml_of(data)}".encode()


def file_name(data: Mapping[str, Any], number: int | str, ending: str) -> str:
    """考核模板-speech-第2版.xlsx"""
    return f"考核模板-{data['template']['id']}-第{number}版{ending}"
