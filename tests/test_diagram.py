"""The diagram of pipelines: everything is on it, nothing lies on anything else, no spec text gets out of its quotes."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from programs import Builder, rich_program, to

from pipelang.model import Crm, Pipeline, Program, Role
from pipelang.report.documents.anchors import anchor
from pipelang.report.map.diagram import diagram
from pipelang.report.map.lanes import Box, Lane, Link, Rect, lay_out
from pipelang.report.map.pencil import FILLS, INK, LANE, LINES, LOST, NIGHT, PAPER, SOFT, WON
from pipelang.report.map.ranks import returning
from pipelang.report.map.textfit import clip, width, wrap
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


_Case = tuple[list[Lane], list[Link]]


@st.composite
def _lanes(draw: st.DrawFn) -> _Case:
    """Up to eight lanes, and arrows between different ones: from anywhere, most of them into a first stage."""
    lanes = [_drawn_lane(draw, number) for number in range(draw(st.integers(1, 8)))]
    links = []
    for _ in range(draw(st.integers(0, 14)) if len(lanes) > 1 else 0):
        source, target = draw(st.permutations(lanes))[:2]
        into = target.boxes[0] if draw(st.integers(0, 3)) else draw(st.sampled_from(target.boxes))
        label = (float(draw(st.integers(30, 160))), 28.0)
        links.append(Link(draw(st.sampled_from(source.boxes)).key, into.key, label))
    return lanes, links


def _drawn_lane(draw: st.DrawFn, number: int) -> Lane:
    stages = [
        Box(f"l{number}s{at}", draw(st.sampled_from([30.0, 45.0, 60.0]))) for at in range(draw(st.integers(1, 6)))
    ]
    lost = [Box(f"l{number}x{at}", 45, "lost") for at in range(draw(st.integers(0, 3)))]
    return Lane(f"l{number}", 40, (*stages, Box(f"l{number}w", 50, "won"), *lost))


def _line(one: tuple[float, float], other: tuple[float, float]) -> Rect:
    (x1, y1), (x2, y2) = one, other
    return Rect(min(x1, x2), min(y1, y2), abs(x1 - x2), abs(y1 - y2))


@given(_lanes())
def test_lanes_and_boxes_are_apart_and_arrows_go_round_them(case: _Case) -> None:
    layout = lay_out(*case)
    assert not any(_meet(one, other) for one, other in combinations(layout.lanes.values(), 2))
    assert not any(_meet(one, other) for one, other in combinations(layout.boxes.values(), 2))
    home = {box.key: lane.key for lane in case[0] for box in lane.boxes}
    for link, path in zip(case[1], layout.paths, strict=True):
        foreign = [lane for key, lane in layout.lanes.items() if key not in (home[link.source], home[link.target])]
        for one, other in pairwise(path):
            assert one[0] == other[0] or one[1] == other[1], "arrows run straight across or straight down"
            assert not any(_meet(_line(one, other), box, 0.1) for box in (*layout.boxes.values(), *foreign))


@given(_lanes())
def test_arrows_begin_and_end_where_they_belong(case: _Case) -> None:
    """From the edge of the box they leave to the edge of the box they lead to, or to the top of its pipeline."""
    layout = lay_out(*case)
    home = {box.key: lane for lane in case[0] for box in lane.boxes}
    for link, path in zip(case[1], layout.paths, strict=True):
        lane, source, target = home[link.target], layout.boxes[link.source], layout.boxes[link.target]
        assert _on_edge(path[0], source)
        above = path[-1][1] == pytest.approx(layout.lanes[lane.key].y) and link.target == lane.boxes[0].key
        assert above or _on_edge(path[-1], target)


def _on_edge(point: tuple[float, float], box: Rect) -> bool:
    x, y = point
    across, down = box.x - 0.1 <= x <= box.right + 0.1, box.y - 0.1 <= y <= box.bottom + 0.1
    on_side = min(abs(x - box.x), abs(x - box.right)) < 0.1
    return across and down and (on_side or min(abs(y - box.y), abs(y - box.bottom)) < 0.1)


@given(_lanes())
def test_labels_lie_on_no_lane_and_no_label_and_everything_is_on_the_sheet(case: _Case) -> None:
    layout = lay_out(*case)
    rooms = [
        Rect(middle[0] - link.label[0] / 2, middle[1] - link.label[1] / 2, *link.label)
        for link, middle in zip(case[1], layout.labels, strict=True)
        if middle
    ]
    assert not any(_meet(one, other, 0.1) for one, other in combinations(rooms, 2))
    assert not any(_meet(room, lane, 0.1) for room in rooms for lane in layout.lanes.values())
    points = [Rect(x, y, 0, 0) for path in layout.paths for x, y in path]
    for area in (*rooms, *layout.lanes.values(), *points):
        assert area.x > 0 and area.y > 0 and area.right < layout.width and area.bottom < layout.height


def test_arrows_side_by_side_are_apart() -> None:
    """Deals come from three pipelines and go back to the first: no two arrows may run along one line."""
    lanes = [
        Lane(f"l{at}", 40, (Box(f"l{at}s", 45), Box(f"l{at}w", 45, "won"), Box(f"l{at}x", 45, "lost")))
        for at in range(4)
    ]
    forth = [Link(f"l0{end}", f"l{at}s", (60, 28)) for at in (1, 2, 3) for end in "wx"]
    layout = lay_out(lanes, [*forth, *(Link(f"l{at}w", "l0s", (60, 28)) for at in (1, 2, 3))])
    stretches = [(at, _line(*ends)) for at, path in enumerate(layout.paths) for ends in pairwise(path)]
    for (first, one), (second, other) in combinations(stretches, 2):
        if first != second and (one.width > 0) == (other.width > 0):
            wider = Rect(one.x - 2, one.y - 2, one.width + 4, one.height + 4)
            assert not _meet(wider, other), (layout.paths[first], layout.paths[second])


def test_what_leads_on_stands_below_whatever_order_a_spec_has() -> None:
    lanes = [Lane(name, 40, (Box(f"{name}s", 45), Box(f"{name}w", 45, "won"))) for name in ("last", "first", "second")]
    layout = lay_out(lanes, [Link("firstw", "seconds"), Link("secondw", "lasts"), Link("lastw", "seconds")])
    tops = {name: lane.y for name, lane in layout.lanes.items()}
    assert tops["first"] < tops["second"]


@given(st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=20))
def test_without_the_links_that_go_back_there_is_no_circle(links: list[tuple[int, int]]) -> None:
    left = [link for link, back in zip(links, returning(links), strict=True) if not back]
    while left:
        sources, targets = {source for source, _ in left}, {target for _, target in left}
        assert sources - targets, left
        left = [link for link in left if link[0] in targets]


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


def test_every_colour_has_its_counterpart_in_the_dark() -> None:
    for program in (rich_program(), nine_pipelines()):
        colours = set(re.findall(r'(?:fill|stroke)="(#[0-9a-f]+)"', diagram(program, words_for(program))))
        assert colours and colours <= NIGHT.keys()


def test_texts_can_be_read_on_every_ground_in_both_themes() -> None:
    """4.5 : 1, as WCAG asks of small texts: names and owners on boxes, numbers on arrows."""
    for colours in ({colour: colour for colour in NIGHT}, NIGHT):
        for ground in (*FILLS, WON[0], LOST[0], LANE[0], PAPER):
            assert min(contrast(colours[ink], colours[ground]) for ink in (INK, SOFT)) >= 4.5, (ground, colours[ground])
        assert all(contrast(colours[line], colours[PAPER]) >= 4.5 for line in LINES)


def contrast(one: str, other: str) -> float:
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    shares = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]
    return sum(weight * share for weight, share in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
