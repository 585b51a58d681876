"""A zip that Windows unpacks with Chinese names: the same entries give the same bytes; wholly there or not at all."""

import errno
import hashlib
import os
import shutil
import tempfile
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import IO
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from emergency.base.errors import NoSpace

BLOCK = 1 << 20
RESERVE = 64 << 20
TEMPORARY = ".building-"
UNIX, FILE_MODE = 3, 0o100644 << 16
DOS_YEARS = (1980, 2107)
FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
NO_ROOM = "磁盘空间不足，压缩包没有生成，也没有留下不完整的文件。请清理磁盘或换一个位置后重新生成。"


class Bundle:
    """The zip that is being written. Entries are stored, not packed again: papers are packed inside themselves, and
    no release of a packer changes the bytes."""

    def __init__(self, file: ZipFile, day: date) -> None:
        """Write into `file`; every entry gets the day as its time."""
        self._file = file
        self._moment = (min(max(day.year, DOS_YEARS[0]), DOS_YEARS[1]), day.month, day.day, 0, 0, 0)
        self._names: set[str] = set()

    def add(self, name: str, content: bytes) -> None:
        """Put a small file in. Raises ValueError for a name that Windows takes for one that is there already."""
        self._file.writestr(self._entry(name), content)

    def copy(self, name: str, source: IO[bytes]) -> str:
        """Put a file in block by block, whatever its size; gives the SHA-256 of what was put in."""
        digest = hashlib.sha256()
        with self._file.open(self._entry(name), "w", force_zip64=False) as target:
            while block := source.read(BLOCK):
                digest.update(block)
                target.write(block)
        return digest.hexdigest()

    def _entry(self, name: str) -> ZipInfo:
        key = unicodedata.normalize("NFC", name).casefold()
        if key in self._names:
            raise ValueError(f"two entries of one name: {name}")
        self._names.add(key)
        entry = ZipInfo(name, self._moment)
        entry.compress_type, entry.create_system, entry.external_attr = ZIP_STORED, UNIX, FILE_MODE
        return entry


@contextmanager
def bundling(path: Path, day: date, wanted: int = 0) -> Iterator[Bundle]:
    """Write a zip beside its place and put it there when the block ends well; else nothing is left of it.

    Raises NoSpace when the disk has no room for `wanted` bytes, or runs full meanwhile.
    """
    with _full_disk_named():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if shutil.disk_usage(path.parent).free < wanted + RESERVE:
            raise NoSpace(NO_ROOM)
        descriptor, name = tempfile.mkstemp(prefix=TEMPORARY, dir=path.parent)
    temporary = Path(name)
    try:
        with _full_disk_named(), os.fdopen(descriptor, "w+b") as file:
            with ZipFile(file, "w", ZIP_STORED) as opened:
                yield Bundle(opened, day)
            file.flush()
            os.fsync(file.fileno())
        temporary.rename(path)
    finally:
        temporary.unlink(missing_ok=True)


@contextmanager
def _full_disk_named() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno in FULL:
            raise NoSpace(NO_ROOM) from error
        raise
