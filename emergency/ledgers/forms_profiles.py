"""Input of an export profile: its name, how days are written, and a line for each item."""

from collections.abc import Iterator, Mapping

from wtforms import BooleanField, HiddenField, SelectField
from wtforms.fields.choices import SelectChoice

from emergency.base.forms import Form, text_field
from emergency.ledgers.facts import Kind
from emergency.ledgers.profiles import DAY_FORMS, FIXED, Profile, chosen_columns, items_of

FIXED_LINES = 3


class ProfileForm(Form):
    """What is asked beside the lines of the columns."""

    seen = HiddenField()
    name = text_field("方案名称", longest=60, asks="请写方案名称。", description="例如：报省平台的预案清单。")
    day_form = SelectField("日期写法", choices=[SelectChoice(key, word) for key, word in DAY_FORMS.items()])
    titled = BooleanField("表头上方写方案名称和导出日期", description="直接导入别的平台的表一般不要。")

    @property
    def version(self) -> int:
        """The version that the filler saw."""
        text = self.seen.data or ""
        return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0

    def profile(self, kind: Kind, sent: Mapping[str, str]) -> Profile:
        """The profile as it was sent. Raises Refusal."""
        columns = chosen_columns(sent_lines(kind, sent), kind)
        return Profile(self.name.data, kind, columns, self.day_form.data, bool(self.titled.data))


def line_names(kind: Kind) -> list[tuple[str, str, str]]:
    """(name of the line, item, our own heading) of every line of the form."""
    known = [(item, item, word) for item, word in items_of(kind).items()]
    return [*known, *((f"{FIXED}-{place}", FIXED, "固定内容") for place in range(FIXED_LINES))]


def sent_lines(kind: Kind, sent: Mapping[str, str]) -> Iterator[tuple[str, str, str, str]]:
    """(item, order, heading, text) as the lines were sent."""
    for name, item, _word in line_names(kind):
        yield item, sent.get(f"order-{name}", ""), sent.get(f"heading-{name}", ""), sent.get(f"text-{name}", "")


def shown_lines(profile: Profile) -> dict[str, str]:
    """What the lines of the form say of a profile, by the names of their fields."""
    found: dict[str, str] = {}
    fixed = 0
    for order, column in enumerate(profile.columns, 1):
        name = column.item
        if column.item == FIXED:
            name, fixed = f"{FIXED}-{fixed}", fixed + 1
        found |= {f"order-{name}": str(order), f"heading-{name}": column.heading, f"text-{name}": column.text}
    return found
