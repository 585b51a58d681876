"""calcurse takes a feed in; libical, which many desktops stand on, finds no fault in it."""

import ctypes
import ctypes.util
import shutil
from pathlib import Path

import pytest
from drill_cast import TOWNSHIP, planned
from feed_cast import address_of, fetched, subscriber
from flask import Flask
from programs import run

LIBRARY = ctypes.util.find_library("ical")
VEVENT = 4  # the number of icalcomponent_kind that means VEVENT


def feed_of(town: Flask) -> bytes:
    for number in range(3):
        planned(title=f"演练；第{number}次, 防汛\\转移")
    return fetched(town, address_of(subscriber(TOWNSHIP))).data


@pytest.mark.skipif(not shutil.which("calcurse"), reason="calcurse is not installed: apt-get install calcurse")
def test_calcurse_shows_each_drill_on_its_day(town: Flask, tmp_path: Path) -> None:
    file = tmp_path / "feed.ics"
    file.write_bytes(feed_of(town))
    assert "3 apps" in run(tmp_path, "calcurse", "-D", str(tmp_path), "-i", str(file))
    shown = run(tmp_path, "calcurse", "-D", str(tmp_path), "-Q", "--from", "07/10/2026")
    assert shown.count("09:00 -> 11:00") == 3 and "演练；第2次, 防汛\\转移" in shown


@pytest.mark.skipif(not LIBRARY, reason="libical is not installed: apt-get install libical3")
def test_libical_finds_no_fault(town: Flask) -> None:
    ical = ctypes.CDLL(LIBRARY or "")
    for name in ("icalparser_parse_string", "icalcomponent_get_first_component"):
        getattr(ical, name).restype = ctypes.c_void_p
    content = feed_of(town)
    parsed = ctypes.c_void_p(ical.icalparser_parse_string(ctypes.c_char_p(content)))
    assert parsed.value
    assert ical.icalcomponent_count_components(parsed, VEVENT) == 3
    ical.icalrestriction_check(parsed)
    assert ical.icalcomponent_count_errors(parsed) == 0
