"""What several rules need to know of a program, computed once and only when asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from pipelang.model import (
    Action,
    Assign,
    Crm,
    Document,
    Message,
    Named,
    Owner,
    Param,
    Pipeline,
    Place,
    Program,
    Role,
    Stage,
    TargetOption,
    Trigger,
)
from pipelang.model.index import Demand, Index, demands, owners
from pipelang.model.pipeline import PipelineKind
from pipelang.rules.flow import Flow
from pipelang.rules.kinds import kind_of
from pipelang.rules.rule import OptionValue, Profile, Rule
from pipelang.source import Source

if TYPE_CHECKING:
    from pipelang.words import Words


class Facts:
    """Shared by all rules of one run."""

    def __init__(self, program: Program, sources: Iterable[Source] = ()) -> None:
        self.program = program
        self._sources = sources

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        """The texts that the program was written in, each once."""
        program = self.program
        declared: list[Crm | Named | Param | Message | Document | Pipeline | TargetOption | Place | Action | Trigger] = [
            program.crm, *program.params, *program.roles, *program.products, *program.services, *program.channels,
            *program.task_types, *program.fields, *program.messages, *program.documents, *program.options,
        ]  # fmt: skip
        for pipeline in program.pipelines:
            declared += (pipeline, *pipeline.places, *pipeline.triggers)
            for place in pipeline.places:
                declared += (*place.triggers, *place.tasks)
        return tuple(dict.fromkeys((*self._sources, *(node.at.source for node in declared))))

    @cached_property
    def index(self) -> Index:
        return Index(self.program)

    @cached_property
    def places(self) -> Mapping[str, tuple[Pipeline, Place]]:
        """Every place with its pipeline, by address."""
        return {place.address: (pipeline, place) for pipeline in self.program.pipelines for place in pipeline.places}

    @cached_property
    def flow(self) -> Flow:
        """How deals get from place to place by themselves."""
        return Flow(self.program)

    @cached_property
    def kinds(self) -> Mapping[str, PipelineKind]:
        """What each pipeline is for, by its id: its `kind`, else what its name says."""
        return {pipeline.id: kind_of(pipeline) for pipeline in self.program.pipelines}

    @cached_property
    def demands(self) -> Mapping[str, tuple[Demand, ...]]:
        """Cumulative requirements by address of the place, over all pipelines."""
        return {address: found for pipeline in self.program.pipelines for address, found in demands(pipeline).items()}

    @cached_property
    def owners(self) -> Mapping[str, Owner | None]:
        """Who answers for a deal on each place, by address."""
        return {address: owner for pipeline in self.program.pipelines for address, owner in owners(pipeline).items()}

    @cached_property
    def idle_roles(self) -> tuple[Role, ...]:
        """Roles that answer for deals nowhere: no place names them as owner and no trigger hands a deal over to them."""
        owning = {owner.role for owner in self.owners.values() if owner}
        for pipeline in self.program.pipelines:
            triggers = (*pipeline.triggers, *(trigger for place in pipeline.places for trigger in place.triggers))
            owning |= {action.role for trigger in triggers for action in trigger.actions if isinstance(action, Assign)}
        return tuple(role for role in self.program.roles if role.id not in owning)

    @cached_property
    def texts(self) -> Mapping[str, str]:
        """All that is written to clients by each channel, by its id, in small letters."""
        found: dict[str, list[str]] = {}
        for message in self.program.messages:
            found.setdefault(message.channel, []).append(f"{message.subject or ''}\n{message.text}".casefold())
        return {channel: "\n".join(texts) for channel, texts in found.items()}

    @cached_property
    def words(self) -> Words:
        """The program in the words of its people, for what a finding quotes; made only when there is one."""
        from pipelang.words import words_for

        return words_for(self.program)

    def triggers(self, place: Place, pipeline: Pipeline) -> Iterator[Trigger]:
        """Triggers in force on a place: its own and the whole pipeline's; switched-off ones are left out."""
        for trigger in (*place.triggers, *(pipeline.triggers if isinstance(place, Stage) else ())):
            if trigger.enabled:
                yield trigger

    def actions(self, place: Place, pipeline: Pipeline) -> Iterator[tuple[Trigger, Action]]:
        for trigger in self.triggers(place, pipeline):
            for action in trigger.actions:
                yield trigger, action


class View:
    """The facts as one rule sees them, with its own options and the profile that is checked."""

    __slots__ = ("_options", "facts", "profile", "rule")

    def __init__(
        self, facts: Facts, rule: Rule, options: Mapping[str, OptionValue], profile: Profile = "default"
    ) -> None:
        self.facts = facts
        self.rule = rule
        self.profile = profile
        self._options = {option.name: option.default for option in rule.options} | dict(options)

    @property
    def program(self) -> Program:
        return self.facts.program

    def number(self, option: str) -> int:
        value = self._options[option]
        assert isinstance(value, int)
        return value

    def words(self, option: str) -> tuple[str, ...]:
        value = self._options[option]
        assert isinstance(value, tuple)
        return value

    def switch(self, option: str) -> bool:
        return bool(self._options[option])
