"""What Bitrix24 has or makes by itself: stages of a new pipeline, the default pipeline, the funnel of leads, standard sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from pipelang.deploy.resources import Join, Json, Learn, Ref, Request, Resource, children_of

from .facts import DICTIONARIES, STAGES, Brought


def brings(resource: Resource, desired: Mapping[str, Resource]) -> Iterable[Resource]:
    """Stages that come with a pipeline, options that are made together with their field.

    A brought stage stands under the address of the desired stage it becomes, or under `…brought.ID` when there is none.
    """
    if resource.kind == "pipeline":
        return _stages(resource.address, "deal", desired, str(resource.identity.get("id", "")))
    if resource.kind == "field" and resource.identity["USER_TYPE_ID"] == "enumeration":
        return options_of(resource, desired)
    return ()


def options_of(field: Resource, desired: Mapping[str, Resource]) -> list[Resource]:
    return [item for item in children_of(desired, field.address) if item.kind == "option"]


def present(desired: Mapping[str, Resource]) -> dict[str, Resource]:
    """What even an empty portal holds of the things a spec may mean: pipeline 0, the funnel of leads, dictionary items."""
    found: dict[str, Resource] = {}
    for resource in desired.values():
        if resource.kind == "pipeline" and resource.identity.get("id") == 0:
            found[resource.address] = Resource("pipeline", resource.address, None, {}, resource.identity)
            found.update((stage.address, stage) for stage in _stages(resource.address, "deal", desired, "0"))
        elif resource.kind == "item":
            sort = DICTIONARIES[str(resource.identity["ENTITY_ID"])].get(str(resource.identity["STATUS_ID"]))
            if sort:
                known = Resource("item", resource.address, None, {"SORT": sort}, resource.identity)
                found[resource.address] = known
        elif _starts_leads(resource):
            found.update((stage.address, stage) for stage in _stages(str(resource.parent), "lead", desired, ""))
    return found


def _starts_leads(resource: Resource) -> bool:
    """Whether this is the success stage of the funnel of leads, of which there is always one."""
    return resource.kind == "stage" and resource.identity["STATUS_ID"] == "CONVERTED"


def lookups(desired: Mapping[str, Resource]) -> tuple[Request, ...]:
    """Reads that learn the ids of what `present` names: one for each dictionary."""
    by_dictionary: dict[str, list[Learn]] = {}
    for resource in present(desired).values():
        if resource.kind in ("stage", "item"):
            dictionary, status = resource.identity["ENTITY_ID"], resource.identity["STATUS_ID"]
            learn = Learn(resource.address, "ID", "result", {"STATUS_ID": status})
            by_dictionary.setdefault(str(dictionary), []).append(learn)
    return tuple(list_request(name, tuple(learns)) for name, learns in sorted(by_dictionary.items()))


def list_request(dictionary: Json, learns: tuple[Learn, ...]) -> Request:
    return Request("POST", "crm.status.list", {"filter": {"ENTITY_ID": dictionary}, "order": {"SORT": "ASC"}}, learns)


def brought_stages(pipeline: str, desired: Mapping[str, Resource]) -> Iterator[tuple[str, str]]:
    """Address and STATUS_ID (own part) of each stage that the pipeline of deals at that address comes with."""
    for stage in _stages(pipeline, "deal", desired, ""):
        yield stage.address, str(stage.identity["STATUS_ID"])


def _stages(pipeline: str, entity: str, desired: Mapping[str, Resource], number: str) -> Iterator[Resource]:
    homes = {
        str(item.identity["STATUS_ID"]): item.address for item in children_of(desired, pipeline) if item.kind == "stage"
    }
    for stage in STAGES[entity]:
        address = homes.get(stage.id, f"{pipeline}.brought.{stage.id}")
        yield _stage(address, stage, pipeline, _dictionary(pipeline, entity, number))


def _stage(address: str, stage: Brought, pipeline: str, dictionary: Json) -> Resource:
    # The name depends on the portal's language, so it is left out: it always counts as different.
    attributes: dict[str, Json] = {"SORT": stage.sort}
    if stage.color:
        attributes["COLOR"] = stage.color
    identity: dict[str, Json] = {"ENTITY_ID": dictionary, "STATUS_ID": stage.id, "SEMANTICS": stage.semantics}
    return Resource("stage", address, None, attributes, identity, parent=pipeline)


def _dictionary(pipeline: str, entity: str, number: str) -> Json:
    if entity == "lead":
        return "STATUS"
    return "DEAL_STAGE" if number == "0" else Join(("DEAL_STAGE_", Ref(pipeline)))
