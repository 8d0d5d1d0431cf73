"""Laws of comparing: nothing changes without a change, and no change goes untold. Generated from the model itself."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any, get_args, get_type_hints

import pytest
from cases import cases
from hypothesis import given
from hypothesis import strategies as st
from mutations import Mutation, holds_nodes, mutations, node_classes, removals
from programs import rich_program

from pipelang.compare import compare
from pipelang.compare.felt import ACTIONS, TABLE, felt, lookup
from pipelang.compare.keys import LABELS, keys
from pipelang.compare.renames import _SPECIAL, REFERENCES
from pipelang.compare.review import Review, review, reviewed
from pipelang.compare.shape import attributes_of
from pipelang.deploy.target import load_target
from pipelang.model import Action, Pipeline, Program
from pipelang.report.changes.phrases import FELT, NOUNS
from pipelang.report.changes.telling import Teller

CRMS = ("amocrm", "bitrix24")
PROGRAMS = [case.run.program for case in cases() if case.must_compile and case.run.program is not None]


@cache
def changed() -> tuple[Mutation, ...]:
    return tuple(mutations(rich_program()))


def test_the_example_has_every_class_of_nodes_and_every_attribute_is_tried() -> None:
    tried = {(item.kind, item.attribute) for item in changed()}
    for kind in node_classes():
        hints = get_type_hints(kind)
        for name in attributes_of(kind):
            if not holds_nodes(hints[name]):
                assert (kind.__name__, name) in tried


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda program: program.crm.name)
def test_nothing_has_changed_from_a_program_to_itself(program: Program) -> None:
    assert compare(program, program).changes == ()


def test_every_changed_attribute_is_told_at_its_node() -> None:
    for item in changed():
        found = compare(rich_program(), item.program).changes
        assert found, item[:3]
        told = {(change.kind, change.attribute) for change in found}
        whole = {change.kind for change in found if change.verb in ("added", "removed")}
        assert (item.kind, item.attribute) in told or item.kind in whole or item.kind == "Lose", item[:3]


def test_a_changed_attribute_is_told_once_and_nothing_else_with_it() -> None:
    """What only renames things, or puts a thing where it cannot be matched any more, is told in two changes."""
    for item in changed():
        found = compare(rich_program(), item.program).changes
        assert len(found) <= 2, (item[:3], [(change.verb, change.address, change.attribute) for change in found])


def test_every_node_taken_out_is_told_and_so_is_one_that_comes() -> None:
    for node, program in removals(rich_program()):
        kind = type(node).__name__
        gone = compare(rich_program(), program).changes
        assert [(change.verb, change.kind) for change in gone] == [("removed", kind)], node
        came = compare(program, rich_program()).changes
        assert [(change.verb, change.kind) for change in came] == [("added", kind)], node


@given(st.data())
def test_only_equal_programs_have_no_changes(data: st.DataObject) -> None:
    """Any two programs that are a few changes away from each other, in whichever direction."""
    one = _changed_at_random(rich_program(), data)
    other = _changed_at_random(one, data)
    assert (compare(one, other).changes == ()) == (one == other)
    assert len(compare(one, other).changes) >= (one != other)


def _changed_at_random(program: Program, data: st.DataObject) -> Program:
    for _ in range(data.draw(st.integers(0, 2))):
        part = data.draw(st.sampled_from(["roles", "fields", "messages", "pipelines", "channels", "stages"]))
        if part == "stages":
            pipelines = list(program.pipelines)
            number = data.draw(st.integers(0, len(pipelines) - 1))
            stages = tuple(data.draw(st.permutations(pipelines[number].stages)))
            pipelines[number] = replace(pipelines[number], stages=stages)
            program = replace(program, pipelines=tuple(pipelines))
        else:
            items = list(data.draw(st.permutations(getattr(program, part))))
            del items[: data.draw(st.integers(0, 1))]
            program = replace(program, **{part: tuple(items)})
    return program


@given(st.data())
def test_applying_moves_gives_the_new_order_with_as_few_as_possible(data: st.DataObject) -> None:
    """Stages that did not move keep their order, and no smaller set of moves would do."""
    sales = next(item for item in rich_program().pipelines if item.id == "sales")
    many = tuple(replace(sales.stages[0], address=f"{sales.address}.stage.s{n}", id=f"s{n}") for n in range(7))
    order = data.draw(st.permutations(many))
    old, new = (_with(replace(sales, stages=stages)) for stages in (many, tuple(order)))
    found = {change.node.id for change in compare(old, new).changes if change.verb == "moved"}
    kept = [stage.id for stage in order if stage.id not in found]
    assert kept == sorted(kept)
    assert len(kept) == _longest([stage.id for stage in order])


def _with(pipeline: Pipeline) -> Program:
    return replace(rich_program(), pipelines=(pipeline,), allows=(), options=())


def _longest(order: list[str]) -> int:
    best = [1] * len(order)
    for i, item in enumerate(order):
        best[i] = 1 + max((best[j] for j in range(i) if order[j] < item), default=0)
    return max(best)


# ---- tables hold to the model


def test_every_text_that_may_name_a_thing_is_known_to_be_a_reference_or_plain() -> None:
    plain = {
        ("Crm", "name"), ("Crm", "locale"), ("Crm", "timezone"), ("Crm", "currency"), ("Crm", "about"), ("Event", "kind"),
        ("Event", "text"), ("Event", "call"), ("Event", "days"), ("Event", "time"), ("Param", "id"), ("Param", "type"),
        ("Param", "value"), ("Option", "id"), ("Allow", "rule"), ("Allow", "why"), ("TargetOption", "target"),
        ("TargetOption", "key"), ("TargetOption", "value"), ("Channel", "kind"), ("Field", "type"), ("Field", "group"),
        ("Field", "entity"), ("Field", "link"), ("Document", "id"), ("Message", "id"), ("Hint", "level"), ("Hint", "text"),
        ("Objection", "title"), ("Objection", "answer"), ("AccessRule", "rights"), ("AccessRule", "scope"), ("Tag", "tag"),
        ("Untag", "tag"), ("MakeDocument", "title"), ("Webhook", "url"), ("Run", "what"), ("StartProcess", "name"),
        ("Pipeline", "entity"), ("Pipeline", "kind"), ("Pipeline", "style"), ("Tunnel", "mode"), ("Copy", "tags"),
        ("Tunnel", "tags"),
    }  # fmt: skip
    common = {"id", "name", "was", "about", "goal", "checklist"}
    moved_by_hand = {("TargetOption", "subject"), ("Allow", "where")}
    for kind in node_classes():
        for name, hint in get_type_hints(kind).items():
            if name == "address" or not _holds_text(hint) or kind.__name__ in _SPECIAL:
                continue
            key = (kind.__name__, name)
            assert key in REFERENCES or key in plain or key in moved_by_hand or name in common, key


def _holds_text(hint: Any) -> bool:
    return hint is str or any(map(_holds_text, get_args(hint)))


def test_every_verb_and_attribute_has_its_consequences() -> None:
    for kind in node_classes() - {Action}:
        if issubclass(kind, Action):
            assert kind.__name__ in ACTIONS
            continue
        if kind.__name__ == "Trigger":
            continue
        hints = get_type_hints(kind)
        for name in attributes_of(kind):
            if not holds_nodes(hints[name]):
                lookup(kind.__name__, name)
        for verb in ("added", "removed", "moved", "renamed"):
            lookup(kind.__name__, verb)
    names = {kind.__name__ for kind in node_classes()}
    assert {kind for kind, _ in TABLE} <= names and ACTIONS.keys() <= names and LABELS.keys() <= names
    assert NOUNS.keys() >= {kind.__name__ for kind in node_classes() if not issubclass(kind, Action)}


def test_every_consequence_has_its_words() -> None:
    used = {f"{item.who}.{item.what}" for items in TABLE.values() for item in items}
    for who, stem, _ in ACTIONS.values():
        used |= {f"{who}.{stem}.{verb}" for verb in ("added", "removed", "changed", "when")}
    assert used <= FELT.keys()
    extra = {
        "managers.actions.order",
        "managers.task.required",
        "data.id",
        "managers.order",
        "managers.name",
        "managers.script",
    }
    assert FELT.keys() <= used | extra


@pytest.mark.parametrize("locale", ["ru", "en"])
def test_every_change_can_be_told_in_both_languages_and_weighed(locale: Any) -> None:
    crms = [load_target(name) for name in CRMS]
    for _, _, _, program in changed():
        for told in Teller(_reviewed(program, crms), locale).told():
            assert told.headline and told.source
            assert "{" not in told.headline.replace("{$", "")
            assert all(who and what for who, what in (*told.felt, *told.facts))
    for _, program in removals(rich_program()):
        for old, new in ((rich_program(), program), (program, rich_program())):
            found = reviewed(old, new, lambda: crms, ("a", "a"), {})
            assert [told.headline for told in Teller(found, locale).told()]


def _reviewed(program: Program, crms: list[Any]) -> Review:
    return reviewed(rich_program(), program, lambda: crms, ("a.pipe", "a.pipe"), {})


def test_keys_are_unique_and_hold_no_numbers_of_triggers() -> None:
    for item in changed():
        comparison = compare(rich_program(), item.program)
        names = keys(comparison.changes)
        assert len(set(names)) == len(names)
        assert all("\n" not in name and ".trigger.1" not in name for name in names)


def test_a_change_of_any_class_is_at_least_as_bad_as_each_consequence() -> None:
    levels = ("safe", "attention", "destructive")
    for item in changed():
        for found in review(compare(rich_program(), item.program), ()):
            worst = max((levels.index(one.level) for one in felt(found.change)), default=0)
            assert levels.index(found.level) >= worst
