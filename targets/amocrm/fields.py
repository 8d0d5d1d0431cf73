"""Fields as amoCRM will have them: the live field of each declared one, its type, code, options, and where it is required."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pipelang.deploy.claims import facts
from pipelang.deploy.resources import Fact, Json, Ref, Resource
from pipelang.model import Field, FieldRef, Pipeline, Program, Requirement
from pipelang.model.index import Demand

from .coverage import whole
from .facts import ENTITIES, FIELD_KINDS, LOST, SUPER_MONEY, SYSTEM_CODES, SYSTEM_FIELDS, WON
from .options import Options
from .statuses import Status, ordered, pair

#: Sort of the first field made by a spec, after those that every account has.
_FIRST_SORT = 500


@dataclass(frozen=True, slots=True)
class LiveField:
    """One field of amoCRM. `also` are fields of leads that are the same field, since leads and deals are one thing there.

    `system`: it exists in every account and is found by its code.
    """

    address: str
    entity: str
    type: str
    code: str
    node: Field
    also: tuple[Field, ...] = ()
    system: bool = False

    @property
    def nodes(self) -> tuple[Field, ...]:
        return (self.node, *self.also)

    @property
    def group(self) -> str | None:
        return next((node.group for node in self.nodes if node.group), None)


def live_fields(program: Program, options: Options) -> dict[FieldRef, LiveField]:
    """The live field of each declared one; twins of a lead and a deal share theirs."""
    twins = _twins(program.fields)
    owners = [node for node in program.fields if FieldRef(node.entity, node.id) not in twins]
    of_leads = {deal.address: twin for twin, deal in twins.values()}
    codes = _codes(owners, options)
    found: dict[FieldRef, LiveField] = {}
    taken: set[tuple[str, str]] = set()
    for node in owners:
        entity = ENTITIES[node.entity]
        system = SYSTEM_FIELDS.get((entity, node.type))
        is_system = system is not None and (entity, system) not in taken
        code = system if system and is_system else codes[node.address]
        taken.add((entity, code))
        also = (of_leads[node.address],) if node.address in of_leads else ()
        live = LiveField(node.address, entity, amo_type(node, options), code, node, also, is_system)
        found.update({FieldRef(each.entity, each.id): live for each in live.nodes})
    return found


def amo_type(node: Field, options: Options) -> str:
    """The type of amoCRM that holds the field's values."""
    if node.type == "money" and options.flag("", "super_fields"):
        return SUPER_MONEY.type
    return FIELD_KINDS[node.type].type


def _twins(fields: Iterable[Field]) -> dict[FieldRef, tuple[Field, Field]]:
    """Fields of leads that a field of deals is equal to in all that matters: id, type and options."""
    deals = {node.id: node for node in fields if node.entity == "deal"}
    found: dict[FieldRef, tuple[Field, Field]] = {}
    for node in fields:
        deal = deals.get(node.id) if node.entity == "lead" else None
        if deal and deal.type == node.type and [o.id for o in deal.options] == [o.id for o in node.options]:
            found[FieldRef("lead", node.id)] = (node, deal)
    return found


def _codes(nodes: list[Field], options: Options) -> dict[str, str]:
    """A code for each field, by address: the one asked for, else the id in capitals, never one of the system's."""
    taken = {entity: set(codes) for entity, codes in SYSTEM_CODES.items()}
    codes: dict[str, str] = {}
    # Codes that were asked for come first, and fields of leads last, so that the common ones keep their plain code.
    for node in sorted(nodes, key=lambda node: (not options.text(node.address, "code"), node.entity == "lead")):
        used = taken[ENTITIES[node.entity]]
        plain = node.id.upper()
        choices = (options.text(node.address, "code"), plain, f"PL_{plain}", f"{node.entity.upper()}_{plain}")
        code = next((choice for choice in choices if choice and choice not in used), f"PL_{len(codes)}_{plain}")
        used.add(code)
        codes[node.address] = code
    return codes


def group_address(entity: str, name: str) -> str:
    return f'group.{entity}["{name}"]'


def group_resources(live: Iterable[LiveField]) -> list[Resource]:
    """A group of fields for each name that fields of an entity stand in."""
    members: dict[tuple[str, str], list[Field]] = {}
    for field in live:
        for node in field.nodes:
            if node.group:
                members.setdefault((field.entity, node.group), []).append(node)
    return [
        Resource(
            "field_group",
            group_address(entity, name),
            nodes[0].at,
            {"name": name},
            {"entity": entity, "sort": _FIRST_SORT + 10 * position},
            carries=tuple(Fact(node.address, "group") for node in nodes),
        )
        for position, ((entity, name), nodes) in enumerate(members.items())
    ]


def field_resources(
    live: Iterable[LiveField], options: Options, currency: str | None, required: Mapping[str, Required]
) -> list[Resource]:
    return [
        _field(field, _FIRST_SORT + 10 * position, options, currency, required.get(field.address, Required()))
        for position, field in enumerate(live)
    ]


def _field(field: LiveField, sort: int, options: Options, currency: str | None, required: Required) -> Resource:
    attributes: dict[str, Json] = {"required_statuses": required.statuses}
    if field.group:
        attributes["group_id"] = Ref(group_address(field.entity, field.group))
    if field.system:
        identity: dict[str, Json] = {"entity": field.entity, "code": field.code}
    else:
        identity = {"entity": field.entity, "type": field.type, "sort": sort}
        attributes = {"name": field.node.name, "code": field.code, **attributes, **_extras(field, options, currency)}
    kind = "system_field" if field.system else "field"
    carries = (*(fact for node in field.nodes for fact in _carried(node, field)), *required.carries)
    return Resource(kind, field.address, field.node.at, attributes, identity, carries=carries)


def _extras(field: LiveField, options: Options, currency: str | None) -> dict[str, Json]:
    """Attributes that only some fields have."""
    extras: dict[str, Json] = {}
    if field.node.options:
        extras["enums"] = tuple(
            {"option": option.address, "code": option.id.upper(), "value": option.name} for option in field.node.options
        )
    if field.type == SUPER_MONEY.type:
        extras["currency"] = currency or "RUB"
    api_only = options.flag(field.address, "api_only")
    if api_only is not None:
        extras["is_api_only"] = api_only
    return extras


def _carried(node: Field, field: LiveField) -> tuple[Fact, ...]:
    # Of two twins the deal's names are the live ones; a system field keeps its own.
    named = not field.system and node.name == field.node.name
    names = {option.id: option.name for option in field.node.options}
    options = [
        fact
        for option in node.options
        for fact in (Fact(option.address), Fact(option.address, "name"))
        if fact.attribute == "" or names.get(option.id) == option.name
    ]
    return (*whole(node), *(facts(node, "name") if named else ()), *options)


@dataclass(frozen=True, slots=True)
class Required:
    """Where a field must be filled, in order of address, and the requirements that say so."""

    statuses: tuple[Json, ...] = ()
    carries: tuple[Fact, ...] = ()


def required_fields(
    program: Program, fields: Mapping[FieldRef, LiveField], demands: Mapping[str, Mapping[str, tuple[Demand, ...]]]
) -> dict[str, Required]:
    """By the address of the live field: the statuses it is required for, without conditions."""
    # A field of leads and its twin of deals may both be asked for on one stage, so pairs are kept by what they are.
    places: dict[str, dict[tuple[str, Status], dict[str, Json]]] = {}
    carried: dict[str, list[Fact]] = {}
    for pipeline in program.pipelines:
        for field, status in _demanded(pipeline, demands[pipeline.id]):
            if field in fields:
                entries = places.setdefault(fields[field].address, {})
                entries[pipeline.address, status] = pair(pipeline.address, status)
        for requirement in enforced(pipeline):
            if requirement.field in fields:
                carried.setdefault(fields[requirement.field].address, []).extend(whole(requirement))
    return {
        address: Required(ordered(entries.values()), tuple(carried.get(address, ())))
        for address, entries in places.items()
    }


def _demanded(pipeline: Pipeline, demands: Mapping[str, tuple[Demand, ...]]) -> Iterable[tuple[FieldRef, Status]]:
    """Field and status of each demand that has no condition."""
    for place in (*pipeline.stages, pipeline.won):
        status: Status = WON if place is pipeline.won else Ref(place.address)
        for demand in demands[place.address]:
            if demand.requirement.condition is None:
                yield demand.requirement.field, status
    if pipeline.lost:
        yield from ((field, LOST) for field in dict.fromkeys(each.field for each in _on_every_loss(pipeline)))


def enforced(pipeline: Pipeline) -> list[Requirement]:
    """Requirements that `required_statuses` expresses: no condition, and for a loss: asked by every loss of the pipeline."""
    ahead = [
        item for place in (*pipeline.stages, pipeline.won) for item in place.requirements if item.condition is None
    ]
    return [*ahead, *_on_every_loss(pipeline)]


def _on_every_loss(pipeline: Pipeline) -> list[Requirement]:
    """All losses share one closed stage, so only what each of them demands can be required there."""
    plain = [item for lost in pipeline.lost for item in lost.requirements if item.condition is None]
    asked = [{item.field for item in lost.requirements if item.condition is None} for lost in pipeline.lost]
    return [item for item in plain if all(item.field in fields for fields in asked)]
