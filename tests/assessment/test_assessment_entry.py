"""Points and judgements: who set them is kept, an earlier entry stays, nothing impossible is taken."""

from decimal import Decimal as D

import pytest
from checklist_cases import SPEECH
from places import AIHUI, CITY, COUNTY, NEIGHBOUR, XINGFU, XINGFU_VILLAGE

from emergency.assessment import actions, queries
from emergency.assessment.models import ChecklistEntry, ChecklistTemplate
from emergency.audit.queries import acts_on, head
from emergency.base.access import system_scope
from emergency.base.database import committed, db
from emergency.base.errors import Conflict, NotFound, Refusal

EVERYTHING = system_scope("系统载入")


@pytest.fixture
def room(heihe):
    with committed():
        actions.seed_template(EVERYTHING, SPEECH)
    return heihe


def enter(item="1.2", **values):
    subject = queries.region_subject(COUNTY, AIHUI)
    with committed():
        actions.enter_answer(COUNTY, subject, queries.get_item(subject, item), 2026, "已看原件", **values)
    return queries.answers(subject, queries.clock.today().replace(year=2026))[item]


def with_points(**changes):
    points = {item["id"]: D(str(item["points"])) for item in SPEECH["items"]}
    return points | {key.replace("_", "."): value for key, value in changes.items()}


def test_a_template_is_loaded_once(room):
    with committed():
        assert actions.seed_template(EVERYTHING, SPEECH) is False
    assert db.session.query(ChecklistTemplate).count() == 1


def test_a_judgement_is_kept_with_reason_and_person(room):
    found = enter(points=D("2.5"))
    assert (found.points, found.reason, found.by) == (D("2.5"), "已看原件", COUNTY.name)
    assert acts_on("region", AIHUI)[0].sentence == "录入爱辉区2026年考核自查表第1.2条：已看原件"


def test_a_second_entry_closes_the_first_and_keeps_it(room):
    enter(points=D(1))
    assert enter(points=D(3)).points == D(3)
    assert [row.content["points"] for row in db.session.query(ChecklistEntry)] == ["1", "3"]


def test_papers_and_faults_are_kept(room):
    assert enter("1.4", ticked=("设备台账",)).ticked == {"设备台账"}
    assert enter("3.5", faults={"迟报": 2, "漏报": 0}).faults == {"迟报": 2}


@pytest.mark.parametrize("points", [None, D("3.5"), D(-1)])
def test_points_beyond_the_item_are_refused(room, points):
    with pytest.raises(Refusal, match="得分"):
        enter(points=points)
    assert db.session.query(ChecklistEntry).count() == 0


def test_a_computed_item_cannot_be_entered_by_hand(room):
    with pytest.raises(NotFound):
        queries.get_item(queries.region_subject(COUNTY, AIHUI), "2.2")


def test_a_strangers_region_is_not_found(room):
    with pytest.raises(NotFound):
        queries.region_subject(NEIGHBOUR, AIHUI)


def test_a_village_is_a_unit_and_no_region_of_a_sheet(room):
    with pytest.raises(NotFound, match="选择村"):
        queries.region_subject(CITY, XINGFU_VILLAGE)
    assert queries.region_subject(CITY, XINGFU).audience == "township"


def set_points(number=1, **changes):
    with committed():
        actions.set_points(CITY, with_points(**changes), "按2026年度评分细则", number)


def test_new_points_make_a_new_version_that_says_who(room):
    set_points(**{"2_2": D(7)}, **{"2_3": D(4)})
    template = queries.template_in_force()
    assert template.weights == "本级权重" and CITY.name in template.weights_notice
    assert {item.id: item.points for item in template.items}["2.2"] == 7
    assert [row.number for row in queries.template_versions(CITY)] == [2, 1]


def test_all_points_left_empty_make_a_sheet_without_points(room):
    with committed():
        actions.set_points(CITY, dict.fromkeys(with_points()), "本年不计分", 1)
    assert not queries.template_in_force().has_points


def test_some_points_left_empty_are_refused(room):
    with pytest.raises(Refusal, match=r"未填：2\.2"):
        set_points(**{"2_2": None})
    assert head().tag == "checklist.edit" and queries.newest_template().number == 1


def test_two_people_changing_points_do_not_overwrite_each_other(room):
    set_points(**{"2_2": D(7)})
    with pytest.raises(Conflict):
        set_points(**{"2_2": D(8)})
