"""Making a backup: the database at one moment, the files by hash, the list; there wholly or not at all."""

import shutil
from pathlib import Path

from emergency.audit.anchors import keep_anchor
from emergency.audit.manifest import DATABASE, FILES, Manifest, describe, sha256_of, write_manifest
from emergency.base import clock
from emergency.base.config import Settings
from emergency.base.errors import Refusal
from emergency.base.snapshot import copy_database, database_file, opened, sync
from emergency.base.storage import LocalStore, open_store


def make_backup(settings: Settings, target: Path) -> tuple[Manifest, list[str]]:
    """Back everything up into a new folder; returns its list and the hashes of files that were found damaged.

    Raises Refusal when the folder is there already and not empty. A damaged file is copied as it is.
    """
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise Refusal(f"{target} 已存在且不是空文件夹，没有备份。请换一个新的文件夹名，如加上日期。")
    source = database_file(settings.database_url)
    if not source.exists():
        raise Refusal("还没有数据库，没有可备份的内容。")
    partial = target.with_name(f".{target.name}-partial")
    shutil.rmtree(partial, ignore_errors=True)
    (partial / FILES).mkdir(parents=True, mode=0o700)
    try:
        manifest, damaged = _fill(partial, source, open_store(settings.files_url))
        if target.exists():
            target.rmdir()
        partial.rename(target)
    finally:
        shutil.rmtree(partial, ignore_errors=True)
    sync(target.parent)
    if manifest.head is not None:
        keep_anchor(settings.instance, manifest.head)
    return manifest, damaged


def _fill(folder: Path, source: Path, store: LocalStore) -> tuple[Manifest, list[str]]:
    # The rows first: each file that they name was durable before its row, and files are never changed.
    copy_database(source, folder / DATABASE)
    files, damaged = {}, []
    for name in sorted(store.hashes()):
        copied = folder / FILES / name
        shutil.copyfile(store.path(name), copied)
        sync(copied)
        files[name] = copied.stat().st_size
        if sha256_of(copied) != name:
            damaged.append(name)
    with opened(folder / DATABASE) as connection:
        manifest = describe(connection, folder / DATABASE, files, clock.now())
    write_manifest(folder, manifest)
    for path in (*folder.glob("manifest.*"), folder / FILES, folder):
        sync(path)
    return manifest, damaged
