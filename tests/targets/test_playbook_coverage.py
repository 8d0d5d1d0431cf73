"""All that a manager should know of the model is in the playbook, where managers look for it; the rest has a reason."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace
from functools import cache
from typing import Any

import pytest
from pages import Page
from programs import rich_program
from shown import CHILDREN, Shown, plain, squeezed

from pipelang.deploy.target import DocumentTarget, load_target
from pipelang.model import Program, Trigger
from pipelang.model.walk import Node, nodes, said
from pipelang.report.documents.anchors import anchor
from pipelang.report.documents.markdown import escape
from pipelang.report.documents.passages import PHRASES
from pipelang.words import Words, words_for
from pipelang.words.local import LocalFigures

#: Why managers need not know a thing. Whoever adds to the model chooses: words in the playbook, or one of these.
OF_SETUP = "part of the set-up: the integrator's and the client's business, told in the specification"
OF_CARD = "seen in the card itself, while it is filled in"
OF_NAMES = "history of ids, which managers never see"
OF_RIGHTS = "the CRM shows to each what they may see; who may what is told in the specification"
OF_MODEL = "seen by what it does: order of the pages, words for deals or leads, the sense of names"
OF_OTHERS = "it stands where it is used, under the name of the thing that uses it"


def _action(node: Any, words: Words) -> list[str]:
    """The action in words; of a message as much as tells which it is, for the whole of it is in a chapter of its own."""
    return [words.action(node)[:60]]


def _task(node: Any, words: Words) -> list[str]:
    """A task set on entering is among what to do, any other among what happens by itself."""
    return [words.task(node), words.action(node)]


def _trigger(node: Any, words: Words) -> list[str]:
    """When; the end of a stage's limit needs no words of its own beside the limit."""
    limit = node.event.kind == "overdue" and not node.condition and not node.delay
    return ["Дальше CRM сама:" if limit else words.event(node)]


_PLACE: dict[str, Shown | str] = {
    "name": plain("name"),
    "about": plain("about"),
    "goal": plain("goal"),
    "checklist": lambda node, _: list(node.checklist),
    "was": OF_NAMES,
}
_OF_TUNNEL: Shown = lambda node, words: [words.tunnel(node)[1:]]  # noqa: E731 — a line of the table
_TASK = dict.fromkeys(("kind", "text", "assignee", "due", "required"), _task)

#: How the playbook shows each attribute that a spec can set, or why it does not.
SHOWN: dict[str, dict[str, Shown | str]] = {
    "Crm": {
        "name": plain("name"),
        "hours": lambda node, words: [words.hours(node)],
        "locale": OF_MODEL,
        "timezone": OF_SETUP,
        "currency": OF_SETUP,
        "about": "people who work there know what the company does",
    },
    "Param": {"type": OF_SETUP, "value": OF_SETUP},
    "Role": {
        "name": "a role that no stage, task or notice names has no page: there is nothing in it to do",
        "about": "told on the page of the role, if it has one",
        "was": OF_NAMES,
    },
    "Product": {"name": plain("name"), "about": plain("about"), "was": OF_NAMES},
    "Service": {"name": OF_OTHERS, "about": OF_SETUP, "was": OF_NAMES},
    "TaskType": {"name": OF_OTHERS, "about": OF_OTHERS, "was": OF_NAMES},
    "Channel": {"name": plain("name"), "about": plain("about"), "kind": OF_OTHERS, "via": OF_SETUP, "was": OF_NAMES},
    "Field": {
        "name": OF_OTHERS,
        "about": "told where the field is asked for",
        "entity": OF_OTHERS,
        **dict.fromkeys(("type", "group", "low", "high", "link"), OF_CARD),
        "was": OF_NAMES,
    },
    "Option": {"name": OF_CARD, "was": OF_NAMES},
    "Message": {
        "channel": lambda node, words: [words.channel(node.channel)],
        "subject": lambda node, words: [words.line(node.subject)],
        "text": lambda node, words: words.text(node.text).split("\n"),
    },
    "Document": {"name": OF_OTHERS, "text": "made by the CRM; told in the specification"},
    "Pipeline": {
        "name": plain("name"),
        "about": plain("about"),
        "goal": plain("goal"),
        "products": lambda node, words: [words.product(item) for item in node.products],
        "sources": lambda node, words: [words.channel(item) for item in node.sources],
        **dict.fromkeys(("entity", "kind", "style", "main"), OF_MODEL),
        "extends": OF_SETUP,
        "was": OF_NAMES,
    },
    "Stage": {
        **_PLACE,
        "key": lambda *_: ["ключевой этап"],
        "no_skip": lambda *_: ["Этот этап не перепрыгиваем"],
        "react": lambda node, words: [f"Первая реакция {words.duration(node.react, 'within')}"],
        "stay": lambda node, words: [words.duration(node.stay, "at_most")],
        "norm": lambda node, words: [words.norm(node.norm, node.address)],
    },
    "Won": _PLACE,
    "Lost": _PLACE,
    "Reason": {"name": plain("name"), "about": plain("about"), "was": OF_NAMES},
    "Review": dict.fromkeys(("role", "within"), lambda node, words: [words.review(node)[1:]]),
    "Owner": dict.fromkeys(("role", "distribution"), lambda node, words: [words.owner(node)]),
    "Requirement": {
        "field": lambda node, words: [words.field_of(node.field)],
        "here": lambda *_: ["только на этом этапе"],
        "condition": lambda node, words: [words.requirement(node)],
    },
    "Hint": {
        "level": lambda node, words: [words.t(f"hint.{node.level}")],
        "text": lambda node, _: node.text.split("\n"),
    },
    "Objection": {"title": plain("title"), "answer": plain("answer")},
    "AccessRule": dict.fromkeys(("role", "rights", "scope", "stages"), OF_RIGHTS),
    "Trigger": {
        "event": _trigger,
        "condition": lambda node, words: [words.condition(node.condition, node.address)],
        "delay": _trigger,
        "enabled": "what is switched off does not happen",
    },
    "Tunnel": dict.fromkeys(("mode", "to", "condition", "carry", "carry_tags", "everything", "tags"), _OF_TUNNEL),
    "Task": dict(_TASK),
    "Send": {"message": _action},
    "Notify": {"role": _action, "text": _action},
    "Assign": {"role": _action, "distribution": _action},
    "SetField": {"field": _action, "value": _action},
    "Tag": {"tag": _action},
    "Untag": {"tag": _action},
    "Move": {"to": _action},
    "Copy": dict.fromkeys(("to", "carry", "carry_tags", "everything", "tags"), _action),
    "Win": {},
    "Lose": {"reason": _action, "to": _action},
    "MakeDocument": {"document": _action, "title": _action},
    "Webhook": {"url": _action},
    "Run": {"service": _action, "what": _action},
    "StartProcess": {"name": _action, "wait": _action},
    "CloseTasks": {},
    "Subscribe": {"channel": _action},
    "Unsubscribe": {"channel": _action},
}


@cache
def program() -> Program:
    """The rich program, in which everything has something to say of itself."""
    made = rich_program()
    explained = tuple(
        replace(
            pipe,
            about=f"О воронке {pipe.id}",
            lost=tuple(_explained(lost) for lost in pipe.lost),
            won=_explained(pipe.won),
        )
        for pipe in made.pipelines
    )
    return replace(made, pipelines=explained)


def _explained(place: Any) -> Any:
    return replace(
        place, about=f"Об исходе {place.address}", goal=f"Цель исхода {place.address}", checklist=("Проверить",)
    )


@cache
def book() -> tuple[Page, dict[str, str], Words]:
    target = load_target("playbook")
    assert isinstance(target, DocumentTarget)
    files: dict[str, str] = dict(target.render(program()))  # type: ignore[arg-type]
    return Page(files["playbook.html"]), files, words_for(program(), figures=LocalFigures).with_phrases(PHRASES)


def told(node: Node) -> tuple[str, str]:
    """What the part of a node's place says, or all of it for a node outside pipelines; in HTML, and in the wiki's files."""
    page, files, _ = book()
    parts = node.address.split(".")
    texts = [name for name in files if name.endswith(".md")]
    if parts[0] != "pipeline":
        return squeezed(page.texts[""]), squeezed("\n".join(files[name] for name in texts))
    places = {place.address for pipe in program().pipelines for place in pipe.places}
    prefixes = (".".join(parts[:length]) for length in range(len(parts), 2, -1))
    home = next((prefix for prefix in prefixes if prefix in places), ".".join(parts[:2]))
    return squeezed(page.texts[anchor(home)]), squeezed(files[f"{parts[1]}.md"])


def _alive() -> Iterator[Node]:
    """All nodes but what is switched off."""
    off = tuple(f"{node.address}." for node in nodes(program()) if isinstance(node, Trigger) and not node.enabled)
    for node in nodes(program()):
        if not f"{node.address}.".startswith(off):
            yield node


def test_the_table_knows_every_attribute_of_the_model() -> None:
    found = {type(node) for node in nodes(program())}
    assert {kind.__name__ for kind in found} == SHOWN.keys()
    for kind in found:
        names = {spec.name for spec in fields(kind)} - {"address", "at", "id"}  # type: ignore[arg-type]
        kept = names - (CHILDREN - ({"stages"} if kind.__name__ == "AccessRule" else set()))
        assert kept == SHOWN[kind.__name__].keys(), kind.__name__


@pytest.mark.parametrize("node", list(_alive()), ids=lambda node: node.address)
def test_every_fact_that_managers_need_is_shown_where_they_look(node: Node) -> None:
    words = book()[2]
    page, markdown = told(node)
    for attribute in said(node):
        shown = SHOWN[type(node).__name__][attribute]
        if isinstance(shown, str):
            continue
        wanted = [squeezed(one) for one in shown(node, words)]
        some = any if type(node).__name__ == "Task" else all
        assert some(one.lower() in page.lower() for one in wanted), attribute
        assert some(escape(one).lower() in markdown.lower() for one in wanted), attribute


def test_a_page_of_a_role_says_what_it_is_for() -> None:
    page, _, _ = book()
    for role in program().roles:
        assert f"role.{role.id}" not in page.texts or not role.about or role.about in page.texts[f"role.{role.id}"]
