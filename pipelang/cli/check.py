"""`pipelang check`: what is wrong with specs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from pipelang.cli.common import program_options, rule_options

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipelang.cli.compiling import Compiling
    from pipelang.project import Tree
    from pipelang.rules.rule import Profile

    Examine = Callable[[Tree | None], Compiling]


@click.command()
@program_options
@click.option(
    "--format",
    "shape",
    type=click.Choice(["text", "json", "github", "gitlab", "sarif"]),
    default="text",
    help="How findings are shown.",
)
@click.option("--target", "targets", metavar="NAME", multiple=True, help="Also check what this target can hold.")
@click.option("--strict", is_flag=True, help="Warnings count as findings too.")
@click.option("--fix", is_flag=True, help="Mend what can be mended safely, then show what is left.")
@click.option("--unsafe-fixes", is_flag=True, help="With --fix or --diff: also what is only likely to be meant.")
@click.option("--diff", is_flag=True, help="Write nothing; show what --fix would change, and fail if that is anything.")
@rule_options
@click.pass_context
def command(
    ctx: click.Context,
    paths: tuple[str, ...],
    env: str | None,
    params: dict[str, str],
    lang: str | None,
    no_color: bool,
    shape: str,
    targets: tuple[str, ...],
    strict: bool,
    fix: bool,
    unsafe_fixes: bool,
    diff: bool,
    no_rules: bool,
    profile: Profile | None,
) -> None:
    """Check specs: what is wrong with them, and where they break a rule of good funnels.

    PATHS are files or folders; without any the project around the current folder is checked. The exit code is 1 when there
    is an error (with --strict also for a warning), else 0.
    """
    from pipelang.cli.compiling import compile_all, hold_against_rules, show

    _refuse(shape, fix, unsafe_fixes, diff)

    def examine(tree: Tree | None = None) -> Compiling:
        compiling = compile_all(paths, env, params, lang, libraries=True, tree=tree)
        if not no_rules:
            hold_against_rules(compiling, profile)
        if targets:
            _ask(targets, compiling)
        return compiling

    if diff:
        from pipelang.cli.fixing import show_difference

        ctx.exit(show_difference(examine, unsafe_fixes, no_color))
    compiling, note = _mended(examine, unsafe_fixes) if fix else (examine(), "")
    findings = compiling.findings()
    if shape == "text" and not fix and any(problem.fix for problem in findings.problems):
        from pipelang.cli.hints import hint

        note = hint(compiling, findings)
    show(findings, shape, compiling.locale, no_color)
    if note:
        click.echo(note, err=shape != "text")
    if findings.count("error") or (strict and findings.count("warning")):
        ctx.exit(1)


def _refuse(shape: str, fix: bool, unsafe_fixes: bool, diff: bool) -> None:
    if unsafe_fixes and not (fix or diff):
        raise click.UsageError("--unsafe-fixes says which fixes to take: it goes with --fix or --diff")
    if diff and shape != "text":
        raise click.UsageError("--diff shows a difference and takes no --format")


def _mended(examine: Examine, unsafe: bool) -> tuple[Compiling, str]:
    """What is left after the fixes, and a line on what was done."""
    from pipelang.cli.fixing import fix

    return fix(examine, unsafe)


def _ask(names: tuple[str, ...], compiling: Compiling) -> None:
    """What the targets cannot hold of each program."""
    from pipelang.cli.choosing import chosen

    for target in chosen(names):
        for unit in compiling.units:
            if unit.program is not None:
                compiling.add(unit, target.check(unit.program))
