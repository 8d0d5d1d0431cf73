"""`pipelang build`: specs to set-ups, checklists and documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from pipelang.cli.common import program_options, rule_options

if TYPE_CHECKING:
    from pipelang.cli.compiling import Compiling
    from pipelang.cli.making import Output
    from pipelang.rules.rule import Profile


@click.command()
@program_options
@click.option(
    "--target", "targets", metavar="NAME", multiple=True, help="Build this target; default: the project's, else all."
)
@click.option(
    "-o", "--out", type=click.Path(), metavar="DIR", help="Where to write; default: the project's `out`, else out."
)
@click.option("--pdf", is_flag=True, help="Also print the specification, by an installed Chrome, Chromium or Edge.")
@rule_options
@click.pass_context
def command(
    ctx: click.Context,
    paths: tuple[str, ...],
    env: str | None,
    params: dict[str, str],
    lang: str | None,
    no_color: bool,
    targets: tuple[str, ...],
    out: str | None,
    pdf: bool,
    no_rules: bool,
    profile: Profile | None,
) -> None:
    """Compile specs and write what each target needs.

    PATHS are files or folders; without any the project around the current folder is built. Nothing is written when there is
    an error. The output folder is replaced as a whole.
    """
    from pipelang.cli.compiling import compile_all, hold_against_rules, show

    compiling = compile_all(paths, env, params, lang, libraries=not paths)
    if not no_rules:
        hold_against_rules(compiling, profile)
    outputs = _outputs(compiling, targets, out, pdf)
    findings = compiling.findings()
    if findings.problems:
        show(findings, "text", compiling.locale, no_color, err=True)
    if findings.count("error"):
        ctx.exit(1)
    _tell(compiling, outputs)


def _outputs(compiling: Compiling, targets: tuple[str, ...], out: str | None, pdf: bool) -> list[Output]:
    """What was made and written. With an error among the problems nothing was."""
    if compiling.failed():
        return []
    from pipelang.cli.making import make, write

    outputs = make(compiling, targets, out)
    if pdf and not compiling.failed():
        from pipelang.cli.papers import with_papers

        outputs = with_papers(outputs, compiling.problems)
    if not compiling.failed():
        compiling.problems.extend(write(outputs))
    return outputs


def _tell(compiling: Compiling, outputs: list[Output]) -> None:
    from pipelang.cli.telling import lost, story

    click.echo(story(outputs, compiling.locale), nl=False)
    click.echo(lost(outputs), nl=False, err=True)
