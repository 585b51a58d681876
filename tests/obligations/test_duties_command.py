"""The command duties --facts: a trial with facts written in a file."""

import json

import law_cast
from places import CITY

CASE = """
title: 某厂
unit: {kind: enterprise, facts: {producer: true}}
plans:
  - {line: enterprise, kinds: [site], acts: [{issued: 2025-01-10}]}
"""


def run(app, tmp_path, text, *more):
    file = tmp_path / "case.yaml"
    file.write_text(text, encoding="utf-8")
    return app.test_cli_runner().invoke(args=["duties", "--facts", str(file), *more])


def test_the_seeded_law_answers_before_anything_is_loaded(app, tmp_path):
    result = run(app, tmp_path, CASE, "--on", "2026-03-01")
    assert result.exit_code == 0
    assert "DR-05b 演练 单位 生产经营单位现场处置方案演练：逾期，期限2025-06-30，缺演2期" in result.output


def test_json_gives_each_duty_with_article_and_dates(app, tmp_path):
    law_cast.load()
    told = json.loads(run(app, tmp_path, CASE, "--on", "2026-03-01", "--json").output)
    drill = next(line for line in told["duties"] if line["rule"] == "DR-05b")
    assert drill["state"] == "overdue" and drill["article"] == "令88号 第33条第1款"
    assert drill["missed"] == ["2025-01-01/2025-06-30", "2025-07-01/2025-12-31"]


def test_the_office_s_switches_are_respected(app, tmp_path):
    law_cast.load()
    law_cast.switch(CITY, "DR-05b", enabled=False)
    told = json.loads(run(app, tmp_path, CASE, "--on", "2026-07-01", "--json").output)
    assert "DR-05b" not in [line["rule"] for line in told["duties"]]


def test_a_file_of_several_cases_gives_several_answers(app, tmp_path):
    text = "- {title: 甲, unit: {kind: village}}\n- {title: 乙, unit: {kind: city}}\n"
    told = json.loads(run(app, tmp_path, text, "--json").output)
    assert [answer["title"] for answer in told] == ["甲", "乙"]


def test_a_file_that_cannot_be_read_is_refused_in_chinese(app, tmp_path):
    for text in ("", "unit: [", "unit: {kind: castle}", "unit: {kind: city}\nwhat: 1", "[]"):
        result = run(app, tmp_path, text)
        assert result.exit_code == 1
        assert "。" in result.output or "YAML" in result.output


def test_without_a_file_the_usage_is_wrong(app):
    assert app.test_cli_runner().invoke(args=["duties"]).exit_code == 2
