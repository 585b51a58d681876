"""The schema's revisions: which this program knows, which a database has, and the refusal of a newer one."""

from functools import cache
from pathlib import Path

from alembic.config import Config
from alembic.script import ScriptDirectory

from emergency.base import clock
from emergency.base.config import Settings
from emergency.base.errors import Refusal
from emergency.base.snapshot import copy_database, database_file, opened

MIGRATIONS = Path(__file__).resolve().parents[1] / "migrations"


@cache
def known_revisions() -> tuple[str, ...]:
    """All revisions that this program can open, the newest first."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    return tuple(script.revision for script in ScriptDirectory.from_config(config).walk_revisions())


def revision_in(database: Path) -> str:
    """The revision of a SQLite file; empty text for none."""
    if not database.exists():
        return ""
    with opened(database) as connection:
        named = "SELECT count(*) FROM sqlite_schema WHERE name = 'alembic_version'"
        if not connection.execute(named).fetchone()[0]:
            return ""
        row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        return str(row[0]) if row else ""


def refuse_newer(settings: Settings) -> None:
    """Raises Refusal for a database that a newer program has migrated: this one would read it wrongly."""
    if not settings.database_url.startswith("sqlite"):
        return
    revision = revision_in(database_file(settings.database_url))
    if revision and revision not in known_revisions():
        raise Refusal(
            f"数据库版本 {revision} 比本程序新，没有启动，也没有改动数据。"
            "请改用升级后的程序，或用 restore 恢复升级前的备份。"
        )


def keep_before_upgrade(settings: Settings) -> Path | None:
    """Copy a database that is about to be migrated; returns the copy, nothing when it is new or up to date."""
    if not settings.database_url.startswith("sqlite"):
        return None
    database = database_file(settings.database_url)
    revision = revision_in(database)
    if not revision or revision == known_revisions()[0]:
        return None
    folder = settings.instance / "backups"
    folder.mkdir(mode=0o700, exist_ok=True)
    moment = clock.now().astimezone(clock.SHANGHAI)
    copy = folder / f"before-upgrade-{revision}-{moment:%Y%m%d-%H%M%S}.sqlite"
    copy_database(database, copy)
    return copy
