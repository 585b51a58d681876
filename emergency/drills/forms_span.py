"""Input of a drill's time: planning it, moving it, asking for another and answering that."""

from datetime import datetime, time, timedelta
from typing import Any

from wtforms import BooleanField, HiddenField, TimeField
from wtforms.validators import Optional, ValidationError

from emergency.base.clock import SHANGHAI
from emergency.base.forms import day_field, text_field
from emergency.drills.facts import DrillDetails, Span
from emergency.drills.forms import DetailsForm, DraftForm, Parts, VersionForm


class PurposeForm(VersionForm):
    """A day that something speaks against is wanted all the same, and why."""

    anyway = BooleanField("仍然安排")
    anyway_reason = text_field("仍然安排的理由", required=False, description="写入办理经过，上级机构和单位都能看到。")

    def validate_anyway(self, field: Any) -> None:
        """A tick alone is no purpose; asked here, for empty fields are not asked themselves."""
        if field.data and not (self.anyway_reason.data or "").strip():
            raise ValidationError("请写明仍然安排的理由。")

    @property
    def on_purpose(self) -> str:
        """The reason where it is wanted all the same, else nothing."""
        return (self.anyway_reason.data or "").strip() if self.anyway.data else ""


class SpanForm(PurposeForm):
    """A day with clock times, or whole days."""

    day = day_field("演练日期", required=True)
    starts = TimeField("开始时间", [Optional()], default=time(9, 0))
    ends = TimeField("结束时间", [Optional()], default=time(11, 0))
    last_day = day_field("结束日期", description="当天结束的不用填。")
    all_day = BooleanField("全天", description="不写钟点，按整日列入日历。")

    def validate_all_day(self, field: Any) -> None:
        """Without a tick both clock times are needed; asked here, for empty fields are not asked themselves."""
        if not field.data and not (self.starts.data and self.ends.data):
            raise ValidationError("请填写开始和结束时间，或勾选“全天”。")

    def validate_ends(self, field: Any) -> None:
        """Clock times stand in order."""
        if self.all_day.data or not self.day.data or not self.starts.data:
            return
        if self.span().ends_at <= self.span().starts_at:
            raise ValidationError("结束时间应晚于开始时间，请核对。")

    def validate_last_day(self, field: Any) -> None:
        """The end is not before the beginning."""
        if field.data and self.day.data and field.data < self.day.data:
            raise ValidationError("结束日期早于演练日期，请核对。")

    def span(self) -> Span:
        """The start and the end as moments; a whole day ends at the next midnight."""
        first, last = self.day.data, self.last_day.data or self.day.data
        if self.all_day.data:
            return Span(_at(first, time.min), _at(last + timedelta(days=1), time.min), True)
        return Span(_at(first, self.starts.data), _at(last, self.ends.data))


class DrillForm(DetailsForm, SpanForm, DraftForm):
    """A new drill with its time."""

    def planned(self, parts: Parts) -> DrillDetails:
        """The values of the form, time included."""
        return self.details(parts, self.span())


class MoveForm(SpanForm):
    """Another time, and why; of a draft, which nobody was told of, the reason is left out."""

    reason = text_field("改期原因", longest=300, asks="请写明改期的原因，单位和上级机构都会看到。")


class ReviveForm(SpanForm):
    """The new day of a drill that was postponed or cancelled, and why."""

    reason = text_field("恢复原因", longest=300)


class ProposeForm(SpanForm):
    """Another time that the unit asks for, and why."""

    reason = text_field("提议原因", longest=300)


class AnswerForm(PurposeForm):
    """The button by which the office agrees; the number says to which proposal."""

    proposal = HiddenField()

    @property
    def proposal_id(self) -> int:
        """The number of the proposal; 0, which none has, when it is spoilt."""
        text = self.proposal.data or ""
        return int(text) if text.isascii() and text.isdecimal() and len(text) < 12 else 0


class DeclineForm(AnswerForm):
    """Why the office does not agree."""

    reason = text_field("不接受的原因", longest=300)


def _at(day: Any, clock_time: time) -> datetime:
    return datetime.combine(day, clock_time, SHANGHAI)
