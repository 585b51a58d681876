"""The office's own rules: added, corrected and ended by date, never overwritten, untouched by seeding."""

from datetime import date

import law_cast
import pytest
import yaml
from covered import open_duties
from places import CITY
from sqlalchemy import func, select
from time_machine import travel

from emergency.audit.models import AuditEvent
from emergency.base import clock
from emergency.base.database import committed, db
from emergency.base.errors import NotFound, Refusal
from emergency.coverage.models import OPEN, Duty
from emergency.obligations import actions_local, queries, queries_local
from emergency.obligations.local_rules import read_text

TODAY = date(2026, 11, 21)


@pytest.fixture(autouse=True)
def law(covered):
    with travel("2026-11-21 02:00Z", tick=False):
        yield


def keep(*rows, reason="市应急委会议"):
    with committed():
        return actions_local.keep_rules(CITY, rows, reason)


def last_sentence():
    return db.session.scalar(select(AuditEvent.sentence).order_by(AuditEvent.id.desc()).limit(1))


def bound(rule_id="BD-01"):
    query = select(func.count(Duty.unit_id.distinct())).where(OPEN, Duty.rule_id == rule_id, Duty.ends > TODAY)
    return db.session.scalar(query)


def test_a_local_rule_binds_at_once():
    assert keep(law_cast.local_rule()) == ["BD-01"]
    assert bound() > 0
    assert "新增本地规则 BD-01" in last_sentence() and "市应急委会议" in last_sentence()


def test_what_was_looked_at_is_what_comes():
    trial = queries_local.trials([law_cast.local_rule()], TODAY)[0]
    assert not trial.is_known and bound() == 0
    keep(law_cast.local_rule())
    assert trial.effect.units == bound() == queries_local.weight_of(CITY, "BD-01", TODAY).units


def test_it_stands_beside_the_list_of_law_and_not_in_its_count():
    before = queries.rules_in_use(queries.load_rules(), TODAY)
    keep(law_cast.local_rule())
    book = queries.load_rules()
    assert queries.rules_in_use(book, TODAY) == before
    assert queries_local.local_in_use(book, TODAY) == (1, 1)


def test_seeding_leaves_it_alone():
    keep(law_cast.local_rule())
    assert law_cast.load() == 0
    assert queries.load_rules().versions("BD-01")


def test_a_correction_keeps_what_was_known():
    keep(law_cast.local_rule())
    with travel("2026-11-22 02:00Z", tick=False):
        before = clock.now()
    with travel("2026-11-23 02:00Z", tick=False):
        keep(law_cast.local_rule(title="另一个名称"), reason="录入有误")
    titles = [queries.load_rules(moment).versions("BD-01")[0].title for moment in (before, None)]
    assert titles == ["村每年组织一次演练", "另一个名称"]
    assert "更正本地规则 BD-01" in last_sentence()


def test_a_new_version_ends_the_one_before():
    keep(law_cast.local_rule())
    keep(law_cast.local_rule(version=2, valid_from="2027-01-01"))
    first, second = queries.load_rules().versions("BD-01")
    assert first.valid_to == second.valid_from == date(2027, 1, 1)


def test_it_ends_on_a_day():
    keep(law_cast.local_rule())
    with committed():
        actions_local.end_rule(CITY, "BD-01", TODAY, "文件废止")
    assert bound() == 0
    assert "自2026-11-21起失效：文件废止" in last_sentence()


def test_it_cannot_end_before_it_began_and_the_law_cannot_be_ended():
    keep(law_cast.local_rule())
    with pytest.raises(Refusal, match="晚于"):
        actions_local.end_rule(CITY, "BD-01", date(2020, 1, 1), "试")
    with pytest.raises(NotFound):
        actions_local.end_rule(CITY, "DR-08", TODAY, "试")


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"demand": {"shape": "calender", "met_by": "drill"}}, "规则 BD-01：shape写了不认识的词“calender”"),
        ({"binds": {"fact": "kindd", "is": "village"}}, "目录里没有的信息项"),
        ({"article": ""}, "规则 BD-01 缺少 article"),
        ({"id": "DR-08"}, "编号应是 BD-"),
        ({"force": "duty"}, "工作部署不是法律义务"),
        ({"rank": "law"}, "位阶应是工作部署"),
        ({"verification": "未核"}, "推荐或待核"),
        ({"version": 3}, "有效期不衔接"),
    ],
)
def test_a_rule_that_is_wrong_is_refused_whole_and_named(change, word):
    keep(law_cast.local_rule())
    rows = [law_cast.local_rule(id="BD-02"), law_cast.local_rule(**change)]
    with pytest.raises(Refusal, match=word):
        keep(*rows)
    db.session.rollback()
    assert not queries.load_rules().versions("BD-02")


def test_the_same_again_changes_nothing():
    keep(law_cast.local_rule())
    with pytest.raises(Refusal, match="完全相同"):
        keep(law_cast.local_rule())


@pytest.mark.parametrize("text", ["- id: [", "a", "", "- &a {id: 1}\n- *a", "[" * 3000])
def test_a_text_that_holds_no_rules_is_told_so(text):
    with pytest.raises(ValueError, match=r"YAML|规则"):
        read_text(text)


def test_the_command_adds_a_file_or_refuses_it_whole(covered, tmp_path):
    file = tmp_path / "local.yaml"
    file.write_text(yaml.safe_dump([law_cast.local_rule()], allow_unicode=True), "utf-8")
    run = covered.test_cli_runner().invoke
    assert "已登记本地规则 BD-01" in run(args=["law", "add", str(file), "--reason", "收文"]).output
    file.write_text(file.read_text("utf-8").replace("drill", "dril"), "utf-8")
    told = run(args=["law", "add", str(file), "--reason", "收文"])
    assert told.exit_code == 1 and "规则 BD-01" in told.output


def test_duties_under_it_are_local_and_overdue_only_by_its_number():
    keep(law_cast.local_rule())
    unit = db.session.scalar(select(Duty.unit_id).where(OPEN, Duty.rule_id == "BD-01").limit(1))
    assert {row.force for row in open_duties(unit, "BD-01")} == {"local"}
