"""Sheets made from plain values, for the tests of the checklist."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import jinja2
import yaml

from emergency.assessment.facts import Answer, Audience, Figure, Late
from emergency.assessment.sheet import Child, Cover, Gap, compose
from emergency.assessment.template import read_template

TOP = Path(__file__).parents[2]
SPEECH = yaml.safe_load((TOP / "seeds/reference/checklists/speech.yaml").read_text(encoding="utf-8"))
PAPER = jinja2.Environment(loader=jinja2.FileSystemLoader(TOP / "templates"), autoescape=True)

FIGURES = {
    "2.2": Figure(14, 15, href="/coverage/?kind=township"),
    "2.6": Figure(66, 70, late=(Late("西岗子镇总体预案备案回执", date(2026, 3, 1), date(2026, 5, 20)),)),
    "2.7": Figure(28, 30, cases=2),
    "2.9": Figure(44, 50, unchecked=3),
    "2.10": Figure(0, 0),
}
ANSWERS = {
    "1.1": Answer(frozenset({"机构编制批准文件或三定规定"}), reason="已看原件", by="王昇", on=date(2026, 11, 18)),
    "1.2": Answer(points=Decimal("2.5"), reason="在岗2人"),
}
CHILDREN = (Child("231102001000", "花园街道", 20, 10, 8, 2, "/regions/231102001000"),)


def cover(subject="黑河市爱辉区", audience=Audience.COUNTY, kind="", **more):
    facts = {
        "place": "黑龙江省黑河市",
        "code": "231102000000",
        "as_of": date(2026, 11, 21),
        "made_at": "2026-11-21 10:02",
        "catalogue": "2026-11版",
        "rules_on": 27,
        "rules_all": 88,
        "head_hash": "9f3a" * 16,
    }
    return Cover(subject=subject, audience=audience, kind=kind, **{**facts, **more})


def gaps(count):
    return [Gap(f"第{i}村民委员会", "村（社区）应急预案", "工作部署", "2026-12-31", "未到期") for i in range(count)]


def sheet(template=SPEECH, figures=FIGURES, answers=ANSWERS, missing=0, gap_count=0, **more):
    return compose(read_template(template), cover(**more), figures, answers, CHILDREN, gaps(missing), gap_count)


def paper_html(made, links=False):
    return PAPER.get_template("print/checklist.html").render(sheet=made, links=links)
