"""`pipelang check`: what is wrong with specs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from pipelang.cli.common import program_options, rule_options

if TYPE_CHECKING:
    from pipelang.rules.rule import Profile


@click.command()
@program_options
@click.option(
    "--format",
    "shape",
    type=click.Choice(["text", "json", "github", "sarif"]),
    default="text",
    help="How findings are shown.",
)
@click.option("--target", "targets", metavar="NAME", multiple=True, help="Also check what this target can hold.")
@click.option("--strict", is_flag=True, help="Warnings count as findings too.")
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
    no_rules: bool,
    profile: Profile | None,
) -> None:
    """Check specs: what is wrong with them, and where they break a rule of good funnels.

    PATHS are files or folders; without any the project around the current folder is checked. The exit code is 1 when there
    is an error (with --strict also for a warning), else 0.
    """
    from pipelang.cli.compiling import compile_all, hold_against_rules, show

    compiling = compile_all(paths, env, params, lang, libraries=True)
    if not no_rules:
        hold_against_rules(compiling, profile)
    if targets:
        from pipelang.cli.choosing import chosen

        for target in chosen(targets):
            for unit in compiling.units:
                if unit.program is not None:
                    compiling.problems.extend(target.check(unit.program))
    findings = compiling.findings()
    show(findings, shape, compiling.locale, no_color)
    if findings.count("error") or (strict and findings.count("warning")):
        ctx.exit(1)
