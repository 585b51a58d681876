"""Changing the points of a template: plain data and new points in, new plain data out (pure)."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

LOCAL_WEIGHTS = "本级权重"


def reweighed(
    data: Mapping[str, Any], points: Mapping[str, Decimal | None], version: str, notice: str
) -> dict[str, Any]:
    """The template with these points. Bands and parts keep their proportion; groups are added up again.

    An item left out of `points`, or given None, has no points. `notice` says who set them and when.
    """
    changed: dict[str, Any] = copy.deepcopy(dict(data))
    changed["template"] |= {"version": version, "weights": LOCAL_WEIGHTS, "weights_notice": notice}
    for item in changed["items"]:
        _reweigh(item, points.get(str(item["id"])))
    for group in changed["groups"]:
        given = [item["points"] for item in changed["items"] if item["group"] == group["id"]]
        group["points"] = None if None in given else str(sum(map(Decimal, given)))
    given = [group["points"] for group in changed["groups"]]
    changed["template"]["total"] = None if None in given else str(sum(map(Decimal, given)))
    return changed


def _reweigh(item: dict[str, Any], points: Decimal | None) -> None:
    scoring = item["scoring"]
    steps = scoring.get("bands") or scoring.get("parts") or []
    if points is not None and steps:
        largest = max(Decimal(str(step["points"])) for step in steps)
        whole = largest if "bands" in scoring else sum(Decimal(str(step["points"])) for step in steps)
        for step in steps:
            step["points"] = str(_tenth(Decimal(str(step["points"])) / whole * points))
        _settle(scoring, steps, points)
    item["points"] = None if points is None else str(points)


def _settle(scoring: dict[str, Any], steps: list[dict[str, Any]], points: Decimal) -> None:
    """Rounding must not lose a tenth: the first step takes what is left over."""
    if "bands" in scoring:
        max(steps, key=lambda step: Decimal(step["points"]))["points"] = str(points)
    else:
        steps[0]["points"] = str(points - sum(Decimal(step["points"]) for step in steps[1:]))


def _tenth(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.1"), ROUND_HALF_UP)
