"""Writes the smallest compound files (.doc, .xls) that readers open: names to bytes, storages by a slash."""

import struct

SECTOR = 512
FREE, END, FAT_MARK, NO_ENTRY = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF
SMALLEST = 4096  # shorter streams would need the mini stream


def compound_file(streams: dict[str, bytes]) -> bytes:
    entries = [["Root Entry", 5, NO_ENTRY, END, 0]]
    sectors: list[bytes] = []
    chains: list[int] = []
    roots: list[int] = []
    for path, content in streams.items():
        content = content.ljust(SMALLEST, b"\0")
        start = len(sectors)
        sectors += [content[at : at + SECTOR].ljust(SECTOR, b"\0") for at in range(0, len(content), SECTOR)]
        chains += [*range(start + 1, len(sectors)), END]
        storage, _, name = path.rpartition("/")
        entries.append([name, 2, NO_ENTRY, start, len(content)])
        if storage:
            entries.append([storage, 1, len(entries) - 1, 0, 0])
        roots.append(len(entries) - 1)
    entries[0][2] = roots[0]
    following = dict(zip(roots, [*roots[1:], NO_ENTRY], strict=True))
    directory = b"".join(entry(*values, following.get(number, NO_ENTRY)) for number, values in enumerate(entries))
    directory = directory.ljust(-(-len(directory) // SECTOR) * SECTOR, b"\0")
    first = len(sectors)
    sectors += [directory[at : at + SECTOR] for at in range(0, len(directory), SECTOR)]
    chains += [*range(first + 1, len(sectors)), END]
    fat_at = len(sectors)
    fat = struct.pack("<128I", *[*chains, FAT_MARK, *[FREE] * (127 - len(chains))])
    return header(first, fat_at) + b"".join(sectors) + fat


def entry(name: str, kind: int, child: int, start: int, size: int, right: int) -> bytes:
    text = name.encode("utf-16-le") + b"\0\0"
    return (
        text.ljust(64, b"\0")
        + struct.pack("<HBBIII", len(text), kind, 1, NO_ENTRY, right, child)
        + bytes(36)
        + struct.pack("<IQ", start, size)
    )


def header(first_directory: int, fat_at: int) -> bytes:
    start = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    start += struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    start += struct.pack("<IIIIIIIII", 0, 1, first_directory, 0, 4096, END, 0, END, 0)
    return start + struct.pack("<109I", fat_at, *[FREE] * 108)
