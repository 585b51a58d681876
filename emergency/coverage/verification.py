"""Finding damage in the table of duties: each tile against its seal, all tiles of a unit against the trail."""

import sqlite3
from collections.abc import Iterator
from itertools import groupby

from emergency.audit.rules import row_key
from emergency.audit.verification import Finding, newest_digests, read_key, rows_of, table_names
from emergency.coverage.seals import tile_seal, tiles_digest


def tile_findings(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Each tile, open or known only in the past, that was changed, added or taken away behind the register."""
    if "duty" not in table_names(connection):
        return
    told = newest_digests(connection, "duty")
    rows = rows_of(connection, "SELECT * FROM duty ORDER BY unit_id, id")
    for unit_id, group in groupby(rows, key=lambda row: row["unit_id"]):
        tiles = []
        for row in group:
            tiles.append((row["id"], row["seal"]))
            if tile_seal(row) != row["seal"]:
                sentence = f"义务表第 {row['id']} 行（单位 {unit_id}，{row['rule_id']}）被绕过系统改动。"
                yield Finding(f"duty {row['id']}", sentence)
        if tiles_digest(tiles) != told.pop(row_key([unit_id]), None):
            sentence = f"义务表中单位 {unit_id} 的行（含已被更新的）与操作日志记下的不同，有行被绕过系统增删或改动。"
            yield Finding(f"duty of unit {unit_id}", sentence)
    for key in sorted(key for key, digest in told.items() if digest is not None):
        unit = read_key(key)
        yield Finding(f"duty of unit {unit}", f"义务表中单位 {unit} 的行全部不见了，是绕过系统删除的。")
