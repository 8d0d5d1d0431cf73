"""Measure pipelang, compare it with its goals and its peers, and write docs/performance.md.

    python benchmarks/run.py            pipelang alone
    python benchmarks/run.py --peers    the peers too; pip installs them into an environment that is thrown away

The exit code is 1 when a goal is missed. Everything else runs offline, in a temporary folder.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from content import edited
from generate import content_of, write, write_content
from goals import Verdict, judged
from installation import ROOT, install, install_peers
from measure import BASELINE, NO_CACHE, Case, Failed, Series, interleaved, once, quiet_environment
from report import Table, page

SMALL, MEDIUM, LARGE = 50, 10_000, 100_000
#: For `build` the medium content is split among clients: no CRM holds as many pipelines in one account.
CLIENTS = 10
CHECK, BUILD = "pipelang check", "pipelang build"
NO_RULES, NEW_NAMES = "pipelang check --no-rules", "pipelang check, names not met before"
FMT, FMT_CHECK = "pipelang fmt", "pipelang fmt --check, in style already"
DIFF, DIFF_HTML, DIFF_SAME = "pipelang diff", "pipelang diff --format html", "pipelang diff, nothing changed"
SMALLER = "pipelang check, 10,000 lines"
YAML, HCL = "YAML (C) + pydantic", "python-hcl2"


@dataclass(slots=True)
class Bench:
    """Where things are, and what came out so far."""

    folder: Path
    python: str
    script: str
    peers: str | None
    tables: list[Table] = field(default_factory=list)

    def measured(self, title: str, cases: Mapping[str, Case], lines: Mapping[str, int], rounds: int) -> Series:
        print(f"{title} …", file=sys.stderr)
        every = {BASELINE: Case([self.python, "-c", "pass"]), **cases}
        series = interleaved(every, rounds, quiet_environment(self.folder / "caches"))
        self.tables.append(Table(title, series, lines))
        return series

    def pipelang(self, *arguments: str | Path) -> Case:
        return Case([self.python, self.script, *map(str, arguments)])

    def peer_cases(self, folder: Path, hcl_rounds: int) -> dict[str, Case]:
        if self.peers is None:
            return {}
        found = {YAML: Case([self.peers, "-m", "peer_yaml", str(folder / "spec.yaml")])}
        if hcl_rounds:
            found[HCL] = Case([self.peers, "-m", "peer_hcl", str(folder / "spec.hcl")], hcl_rounds)
        return found


def measure(bench: Bench) -> dict[str, float]:
    """Run all cases; the figures that goals are set for, by name."""
    small = _one_size(bench, "A short spec", SMALL, rounds=25, hcl_rounds=25)
    medium = _one_size(bench, "10,000 lines", MEDIUM, rounds=9, hcl_rounds=1)
    large = _one_size(bench, "100,000 lines", LARGE, rounds=5, hcl_rounds=0, beside=MEDIUM)
    style = _style(bench)
    compared = _comparisons(bench)
    built = _builds(bench)
    return {
        "start": small.ratio(CHECK),
        "speed-10k": bench.tables[1].speed(CHECK),
        "speed-100k": bench.tables[2].speed(CHECK),
        "growth": large.ratio(CHECK, SMALLER),
        "memory-10k": medium.typical(CHECK).memory,
        "memory-100k": large.typical(CHECK).memory,
        "rules-10k": medium.ratio(CHECK, NO_RULES),
        "rules-100k": large.ratio(CHECK, NO_RULES),
        "fmt-10k": style[MEDIUM].speed(FMT),
        "fmt-100k": style[LARGE].speed(FMT),
        "diff": compared.ratio(DIFF, CHECK),
        "build": built.ratio(BUILD, CHECK),
    }


def _one_size(bench: Bench, title: str, size: int, rounds: int, hcl_rounds: int, beside: int | None = None) -> Series:
    """One content as pipelang and, where asked for, as its peers read it; `beside`: a size measured before, once more."""
    folder = bench.folder / str(size)
    written = write(folder, size)
    spec = folder / "spec.pipe"
    check = bench.pipelang("check", spec)
    ours = {
        **({SMALLER: bench.pipelang("check", bench.folder / str(beside) / "spec.pipe")} if beside else {}),
        CHECK: check,
        NO_RULES: bench.pipelang("check", "--no-rules", spec),
        NEW_NAMES: replace(check, variables=NO_CACHE),
    }
    cases = {**ours, **bench.peer_cases(folder, hcl_rounds)}
    lines = dict.fromkeys((CHECK, NO_RULES, NEW_NAMES), written["spec.pipe"])
    lines |= {YAML: written["spec.yaml"], HCL: written["spec.hcl"]}
    return bench.measured(title, cases, lines, rounds)


def _style(bench: Bench) -> dict[int, Table]:
    """Formatting: of specs as they were generated, which has to change them, and of specs that are in style."""
    found: dict[int, Table] = {}
    for size, rounds in ((MEDIUM, 9), (LARGE, 5)):
        spec = bench.folder / str(size) / "spec.pipe"
        strewn, styled = spec.with_name("strewn.pipe"), spec.with_name("styled.pipe")
        shutil.copy(spec, styled)
        once(bench.pipelang("fmt", styled).command, quiet_environment(bench.folder))
        cases = {
            FMT: replace(bench.pipelang("fmt", strewn), before=partial(shutil.copy, spec, strewn)),
            FMT_CHECK: bench.pipelang("fmt", "--check", styled),
        }
        lines = {FMT: _lines(spec), FMT_CHECK: _lines(styled)}
        bench.measured(f"Formatting, {size:,} lines", cases, lines, rounds)
        found[size] = bench.tables[-1]
    return found


def _comparisons(bench: Bench) -> Series:
    """Two trees with something changed in each of their pipelines; lines are those of one of them."""
    data = content_of(MEDIUM)
    old, new = bench.folder / "old", bench.folder / "new"
    write_content(old, data)
    write_content(new, edited(data))
    cases = {
        CHECK: bench.pipelang("check", new),
        DIFF: bench.pipelang("diff", old, new),
        DIFF_HTML: bench.pipelang("diff", old, new, "--format", "html"),
        DIFF_SAME: bench.pipelang("diff", old, old),
    }
    return bench.measured("Two trees of 10,000 lines", cases, dict.fromkeys(cases, _lines(new / "spec.pipe")), rounds=7)


def _lines(spec: Path) -> int:
    return spec.read_bytes().count(b"\n")


def _builds(bench: Bench) -> Series:
    folder = bench.folder / "clients"
    total = sum(write(folder / f"client_{number}", MEDIUM // CLIENTS)["spec.pipe"] for number in range(CLIENTS))
    out = bench.folder / "out"
    cases = {CHECK: bench.pipelang("check", folder), BUILD: bench.pipelang("build", folder, "-o", out)}
    return bench.measured(
        f"All targets, {CLIENTS} clients of 1,000 lines", cases, {CHECK: total, BUILD: total}, rounds=7
    )


def machine() -> str:
    return f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"


def main() -> int:
    parser = argparse.ArgumentParser(description="Measure pipelang and write docs/performance.md.")
    parser.add_argument(
        "--peers", action="store_true", help="install and measure the peers too (needs a package index)"
    )
    given = parser.parse_args()
    with TemporaryDirectory() as name:
        folder = Path(name)
        python, script = install(folder / "pipelang")
        peers = install_peers(folder / "peers") if given.peers else None
        bench = Bench(folder, python, script, peers)
        try:
            verdicts = judged(measure(bench))
        except Failed as failure:
            print(failure, file=sys.stderr)
            return 1
    text = page(bench.tables, verdicts, machine(), peers is not None)
    (ROOT / "docs" / "performance.md").write_text(text, encoding="utf-8", newline="\n")
    return _say(verdicts)


def _say(verdicts: list[Verdict]) -> int:
    for verdict in verdicts:
        print(verdict)
    return int(any(not verdict.met for verdict in verdicts))


if __name__ == "__main__":
    sys.exit(main())
