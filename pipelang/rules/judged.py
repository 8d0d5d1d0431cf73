"""Names of stages judged by grammar, and only where a rule can do something with the answer.

The first Russian name loads a dictionary, so a pipeline with no declared style and few stages is left alone: nothing could
be said of it anyway.
"""

from __future__ import annotations

from typing import Literal

from pipelang.model import Pipeline, Stage
from pipelang.names import clause_styles, sump

Side = Literal["conversion", "process"]

#: Stages from which a pipeline shows a style of its own.
_SEVERAL = 3


def is_judged(pipeline: Pipeline) -> bool:
    """Whether the names of a pipeline are looked at: its style is declared, or its stages are enough to show one."""
    return pipeline.style is not None or len(pipeline.stages) >= _SEVERAL


def side_of(name: str) -> Side | None:
    """The style that a name belongs to.

    None where it breaks neither: «Новая заявка», a name of both kinds («Счёт выставлен, ждём оплату»), or one that is wrong for
    another reason, which has a rule of its own (a task, a parking lot).
    """
    found = clause_styles(name)
    parked = sump(name)
    if "task" in found or (parked is not None and parked.strength == "strong"):
        return None
    if "conversion" in found:
        return None if "process" in found else "conversion"
    return "process" if "process" in found else None


def sides(pipeline: Pipeline) -> list[tuple[Stage, Side]]:
    """The stages whose names belong to one style, in order; none when the pipeline is not judged."""
    if not is_judged(pipeline):
        return []
    return [(stage, side) for stage in pipeline.stages if (side := side_of(stage.name)) is not None]
