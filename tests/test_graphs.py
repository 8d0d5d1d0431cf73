"""Pipelines for other programs to draw: nothing is missing, and a text of the spec stays a text."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

import pytest
from pages import HOSTILE, hostile
from programs import rich_program

from pipelang.model import Program
from pipelang.report.documents.anchors import anchor
from pipelang.report.map.diagram import PHRASES, diagram, ways
from pipelang.report.map.graphs import dot, mermaid, only
from pipelang.words import Words, words_for


def words(program: Program) -> Words:
    return words_for(program).with_phrases(PHRASES)


def mermaid_text(label: str) -> str:
    """A label as Mermaid shows it."""
    return re.sub(r"#(\d+);", lambda found: chr(int(found[1])), label)


@pytest.mark.parametrize("draw", [mermaid, dot])
def test_every_place_and_way_is_drawn(draw: object) -> None:
    program = rich_program()
    text = draw(program, words(program))  # type: ignore[operator]
    for pipeline in program.pipelines:
        assert f'"{pipeline.name}"' in text
        for place in pipeline.places:
            assert place.name in text
    arrows = re.findall(r"-->|==>|-\.->|->", text)
    steps = sum(len(pipeline.stages) for pipeline in program.pipelines)
    assert len(arrows) == steps + len(list(ways(program, words(program))))


def test_mermaid_holds_no_sign_of_a_text() -> None:
    program = hostile(rich_program())
    text = mermaid(program, words(program))
    labels = re.findall(r'"([^"\n]*)"', text)
    assert any(HOSTILE in mermaid_text(label) for label in labels)
    for label in labels:
        assert not re.search(r"[<>`{}%\\]|#(?!\d+;)", label.replace("<br>", "")), label
    assert "click " not in re.sub(r'"[^"]*"', "", text)


def test_dot_holds_every_text_in_its_quotes() -> None:
    program = hostile(rich_program())
    text = dot(program, words(program))
    bare = re.sub(r'"(?:[^"\\]|\\.)*"', "", text)
    assert "script" not in bare and "alert" not in bare and bare.count("{") == bare.count("}")


def test_ids_of_mermaid_are_all_different() -> None:
    program = rich_program()
    text = mermaid(program, words(program))
    made = re.findall(r"^ +(?:subgraph )?(p_\w+)[\[(]", text, re.MULTILINE)
    assert len(made) == len(set(made)) == sum(1 + len(pipeline.places) for pipeline in program.pipelines)


def test_one_pipeline_comes_with_those_it_leads_to_but_without_their_ways() -> None:
    program = rich_program()
    chosen = only(program, ["sales"])
    kept = {pipeline.id for pipeline in chosen.pipelines}
    assert "sales" in kept and kept < {pipeline.id for pipeline in program.pipelines}
    for way in ways(chosen, words(chosen)):
        assert anchor(way.source).startswith("sales/")
    assert diagram(chosen, words_for(chosen)).startswith("<svg")


CONTROLS = "a\x07\x1b[31m\r\nb\ufffe\x85\u2028c"


def test_control_characters_break_nothing() -> None:
    program = hostile(rich_program(), CONTROLS)
    assert ET.fromstring(diagram(program, words_for(program))).tag.endswith("svg")
    for draw in (mermaid, dot):
        text = draw(program, words(program))
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029]", text)
        assert len(text.splitlines()) == len(draw(rich_program(), words(rich_program())).splitlines())


def test_a_label_is_never_empty() -> None:
    """Mermaid takes an empty label for a mistake."""
    program = hostile(rich_program(), "\u2028")
    assert '""' not in mermaid(program, words(program))
