"""Keeps received files under their SHA-256: a file is wholly there or not at all, whatever happens."""

import errno
import hashlib
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from io import BufferedReader
from pathlib import Path
from typing import BinaryIO, Protocol
from urllib.parse import urlsplit

from flask import current_app

from emergency.base.errors import NoSpace

BLOCK = 1 << 20
HASH = re.compile(r"[0-9a-f]{64}")
TEMPORARY = ".incoming-"


class TooLarge(Exception):
    """More bytes came than the limit allows."""


class Readable(Protocol):
    """All that is asked of an upload: its next bytes."""

    def read(self, size: int, /) -> bytes:
        """Return at most `size` bytes, none at the end."""
        ...


@dataclass(frozen=True)
class Swept:
    """What a sweep took away: half-written files, and whole ones that no row names."""

    temporary: int
    orphans: tuple[str, ...]


@dataclass
class Staged:
    """A file that has come wholly but does not count yet: `keep` gives it its name, else it goes."""

    path: Path
    sha256: str
    size: int
    _root: Path = field(repr=False)
    _kept: bool = False

    def keep(self) -> None:
        """Make the file durable under its hash; the same bytes may come again and again."""
        with _full_disk_named():
            # Renaming over an equal file makes it young: the sweep leaves it while its row is being written.
            self.path.rename(self._root / self.sha256)
            _sync_folder(self._root)
        self._kept = True


class LocalStore:
    """Files in one folder, named by hash; the names people gave them are data elsewhere."""

    def __init__(self, root: Path, reserve: int = 64 << 20) -> None:
        """Use the folder `root`; `reserve` bytes are left free for the database."""
        self.root = root
        self.reserve = reserve
        root.mkdir(mode=0o700, parents=True, exist_ok=True)

    @contextmanager
    def staged(self, stream: Readable, limit: int, expected: int = 0) -> Iterator[Staged]:
        """Write the stream beside the kept files, hashing it; what the block does not keep is gone after it.

        Raises TooLarge as soon as the limit is passed and NoSpace when the disk has no room.
        """
        self._check_room(expected)
        with _full_disk_named():
            descriptor, name = tempfile.mkstemp(prefix=TEMPORARY, dir=self.root)
        path = Path(name)
        try:
            with os.fdopen(descriptor, "wb") as file, _full_disk_named():
                sha256, size = self._copy(stream, file, limit)
            yield Staged(path, sha256, size, self.root)
        finally:
            path.unlink(missing_ok=True)

    def _copy(self, stream: Readable, file: BinaryIO, limit: int) -> tuple[str, int]:
        digest, size = hashlib.sha256(), 0
        while block := stream.read(BLOCK):
            size += len(block)
            if size > limit:
                raise TooLarge
            self._check_room(len(block))
            digest.update(block)
            file.write(block)
        file.flush()
        os.fsync(file.fileno())
        return digest.hexdigest(), size

    def _check_room(self, wanted: int) -> None:
        if shutil.disk_usage(self.root).free < wanted + self.reserve:
            raise NoSpace

    @contextmanager
    def scratch(self) -> Iterator[Path]:
        """Give the path of an empty file beside the kept ones, for a child to write into; gone after the block."""
        with _full_disk_named():
            descriptor, name = tempfile.mkstemp(prefix=TEMPORARY, dir=self.root)
        os.close(descriptor)
        try:
            yield Path(name)
        finally:
            Path(name).unlink(missing_ok=True)

    def path(self, sha256: str) -> Path:
        """Return where a file lies or would lie; anything but a hash is a programming error."""
        if not HASH.fullmatch(sha256):
            raise ValueError("not a SHA-256 in hexadecimal")
        return self.root / sha256

    def has(self, sha256: str) -> bool:
        """Tell whether the file is here."""
        return self.path(sha256).is_file()

    def open(self, sha256: str) -> BufferedReader:
        """Open a kept file for reading; FileNotFoundError when it is not here."""
        return self.path(sha256).open("rb")

    def verify(self, sha256: str) -> bool:
        """Tell whether the file is here and still has the hash that names it."""
        if not self.has(sha256):
            return False
        with self.open(sha256) as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == sha256

    def hashes(self) -> Iterator[str]:
        """Yield the name of every kept file."""
        return (entry.name for entry in os.scandir(self.root) if HASH.fullmatch(entry.name))

    def purge(self, sha256: str) -> bool:
        """Overwrite and remove a file that must not be here; False when it was gone already.

        Disks that move their blocks may keep a copy of the old ones: only destroying the disk helps there.
        """
        path = self.path(sha256)
        if not path.is_file():
            return False
        with path.open("r+b") as file:
            left = path.stat().st_size
            while left > 0:
                left -= file.write(bytes(min(BLOCK, left)))
            file.flush()
            os.fsync(file.fileno())
        path.unlink(missing_ok=True)
        _sync_folder(self.root)
        return True

    def sweep(self, wanted: set[str], now: datetime, minimum_age: timedelta) -> Swept:
        """Remove what is older than the age and either half-written or named by no row."""
        orphans, temporary = [], 0
        newest = (now - minimum_age).timestamp()
        for entry in list(os.scandir(self.root)):
            if entry.name in wanted or entry.stat().st_mtime > newest:
                continue
            if entry.name.startswith(TEMPORARY):
                temporary += 1
            elif HASH.fullmatch(entry.name):
                orphans.append(entry.name)
            else:
                continue
            Path(entry.path).unlink(missing_ok=True)
        _sync_folder(self.root)
        return Swept(temporary, tuple(sorted(orphans)))


def open_store(url: str) -> LocalStore:
    """Return the store that FILES_URL names: a folder or file:///folder; ValueError for other schemes."""
    scheme = urlsplit(url).scheme
    if scheme not in ("", "file"):
        raise ValueError(f"FILES_URL 的方式 {scheme}:// 尚不支持，请填写本机文件夹，例如 instance/files。")
    return LocalStore(Path(url.removeprefix("file://")).resolve())


def store() -> LocalStore:
    """Return the store of the running app."""
    return open_store(current_app.config["SETTINGS"].files_url)


def _sync_folder(root: Path) -> None:
    descriptor = os.open(root, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def _full_disk_named() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            raise NoSpace from error
        raise
