"""What a scope sees by, kept as plain values for the job that works for whoever asked."""

from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from emergency.base.access import Role, Scope, scope_for
from emergency.base.canonical import canonical


def asker_of(scope: Scope) -> dict[str, Any]:
    """What a scope sees by, as plain values; not who asks."""
    return {
        "role": scope.role.value, "regions": sorted(scope.regions), "lines": sorted(scope.lines),
        "unit_ids": sorted(scope.unit_ids),
    }  # fmt: skip


def scope_of(asker: Mapping[str, Any], name: str) -> Scope:
    """The scope of `asker_of` again, for the job that works for it."""
    return scope_for(
        Role(asker["role"]), name=name, regions=tuple(asker["regions"]), lines=frozenset(asker["lines"]),
        unit_ids=tuple(asker["unit_ids"]),
    )  # fmt: skip


def reach_of(scope: Scope) -> str:
    """Equal for viewers who see the same."""
    return sha256(canonical(asker_of(scope)).encode()).hexdigest()[:32]
