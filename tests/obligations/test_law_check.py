"""`flask law check` refuses rule files that nobody could check, and names file and rule."""

import os
import threading

import pytest

GOOD = """
- id: XX-01
  version: 1
  title: 某事
  group: drills
  force: duty
  rank: normative_document
  article: 某办法 第1条
  demand_text: 每年至少1次
  binds: {fact: kind, in: [school]}
  demand: {shape: calendar, met_by: drill, period: year}
  counting: [soon_days]
  valid_from: 2026-01-01
  verification: 已核
"""


def check(app, tmp_path, *texts):
    files = []
    for number, text in enumerate(texts):
        files.append(tmp_path / f"rules{number}.yaml")
        files[-1].write_text(text, encoding="utf-8")
    return app.test_cli_runner().invoke(args=["law", "check", *map(str, files)])


def test_the_catalogue_that_comes_with_the_software_is_in_order(app, tmp_path):
    result = check(app, tmp_path)
    assert result.exit_code == 0 and "94条规则，没有发现问题" in result.output


def test_a_good_file_passes(app, tmp_path):
    assert check(app, tmp_path, GOOD).exit_code == 0


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ("  article: 某办法 第1条\n", "", "缺少 article"),
        ("  article:", "  artikel:", "缺少 article"),
        ("fact: kind, in", "fact: colour, in", "没有的信息项：'colour'"),
        ("in: [school]", "like: [school]", "比较词"),
        ("in: [school]", "in: [shool]", "没有“shool”这个值"),
        ("binds: {fact: kind", "binds: {none: kind", "信息项"),
        ("force: duty", "force: dutty", "force写了不认识的词“dutty”"),
        ("met_by: drill", "met_by: dril", "met_by写了不认识的词“dril”"),
        ("met_by: drill", "met_by: plan", "不能由 plan 办结"),
        ("met_by: drill", "met_by: filed", "subject 应为 plan"),
        ("[soon_days]", "[soon_day]", "计算口径“soon_day”"),
        ("period: year}", "period: year, credited_to: [DR-99]}", "没有的规则 DR-99"),
        ("valid_from: 2026-01-01", "valid_from: 2026-01-01\n  valid_to: 2025-01-01", "颠倒"),
        ("  verification: 已核", "  note: 无", "核实情况"),
    ],
)
def test_a_fault_is_named_with_file_and_rule(app, tmp_path, right, wrong, said):
    assert right in GOOD
    result = check(app, tmp_path, GOOD.replace(right, wrong))
    assert result.exit_code == 1
    assert "rules0.yaml：规则 XX-01" in result.output and said in result.output


@pytest.mark.parametrize(("ends", "exit_code"), [("2027-01-01", 0), ("2026-12-01", 1), ("2027-02-01", 1)])
def test_versions_may_leave_no_gap_and_never_overlap(app, tmp_path, ends, exit_code):
    first = GOOD.replace("valid_from: 2026-01-01", f"valid_from: 2026-01-01\n  valid_to: {ends}")
    second = GOOD.replace("version: 1", "version: 2").replace("2026-01-01", "2027-01-01")
    result = check(app, tmp_path, first, second)
    assert result.exit_code == exit_code and ("不衔接" in result.output) == bool(exit_code)


@pytest.mark.parametrize("text", ["", "- id: [", "id: 1", "- 就一句话"])
def test_a_file_that_holds_no_rules_is_told_apart(app, tmp_path, text):
    result = check(app, tmp_path, text)
    assert (result.exit_code == 1 and "rules0.yaml" in result.output) or "第1项" in result.output


def test_all_faults_are_told_at_once(app, tmp_path):
    text = (
        GOOD
        + GOOD.replace("XX-01", "XX-02").replace("duty", "dutty")
        + GOOD.replace("id: XX-01", "id: XX-03").replace("rank: ", "rang: ")
    )
    output = check(app, tmp_path, text).output
    assert "XX-02" in output and "XX-03" in output and "2处问题" in output


def test_what_comes_through_a_pipe_is_checked_too(app, tmp_path):
    pipe = tmp_path / "pipe.yaml"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_text, args=("- {id: XX-01, version: 1}\n",))
    writer.start()
    result = app.test_cli_runner().invoke(args=["law", "check", str(pipe)])
    writer.join()
    assert result.exit_code == 1 and "规则 XX-01 缺少" in result.output
