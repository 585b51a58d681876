"""Spoils honest files at random, always the same way, looks into each, and prints what came of it."""

import json
import logging
import random
import sys
from pathlib import Path

import corpus

from emergency.evidence import sniffing
from emergency.evidence.kinds import Kind

logging.disable(logging.CRITICAL)
SEEDS = {
    "a.pdf": corpus.pdf("防汛应急预案"),
    "attached.pdf": corpus.pdf_with_file("x.json", b"{}"),
    "a.docx": corpus.docx(),
    "stored.docx": corpus.docx(stored=True),
    "a.doc": corpus.doc(),
    "a.ofd": corpus.ofd(),
    "a.jpg": corpus.picture(),
    "a.png": corpus.picture("PNG"),
    "a.mp4": corpus.mp4(),
}


def spoilt(content: bytes, chance: random.Random) -> bytes:
    """Change, drop, double or cut a few bytes."""
    data = bytearray(content)
    for _ in range(chance.randint(1, 6)):
        at, what = chance.randrange(len(data)), chance.random()
        if what < 0.6:
            data[at] = chance.randrange(256)
        elif what < 0.8:
            del data[at : at + chance.randint(1, 50)]
        elif what < 0.9:
            data[at:at] = data[: chance.randint(1, 200)]
        else:
            del data[max(5, at) :]
        data = data or bytearray(b"x")
    return bytes(data)


def outcome(path: Path, name: str) -> str:
    """What looking into one file gives; an error of any kind is what the child would name to its caller."""
    try:
        said = sniffing.sniff({"path": str(path), "name": name, "accept": [str(kind) for kind in Kind]})
    except Exception:
        return "error"
    if "refused" not in said:
        return "taken"
    return "refused" if said["refused"].endswith("。") else "without a sentence"


def main(path: Path, times: int) -> None:
    chance = random.Random(231100)
    told: dict[str, int] = {}
    for _ in range(times):
        name = chance.choice(list(SEEDS))
        path.write_bytes(spoilt(SEEDS[name], chance))
        result = outcome(path, name)
        told[result] = told.get(result, 0) + 1
    print(json.dumps(told))


main(Path(sys.argv[1]), int(sys.argv[2]))
