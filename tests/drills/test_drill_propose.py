"""A unit proposes another day, the office above accepts or declines it."""

from datetime import timedelta

import pytest
from drill_cast import CITY, COUNTY, PLANNED, TOWNSHIP, again, planned, unit_of
from places import HEIHE, NEIGHBOUR, keeper
from visitors import text_of

from emergency.base.access import Role, scope_for
from emergency.base.database import committed
from emergency.base.errors import Conflict, Forbidden, Refusal
from emergency.drills.actions import move_drill
from emergency.drills.actions_propose import accept_proposal, decline_proposal, propose_day
from emergency.drills.facts import Span
from emergency.drills.models import Drill
from emergency.drills.queries_proposals import answer_word, open_proposal, proposals_of

LATER = Span(PLANNED.span.starts_at + timedelta(days=4), PLANNED.span.ends_at + timedelta(days=4))
WISH = {"day": "2026-07-14", "starts": "09:00", "ends": "11:00", "reason": "与乡人代会冲突"}


def asked(drill: Drill, span: Span = LATER) -> int:
    with committed():
        return propose_day(TOWNSHIP, drill, span, "与乡人代会冲突", drill.version).id


def test_the_unit_proposes_on_its_page_and_the_drill_stays_meanwhile(go):
    drill = planned(COUNTY)
    visitor = go(keeper(unit_of().id))
    assert visitor.get(f"/drills/{drill.id}").find("a", href=f"/drills/{drill.id}/propose")
    visitor.post(f"/drills/{drill.id}/propose", {"seen": drill.version, **WISH})
    page = text_of(visitor.get(f"/drills/{drill.id}"))
    assert "待答复" in page and "与乡人代会冲突" in page and again(drill).starts_at == PLANNED.span.starts_at


def test_a_unit_is_offered_the_one_way_that_is_its_own(go):
    own, set_above = planned(), planned(COUNTY)
    offered = {}
    for drill in (own, set_above):
        page = go(keeper(unit_of().id)).get(f"/drills/{drill.id}")
        offered[drill.id] = [act for act in ("move", "propose") if page.find("a", href=f"/drills/{drill.id}/{act}")]
    assert offered == {own.id: ["move"], set_above.id: ["propose"]}


def test_the_office_accepts_by_its_button_and_both_have_agreed(go):
    drill = planned(COUNTY)
    number = asked(drill)
    visitor = go(COUNTY)
    assert visitor.get(f"/drills/{drill.id}").find("form", action=f"/drills/{drill.id}/proposal/accept")
    visitor.post(f"/drills/{drill.id}/proposal/accept", {"seen": drill.version, "proposal": number})
    moved = again(drill)
    assert (moved.starts_at, moved.state, moved.reason) == (LATER.starts_at, "confirmed", "与乡人代会冲突")
    assert moved.planned_for == PLANNED.span.starts_at and moved.sequence == 1


def test_the_office_declines_with_its_reason(go):
    drill = planned(COUNTY)
    number = asked(drill)
    values = {"seen": drill.version, "proposal": number, "reason": "当日全县统一演练"}
    go(COUNTY).post(f"/drills/{drill.id}/proposal/decline", values)
    page = text_of(go(TOWNSHIP).get(f"/drills/{drill.id}"))
    assert "未接受" in page and "当日全县统一演练" in page and again(drill).sequence == 0


def test_declining_needs_a_reason(go):
    drill = planned(COUNTY)
    values = {"seen": drill.version, "proposal": asked(drill), "reason": " "}
    go(COUNTY).post(f"/drills/{drill.id}/proposal/decline", values, 422)


def test_the_desk_of_the_office_counts_what_waits_and_leads_there(go):
    drill = planned(COUNTY)
    asked(drill)
    assert "改期提议待答复" in text_of(go(COUNTY).get("/"))
    assert drill.title in text_of(go(COUNTY).get("/drills/proposals"))
    for other in (TOWNSHIP, NEIGHBOUR):
        assert drill.title not in text_of(go(other).get("/drills/proposals"))


def test_what_an_office_put_on_its_day_the_unit_does_not_move(go):
    drill = planned(COUNTY)
    values = {"seen": drill.version, **WISH}
    assert "提议改期" in go(TOWNSHIP).post(f"/drills/{drill.id}/move", values, 422).text
    assert not go(TOWNSHIP).get(f"/drills/{drill.id}").find("a", href=f"/drills/{drill.id}/move")
    go(COUNTY).post(f"/drills/{drill.id}/move", values)


def test_what_the_unit_planned_itself_it_moves_itself(town):
    drill = planned(TOWNSHIP)
    with committed():
        move_drill(TOWNSHIP, drill, LATER, "大风", drill.version)
    assert again(drill).set_above is None


def test_an_office_that_may_move_the_drill_need_not_propose(town):
    drill = planned(COUNTY)
    with pytest.raises(Refusal, match="直接改期"), committed():
        propose_day(COUNTY, drill, LATER, "统一安排", drill.version)


def test_the_citys_own_drill_has_nobody_above_to_ask(town):
    drill = planned(CITY, HEIHE)
    with pytest.raises(Refusal, match="没有上级机构"), committed():
        propose_day(CITY, drill, LATER, "统一安排", drill.version)


def test_the_county_answers_nothing_about_its_own_drill_and_the_city_does(town):
    drill = planned(CITY, COUNTY.regions[0])
    with committed():
        number = propose_day(COUNTY, drill, LATER, "县里有会", drill.version).id
    with pytest.raises(Forbidden), committed():
        accept_proposal(COUNTY, drill, number, drill.version)
    with committed():
        accept_proposal(CITY, again(drill), number, drill.version)


def test_the_unit_itself_answers_nothing(town):
    drill = planned(COUNTY)
    number = asked(drill)
    with pytest.raises(Forbidden), committed():
        decline_proposal(keeper(unit_of().id), drill, number, "不必", drill.version)


def test_a_second_wish_takes_the_place_of_the_first(town):
    drill = planned(COUNTY)
    asked(drill)
    asked(drill, Span(LATER.starts_at + timedelta(days=1), LATER.ends_at + timedelta(days=1)))
    assert [one.answer for one in proposals_of(drill.id)] == ["waiting", "replaced"]


def test_a_drill_that_was_moved_meanwhile_leaves_nothing_to_answer(town):
    drill = planned(COUNTY)
    number = asked(drill)
    with committed():
        move_drill(COUNTY, drill, Span(LATER.ends_at, LATER.ends_at + timedelta(hours=1)), "汛情", drill.version)
    assert open_proposal(again(drill)) is None
    assert "已失效" in answer_word(proposals_of(drill.id)[0], again(drill))
    with pytest.raises(Conflict, match="不能再答复"), committed():
        accept_proposal(COUNTY, again(drill), number, again(drill).version)


def test_two_officers_answering_one_proposal_the_second_is_told(town):
    drill = planned(COUNTY)
    number, seen = asked(drill), drill.version
    with committed():
        accept_proposal(COUNTY, drill, number, seen)
    other = scope_for(Role.COUNTY, person_id=12, name="爱辉应急办癸", regions=COUNTY.regions)
    with pytest.raises(Conflict), committed():
        decline_proposal(other, again(drill), number, "不必", seen)


@pytest.mark.parametrize(("change", "sentence"), [({"day": "2026-07-10"}, "相同"), ({"reason": " "}, "请")])
def test_a_wish_without_reason_or_change_is_refused(go, change, sentence):
    drill = planned(COUNTY)
    values = {"seen": drill.version, **WISH, **change}
    assert sentence in go(TOWNSHIP).post(f"/drills/{drill.id}/propose", values, 422).text


def test_a_stranger_gets_not_found(go):
    drill = planned(COUNTY)
    go(NEIGHBOUR).get(f"/drills/{drill.id}/propose", 404)
    go(NEIGHBOUR).get(f"/drills/{drill.id}/proposal/decline", 404)
