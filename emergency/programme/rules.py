"""What may be asked of a programme: the years, the limits, the states of a line (pure)."""

from datetime import date

from emergency.programme.words import LineKind

AHEAD = 3
MOST_A_DAY = 200
LARGEST_SEED = 2**31 - 1


def bad_year(year: int, today: date) -> str | None:
    """The sentence for a year that no programme can be made for."""
    if year < today.year:
        return f"{year}年已经过去，不能再编制计划。请填写{today.year}年至{today.year + AHEAD}年。"
    if year > today.year + AHEAD:
        return f"{year}年太远，应演事项和放假安排都还不能确定。请填写{today.year}年至{today.year + AHEAD}年。"
    return None


def bad_limit(a_day: int) -> str | None:
    """The sentence for a daily limit under which nothing could be placed, or that limits nothing."""
    if a_day < 1:
        return (
            "每个乡镇（街道）每天的上限至少是1次；上限为0时没有任何演练排得下。个别地区停排请在“排期设置”里单独设为0。"
        )
    if a_day > MOST_A_DAY:
        return f"每天的上限最多填{MOST_A_DAY}次，请核对。"
    return None


def bad_seed(seed: int) -> str | None:
    """The sentence for a seed that the database can't hold."""
    return None if 0 <= seed <= LARGEST_SEED else f"排期种子应是0至{LARGEST_SEED}的整数。"


def why_not_changed(kind: LineKind, drill_id: int | None) -> str | None:
    """None where a person may move or lock the line, else the sentence with what to do."""
    if kind is LineKind.UNKNOWN:
        return "这一项还不知道应演几次，不能定日期。请先在单位信息里录入学期表，再调整计划。"
    if kind is LineKind.KNOWN or drill_id is not None:
        return "这次演练已在演练台账里，改期、取消请在演练页面办理，本计划随之更新。"
    return None


def why_not_accepted(kind: LineKind, drill_id: int | None, day: date | None, today: date) -> str | None:
    """None where the line can become a drill of the register, else the sentence."""
    if kind is not LineKind.DUTY or drill_id is not None:
        return why_not_changed(kind, drill_id)
    if day is None:
        return "这次演练还没有日期，不能转为演练。请先为它排定日期。"
    return f"{day}已经过去，不能转为演练。请先改到以后的日期。" if day < today else None
