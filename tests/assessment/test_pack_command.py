"""The command writes a package and says what is in it, or why there is none."""

import pytest
import time_machine
from campaign_cast import opened
from flask import Flask
from pack_cast import SMALL_TOWN, entries, town_with_plan
from places import CITY, NENJIANG

ON = ("--on", "2026-11-21")


@pytest.fixture
def run(checklists: Flask, tmp_path):
    """Run the verb; gives status and words."""

    def call(*words, output="包.zip"):
        words = ("checklist", "package", *words, "--output", str(tmp_path / output))
        result = checklists.test_cli_runner().invoke(args=list(words))
        return result.exit_code, result.output

    return call


def test_a_town_becomes_one_file_twice_the_same(run, tmp_path):
    town_with_plan()
    with time_machine.travel("2026-11-21T04:00:00Z", tick=False):
        assert run("--region", SMALL_TOWN, *ON)[0] == 0
        status, words = run("--region", SMALL_TOWN, *ON, output="又.zip")
    assert status == 0 and "佐证材料 1 件" in words
    assert (tmp_path / "包.zip").read_bytes() == (tmp_path / "又.zip").read_bytes()


def test_a_campaign_brings_its_own_sheet(run, tmp_path):
    number = opened(CITY, NENJIANG)
    status, words = run("--region", SMALL_TOWN, "--campaign", str(number))
    assert (status, "缺件" in words) == (0, True) and "00-1_目录.html" in entries(tmp_path / "包.zip")
    assert run("--region", "231183000000", "--campaign", "99")[0] == 1


@pytest.mark.parametrize("words", [(), ("--region", SMALL_TOWN, "--unit", "1")])
def test_neither_or_both_is_wrong_usage(run, words):
    assert run(*words)[0] == 2


def test_an_unknown_region_is_refused_and_nothing_is_written(run, tmp_path):
    status, words = run("--region", "231199000000")
    assert (status, list(tmp_path.iterdir())) == (1, []) and "没有找到" in words


def test_a_place_that_cannot_be_written_is_said(run, tmp_path):
    (tmp_path / "file").write_text("a file stands here")
    status, words = run("--unit", "231183100202", output="file/包.zip")
    assert status == 1 and "请换一个可写的位置" in words
