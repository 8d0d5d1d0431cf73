"""Independent jobs done in several processes, where the machine has cores for them and the system can fork.

A forked process has everything in memory already, so it costs next to nothing. Where processes would have to be started anew
(Windows, macOS), and on a single core, all jobs are done here, one after the other. What comes out is the same.
"""

from __future__ import annotations

import os
import pickle
import signal
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import IO, Any, TypeVar

Result = TypeVar("Result")


def done(jobs: Sequence[Callable[[], Result]], weights: Sequence[int], shared: Sequence[object] = ()) -> list[Result]:
    """The results of all jobs, in their order. `weights` tell how long each takes beside the others.

    Results must be picklable. What they hold of `shared` is the same object here as it was before. A job that fails in another
    process is done here once more, so that its exception is raised as if nothing had been shared out.
    """
    shares = _shares(weights, min(_cores(), len(jobs)))
    helpers: list[_Helper] = []
    found: dict[int, Result] = {}
    try:
        with suppress(OSError):  # a system that has no process to spare: what is left over is done here
            for share in shares[1:]:
                helpers.append(_started(jobs, share, shared))
        for number in shares[0] if shares else ():
            found[number] = jobs[number]()
        for helper in helpers:
            found.update(helper.results())
    finally:
        for helper in helpers:
            helper.end()
    return [found[number] if number in found else job() for number, job in enumerate(jobs)]


def _cores() -> int:
    """The cores that this process may use; 1 where it cannot fork, or should not: the libraries of macOS do not bear it."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else 1


def _shares(weights: Sequence[int], count: int) -> list[list[int]]:
    """The numbers of the jobs in so many shares of about the same weight: the heaviest first, each to the lightest share."""
    shares: list[list[int]] = [[] for _ in range(count)]
    totals = [0] * count
    for number in sorted(range(len(weights)), key=lambda number: -weights[number]):
        lightest = totals.index(min(totals))
        shares[lightest].append(number)
        totals[lightest] += weights[number]
    return shares


def _started(jobs: Sequence[Callable[[], Any]], share: Sequence[int], shared: Sequence[object]) -> _Helper:
    # In memory and not a pipe, which would make the helper wait for us to read.
    file = os.fdopen(os.memfd_create("pipelang"), "w+b")
    try:
        process = os.fork()
    except OSError:
        file.close()
        raise
    if not process:
        # Whatever happens, this process must not go on as if it were the other.
        try:
            _Pickler(file, shared).dump({number: jobs[number]() for number in share})
            file.flush()
        finally:
            os._exit(0)
    return _Helper(process, file, shared)


@dataclass(slots=True)
class _Helper:
    """A forked process, and the file in which it leaves its results."""

    process: int
    file: IO[bytes]
    shared: Sequence[object]

    def results(self) -> Mapping[int, Any]:
        """What it got done: all of its share, or nothing."""
        os.waitpid(self.process, 0)
        self.process = 0
        self.file.seek(0)
        try:
            found: Mapping[int, Any] = _Unpickler(self.file, self.shared).load()
        except (EOFError, pickle.UnpicklingError):
            return {}
        return found

    def end(self) -> None:
        self.file.close()
        if self.process:
            with suppress(OSError):
                os.kill(self.process, signal.SIGKILL)
                os.waitpid(self.process, 0)


class _Pickler(pickle.Pickler):
    """Sends shared objects by their number."""

    def __init__(self, file: IO[bytes], shared: Sequence[object]) -> None:
        super().__init__(file, pickle.HIGHEST_PROTOCOL)
        self._numbers = {id(item): number for number, item in enumerate(shared)}

    def persistent_id(self, obj: object) -> int | None:
        return self._numbers.get(id(obj))


class _Unpickler(pickle.Unpickler):
    def __init__(self, file: IO[bytes], shared: Sequence[object]) -> None:
        super().__init__(file)
        self._shared = shared

    def persistent_load(self, pid: int) -> object:
        return self._shared[pid]
