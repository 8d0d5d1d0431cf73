"""The map as a picture for Word: a well-formed EMF that holds all shapes and all words of the drawing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from struct import unpack_from
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pages import hostile
from pipelang.targets.docs.word.letters import widths  # noqa: TID251 — its own test
from pipelang.targets.docs.word.picture import figures, picture, size  # noqa: TID251
from programs import rich_program

from pipelang.report.map.diagram import diagram
from pipelang.report.map.pencil import DASHES, line
from pipelang.words import words_for

SVG = "{http://www.w3.org/2000/svg}"
TEXT, POLYGON, POLYLINE, ELLIPSE, LINE = 84, 3, 4, 42, 95


def drawn(body: str, width: float = 100, height: float = 50) -> bytes:
    return picture(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">{body}</svg>').data


def records(data: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at < len(data):
        sort, length = unpack_from("<II", data, at)
        assert length >= 8 and length % 4 == 0
        yield sort, data[at : at + length]
        at += length
    assert at == len(data)


def said(data: bytes) -> list[str]:
    texts = (record for sort, record in records(data) if sort == TEXT)
    return [record[76 : 76 + 2 * unpack_from("<I", record, 44)[0]].decode("utf-16-le") for record in texts]


@pytest.fixture(scope="module")
def svg() -> str:
    return diagram(rich_program(), words_for(rich_program()))


def test_the_head_counts_what_follows(svg: str) -> None:
    data = picture(svg).data
    found = list(records(data))
    assert data[40:44] == b" EMF" and found[0][0] == 1 and found[-1][0] == 14
    length, count, handles = unpack_from("<IIH", data, 48)
    made = {unpack_from("<I", record, 8)[0] for sort, record in found if sort in (39, 82, 95)}
    assert (length, count, handles) == (len(data), len(found), len(made) + 1)
    selected = {unpack_from("<I", record, 8)[0] for sort, record in found if sort == 37}
    assert {number for number in selected if number < 0x80000000} <= made == set(range(1, len(made) + 1))


def test_every_word_of_the_map_is_in_the_picture(svg: str) -> None:
    root = ElementTree.fromstring(svg)
    wanted = [" ".join(text.text.split()) for text in root.iter(f"{SVG}text") if text.text]
    assert said(picture(svg).data) == wanted and "Посетил шоу-рум" in wanted


def test_every_letter_is_told_how_far_it_is_to_the_next() -> None:
    """Not every reader reckons that by itself."""
    (record,) = (
        record for sort, record in records(drawn('<text x="1" y="9" font-size="10">Что😀i</text>')) if sort == TEXT
    )
    count, start = unpack_from("<I", record, 44)[0], unpack_from("<I", record, 72)[0]
    assert count == 6 and start % 4 == 0 and len(record) == start + 4 * count
    steps = unpack_from(f"<{count}I", record, start)
    assert steps[4] == 0, "the second half of a letter outside the common plane"
    assert 0 < steps[5] < min(steps[:4]), "an i is narrow"
    assert sum(widths("Ответственный", 10, True)) > sum(widths("Ответственный", 10, False)) > 60


def test_every_shape_of_the_map_is_in_the_picture(svg: str) -> None:
    root = ElementTree.fromstring(svg)
    boxes, circles = (sum(1 for _ in root.iter(f"{SVG}{sort}")) for sort in ("rect", "circle"))
    strokes = [figure for path in root.iter(f"{SVG}path") for figure in figures(path.attrib["d"])]
    painted = Counter(sort for sort, _ in records(picture(svg).data))
    assert painted[ELLIPSE] == circles > 0
    assert painted[POLYGON] == boxes - 1 + sum(closed for _, closed in strokes) > boxes > 20, "all but the ground"
    assert painted[POLYLINE] == sum(not closed for _, closed in strokes) > 0


def test_a_box_is_as_round_as_it_is_drawn() -> None:
    (box,) = (
        record
        for sort, record in records(drawn('<rect x="10" y="5" width="40" height="20" rx="4"/>'))
        if sort == POLYGON
    )
    (count,) = unpack_from("<I", box, 24)
    places = {unpack_from("<ii", box, 28 + 8 * number) for number in range(count)}
    across, along = {x / 20 for x, _ in places}, {y / 20 for _, y in places}
    assert (min(across), max(across), min(along), max(along)) == (10, 50, 5, 25)
    for x, y in places:
        out = max(14 - x / 20, x / 20 - 46, 0), max(9 - y / 20, y / 20 - 21, 0)
        assert (out[0] ** 2 + out[1] ** 2) ** 0.5 == pytest.approx(4, abs=0.05)


def test_each_way_of_a_deal_has_a_pattern_that_every_reader_knows() -> None:
    lines = "".join(line([(1, 1), (90, 1)], "#1d4ed8", mode) for mode in DASHES)
    styles = [unpack_from("<I", record, 28)[0] & 15 for sort, record in records(drawn(lines)) if sort == LINE]
    assert sorted(styles) == [0, 1, 2, 3], "solid, dashes, dots, both"


def test_frame_and_room_are_those_of_the_drawing() -> None:
    data = drawn("", 960, 480)
    assert unpack_from("<iiii", data, 24) == (0, 0, 25400, 12700), "hundredths of a millimetre, at 96 pixels an inch"
    assert size('<svg viewBox="0 0 960 480">') == (960, 480)


def test_any_text_fits(svg: str) -> None:
    program = hostile(rich_program())
    assert any("<script>" in text for text in said(picture(diagram(program, words_for(program))).data))


def test_what_it_cannot_draw_is_not_left_out_in_silence() -> None:
    paths = ("M0 0A5 5 0 0 1 9 9", "M0 0C1 1 2 2 3 3", "L1 1", "l1 1", "M1 2 3 4")
    for unknown in ("<image/>", "<text>a<b/></text>", *(f'<path d="{path}"/>' for path in paths)):
        with pytest.raises(ValueError):
            drawn(unknown)


@pytest.mark.parametrize(
    ("path", "drawn"),
    [
        ("M1 2L3 4L5 6", [([(1, 2), (3, 4), (5, 6)], False)]),
        ("M0 0h5l0 5z", [([(0, 0), (5, 0), (5, 5)], True)]),
        ("M0 0l8 8m0 -8l-8 8", [([(0, 0), (8, 8)], False), ([(8, 0), (0, 8)], False)]),
        ("M2 3m0 -7l2 4.5l.5 -1z", [([(2, -4), (4, 0.5), (4.5, -0.5)], True)]),
        ("M1 1l1 1zm3 3l1 0", [([(1, 1), (2, 2)], True), ([(4, 4), (5, 4)], False)]),
    ],
)
def test_paths_are_read_as_svg_means_them(path: str, drawn: object) -> None:
    assert list(figures(path)) == drawn


@given(st.lists(st.tuples(st.integers(-999, 999), st.integers(-999, 999)), min_size=2, max_size=9))
def test_steps_and_places_draw_the_same(points: list[tuple[int, int]]) -> None:
    places = "M" + "L".join(f"{x} {y}" for x, y in points)
    steps = f"M{points[0][0]} {points[0][1]}"
    for (x, y), (next_x, next_y) in pairwise(points):
        steps += f"l{next_x - x} {next_y - y}"
    assert list(figures(places)) == list(figures(steps))
