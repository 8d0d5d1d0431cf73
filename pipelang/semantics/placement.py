"""Which statement may stand where. The grammar has one block for all; this table is the other half of it."""

from __future__ import annotations

from collections.abc import Iterable

from pipelang.diagnostics import Kind
from pipelang.semantics.resolver import Resolver
from pipelang.semantics.units import Placed
from pipelang.syntax.tokens import Token

FILE = frozenset(
    {
        "language",
        "crm",
        "import_",
        "param",
        "template",
        "target",
        "role",
        "product",
        "service",
        "channel",
        "field",
        "message",
        "document",
        "task_type",
        "pipeline",
        "allow",
    }
)
CRM = frozenset({"locale", "timezone", "currency", "hours", "about", "allow"})
NAMED = frozenset({"about", "allow"})
PIPELINE = frozenset(
    {
        "kind",
        "style",
        "for_",
        "sources",
        "main",
        "access",
        "every_stage",
        "drop_stage",
        "stage",
        "won",
        "lost",
        "goal",
        "about",
        "trigger",
        "allow",
    }
)
_PLACE = frozenset(
    {
        "owner",
        "require",
        "task",
        "checklist",
        "goal",
        "hint",
        "objection",
        "trigger",
        "tunnel",
        "access",
        "about",
        "allow",
    }
)
STAGE = _PLACE | {"sla", "norm", "no_skip"}
WON = _PLACE
LOST = _PLACE | {"reason", "review"}
ACTIONS = frozenset(
    {
        "task",
        "send",
        "notify",
        "assign",
        "set_field",
        "tag",
        "untag",
        "move",
        "copy",
        "win",
        "lose",
        "document_title",
        "document_made",
        "webhook",
        "run",
        "start_process",
        "close_tasks",
        "subscribe",
        "unsubscribe",
    }
)
TUNNEL = frozenset({"carry", "tag"})

#: Blocks by the word that messages use for them, most usual first.
BLOCKS = {
    "stage": STAGE,
    "pipeline": PIPELINE,
    "lost": LOST,
    "on": ACTIONS,
    "file": FILE,
    "crm": CRM,
    "tunnel": TUNNEL,
    "won": WON,
    "name": NAMED,
}

#: Keyword of a statement where it is not the rule's own name.
_WORDS = {
    "import_": "import",
    "for_": "for",
    "every_stage": "every stage",
    "drop_stage": "drop stage",
    "task_type": "task type",
    "no_skip": "no skip",
    "trigger": "on",
    "set_field": "set",
    "document_title": "document",
    "document_made": "document",
    "start_process": "start process",
    "close_tasks": "close tasks",
}


def word(kind: str) -> str:
    return _WORDS.get(kind, kind)


def check(items: Iterable[Placed], block: str, resolver: Resolver) -> list[Placed]:
    """The statements that may stand in a block; of a run of misplaced ones only the first is reported."""
    allowed = BLOCKS[block]
    right: list[Placed] = []
    last: Placed | None = None
    for item in items:
        if item.node.kind in allowed:
            right.append(item)
            last = None
            continue
        if not (item.frame.unit.unbalanced or (last is not None and _follows(last, item))):
            report(item, block, resolver)
        last = item
    return right


def _follows(last: Placed, item: Placed) -> bool:
    """Whether nothing but blanks stands between two statements."""
    if last.frame.unit is not item.frame.unit:
        return False
    return not item.frame.unit.source.text[last.node.end : item.node.start].strip()


def report(item: Placed, block: str, resolver: Resolver) -> None:
    """Say that a statement is misplaced: where it stands, and where it belongs. Only its keyword is pointed at."""
    keyword = word(item.node.kind)
    homes = [name for name, allowed in BLOCKS.items() if item.node.kind in allowed][:3]
    at = Token("NAME", keyword, item.node.start, min(item.node.start + len(keyword), item.node.end))
    belongs = Kind("|".join(f"block:{name}" for name in homes))
    resolver.add("M301", item.frame, at, statement=keyword, block=Kind(f"block:{block}"), homes=belongs)
