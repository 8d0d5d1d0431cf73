"""docs/performance.md from what was measured."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from goals import Verdict, shown
from measure import Series

_METHOD = """\
Every figure is of a cold process: start, work, end. CPU time and peak memory are what the kernel reports of that one process
(`wait4`), medians over 5 to 25 rounds (python-hcl2 once above 50 lines). In each round all commands of a table run once, one
after another, `python -c pass` among them: a slow spell of the machine meets them all. **x** is the CPU time against that
baseline, the median of the ratios of all rounds; it carries over to other machines where seconds do not. Lines per second are
lines of the tool's own input by CPU time, start-up included.

pipelang runs as an installed wheel has it: files copied into a virtual environment of its own, bytecode compiled. An editable
installation starts more slowly, because its import hook runs in every process. No output is kept between runs. How stage names
were judged is kept, in a cache of the benchmark's own; a first round, which is not counted, fills it as a user's first run does.
"Names not met before" is a run that finds no cache and may not keep one.

The specs are generated (`benchmarks/generate.py`, the same bytes each time): pipelines of six stages with fields, requirements,
tasks, hints, triggers, conditions, reasons and a tunnel to the next pipeline. The same content is written as YAML and as HCL for
the peers; their files are longer, so compare times and x, not lines per second. The YAML peer reads with PyYAML's C loader
and validates types and word lists with pydantic; python-hcl2 only parses. Neither resolves names, checks conditions or knows
the rules of a good funnel; `pipelang check` does.

`fmt` gets the specs as they were generated, without columns, and writes them anew each time. `diff` compares two trees in which
each pipeline has a change: a stage gone, a field required and a time limit shorter, a name and a hint rewritten. Its lines are
those of one tree; it compiles both, and says what every installed CRM will do.
"""


@dataclass(frozen=True, slots=True)
class Table:
    """The commands of one comparison; `lines` of the input, where a command has any."""

    title: str
    series: Series
    lines: Mapping[str, int]

    def speed(self, name: str) -> float:
        """Lines per second of CPU time, start-up included."""
        return self.lines[name] / self.series.typical(name).cpu


def page(tables: Sequence[Table], verdicts: Sequence[Verdict], machine: str, with_peers: bool) -> str:
    return "\n".join(_page(tables, verdicts, machine, with_peers)) + "\n"


def _page(tables: Sequence[Table], verdicts: Sequence[Verdict], machine: str, with_peers: bool) -> Iterator[str]:
    yield "# Performance"
    yield ""
    yield "Start-up is a feature: `check` runs on every save and in every commit hook. This page is written by"
    yield f"`python benchmarks/run.py --peers`; the figures below are of {machine}."
    yield ""
    yield "## Goals"
    yield ""
    yield "| What | Limit | Aim | Measured | |"
    yield "| --- | ---: | ---: | ---: | --- |"
    yield from map(_verdict, verdicts)
    for table in tables:
        yield ""
        yield f"## {table.title}"
        yield ""
        yield "| Command | Lines | CPU, ms | x | Lines/s | Peak memory, MB |"
        yield "| --- | ---: | ---: | ---: | ---: | ---: |"
        yield from (_row(table, name) for name in table.series.runs)
    if not with_peers:
        yield ""
        yield "The peers were not measured in this run: `--peers` was not given."
    yield ""
    yield "## Method"
    yield ""
    yield _METHOD.rstrip()


def _verdict(verdict: Verdict) -> str:
    goal = verdict.goal
    sign = "≤" if goal.better == "less" else "≥"
    aim = f"{sign} {shown(goal.aim, goal.unit)}" if goal.aim is not None else ""
    cells = (
        goal.what,
        f"{sign} {shown(goal.limit, goal.unit)}",
        aim,
        shown(verdict.value, goal.unit),
        verdict.word,
    )
    return f"| {' | '.join(cells)} |"


def _command(name: str) -> str:
    """`pipelang check`, names not met before: what can be typed stands as code."""
    typed, comma, about = name.partition(", ")
    return f"`{typed}`{comma}{about}" if typed.startswith(("python -c", "pipelang")) else name


def _row(table: Table, name: str) -> str:
    cost, lines = table.series.typical(name), table.lines.get(name)
    cells = (
        _command(name),
        f"{lines:,}" if lines else "",
        f"{cost.cpu * 1000:,.0f}",
        f"{table.series.ratio(name):.1f}",
        f"{round(table.speed(name), -2):,.0f}" if lines else "",
        f"{cost.memory:.0f}",
    )
    return f"| {' | '.join(cells)} |"
