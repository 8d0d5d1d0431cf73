"""Cold processes, measured side by side: CPU time, wall time and peak memory over interleaved rounds."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

BASELINE = "python -c pass"


@dataclass(frozen=True, slots=True)
class Case:
    """A command to measure. `rounds`: how often at most, for what takes minutes. `variables`: beside those of all commands;
    `before`: what has to be done first each time, not measured."""

    command: Sequence[str]
    rounds: int = 99
    variables: Mapping[str, str] = field(default_factory=dict)
    before: Callable[[], object] | None = None


@dataclass(frozen=True, slots=True)
class Cost:
    """Of one process: CPU and wall time in seconds, peak resident memory in MB."""

    cpu: float
    wall: float
    memory: float


#: Spawns the command, its output on standard error. `wait4` tells what that one child used, unlike sums over all children.
_LAUNCHER = """
import os, sys, time
start = time.perf_counter()
child = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ, file_actions=[(os.POSIX_SPAWN_DUP2, 2, 1)])
_, status, usage = os.wait4(child, 0)
print(usage.ru_utime + usage.ru_stime, time.perf_counter() - start, usage.ru_maxrss)
sys.exit(1 if status else 0)
"""


class Failed(Exception):
    """A measured command did not end well; its output is the message."""


@dataclass(frozen=True, slots=True)
class Series:
    """The runs of each case, in order of rounds."""

    runs: Mapping[str, Sequence[Cost]]

    def typical(self, name: str) -> Cost:
        runs = self.runs[name]
        return Cost(
            median(run.cpu for run in runs), median(run.wall for run in runs), median(run.memory for run in runs)
        )

    def ratio(self, name: str, to: str = BASELINE) -> float:
        """CPU time against another case, the median over rounds: both of a round ran in the same spell of the machine."""
        return median(run.cpu / other.cpu for run, other in zip(self.runs[name], self.runs[to], strict=False))


def interleaved(cases: Mapping[str, Case], rounds: int, environment: Mapping[str, str]) -> Series:
    """Run every case once in each round, so that a slow spell of the machine meets them all.

    A round before them is not counted: it fills the caches that any second run finds.
    """
    costs: dict[str, list[Cost]] = {name: [] for name in cases}
    for number in range(-1, rounds):
        for name, case in cases.items():
            if number >= case.rounds or (number < 0 and case.rounds == 1):
                continue
            if case.before is not None:
                case.before()
            cost = once(case.command, {**environment, **case.variables})
            if number >= 0:
                costs[name].append(cost)
    return Series(costs)


def once(command: Sequence[str], environment: Mapping[str, str]) -> Cost:
    """Run a command to its end, through a launcher of its own: a child starts with the peak memory of whoever spawned it."""
    launched = subprocess.run(
        [sys.executable, "-I", "-S", "-c", _LAUNCHER, *command],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if launched.returncode:
        raise Failed(f"{' '.join(command)} did not end well:\n{launched.stderr[-4000:]}")
    cpu, wall, kilobytes = map(float, launched.stdout.split())
    return Cost(cpu, wall, kilobytes / 1024)


def quiet_environment(caches: Path) -> dict[str, str]:
    """The environment of measured processes: bytecode is cached as in any installation, nothing is imported on the side, and what
    the user's own cache holds does not matter."""
    unwanted = ("PYTHON", "COVERAGE", "PIPELANG")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(unwanted)}
    return {**kept, "PYTHONHASHSEED": "0", "LC_ALL": "C.UTF-8", "XDG_CACHE_HOME": str(caches)}


#: Nothing can be kept below a file: each run is the first one.
NO_CACHE = {"XDG_CACHE_HOME": "/dev/null/caches"}
