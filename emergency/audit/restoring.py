"""Restoring a backup: everything is checked before anything is replaced, and the old is kept aside."""

import os
import shutil
from collections.abc import Collection, Iterator
from pathlib import Path

from emergency.audit import anchors
from emergency.audit.manifest import DATABASE, FILES, Manifest, read_manifest, revision_of, sha256_of, table_summary
from emergency.audit.verification import anchor_findings, chain_findings, row_findings, sealed_tables, table_names
from emergency.base import clock
from emergency.base.config import Settings
from emergency.base.errors import Refusal
from emergency.base.snapshot import copy_database, database_file, integrity_faults, opened, overwrite_database
from emergency.base.storage import LocalStore, open_store


def checked_backup(folder: Path, known_revisions: Collection[str]) -> Manifest:
    """The list of a backup that is whole and of a schema that this program knows.

    Raises Refusal that names the first fault; reads only.
    """
    manifest = read_manifest(folder)
    if manifest.revision not in known_revisions:
        raise Refusal(f"备份的数据库版本 {manifest.revision} 比本程序新。没有恢复任何内容，请先升级程序。")
    fault = next(_faults(folder, manifest), None)
    if fault is not None:
        raise Refusal(f"备份已损坏：{fault}没有恢复任何内容，请换一份备份。")
    return manifest


def _faults(folder: Path, manifest: Manifest) -> Iterator[str]:
    database = folder / DATABASE
    if not database.is_file() or sha256_of(database) != manifest.database:
        yield f"{DATABASE} 缺失、不完整或被改动。"
        return
    for name in manifest.files:
        path = folder / FILES / name
        if not path.is_file() or sha256_of(path) != name:
            yield f"文件 {name} 缺失、不完整或被改动。"
    with opened(database) as connection:
        yield from (f"数据库 {fault}。" for fault in integrity_faults(connection))
        if revision_of(connection) != manifest.revision:
            yield "数据库版本与清单不符。"
        yield from (finding.sentence for finding in chain_findings(connection))
        yield from (
            finding.sentence for finding in anchor_findings(connection, [manifest.head] if manifest.head else [])
        )
        for table in sealed_tables(connection):
            yield from (finding.sentence for finding in row_findings(connection, table))
        summaries = {name: table_summary(connection, name) for name in table_names(connection)}
        if summaries != manifest.tables:
            yield "各表的行数或指纹与清单不符。"


def restore(settings: Settings, folder: Path, manifest: Manifest) -> Path:
    """Put a checked backup in the place of what is there; returns the folder in which the old is kept.

    The database changes in one transaction; files that the backup names come before it, none is taken away.
    """
    live, store = database_file(settings.database_url), open_store(settings.files_url)
    aside = settings.instance / f"before-restore-{clock.now().astimezone(clock.SHANGHAI):%Y%m%d-%H%M%S-%f}"
    _keep_aside(settings, live, store, aside)
    for name in manifest.files:
        if not store.verify(name):
            with (folder / FILES / name).open("rb") as source, store.staged(source, limit=1 << 40) as staged:
                staged.keep()
    live.touch(mode=0o600)
    overwrite_database(folder / DATABASE, live)
    (settings.instance / anchors.NAME).unlink(missing_ok=True)
    if manifest.head is not None:
        anchors.keep_anchor(settings.instance, manifest.head)
    return aside


def _keep_aside(settings: Settings, live: Path, store: LocalStore, aside: Path) -> None:
    (aside / FILES).mkdir(parents=True, mode=0o700)
    for name in store.hashes():
        try:
            os.link(store.path(name), aside / FILES / name)
        except OSError:  # another file system, or one without links
            shutil.copyfile(store.path(name), aside / FILES / name)
    if (settings.instance / anchors.NAME).exists():
        shutil.copyfile(settings.instance / anchors.NAME, aside / anchors.NAME)
    if live.exists():
        with opened(live) as connection:
            sound = not integrity_faults(connection)
        if sound:
            copy_database(live, aside / DATABASE)
        else:
            shutil.copyfile(live, aside / DATABASE)
