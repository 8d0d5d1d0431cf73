"""The checklist while it is made: steps are added in any order and come out by screen, pipeline and stage."""

from __future__ import annotations

from collections.abc import Iterable

from pipelang.deploy.resources import Fact, Step
from pipelang.model import Pipeline, Place
from pipelang.source import Span

from .context import Context
from .robots import Robot, Rows, robot_title
from .screens import ORDER

Row = tuple[str, str]


class Checklist:
    """Takes the steps of all parts of a description; `steps` gives them in the order of the walk."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self._steps: list[tuple[tuple[int, int, int, int], Step]] = []
        self._pipelines = {pipeline.id: number for number, pipeline in enumerate(context.program.pipelines)}
        self._places = {
            place.address: number
            for pipeline in context.program.pipelines
            for number, place in enumerate(pipeline.places)
        }
        self._robots: dict[str, int] = {}

    def add(
        self,
        screen: str,
        title: str,
        at: Span | None,
        rows: Iterable[Row] = (),
        pipeline: Pipeline | None = None,
        place: Place | None = None,
        paste: str | None = None,
        carries: tuple[Fact, ...] = (),
        rank: int = 1,
    ) -> None:
        """A step; within a stage smaller ranks come first. Rows with no value are left out."""
        group = tuple(item.name for item in (pipeline, place) if item)
        step = Step(screen, group, title, at, tuple(row for row in rows if row[1]), paste, carries)
        where = self._pipelines[pipeline.id] if pipeline else -1, self._places[place.address] if place else -1
        self._steps.append(((ORDER[screen], *where, rank), step))

    def row(self, label: str, value: str) -> Row:
        return self.context.words.t(f"b.row.{label}"), value

    def robot(
        self,
        pipeline: Pipeline,
        place: Place | None,
        robot: Robot,
        at: Span,
        before: Rows = (),
        carries: tuple[Fact, ...] = (),
    ) -> None:
        """A step that adds one robot to a stage, or to the stages that a row names. `before` comes before its own rows."""
        turn = self._turn(place) if place and not any(label == "stages" for label, _ in before) else ""
        rows = [self.row(label, value) for label, value in (*before, *robot.rows, ("order", turn))]
        self.add("automation", robot_title(self.context, robot), at, rows, pipeline, place, robot.paste, carries)

    def _turn(self, place: Place) -> str:
        """The number of the next robot on a stage."""
        self._robots[place.address] = number = self._robots.get(place.address, 0) + 1
        return str(number)

    def steps(self) -> tuple[Step, ...]:
        return tuple(step for _, step in sorted(self._steps, key=lambda item: item[0]))
