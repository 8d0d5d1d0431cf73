"""Two programs -> what has changed, found by walking both models together."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from typing import Any

from pipelang.compare.changes import Change, Comparison
from pipelang.compare.match import moved, pairs
from pipelang.compare.renames import renamed, renamings
from pipelang.compare.shape import attributes, content, is_node, nodes_in
from pipelang.model import Program

Nodes = tuple[Any, ...]


def compare(old: Program, new: Program) -> Comparison:
    """What has changed from `old` to `new`, in the order of the new program; what was removed stands where it stood.

    Of a node that was added or removed one change is told, and none of what is in it.
    """
    followed = renamings(old, new)
    old = renamed(old, followed) if followed else old
    were = {now: was for was, now in followed.items() if was != now}
    changes = tuple(_Comparing(were).node(old, new, ()))
    return Comparison(old, new, changes, were)


class _Comparing:
    def __init__(self, were: dict[str, str]) -> None:
        self.were = were

    def node(self, old: Any, new: Any, above: Nodes) -> Iterator[Change]:
        """Changes of a node that is in both, and below it."""
        renaming = self._renaming(old, new)
        if renaming:
            yield Change("renamed", old, new, above, was=renaming)
        inside = above if type(new) is Program else (*above, new)
        for name in attributes(new):
            before, after = getattr(old, name), getattr(new, name)
            if is_node(before) and is_node(after):
                # The only one of its sort on both sides: it is the same one, whatever has changed in it.
                yield from self.node(before, after, inside)
            elif nodes_in(before) is not None or nodes_in(after) is not None:
                yield from self.nodes(nodes_in(before) or (), nodes_in(after) or (), inside)
            elif not _same(before, after) and not (renaming and name == "was"):
                yield Change("changed", old, new, above, name)

    def nodes(self, old: Nodes, new: Nodes, above: Nodes) -> Iterator[Change]:
        """Changes among the nodes that one attribute holds."""
        if old == new and not any(type(node).__name__ == "TargetOption" for node in new):
            return
        found = pairs(old, new)
        partners = {j: i for i, j in found.matched}
        movers = moved(found.matched)
        gone = deque(found.removed)
        ends = _ends(partners, movers, len(old), len(new))
        for j, node in enumerate(new):
            while gone and gone[0] < ends[j]:
                yield Change("removed", old[gone.popleft()], None, above)
            behind = new[j - 1] if j else None
            if j not in partners:
                yield Change("added", None, node, above, behind=behind)
                continue
            if j in movers:
                yield Change("moved", old[partners[j]], node, above, behind=behind)
            yield from self.node(old[partners[j]], node, above)
        for i in gone:
            yield Change("removed", old[i], None, above)

    def _renaming(self, old: Any, new: Any) -> str:
        """The former address of a node whose own id is another now; what is only below such a node is not renamed itself."""
        was = self.were.get(getattr(new, "address", ""), "")
        return was if was and was.rpartition(".")[2] != new.address.rpartition(".")[2] else ""


def _ends(partners: Mapping[int, int], movers: set[int], before: int, after: int) -> list[int]:
    """For each new node the old position of the next one that has kept its place: what went from before it is told first."""
    ends = [before] * (after + 1)
    for j in reversed(range(after)):
        ends[j] = partners[j] if j in partners and j not in movers else ends[j + 1]
    return ends


def _same(old: Any, new: Any) -> bool:
    return bool(old == new) and (not isinstance(new, int | tuple) or content(old) == content(new))
