"""`pipelang audit`: the findings of a spec as a document for the client."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from pipelang.cli.common import machine_text, profile_option, program_options

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipelang.cli.compiling import Compiling, Unit
    from pipelang.counts import Counts
    from pipelang.diagnostics import Diagnostic, Problems
    from pipelang.report.audit.contents import Audit
    from pipelang.report.audit.conversion import Counting
    from pipelang.rules.rule import Profile
    from pipelang.words import Locale


@click.command()
@program_options
@click.option(
    "-o", "--out", type=click.Path(), metavar="DIR", help="Write audit.html, audit.md and its pictures there."
)
@click.option(
    "--format",
    "shape",
    type=click.Choice(["html", "markdown"]),
    help="What to print when there is no -o; default: html, a self-contained page.",
)
@click.option(
    "--counts",
    type=click.Path(),
    metavar="FILE",
    help="Deals per stage (TOML), to hold the CRM's report against the truth; default: an example.",
)
@click.option(
    "--target", "targets", metavar="NAME", multiple=True, help="Say how this CRM counts; default: the project's."
)
@profile_option
@click.pass_context
def command(
    ctx: click.Context,
    paths: tuple[str, ...],
    env: str | None,
    params: dict[str, str],
    lang: str | None,
    no_color: bool,
    out: str | None,
    shape: str | None,
    counts: str | None,
    targets: tuple[str, ...],
    profile: Profile | None,
) -> None:
    """Tell a client what is wrong with his funnels, why it costs money and how to mend it.

    PATHS mean one program: a file or a folder; without any it is the project around the current folder. The document is in the
    client's language (the crm's `locale`); --lang sets another. A counts file has a line for each stage,
    `sales.offer = { entered = 203, stands = 18, lost = 44 }`, and `sales.won = 27`.
    """
    if out is not None and shape is not None:
        raise click.UsageError("-o writes all forms of the document; --format is for what is printed")
    from pipelang.cli.compiling import compile_all, only_unit
    from pipelang.diagnostics import Problems

    compiling = compile_all(paths, env, params, lang, libraries=not paths)
    _stop_at_errors(ctx, compiling, compiling.problems, no_color)
    unit = only_unit(compiling, "there is nothing to audit")
    problems = Problems()
    audit = _audited(unit, compiling, profile, counts, targets, cast("Locale | None", lang), problems)
    _stop_at_errors(ctx, compiling, problems, no_color)
    if audit is None:
        ctx.exit(1)
    _tell(audit.own, compiling, no_color)
    if out is None:
        _print(audit, shape or "html")
    else:
        _stop_at_errors(ctx, compiling, _written(audit, Path(out)), no_color)
        click.echo(_story(audit, Path(out), compiling.locale))


def _audited(
    unit: Unit,
    compiling: Compiling,
    profile: Profile | None,
    counts: str | None,
    targets: tuple[str, ...],
    lang: Locale | None,
    problems: Problems,
) -> Audit | None:
    """The audit of a program; what stands in its way, and what is the integrator's own business, is added to `problems`."""
    from pipelang.cli.compiling import verdict_of
    from pipelang.cli.editions import Editions
    from pipelang.report.audit.contents import Audit, Subject

    assert unit.program is not None
    verdict = verdict_of(unit, profile, problems)
    found = _counts(unit, counts, problems)
    if verdict is None:
        return None
    problems += (item for item in verdict.found if item.code[0] != "R")
    countings = _countings(unit, targets)
    edition = Editions().of(unit)
    subject = Subject(unit.program, verdict, found.pipelines, found.period, countings, compiling.paths, edition)
    return Audit(subject, lang)


def _counts(unit: Unit, file: str | None, problems: Problems) -> Counts:
    from pipelang.counts import Counts, read_counts
    from pipelang.diagnostics import Diagnostic, Problems
    from pipelang.files import read_file
    from pipelang.report.screen import visible

    if file is None:
        return Counts()
    source = read_file(Path(file), file)
    if isinstance(source, Diagnostic):
        if _is_missing(Path(file)):
            raise click.UsageError(f"there is no file '{visible(file)}' with counts; {_meant(Path(file))}")
        problems.append(source)
        return Counts()
    assert unit.program is not None
    wrong = Problems()
    found = read_counts(source, unit.program, wrong)
    problems += wrong
    return found


def _is_missing(file: Path) -> bool:
    try:
        return not file.exists()
    except OSError:  # a folder that must not be looked into
        return False


def _meant(file: Path) -> str:
    from pipelang.diagnostics import suggestion
    from pipelang.report.screen import visible

    close = suggestion(file.name, [item.name for item in file.parent.glob("*.toml")])
    return f"did you mean '{visible((file.parent / close).as_posix())}'?" if close else "check the path"


def _countings(unit: Unit, targets: tuple[str, ...]) -> dict[str, Counting | None]:
    from pipelang.cli.choosing import chosen, configured
    from pipelang.diagnostics import Problems
    from pipelang.report.audit.conversion import counting

    found = chosen(targets) if targets else configured(unit.entry.project, Problems())
    return {target.title: counting(target) for target in found}


def _stop_at_errors(ctx: click.Context, compiling: Compiling, problems: Iterable[Diagnostic], no_color: bool) -> None:
    """Say what is wrong; with an error among it there is no document."""
    from pipelang.compile import is_error

    found = list(problems)
    _tell(found, compiling, no_color)
    if any(map(is_error, found)):
        ctx.exit(1)


def _tell(problems: Iterable[Diagnostic], compiling: Compiling, no_color: bool) -> None:
    from pipelang.cli.compiling import show
    from pipelang.report.diagnostics.findings import gather

    if found := list(problems):
        show(gather(found, len(compiling.sources), compiling.paths), "text", compiling.locale, no_color, err=True)


def _print(audit: Audit, shape: str) -> None:
    from pipelang.report.audit.document import to_html, to_markdown

    machine_text(to_html(audit) if shape == "html" else to_markdown(audit))


def _written(audit: Audit, folder: Path) -> list[Diagnostic]:
    """Write all forms of the document into the folder, all or nothing. The output of a build there is not ours to replace."""
    from pipelang.files import shown_path
    from pipelang.outputs import write_tree, written_before
    from pipelang.report.audit.document import files

    shown = shown_path(Path.cwd() / folder, Path.cwd())
    others = sorted(name for name in written_before(folder) if not name.startswith("audit"))
    if others:
        raise click.UsageError(f"{shown}/ holds the output of a build ({others[0]}…); name another folder")
    return write_tree(folder, files(audit), shown)


def _story(audit: Audit, folder: Path, locale: Locale) -> str:
    """What a person is told in the end."""
    from pipelang.report.screen import visible
    from pipelang.report.wording import plural

    english, russian = ("finding", "findings"), ("замечание", "замечания", "замечаний")
    count = len(audit.points)
    noun = plural(count, russian if locale == "ru" else english)
    words = "{count} {noun}, записано в {file}" if locale == "ru" else "{count} {noun}, written to {file}"
    file = (folder / "audit.html").as_posix()
    return visible(f"{audit.program.crm.name}: " + words.format(count=count, noun=noun, file=file))
