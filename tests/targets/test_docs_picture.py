"""The map as a picture for Word: a well-formed EMF that holds all shapes and all words of the drawing."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from struct import unpack_from
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pages import hostile
from pipelang.targets.docs.letters import widths  # noqa: TID251 — its own test
from pipelang.targets.docs.paths import figures  # noqa: TID251
from pipelang.targets.docs.picture import picture, size  # noqa: TID251
from programs import rich_program

from pipelang.report.map.diagram import diagram
from pipelang.words import words_for

SVG = "{http://www.w3.org/2000/svg}"
TEXT, FILL, BOTH, STROKE = 84, 62, 63, 64


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
    shapes = sum(1 for sort in ("rect", "circle", "path") for _ in root.iter(f"{SVG}{sort}")) - 1  # the ground
    painted = sum(1 for sort, _ in records(picture(svg).data) if sort in (FILL, BOTH, STROKE))
    assert painted == shapes > 30


def test_frame_and_room_are_those_of_the_drawing() -> None:
    data = drawn("", 960, 480)
    assert unpack_from("<iiii", data, 24) == (0, 0, 25400, 12700), "hundredths of a millimetre, at 96 pixels an inch"
    assert size('<svg viewBox="0 0 960 480">') == (960, 480)


def test_any_text_fits(svg: str) -> None:
    program = hostile(rich_program())
    assert any("<script>" in text for text in said(picture(diagram(program, words_for(program))).data))


def test_what_it_cannot_draw_is_not_left_out_in_silence() -> None:
    for unknown in ("<image/>", '<path d="M0 0A5 5 0 0 1 9 9"/>', '<path d="L1 1"/>', "<text>a<b/></text>"):
        with pytest.raises(ValueError):
            drawn(unknown)


def ends(path: str) -> list[tuple[tuple[float, float], ...]]:
    return [(figure.parts[0].start, *(part.points[-1] for part in figure.parts)) for figure in figures(path)]


@pytest.mark.parametrize(
    ("path", "corners"),
    [
        ("M1 2L3 4L5 6", [((1, 2), (3, 4), (5, 6))]),
        ("M1 2 3 4 5 6", [((1, 2), (3, 4), (5, 6))]),
        ("m1,2 2,2l2-2", [((1, 2), (3, 4), (5, 2))]),
        ("M0 0h5v5H0z", [((0, 0), (5, 0), (5, 5), (0, 5))]),
        ("M0 0l1 1zM5 5l.5.5", [((0, 0), (1, 1)), ((5, 5), (5.5, 5.5))]),
        ("M0 0C1 1 2 2 3 3s1 1 2 2", [((0, 0), (3, 3), (5, 5))]),
        ("M0 0Q3 3 6 0", [((0, 0), (6, 0))]),
    ],
)
def test_paths_are_read_as_svg_means_them(path: str, corners: object) -> None:
    assert ends(path) == corners


def test_a_quadratic_curve_is_the_cubic_one_that_it_equals() -> None:
    ((curve,),) = (figure.parts for figure in figures("M0 0Q3 3 6 0"))
    assert curve.curved and curve.points == ((2, 2), (4, 2), (6, 0))


@given(st.lists(st.tuples(st.integers(-999, 999), st.integers(-999, 999)), min_size=2, max_size=9))
def test_steps_and_places_draw_the_same(points: list[tuple[int, int]]) -> None:
    places = "M" + "L".join(f"{x} {y}" for x, y in points)
    steps = f"M{points[0][0]} {points[0][1]}"
    for (x, y), (next_x, next_y) in pairwise(points):
        steps += f"l{next_x - x} {next_y - y}"
    assert ends(places) == ends(steps)
