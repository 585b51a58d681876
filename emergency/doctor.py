"""What the machine and the settings lack for the product to work, each with its remedy."""

import platform
import shutil
import sqlite3
import stat
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy.exc import OperationalError

from emergency.audit import anchors
from emergency.base import clock, fonts, jobs, printing, quick
from emergency.base.config import Settings
from emergency.base.database import journal_mode, wal_is_safe
from emergency.base.errors import Refusal
from emergency.base.schema import refuse_newer
from emergency.obligations.queries import missing_year
from emergency.texts import office

GOOD, WARN, BAD = "good", "warn", "bad"
GIGABYTE = 1 << 30
LITTLE_ROOM, NO_ROOM = 5 * GIGABYTE, 1 * GIGABYTE
BACKUP_AGE = timedelta(days=7)
LOOPBACK = ("127.", "localhost", "::1")


@dataclass(frozen=True)
class Check:
    """One thing that was looked at: its name, good, warn or bad, and a Chinese sentence."""

    name: str
    state: str
    sentence: str


def examine(settings: Settings) -> list[Check]:
    """All checks, in the order in which a new office meets their subjects."""
    return [
        Check("程序", GOOD, f"Python {platform.python_version()}"),
        _sqlite(),
        _database(settings),
        *_printing(),
        _workdays(),
        _jobs(),
        _disk(settings),
        _secret(settings),
        _address(settings),
        _mail(settings),
        _old_word(),
        _last_backup(settings),
    ]


def _old_word() -> Check:
    found = office.program()
    if found is None:
        said = "未安装：.doc、.wps 预案的文字读不了，显示无法判断；需要时由管理员安装 libreoffice-writer。"
        return Check("LibreOffice", GOOD, said)
    return Check("LibreOffice", GOOD, "已安装，.doc、.wps 预案的文字可以读取。")


def _sqlite() -> Check:
    version = sqlite3.sqlite_version
    if wal_is_safe(sqlite3.sqlite_version_info):
        return Check("SQLite", GOOD, f"SQLite {version}，日志模式 {journal_mode()}。")
    return Check("SQLite", GOOD, f"SQLite {version} 的 WAL 有已知缺陷，已自动改用回滚日志模式，无需处理。")


def _database(settings: Settings) -> Check:
    try:
        refuse_newer(settings)
    except (Refusal, sqlite3.DatabaseError) as error:
        return Check("数据库", BAD, str(error))
    return Check("数据库", GOOD, "数据库版本可用。")


def _printing() -> list[Check]:
    faults = printing.faults()
    if faults:
        return [Check("打印与字体", BAD, fault) for fault in faults]
    missing = fonts.missing()
    if missing:
        return [
            Check("打印与字体", WARN, f"还没有生成打印字体（缺 {'、'.join(missing)}），打印较慢；请执行 ./dev setup。")
        ]
    pace = "已启用加速" if quick.wanted() else "未启用加速"
    return [Check("打印与字体", GOOD, f"打印字体（{fonts.version()}）、Pango、字体子集库齐全，{pace}。")]


def _workdays() -> Check:
    try:
        missing = missing_year(clock.today())
    except OperationalError:
        return Check("节假日表", WARN, "数据库尚未建好，无法检查。")
    if missing is None:
        return Check("节假日表", GOOD, "所需年份的放假安排都已录入。")
    return Check("节假日表", WARN, f"{missing} 年的放假安排尚未录入，涉及该年的期限按暂定计算；公布后请及时导入。")


def _jobs() -> Check:
    try:
        given_up = jobs.failed()
    except OperationalError:
        return Check("后台任务", WARN, "数据库尚未建好，无法检查。")
    if not given_up:
        return Check("后台任务", GOOD, "没有失败的后台任务。")
    said = f"后台任务 {'、'.join(given_up)} 多次失败，应办事项可能不是最新，请执行 coverage rebuild。"
    return Check("后台任务", BAD, said)


def _disk(settings: Settings) -> Check:
    free = shutil.disk_usage(settings.instance).free
    sentence = f"剩余 {free / GIGABYTE:.1f} GB。"
    if free < NO_ROOM:
        return Check("磁盘", BAD, f"{sentence}不足 1 GB，请立即清理或扩容。")
    if free < LITTLE_ROOM:
        return Check("磁盘", WARN, f"{sentence}不足 5 GB，请尽快清理或扩容。")
    return Check("磁盘", GOOD, sentence)


def _secret(settings: Settings) -> Check:
    path = settings.instance / "secret-key"
    if path.exists() and stat.S_IMODE(path.stat().st_mode) & 0o077:
        return Check("密钥", BAD, f"密钥文件可被他人读取，请执行 chmod 600 {path}。")
    return Check("密钥", GOOD, "密钥只有本帐户可读。")


def _address(settings: Settings) -> Check:
    if settings.demo and not settings.host.startswith(LOOPBACK):
        return Check("监听地址", BAD, f"监听 {settings.host} 时不得使用示例账号，请设 DEMO=0。")
    return Check("监听地址", GOOD, f"{settings.host}:{settings.port}")


def _mail(settings: Settings) -> Check:
    if not settings.smtp_url:
        return Check("邮件", GOOD, "未配置邮件：不发日历邀请，其他功能不受影响；要发时设置 SMTP_URL 和 MAIL_FROM。")
    link = "" if settings.site_url else "；未设置 SITE_URL，邀请里没有答复链接"
    return Check("邮件", GOOD, f"已配置，发件邮箱 {settings.mail_from}{link}。")


def _last_backup(settings: Settings) -> Check:
    path = settings.instance / anchors.NAME
    if not path.exists():
        return Check("备份", WARN, "还没有备份过，请定期执行 backup，并把备份放到另一台机器上。")
    made = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    day = made.astimezone(clock.SHANGHAI).date().isoformat()
    if clock.now() - made > BACKUP_AGE:
        return Check("备份", WARN, f"最近一次备份在 {day}，已超过 7 天。")
    return Check("备份", GOOD, f"最近一次备份在 {day}。")
