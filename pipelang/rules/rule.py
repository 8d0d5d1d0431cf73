"""What a rule is: a practice of good funnels, checked on the model, with the words that explain it.

One rule is one file in a folder of its group. It holds, in this order: a docstring that names the articles behind it, `RULE`,
and a function for each sort of thing that it looks at, named after it:

    check_program(program, view)          check_pipeline(pipeline, view)      check_stage(stage, pipeline, view)
    check_lost(lost, pipeline, view)      check_field(field, view)

Each yields Findings. The engine walks the model once and calls every rule; what several rules need is computed once in Facts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Literal

from pipelang.diagnostics import Fix, Label, Param, Severity
from pipelang.records import record
from pipelang.source import Span

Level = Literal["error", "warning", "info", "off"]
LEVELS: tuple[Level, ...] = ("error", "warning", "info", "off")
Profile = Literal["default", "strict", "first-version"]
PROFILES: tuple[Profile, ...] = ("default", "strict", "first-version")
OptionValue = int | float | str | bool | tuple[str, ...]


@record
class RuleWords:
    """What is said in one language. `message` and `hint` may name the finding's particulars in braces; see messages.Words.

    `message`: one line, no full stop. `why`: what it costs, in money, deals or trust; one or two sentences.
    `hint`: how to mend it. `right`: when breaking the rule is right. `suggest`, `labels`: as in messages.Words.
    """

    message: str
    why: str
    hint: str
    right: str
    suggest: str = ""
    labels: Mapping[str, str] = field(default_factory=dict)


@record
class Plain:
    """A rule in the words of a client's audit. Its reader has never seen a spec: no syntax, no file, no rule is spoken of.

    `title` names the bad thing over all its places, `mend` says what to do about it in the company or in the CRM, `right` when
    to leave it as it is. `what` is said of each place and may name the finding's particulars; it is left out where one of them
    is empty. `why` stands for the rule's own `why` where that speaks of particulars or of the spec. `good`: what to praise
    where a business that sells makes the mistake nowhere; "" where its absence says little.
    """

    title: str
    mend: str
    right: str
    what: str = ""
    why: str = ""
    good: str = ""


#: What a mistake costs, the dearest first: requests that nobody works though they are paid for, deals that are forgotten on
#: the way, clients who are annoyed or data that leaks, figures that are wrong, people's time.
Cost = Literal["requests", "deals", "trust", "figures", "effort"]
COSTS: tuple[Cost, ...] = ("requests", "deals", "trust", "figures", "effort")


@record
class Client:
    """What an audit tells a client of a rule. A rule without it is the integrator's own business."""

    cost: Cost
    en: Plain
    ru: Plain


@record
class Option:
    """A setting of a rule in `[rules]` of pipelang.toml; its type is its default's."""

    name: str
    default: OptionValue
    en: str
    ru: str


@record
class Rule:
    """One practice. `name` is the bad thing, in kebab case: it must read well after `allow`.

    `strict` and `first_version` are its levels in those profiles. `bad` and `good` are whole specs: `bad` gives exactly one
    finding of this rule, `good` none of it; both are run as tests. `fix` tells whether findings carry one. `in_place`: whether
    `allow` in the spec can silence it. `client`: its words in an audit. `source` names the articles (S0…S4 of the design) or
    the reason.
    """

    code: str
    name: str
    severity: Level
    en: RuleWords
    ru: RuleWords
    bad: str
    good: str
    source: str
    strict: Level = "error"
    first_version: Level | None = None
    options: tuple[Option, ...] = ()
    fix: Literal["none", "safe", "unsafe"] = "none"
    in_place: bool = True
    client: Client | None = None

    def level(self, profile: Profile) -> Level:
        if profile == "strict":
            return self.strict
        return self.first_version or self.severity if profile == "first-version" else self.severity


@record
class Finding:
    """A place where a rule is broken. `where` is the address of the node that `allow` must stand on or in.

    `secret`: what `at` covers must not be shown to anybody.
    """

    at: Span
    where: str
    params: Mapping[str, Param] = field(default_factory=dict)
    labels: tuple[Label, ...] = ()
    fix: Fix | None = None
    severity: Severity | None = None
    secret: bool = False
