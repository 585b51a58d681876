"""The memory that drawing many different checklists takes: python -m benchmarks.checklist.in_a_row PAPERS.

A worker is forked from the application and shares what that has; told is what comes on top of it.
"""

import gc
import sys
from pathlib import Path

from benchmarks.checklist.units import units
from emergency.assessment.printed import pdf_of

LOOKS = (1, 20, 100, 300, 500, 1000, 2000)


def own_megabytes() -> int:
    """What this process has for itself alone."""
    lines = Path("/proc/self/smaps_rollup").read_text("ascii").splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith("Private")) // 1000


def resident() -> int:
    """All megabytes that it holds in memory, the application and shared ones with them."""
    lines = Path("/proc/self/status").read_text("ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) // 1000


def main() -> None:
    papers = int(sys.argv[1])
    made = units(papers, 7)
    gc.freeze()
    gc.disable()
    before = own_megabytes()
    for number, one in enumerate(made, 1):
        pdf_of(one)
        if number % 10 == 0:
            gc.collect()
        if number in LOOKS or number == papers:
            print(number, own_megabytes() - before, resident(), flush=True)


if __name__ == "__main__":
    main()
