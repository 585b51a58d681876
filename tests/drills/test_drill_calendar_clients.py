"""Read back by two clients that are not icalendar, and random text through the whole way."""

from datetime import UTC, date, datetime, timedelta

import ics
import pytest
import vobject
from calendar_cast import drill, due_day, file_of
from calendar_lint import lint, parse, unescape, unfold
from hypothesis import given, settings
from hypothesis import strategies as st

from emergency.drills.calendar import Status
from emergency.drills.calendar_text import clean

# The grammar library beneath the ics client still calls re.split the old way, of which Python 3.13 warns.
pytestmark = pytest.mark.filterwarnings("ignore:'maxsplit' is passed as positional argument:DeprecationWarning")

# Half surrogate pairs too: they come from broken imports and must not stop an export.
ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=200)
ROUGH = st.text(st.sampled_from("\\;,:\"'\r\n\tNn^ 汛\x00\x85\u2028\ufeff\ud800BEGIN"), max_size=120)
TEXTS = ANY_TEXT | ROUGH
# ics 0.7.3 takes an escaped backslash before N for a line break, so random text is read back by vobject
# and by the lint's own reader; ics reads everything else.


def event_of(content: bytes):
    return next(child for child in parse(content)[0].children if child.name == "VEVENT")


def test_vobject_reads_the_drill():
    read = vobject.readOne(file_of(drill()).decode())
    assert read.validate()
    event = read.vevent
    assert (event.uid.value, event.summary.value) == (drill().uid, drill().title)
    assert (event.dtstart.value, event.dtend.value) == (drill().starts, drill().ends)
    assert event.categories.value == ["应急演练", "防汛"]
    assert event.valarm.trigger.value == timedelta(days=-1)


def test_vobject_reads_the_due_day_and_the_cancelled_drill():
    read = vobject.readOne(file_of(due_day(), drill(status=Status.CANCELLED)).decode())
    assert read.vevent_list[0].dtstart.value == date(2026, 6, 1)
    assert [event.status.value for event in read.vevent_list] == ["CONFIRMED", "CANCELLED"]


def test_ics_reads_the_drill():
    (event,) = ics.Calendar(file_of(drill()).decode()).events
    assert (event.uid, event.name, event.location) == (drill().uid, drill().title, drill().place)
    assert (event.begin.datetime, event.end.datetime) == (drill().starts, drill().ends)
    assert event.last_modified.datetime == datetime(2026, 4, 1, 3, 30, tzinfo=UTC)
    assert (event.status, event.categories) == ("CONFIRMED", {"应急演练", "防汛"})


def test_ics_reads_the_due_day():
    (event,) = ics.Calendar(file_of(due_day()).decode()).events
    assert event.all_day and event.begin.date() == date(2026, 6, 1)


@settings(deadline=None, max_examples=60)
@given(title=TEXTS, place=TEXTS, description=TEXTS)
def test_any_text_leaves_a_clean_file(title, place, description):
    content = file_of(drill(title="演练" + title, place=place, description=description))
    assert lint(content) == []


@settings(deadline=None, max_examples=60)
@given(TEXTS)
def test_no_text_can_bring_in_a_line_of_its_own(text):
    plain = [line.partition(":")[0].partition(";")[0] for line in unfold(file_of(drill()))]
    entry = drill(title="演练" + text, description="说明" + text, organiser="镇" + text, place="场" + text)
    names = [line.partition(":")[0].partition(";")[0] for line in unfold(file_of(entry))]
    assert names == plain


@settings(deadline=None, max_examples=60)
@given(TEXTS)
def test_a_description_comes_back_as_written_but_for_unprintable_marks(text):
    content = file_of(drill(description=text))
    assert unescape(event_of(content).value("DESCRIPTION")) == clean(text).strip()


@settings(deadline=None, max_examples=60)
@given(TEXTS)
def test_vobject_gives_a_description_back_as_written(text):
    description = ("说明" + clean(text)).strip()
    read = vobject.readOne(file_of(drill(description=description)).decode())
    assert read.vevent.description.value == description


@settings(deadline=None, max_examples=60)
@given(st.lists(st.uuids(), max_size=6, unique=True))
def test_each_row_is_one_event_for_each_reader(uids):
    content = file_of(*(drill(uid=str(uid)) for uid in uids)).decode()
    assert {event.uid for event in ics.Calendar(content).events} == {str(uid) for uid in uids}
    assert len(vobject.readOne(content).contents.get("vevent", [])) == len(uids)
