"""Looks at the outline of an MP4: its boxes must follow each other exactly to the end of the file."""

import struct
from datetime import UTC, datetime, timedelta
from pathlib import Path

from emergency.evidence.findings import Findings, day_of
from emergency.evidence.kinds import Unacceptable

BROKEN = "视频损坏或没有传完整。请在本机确认能正常播放，重新导出为 MP4 后上传。"
EPOCH = datetime(1904, 1, 1, tzinfo=UTC)
MOST_BOXES = 100_000


def check_mp4(path: Path) -> Findings:
    """Walk the outer boxes of an .mp4 and return the day of its recording. Raises Unacceptable."""
    size = path.stat().st_size
    made: str | None = None
    seen: set[bytes] = set()
    position = 0
    with path.open("rb") as file:
        for _ in range(MOST_BOXES):
            if position >= size:
                break
            file.seek(position)
            length, kind, header = _box(file.read(16), size - position)
            seen.add(kind)
            if kind == b"moov":
                file.seek(position + header)
                made = _recorded(file.read(48))
            position += length
    if position != size or not {b"ftyp", b"moov", b"mdat"} <= seen:
        raise Unacceptable(BROKEN)
    return Findings(made_on=made)


def _box(start: bytes, left: int) -> tuple[int, bytes, int]:
    if len(start) < 8:
        raise Unacceptable(BROKEN)
    length, kind = struct.unpack(">I4s", start[:8])
    header = 8
    if length == 1 and len(start) == 16:
        length, header = struct.unpack(">Q", start[8:])[0], 16
    elif length == 0:  # to the end of the file
        length = left
    if not header <= length <= left:
        raise Unacceptable(BROKEN)
    return length, kind, header


def _recorded(start: bytes) -> str | None:
    """Return the day of the movie header, which is usually the first box inside."""
    if len(start) < 28 or start[4:8] != b"mvhd":
        return None
    seconds = struct.unpack(">Q", start[12:20])[0] if start[8] == 1 else struct.unpack(">I", start[12:16])[0]
    return day_of(EPOCH + timedelta(seconds=seconds)) if 0 < seconds < 2**33 else None
