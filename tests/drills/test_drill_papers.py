"""Photos and the sign-in sheet come with the record of a drill and open for who sees the drill."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from drill_cast import CITY, COUNTY, HELD, TOWNSHIP, again, hold_values, planned, unit_of
from PIL import Image
from places import NEIGHBOUR, keeper
from plan_cast import ISSUED, SECRET_PLAN

from emergency.base.database import committed
from emergency.base.errors import Refusal
from emergency.base.storage import store
from emergency.drills.actions_record import hold_drill
from emergency.evidence.actions_receive import keep_made
from emergency.evidence.facts import PaperRole
from emergency.evidence.kinds import Kind
from emergency.evidence.queries import papers_of
from emergency.plans.actions import register
from emergency.plans.rules import RevisionDetails
from emergency.plans.words import Act


def picture(name="现场照片.png"):
    content = BytesIO()
    Image.new("RGB", (40, 30), "navy").save(content, "PNG")
    return BytesIO(content.getvalue()), name


def recorded(go, drill, **values):
    go(TOWNSHIP).post(f"/drills/{drill.id}/hold", hold_values(seen=drill.version, **values))
    return papers_of("drill", drill.id)


def test_a_photo_and_a_sign_in_sheet_become_papers_of_the_drill(go):
    kept = recorded(go, planned(), record=[picture()], sheet=[picture("签到表.png")])
    assert [(paper.name, paper.role) for paper in kept] == [
        ("现场照片.png", "photo"), ("签到表.png", "sign_in_sheet"),
    ]  # fmt: skip
    assert kept[0].stated_on == date(2026, 6, 18)


def test_who_takes_part_opens_the_papers_and_a_stranger_does_not(go):
    guest = unit_of("231102202000")
    drill = planned(COUNTY, parts=((guest.id, "participant"),))
    (paper,) = recorded(go, drill, record=[picture()])
    go(keeper(guest.id)).fetch(f"/papers/{paper.id}/file")
    go(NEIGHBOUR).fetch(f"/papers/{paper.id}/file", 404)


def test_the_page_lists_the_papers(go):
    drill = planned()
    recorded(go, drill, record=[picture()])
    assert "现场照片.png" in go(COUNTY).get(f"/drills/{drill.id}").get_text()


@pytest.mark.parametrize("name", ["现场照片.wps", "现场照片.exe", "机密★现场照片.png"])
def test_a_file_of_another_kind_is_refused_and_nothing_is_kept(go, name):
    drill = planned()
    values = hold_values(seen=drill.version, record=[picture(name)])
    go(TOWNSHIP).post(f"/drills/{drill.id}/hold", values, 422)
    assert again(drill).state == "published" and list(store().hashes()) == []


def test_secret_material_is_never_taken(go):
    drill = planned()
    values = hold_values(seen=drill.version, secrecy="classified", record=[picture()])
    answer = go(TOWNSHIP).post(f"/drills/{drill.id}/hold", values, 422)
    assert "涉密" in answer.get_data(as_text=True) and list(store().hashes()) == []


def test_a_drill_of_a_secret_plan_keeps_no_papers(town):
    told = RevisionDetails({Act.ISSUED: ISSUED})
    with committed():
        plan = register(CITY, unit_of("231102000000").id, SECRET_PLAN, told)
    silent = {"title": "", "event_class": None, "hazard": "", "place": ""}
    drill = planned(COUNTY, "231102000000", plan_ids=(plan.id,), **silent)
    received = keep_made("照片.png", picture()[0], Kind.PNG)
    silence = {"participants": None, "place": "", "summary": ""}
    told = replace(HELD, **silence, plan_ids=(plan.id,), papers=((received, PaperRole.PHOTO),))
    with pytest.raises(Refusal, match="不得上传"), committed():
        hold_drill(COUNTY, again(drill), unit_of("231102000000"), told, drill.version)
    assert not list(store().hashes())
