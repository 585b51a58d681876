"""A file that is wholly there or not at all."""

from pathlib import Path


def write_whole(path: Path, content: bytes) -> None:
    """Write beside and rename: what has the name is whole. Raises OSError, and then nothing is left behind."""
    part = path.with_name(f".{path.name[:60]}.part")
    try:
        part.write_bytes(content)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
