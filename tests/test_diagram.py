"""The diagram of pipelines: everything is on it, nothing lies on anything else, no spec text gets out of its quotes."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from dataclasses import replace
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from programs import Builder, rich_program, to

from pipelang.model import Crm, Pipeline, Program, Role
from pipelang.report.anchors import anchor
from pipelang.report.diagram import diagram
from pipelang.report.lanes import Lane, Layout, Link, Rect, lay_out
from pipelang.report.textfit import clip, width, wrap
from pipelang.words import words_for

SVG = "{http://www.w3.org/2000/svg}"


def drawn(program: Program, locale: str | None = None) -> ET.Element:
    return ET.fromstring(diagram(program, words_for(program, locale)))  # type: ignore[arg-type]


def nine_pipelines() -> Program:
    """Long names, many stages, and every pipeline sending deals into every other."""
    b = Builder()
    ids = [f"p{number}" for number in range(1, 10)]
    long = "Согласование индивидуального дизайн-проекта с архитектором-проектировщиком"
    pipelines: list[Pipeline] = [
        b.pipeline(
            id,
            f"Воронка по работе с постоянными клиентами №{number}",
            kind="custom",
            stages=tuple(
                b.stage(f"pipeline.{id}.stage.s{at}", f"{long} {at}", owner=f"r{at}", key=at == 2)
                for at in range(1, number + 2)
            ),
            won=b.won(
                id,
                "Успешно реализовано",
                tunnels=tuple(b.tunnel("copy", f"{other}.s1") for other in ids if other != id),
            ),
            lost=(b.lost(f"pipeline.{id}.lost", "Закрыто и не реализовано", {"price": "Дорого"}),),
        )
        for number, id in enumerate(ids, 1)
    ]
    roles = tuple(b.named(Role, "role", f"r{at}", f"Руководитель направления {at}") for at in range(1, 12))
    return Program(crm=Crm("crm", b.lines.next(), "Девять воронок"), roles=roles, pipelines=tuple(pipelines))


def _boxes(root: ET.Element) -> list[tuple[str, Rect]]:
    """Each text with the room it takes, by the widths the drawing itself reckons with."""
    found = []
    for text in root.iter(f"{SVG}text"):
        size, said = float(text.get("font-size", "0")), text.text or ""
        wide = width(said, size)
        x = float(text.get("x", "0")) - (wide / 2 if text.get("text-anchor") == "middle" else 0)
        found.append((said, Rect(x, float(text.get("y", "0")) - size * 0.8, wide, size)))
    return found


def _meet(one: Rect, other: Rect, slack: float = 0.0) -> bool:
    return (
        one.x + one.width > other.x + slack
        and other.x + other.width > one.x + slack
        and one.y + one.height > other.y + slack
        and other.y + other.height > one.y + slack
    )


@pytest.mark.parametrize("program", [rich_program(), nine_pipelines()], ids=["rich", "nine"])
@pytest.mark.parametrize("locale", ["ru", "en"])
def test_no_text_lies_on_another_or_leaves_the_drawing(program: Program, locale: str) -> None:
    root = drawn(program, locale)
    wide, high = float(root.get("width", "0")), float(root.get("height", "0"))
    texts = _boxes(root)
    for said, at in texts:
        assert at.x >= 0 and at.y >= 0 and at.x + at.width <= wide and at.y + at.height <= high, said
    for (said, one), (other_said, other) in combinations(texts, 2):
        assert not _meet(one, other, 0.5), (said, other_said)


def test_every_pipeline_stage_outcome_and_way_is_there() -> None:
    program = rich_program()
    words = words_for(program)
    tips = [title.text or "" for title in drawn(program).iter(f"{SVG}title")]
    for pipeline in program.pipelines:
        for place in pipeline.places:
            assert any(tip.startswith(words.place(place)) for tip in tips), place.address
            for tunnel in place.tunnels:
                assert any(words.tunnel(tunnel) in tip for tip in tips), tunnel.address
    assert any("переводит триггер" in (text.text or "") for text in drawn(program).iter(f"{SVG}text"))
    assert any("Ключевой этап" in tip and "Нельзя перепрыгнуть" in tip for tip in tips)


def test_ways_are_explained_under_the_drawing() -> None:
    texts = " ".join(text.text or "" for text in drawn(rich_program()).iter(f"{SVG}text"))
    assert "если причина отказа — «Отложил решение» или «Перестал отвечать»" in texts
    assert "переносятся поля: «Бюджет», «Способ отгрузки»" in texts


def test_places_link_into_the_document_around() -> None:
    program = rich_program()
    svg = diagram(program, words_for(program), lambda address: f"#{anchor(address)}")
    links = {link.get("href") for link in ET.fromstring(svg).iter(f"{SVG}a")}
    assert {"#sales/visit", "#sales/won", "#sales/lost", "#sales/lost.junk"} <= links


def test_spec_texts_stay_texts() -> None:
    program = rich_program()
    hostile = '"><script>alert(1)</script>{{ 7*7 }}'
    stage = replace(program.pipelines[0].stages[0], name=hostile)
    bad = replace(
        program, pipelines=(replace(program.pipelines[0], name=hostile, stages=(stage,)), *program.pipelines[1:])
    )
    root = drawn(bad)
    assert not list(root.iter(f"{SVG}script"))
    assert any(hostile in (title.text or "") for title in root.iter(f"{SVG}title"))


def test_a_program_without_pipelines_has_an_empty_drawing() -> None:
    program = Program(crm=Crm("crm", Builder().lines.next(), "Пусто"))
    assert drawn(program).get("class") == "diagram"


def test_the_same_program_is_drawn_the_same() -> None:
    assert diagram(nine_pipelines(), words_for(nine_pipelines())) == diagram(
        nine_pipelines(), words_for(nine_pipelines())
    )


@st.composite
def _lanes(draw: st.DrawFn) -> tuple[list[Lane], list[Link]]:
    sizes = draw(st.lists(st.integers(1, 9), min_size=1, max_size=5))
    lanes = [
        Lane(f"l{lane}", 60, tuple((f"l{lane}b{box}", float(draw(st.integers(40, 90)))) for box in range(count)))
        for lane, count in enumerate(sizes)
    ]
    keys = [key for lane in lanes for key, _ in lane.boxes]
    pairs = draw(st.lists(st.tuples(st.sampled_from(keys), st.sampled_from(keys)), max_size=12))
    return lanes, [Link(source, target) for source, target in pairs]


@given(_lanes())
def test_boxes_are_apart_and_arrows_go_round_them(case: tuple[list[Lane], list[Link]]) -> None:
    layout = lay_out(*case)
    assert not any(_meet(one, other) for one, other in combinations(layout.boxes.values(), 2))
    for path in layout.paths:
        for (x1, y1), (x2, y2) in pairwise(path):
            line = Rect(min(x1, x2), min(y1, y2), abs(x1 - x2), abs(y1 - y2))
            assert x1 == x2 or y1 == y2, "arrows run straight across or straight down"
            assert not any(_meet(line, box) for box in layout.boxes.values())


@given(_lanes())
def test_arrows_never_share_a_stretch(case: tuple[list[Lane], list[Link]]) -> None:
    """Two arrows may cross, but never run along the same line, so that each can be followed with a finger."""
    layout: Layout = lay_out(*case)
    stretches = [
        (number, one, other)
        for number, path in enumerate(layout.paths)
        for one, other in pairwise(path)
        if one != other
    ]
    for (first, a, b), (second, c, d) in combinations(stretches, 2):
        if first != second and a[0] == b[0] == c[0] == d[0]:
            assert min(max(a[1], b[1]), max(c[1], d[1])) <= max(min(a[1], b[1]), min(c[1], d[1]))
        if first != second and a[1] == b[1] == c[1] == d[1]:
            assert min(max(a[0], b[0]), max(c[0], d[0])) <= max(min(a[0], b[0]), min(c[0], d[0]))


@given(st.text(max_size=80), st.integers(40, 300))
def test_wrapping_keeps_words_and_room(said: str, room: int) -> None:
    lines = wrap(said, room, 12, lines=1000)
    assert "".join("".join(lines).split()) == "".join(said.split())
    assert all(width(line, 12) <= room for line in lines)
    assert width(clip(said, room, 12), 12) <= room


def test_anchors() -> None:
    assert anchor(to("sales.visit").address) == "sales/visit"
    assert anchor(to("sales.lost.junk").address) == "sales/lost.junk"
    assert anchor("pipeline.sales") == "sales"
    assert anchor("field.deal.budget") == "field.deal.budget"
