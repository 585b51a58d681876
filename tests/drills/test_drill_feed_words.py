"""What a calendar never tells: telephone numbers; and what a change of name is to a program that subscribed."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
import vobject
from drill_cast import CITY, NOW, TOWNSHIP, XINGFU, again, planned, unit_of
from feed_cast import address_of, fetched, subscriber
from flask import Flask
from places import HEIHE
from sqlalchemy import insert, literal, select, update

from emergency.audit import trail
from emergency.audit.rules import Tag
from emergency.base.database import committed, db
from emergency.drills.actions import cancel_drill
from emergency.drills.calendar_kept import rebuild
from emergency.drills.calendar_text import HIDDEN, without_numbers
from emergency.drills.feed_places import Kind
from emergency.units.models import Unit
from emergency.units.models_regions import Region


def event_of(town: Flask, address: str) -> Any:
    return vobject.readOne(fetched(town, address).data.decode()).vevent


@pytest.mark.parametrize(
    "said",
    [
        "13912345678",
        "139 1234 5678",
        "139-1234-5678",
        "+86 13912345678",
        "0456-8223344",
        "(0456)8223344",
        "045682233441",
    ],
)
def test_what_looks_like_a_telephone_number_is_taken_out(said: str) -> None:
    assert without_numbers(f"集合点：{said}，南门") == f"集合点：{HIDDEN}，南门"


def test_seven_digits_behind_their_word_are_a_number_too() -> None:
    assert without_numbers("值班电话：8223344") == f"值班电话：{HIDDEN}"


@pytest.mark.parametrize(
    "said", ["2026年7月10日", "20260710", "黑政办发〔2024〕12号", "231102200000", "第1234567次", "12:30—13:40"]
)
def test_days_codes_and_numbers_of_papers_stay(said: str) -> None:
    assert without_numbers(said) == said


def test_a_feed_tells_no_number_that_somebody_typed(town: Flask) -> None:
    drill = planned(title="转移演练 张三13912345678", place="村部 0456-8223344", partners="民兵连，电话8223344")
    with committed():
        cancel_drill(TOWNSHIP, again(drill), "改由李四组织，139 1234 5678", drill.version)
    body = fetched(town, address_of(subscriber(TOWNSHIP))).data.decode().replace("\r\n ", "")
    assert body.count(HIDDEN) >= 4 and "1391234" not in body and "8223344" not in body and "139 1234" not in body


def test_a_new_name_is_a_new_moment_and_no_new_number(town: Flask) -> None:
    """RFC 5546 2.1.4: the number rises for times and states; a name is taken up by LAST-MODIFIED and DTSTAMP."""
    planned()
    address = address_of(subscriber(TOWNSHIP))
    before = event_of(town, address)
    with time_machine.travel(NOW + timedelta(hours=1), tick=False), committed():
        unit_of().name = "幸福镇人民政府"
        trail.record(TOWNSHIP, Tag.UNIT_EDIT, "unit", unit_of().id, "更名。")
    after = event_of(town, address)
    assert after.sequence.value == before.sequence.value and "幸福镇" in after.description.value
    assert after.last_modified.value > before.last_modified.value and after.dtstamp.value > before.dtstamp.value


def test_a_drill_whose_organiser_left_the_city_is_not_in_the_citys_calendar(town: Flask) -> None:
    planned()
    address = address_of(subscriber(CITY), Kind.REGION, HEIHE)
    assert "vevent" in vobject.readOne(fetched(town, address).data.decode()).contents
    columns = [column.name for column in Region.__table__.c if column.name != "code"]
    away = select(literal("230600000000"), *(getattr(Region, name) for name in columns)).where(Region.code == HEIHE)
    db.session.execute(insert(Region).from_select(["code", *columns], away))
    db.session.execute(update(Unit).where(Unit.region_code == XINGFU).values(region_code="230600000000"))
    db.session.commit()
    assert "vevent" not in vobject.readOne(fetched(town, address).data.decode()).contents


def test_kept_events_are_written_anew_where_they_are_missing(town: Flask) -> None:
    planned()
    assert rebuild() == 0
