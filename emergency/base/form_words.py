"""What the form library says of a wrong value, in a sentence with the remedy (pure)."""

from typing import Any

CHOOSE_AGAIN = "所选内容不在列表中，请刷新页面后重新选择。"
OURS = {
    "Not a valid choice.": CHOOSE_AGAIN,
    "Invalid Choice: could not coerce.": CHOOSE_AGAIN,
    "Invalid choice(s): one or more data inputs could not be coerced.": CHOOSE_AGAIN,
    "'%(value)s' is not a valid choice for this field.": "“%(value)s”不在列表中，请刷新页面后重新选择。",
    "Not a valid date value.": "这不是日历上有的日期，请按 2026-05-12 的样子填写。",
    "Not a valid datetime value.": "这不是有效的日期和时间，请按 2026-05-12 09:30 的样子填写。",
    "Not a valid time value.": "这不是有效的时间，请按 09:30 的样子填写。",
    "Not a valid integer value.": "请填写整数，如 120。",
    "Number must be at least %(min)s.": "数值不得小于 %(min)s，请改正。",
    "Number must be at most %(max)s.": "数值不得大于 %(max)s，请改正。",
    "Number must be between %(min)s and %(max)s.": "数值应在 %(min)s 到 %(max)s 之间，请改正。",
    "This field is required.": "请填写这一项。",
}


class FormWords:
    """Our sentences before those of the library."""

    def __init__(self, library: Any) -> None:
        self.packaged = library

    def gettext(self, text: str) -> str:
        """The sentence for one message of the library."""
        return OURS.get(text) or str(self.packaged.gettext(text))

    def ngettext(self, one: str, many: str, number: int) -> str:
        """The sentence for a message that has a plural."""
        return OURS.get(one) or str(self.packaged.ngettext(one, many, number))
