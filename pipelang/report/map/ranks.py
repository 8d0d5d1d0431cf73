"""Which links of a layered graph go back: up the page, against its order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence


def returning(links: Sequence[tuple[int, int]]) -> list[bool]:
    """For each link between numbered nodes, whether it leads back to an earlier node of a circle.

    Without those links no circle is left. The order of a spec decides only inside circles: pipelines may be written in any.
    """
    following: dict[int, set[int]] = defaultdict(set)
    for source, target in links:
        following[source].add(target)
    reach = {node: _reached(node, following) for node in list(following)}
    return [target <= source and source in reach.get(target, ()) for source, target in links]


def _reached(start: int, following: dict[int, set[int]]) -> set[int]:
    found = {start}
    open_ends = [start]
    while open_ends:
        for node in following.get(open_ends.pop(), ()):
            if node not in found:
                found.add(node)
                open_ends.append(node)
    return found
