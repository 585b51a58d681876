"""Making, changing and taking away export profiles: each saving is a version of its own, on the trail."""

import secrets

from emergency.audit import trail
from emergency.audit.rules import Tag
from emergency.base import clock
from emergency.base.access import Scope
from emergency.base.database import db
from emergency.base.errors import Conflict, Refusal
from emergency.ledgers.models_profiles import ExportProfile
from emergency.ledgers.profiles import Profile
from emergency.ledgers.queries import owner_of
from emergency.ledgers.queries_profiles import get_profile, profiles_of

KEY_BYTES = 8
MOST = 50
NAMED_TWICE = "已经有叫“{}”的导出方案，请换一个名称。"
CHANGED = "这个方案刚刚被别人改过，您的修改没有保存。请刷新后重新修改。"


def add_profile(scope: Scope, told: Profile) -> ExportProfile:
    """A new profile of the office. Raises Refusal for a name that is taken."""
    mine = profiles_of(scope)
    if len(mine) >= MOST:
        raise Refusal(f"已有 {len(mine)} 个导出方案，请先删除不用的。")
    _check_name(scope, told.name, "")
    return _save(scope, secrets.token_hex(KEY_BYTES), 1, told, None)


def change_profile(scope: Scope, profile_id: int, told: Profile, seen: int) -> ExportProfile:
    """The next version of a profile; the ones before stay. Raises NotFound, Conflict, Refusal."""
    before = get_profile(scope, profile_id)
    if before.number != seen:
        raise Conflict(CHANGED)
    _check_name(scope, told.name, before.key)
    if before.told == told.as_plain():
        return before
    return _save(scope, before.key, before.number + 1, told, before)


def end_profile(scope: Scope, profile_id: int) -> None:
    """Take a profile away; its versions stay. Raises NotFound."""
    before = get_profile(scope, profile_id)
    _add(scope, before.key, before.number + 1, before.told, ended=True)
    trail.record(scope, Tag.PROFILE_END, "export_profile", before.key, f"删除导出方案“{before.told['name']}”。",
                 before=before.told)  # fmt: skip


def _save(scope: Scope, key: str, number: int, told: Profile, before: ExportProfile | None) -> ExportProfile:
    plain = told.as_plain()
    row = _add(scope, key, number, plain, ended=False)
    what = "修改" if before else "新建"
    sentence = f"{what}导出方案“{told.name}”（第 {number} 版，{len(told.columns)} 列）。"
    trail.record(scope, Tag.PROFILE_SAVE, "export_profile", key, sentence, before.told if before else None, plain)
    return row


def _add(scope: Scope, key: str, number: int, told: object, *, ended: bool) -> ExportProfile:
    row = ExportProfile(
        key=key, number=number, owner=owner_of(scope), told=told, ended=ended, saved_by=scope.name,
        saved_at=clock.now(),
    )  # fmt: skip
    db.session.add(row)
    db.session.flush()
    return row


def _check_name(scope: Scope, name: str, key: str) -> None:
    if any(row.told["name"] == name and row.key != key for row in profiles_of(scope)):
        raise Refusal(NAMED_TWICE.format(name), "name")
