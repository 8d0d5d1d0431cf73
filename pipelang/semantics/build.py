"""Units to a program: declarations first, then pipelines, then what needs them all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from pipelang.diagnostics import Label, Problems
from pipelang.model.pipeline import Pipeline
from pipelang.model.program import Crm, Program, TargetOption
from pipelang.semantics import placement
from pipelang.semantics.declarations import Declarations
from pipelang.semantics.expand import Expander, PipelineRecipe, declare
from pipelang.semantics.options import Allows, Options
from pipelang.semantics.pipelines import Pipelines
from pipelang.semantics.resolver import OUTCOMES, Resolver
from pipelang.semantics.units import Loaded, Placed
from pipelang.source import Span

ENTITIES_OF_PIPELINES = ("deal", "lead")

#: Kind of declaration -> attribute of the program.
_PARTS = {
    "param": "params",
    "role": "roles",
    "product": "products",
    "service": "services",
    "channel": "channels",
    "task type": "task_types",
    "field": "fields",
    "message": "messages",
    "document": "documents",
}


def build(
    loaded: Loaded, problems: Problems, params: Mapping[str, str], targets: Callable[[], Iterable[str]] | None
) -> Program | None:
    """The program that the files describe; None when there is no `crm` (they are a library, checked all the same)."""
    return _Builder(loaded, problems, params, targets).build()


class _Builder:
    def __init__(
        self,
        loaded: Loaded,
        problems: Problems,
        params: Mapping[str, str],
        targets: Callable[[], Iterable[str]] | None,
    ) -> None:
        self.units = loaded.units
        self.params = params
        self.resolver = Resolver(problems, params)
        self.resolver.skipped = frozenset().union(*(unit.skipped for unit in loaded.units))
        self.resolver.incomplete = loaded.incomplete
        self.expander = Expander(self.resolver)
        self.declarations = Declarations(self.resolver, self.expander)
        self.allows = Allows(self.resolver)
        self.targets = targets

    def build(self) -> Program | None:
        declared = declare(self.units, self.expander)
        self._check_overrides(declared)
        crm = self._crm()
        parts = self._parts(declared)
        recipes = self._recipes(declared)
        pipelines = self._pipelines(recipes)
        options = self._options()
        self._check_mains(pipelines)
        self._take_allows(recipes)
        if crm is None:
            return None
        return Program(crm, **parts, pipelines=tuple(pipelines), options=options, allows=tuple(self.allows.found))

    def _top_level(self, kinds: set[str]) -> Iterable[Placed]:
        for unit in self.units:
            for node in unit.tree.children:
                if node.kind in kinds:
                    yield Placed(node, unit.frame)

    def _crm(self) -> Crm | None:
        found: list[Placed] = []
        for unit in self.units:
            statements = self.expander.statements(
                [node for node in unit.tree.children if node.kind != "use"], unit.frame
            )
            for item in placement.check(statements, "file", self.resolver):
                if item.node.kind == "crm":
                    found.append(item)
        for second in found[1:]:
            self.resolver.add("M311", second.frame, second.node.children[0], Label(found[0].span, "first-defined"))
        if not found:
            return None
        crm = self.declarations.crm(found[0])
        self.resolver.outcomes = OUTCOMES[crm.locale]
        self.resolver.currency = crm.currency or ""
        self.resolver.locale = crm.locale
        return crm

    def _parts(self, declared: list[tuple[str, Placed]]) -> dict[str, tuple[Any, ...]]:
        """Declarations by part of the program. Fields come first, because texts name them."""
        parts: dict[str, list[Any]] = {name: [] for name in _PARTS.values()}
        for kind, placed in sorted(declared, key=lambda item: item[0] != "field"):
            if kind == "template":
                self.declarations.template(placed)
            if kind not in _PARTS:
                continue
            node = getattr(self.declarations, placed.node.kind)(placed)
            if node is None:
                continue
            parts[_PARTS[kind]].append(node)
            if kind == "field":
                self.resolver.fields[f"{node.entity}.{node.id}"] = node
        return {name: tuple(nodes) for name, nodes in parts.items()}

    def _recipes(self, declared: list[tuple[str, Placed]]) -> list[PipelineRecipe]:
        recipes = [self.expander.recipe(placed) for kind, placed in declared if kind == "pipeline"]
        return [recipe for recipe in recipes if recipe is not None]

    def _pipelines(self, recipes: list[PipelineRecipe]) -> list[Pipeline]:
        entities = {recipe.id: self._entity(recipe) for recipe in recipes}
        builder = Pipelines(self.resolver, self.expander, entities)
        made: list[Pipeline] = []
        for recipe in recipes:
            self.resolver.check_id(recipe.head.node.children[0], recipe.head.frame)
            for place in recipe.stages.values():
                self.resolver.check_id(place.head.node.children[1], place.head.frame)
            pipeline = builder.build(recipe)
            if pipeline is not None:
                made.append(pipeline)
        return made

    def _entity(self, recipe: PipelineRecipe) -> str:
        token = recipe.head.node.children[2]
        if token is not None:
            return self.resolver.word("entity of a pipeline", token, ENTITIES_OF_PIPELINES, recipe.head.frame) or "deal"
        parent = self.expander.recipes.get(recipe.parent or "")
        return self._entity(parent) if parent is not None else "deal"

    def _options(self) -> tuple[TargetOption, ...]:
        options = Options(self.resolver, self.expander, self.targets)
        return tuple(option for placed in self._top_level({"target"}) for option in options.build(placed))

    def _check_mains(self, pipelines: list[Pipeline]) -> None:
        """One main pipeline; a channel is reserved for one pipeline."""
        mains = [pipeline for pipeline in pipelines if pipeline.main]
        for second in mains[1:]:
            self.resolver.problems.add("M314", second.at, Label(mains[0].at, "first-defined"), name=second.id)
        reserved: dict[str, Pipeline] = {}
        for pipeline in pipelines:
            for channel in pipeline.sources:
                first = reserved.setdefault(channel, pipeline)
                if first is not pipeline:
                    self.resolver.problems.add("M315", pipeline.at, Label(first.at, "first-defined"), channel=channel)

    def _take_allows(self, recipes: list[PipelineRecipe]) -> None:
        self.allows.take(self._top_level({"allow"}), "")
        for placed, where in self.resolver.allowed:
            self.allows.take([placed], where)
        for placed in self._top_level({"crm"}):
            block = placed.node.children[1]
            self.allows.take(
                [Placed(node, placed.frame) for node in block.children] if block is not None else [], "crm"
            )
        for recipe in recipes:
            base = f"pipeline.{recipe.id}"
            self.allows.take([item for layer in recipe.settings for item in layer], base)
            for id, stage in recipe.stages.items():
                self.allows.take([item for layer in stage.layers for item in layer], f"{base}.stage.{id}")
            if recipe.won is not None:
                self.allows.take([item for layer in recipe.won.layers for item in layer], f"{base}.won")
            for key, lost in recipe.lost.items():
                where = f"{base}.lost.{key}" if key else f"{base}.lost"
                self.allows.take([item for layer in lost.layers for item in layer], where)

    def _check_overrides(self, declared: list[tuple[str, Placed]]) -> None:
        """A parameter set from outside must be one of the program's."""
        known = [placed.node.children[0].text for kind, placed in declared if kind == "param"]
        for name in sorted(set(self.params) - set(known)):
            from pipelang.diagnostics import suggestion

            start = Span(self.units[0].source, 0, 0)
            self.resolver.problems.add("N213", start, name=name, suggestion=suggestion(name, known))
