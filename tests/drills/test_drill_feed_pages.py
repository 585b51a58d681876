"""The page of one's own subscriptions: download and subscribe apart, the address shown once, renewed, ended."""

import re
from collections.abc import Callable

from drill_cast import COUNTY, TOWNSHIP, XINGFU, planned, unit_of
from feed_cast import fetched, subscriber
from flask import Flask
from places import HUAYUAN_STREET, keeper
from visitors import Visitor, text_of

from emergency.drills.queries_feed import feeds_of


def shown_address(visitor: Visitor, path: str, **values: str) -> str:
    """The path of the address that the answer to this form shows."""
    page = visitor.post(path, values, 200).get_data(as_text=True)
    found = re.search(r"<code>http://localhost(/calendar/[\w-]{43}\.ics)</code>", page)
    assert found
    return found[1]


def test_an_address_is_shown_once_with_its_code_and_link(town: Flask, go: Callable[..., Visitor]) -> None:
    drill = planned()
    visitor = go(subscriber(TOWNSHIP))
    page = visitor.post("/my-calendars", {"place": f"region:{XINGFU}"}, 200).get_data(as_text=True)
    address = re.search(r"<code>http://localhost(/calendar/\S+\.ics)</code>", page)
    assert address and f"webcal://localhost{address[1]}" in page and "data:image/svg+xml" in page
    assert drill.uid in fetched(town, address[1]).data.decode()
    assert address[1] not in visitor.fetch("/my-calendars").get_data(as_text=True)


def test_download_and_subscribe_are_told_apart(town: Flask, go: Callable[..., Visitor]) -> None:
    page = go(COUNTY).get(f"/my-calendars?region={XINGFU}")
    assert [title.get_text() for title in page.select("main h2")] == ["订阅", "下载", "我的订阅地址"]
    assert "下载2026年演练" in text_of(page) and "生成“幸福乡”的订阅地址" in text_of(page)


def test_a_unit_may_be_subscribed_to_also_for_what_it_looks_on_at(town: Flask, go: Callable[..., Visitor]) -> None:
    page = go(keeper(unit_of().id)).get(f"/my-calendars?unit={unit_of().id}")
    assert f"{unit_of().name}（观摩）" in text_of(page)


def test_the_pages_of_drills_lead_to_the_subscription(town: Flask, go: Callable[..., Visitor]) -> None:
    unit = unit_of()
    for path in (f"/drills?unit={unit.id}", f"/drills/month?unit={unit.id}", f"/units/{unit.id}"):
        page = go(COUNTY).fetch(path).get_data(as_text=True)
        assert f"/my-calendars?unit={unit.id}" in page, path
    for path in (f"/drills?region={XINGFU}", f"/regions/{XINGFU}"):
        assert f"/my-calendars?region={XINGFU}" in go(COUNTY).fetch(path).get_data(as_text=True), path


def test_a_reset_shows_the_new_address_and_ends_the_old(town: Flask, go: Callable[..., Visitor]) -> None:
    person = subscriber(TOWNSHIP)
    old = shown_address(go(person), "/my-calendars", place="own")
    ((feed, _),) = feeds_of(person)
    new = shown_address(go(person), f"/my-calendars/{feed.id}/reset")
    fetched(town, old, 404)
    fetched(town, new)
    go(person).post(f"/my-calendars/{feed.id}/end")
    fetched(town, new, 404)


def test_subscribing_again_renews_and_never_doubles(town: Flask, go: Callable[..., Visitor]) -> None:
    person = subscriber(TOWNSHIP)
    old = shown_address(go(person), "/my-calendars", place="own")
    new = shown_address(go(person), "/my-calendars", place="own")
    assert len(feeds_of(person)) == 1
    fetched(town, old, 404)
    fetched(town, new)


def test_another_persons_subscription_is_not_there(town: Flask, go: Callable[..., Visitor]) -> None:
    person = subscriber(TOWNSHIP)
    shown_address(go(person), "/my-calendars", place="own")
    ((feed, _),) = feeds_of(person)
    other = subscriber(COUNTY, "other")
    go(other).post(f"/my-calendars/{feed.id}/reset", status=404)
    go(other).post(f"/my-calendars/{feed.id}/end", status=404)


def test_a_place_that_is_not_ones_own_is_not_there(town: Flask, go: Callable[..., Visitor]) -> None:
    person = subscriber(TOWNSHIP)
    for place in (f"region:{HUAYUAN_STREET}", "unit:x", "", "planet"):
        go(person).post("/my-calendars", {"place": place}, 404)
    go(person).get(f"/my-calendars?region={HUAYUAN_STREET}", 404)


def test_the_owner_sees_when_a_program_last_came(town: Flask, go: Callable[..., Visitor]) -> None:
    person = subscriber(TOWNSHIP)
    address = shown_address(go(person), "/my-calendars", place="own")
    assert "尚未读取" in text_of(go(person).get("/my-calendars"))
    fetched(town, address)
    assert "2026-06-20 02:00" in text_of(go(person).get("/my-calendars"), "table")
