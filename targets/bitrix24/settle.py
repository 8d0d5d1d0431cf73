"""Live things seen as a plan should see them: noise taken out, system stages given to whoever wants them now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import pairwise

from pipelang.deploy.resources import Resource

from .facts import ENDS


def rebound(live: Mapping[str, Resource], desired: Mapping[str, Resource]) -> dict[str, str]:
    """Addresses in the bindings that must change, all at once: old → new.

    NEW, WON, LOSE (CONVERTED, JUNK) exist once in a pipeline and cannot be deleted. When the place that held one has left the
    spec, the place that should hold it now takes it over, renamed. The stage that this place had until then is left over, to
    be deleted like any other: its deals need a new home first.
    """
    gone = {
        (stage.parent, stage.identity.get("STATUS_ID")): address
        for address, stage in live.items()
        if stage.kind == "stage" and address not in desired
    }
    found: dict[str, str] = {}
    for address, stage in desired.items():
        held = gone.get((stage.parent, stage.identity.get("STATUS_ID"))) if stage.kind == "stage" else None
        if held and _is_system(stage):
            found[held] = address
            if address in live:
                found[address] = f"{stage.parent}.left.{live[address].identity.get('STATUS_ID')}"
    return found


def settled(live: Mapping[str, Resource], desired: Mapping[str, Resource]) -> dict[str, Resource]:
    """`live` with the SORT numbers of the spec wherever only the numbers differ and the order does not.

    The board of the CRM renumbers stages whenever a person touches it; that is no change.
    """
    found = dict(live)
    for group in _groups(desired):
        if all(stage.address in live for stage in group) and _same_order(group, live):
            for stage in group:
                known = live[stage.address]
                attributes = {**known.attributes, "SORT": stage.attributes["SORT"]}
                found[stage.address] = replace(known, attributes=attributes)
    return found


def _is_system(stage: Resource) -> bool:
    entity = "lead" if stage.identity["ENTITY_ID"] == "STATUS" else "deal"
    return stage.identity["STATUS_ID"] in ENDS[entity]


def _groups(desired: Mapping[str, Resource]) -> Iterator[list[Resource]]:
    """Things that are ordered among themselves: stages of a pipeline, options of a field, items of a dictionary."""
    groups: dict[tuple[str, str], list[Resource]] = {}
    for item in desired.values():
        if item.kind in ("stage", "option"):
            groups.setdefault((item.kind, str(item.parent)), []).append(item)
        elif item.kind == "item":
            groups.setdefault((item.kind, str(item.identity["ENTITY_ID"])), []).append(item)
    yield from groups.values()


def _same_order(group: list[Resource], live: Mapping[str, Resource]) -> bool:
    wanted = sorted(group, key=_sort)
    there = [_sort(live[stage.address]) for stage in wanted]
    return all(left < right for left, right in pairwise(there))


def _sort(stage: Resource) -> int:
    value = stage.attributes.get("SORT")
    return value if isinstance(value, int) else 0
