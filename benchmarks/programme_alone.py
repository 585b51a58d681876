"""Places one year in a process that knows nothing but the scheduler: pickled input in, plan, seconds and memory out."""

import pickle
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from emergency.programme.facts import Plan
from emergency.programme.placing import place


@dataclass(frozen=True)
class Ours:
    """The plan, seconds of the processor, seconds of the clock, the most memory in MB."""

    plan: Plan
    cpu: float
    wall: float
    memory: float


def placed_apart(*asked: object) -> Ours:
    """Tasks, days, limits and terms placed in a fresh process."""
    command = [sys.executable, "-m", "benchmarks.programme_alone"]
    done = subprocess.run(command, input=pickle.dumps(asked), stdout=subprocess.PIPE, check=True)
    return Ours(*pickle.loads(done.stdout))


def most_memory() -> float:
    """The most memory this process has held, without what its parent held before it began."""
    words = Path("/proc/self/status").read_text("utf-8")
    return next(int(line.split()[1]) for line in words.splitlines() if line.startswith("VmHWM")) / 1024


if __name__ == "__main__":
    asked = pickle.loads(sys.stdin.buffer.read())
    cpu, wall = time.process_time(), time.perf_counter()
    plan = place(*asked)
    told = (plan, time.process_time() - cpu, time.perf_counter() - wall, most_memory())
    sys.stdout.buffer.write(pickle.dumps(told))
