"""The memory of one process that draws many different checklists: python -m benchmarks.checklist.in_a_row PAPERS."""

import gc
import resource
import sys
from pathlib import Path

from benchmarks.checklist.units import units
from emergency.assessment.printed import pdf_of

LOOKS = (20, 100, 250, 500, 1000, 2000)


def main() -> None:
    papers = int(sys.argv[1])
    made = units(papers, 7)
    gc.freeze()
    gc.disable()
    for number, one in enumerate(made, 1):
        pdf_of(one)
        if number % 10 == 0:
            gc.collect()
        if number in LOOKS or number == papers:
            pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
            print(number, pages * resource.getpagesize() // 1_000_000, flush=True)


if __name__ == "__main__":
    main()
