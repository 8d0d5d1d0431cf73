"""Records are frozen slotted dataclasses in all that the rest of the code relies on."""

from __future__ import annotations

import pickle
from collections.abc import Mapping
from dataclasses import FrozenInstanceError, field, fields, is_dataclass, replace

import pytest

from pipelang.records import record


@record
class Point:
    x: int
    y: int = 0
    at: str = field(default="", compare=False, repr=False)
    labels: Mapping[str, str] = field(default_factory=dict, compare=False)


def test_is_a_dataclass() -> None:
    assert is_dataclass(Point) and [spec.name for spec in fields(Point)] == ["x", "y", "at", "labels"]
    assert replace(Point(1, at="here"), y=2) == Point(1, 2)
    assert repr(Point(1, at="here")) == "Point(x=1, y=0, labels={})"


def test_is_compared_by_what_counts() -> None:
    assert Point(1, at="here") == Point(1, at="there") != Point(2)
    assert hash(Point(1, at="here")) == hash(Point(1))


def test_is_frozen_and_slotted() -> None:
    point = Point(1)
    with pytest.raises(FrozenInstanceError):
        point.x = 2  # type: ignore[misc]
    assert not hasattr(point, "__dict__")


def test_factories_make_a_new_default_each_time() -> None:
    first, second = Point(1), Point(1)
    assert first.labels == {} and first.labels is not second.labels
    given = {"a": "b"}
    assert Point(1, labels=given).labels is given


def test_can_be_pickled() -> None:
    assert pickle.loads(pickle.dumps(Point(1, 2, "here"))) == Point(1, 2)
