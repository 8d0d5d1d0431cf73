"""What `build` makes of a program for one target: a plan against an empty account, written out; or documents."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from pipelang.deploy.beside import ALONE, Beside, ByHand, Edition, counted
from pipelang.deploy.coverage import cover, coverage_json
from pipelang.deploy.plan import plan
from pipelang.deploy.resources import Fact, Resources
from pipelang.deploy.setup import setup_json
from pipelang.deploy.steps import numbered, sections
from pipelang.deploy.target import CrmTarget, DocumentTarget, lookups, present, prints
from pipelang.diagnostics import Diagnostic, Problems
from pipelang.model import Program


@dataclass(frozen=True, slots=True)
class Built:
    """The files of one target (name relative to its folder -> content), and what to say of them.

    `unsure` counts calls that have not been verified on a live account; `missing` are facts that the target lost;
    `prints` names pages that can be printed, each with its PDF.
    """

    target: str
    title: str
    files: dict[str, str | bytes]
    operations: int = 0
    steps: int = 0
    unsure: int = 0
    missing: tuple[Fact, ...] = ()
    crm: bool = field(default=False)
    by_hand: ByHand | None = None
    prints: Mapping[str, str] = field(default_factory=dict)


def build(program: Program, target: CrmTarget | DocumentTarget, problems: Problems, beside: Beside = ALONE) -> Built:
    """All that a target makes of a program. With an error among the added problems nothing of it may be used."""
    problems.extend(target.check(program))
    if isinstance(target, CrmTarget):
        return _crm(program, target, problems)
    return Built(target.name, target.title, dict(target.render(program, beside)), prints=dict(prints(target)))


def build_all(
    program: Program,
    targets: Sequence[CrmTarget | DocumentTarget],
    problems: Problems,
    edition: Edition | None = None,
    starting: Callable[[str], None] = lambda title: None,
) -> tuple[Built, ...]:
    """All targets of a program, in the order given. CRMs are built first: documents tell what they leave to people.

    `starting` is called with the title of each target before it is built.
    """
    built: dict[str, Built] = {}
    for target in sorted(targets, key=lambda target: not isinstance(target, CrmTarget)):
        starting(target.title)
        by_hand = tuple(item.by_hand for item in built.values() if item.by_hand)
        built[target.name] = build(program, target, problems, Beside(edition, by_hand))
    return tuple(built[target.name] for target in targets)


def _crm(program: Program, target: CrmTarget, problems: list[Diagnostic]) -> Built:
    from pipelang.report.checklist import Checklist, html, markdown

    description = target.describe(program)
    problems.extend(description.diagnostics)
    desired = Resources.of(description.resources)
    operations = plan(description.resources, present(target, desired), target.brings)
    calls = [(operation, target.requests(operation, desired)) for operation in operations]
    reads = lookups(target, desired)
    walk = sections(description.steps, target.screens)
    steps = list(numbered(walk))
    coverage = cover(program, description, operations, steps)
    crm = program.crm
    checklist = Checklist(target.title, crm.name, crm.locale, walk)
    return Built(
        target.name,
        target.title,
        {
            "setup.json": setup_json(target.name, crm.name, calls, reads),
            "coverage.json": coverage_json(coverage, target.name, crm.name),
            "checklist.md": markdown(checklist),
            "checklist.html": html(checklist),
        },
        operations=len(operations),
        steps=len(steps),
        unsure=sum(1 for _, requests in [(None, reads), *calls] for request in requests if request.unsure),
        missing=coverage.missing,
        crm=True,
        by_hand=ByHand(target.title, f"{target.name}/checklist.html", counted(walk, crm.locale)),
    )
