"""`pipelang graph`: pipelines drawn, as SVG, Mermaid or DOT."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipelang.cli.common import machine_text, program_options

if TYPE_CHECKING:
    from pipelang.model import Program


@click.command()
@program_options
@click.option(
    "--format",
    "shape",
    type=click.Choice(["svg", "mermaid", "dot"]),
    help="What to write; default: as the name of the file ends (.svg, .mmd, .dot), else svg.",
)
@click.option("--pipeline", "pipelines", metavar="ID", multiple=True, help="Draw this pipeline; default: all of them.")
@click.option("-o", "--out", type=click.Path(), metavar="FILE", help="Where to write; default: standard output.")
@click.pass_context
def command(
    ctx: click.Context,
    paths: tuple[str, ...],
    env: str | None,
    params: dict[str, str],
    lang: str | None,
    no_color: bool,
    shape: str | None,
    pipelines: tuple[str, ...],
    out: str | None,
) -> None:
    """Draw pipelines: stages, how deals end, and the ways between pipelines.

    PATHS mean one program: a file or a folder; without any it is the project around the current folder. With --pipeline, other
    pipelines are drawn only if its ways lead there.
    """
    from pipelang.cli.compiling import compile_all, only_unit, show

    compiling = compile_all(paths, env, params, lang, libraries=not paths)
    if compiling.failed():
        show(compiling.findings(), "text", compiling.locale, no_color, err=True)
        ctx.exit(1)
    program = only_unit(compiling, "there is nothing to draw").program
    assert program is not None
    text = _drawn(_chosen(program, pipelines), shape or _shape(out))
    if out is None:
        machine_text(text)
    else:
        _write(Path(out), text)


def _chosen(program: Program, pipelines: tuple[str, ...]) -> Program:
    if not pipelines:
        return program
    from pipelang.diagnostics import suggestion
    from pipelang.report.map.graphs import only

    known = [pipeline.id for pipeline in program.pipelines]
    for name in pipelines:
        if name not in known:
            close = suggestion(name, known)
            more = f"did you mean '{close}'?" if close else f"there are: {', '.join(known)}"
            raise click.UsageError(f"there is no pipeline '{name}'; {more}")
    return only(program, pipelines)


def _shape(out: str | None) -> str:
    return {".mmd": "mermaid", ".mermaid": "mermaid", ".dot": "dot", ".gv": "dot"}.get(Path(out or "").suffix, "svg")


def _drawn(program: Program, shape: str) -> str:
    from pipelang.report.map import graphs
    from pipelang.report.map.diagram import diagram
    from pipelang.words import words_for

    draw = {"svg": diagram, "mermaid": graphs.mermaid, "dot": graphs.dot}[shape]
    return draw(program, words_for(program))


def _write(path: Path, text: str) -> None:
    from pipelang.files import reason
    from pipelang.report.screen import visible

    try:
        path.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise click.UsageError(f"cannot write {visible(str(path))}: {reason(error)}") from error
