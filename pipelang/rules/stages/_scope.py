"""Which stages a rule is about: pipelines differ, and what a seller needs would only hinder a workshop."""

from __future__ import annotations

from pipelang.model import Pipeline, Stage
from pipelang.model.pipeline import PipelineKind
from pipelang.names import is_sump

#: A person leads the client from stage to stage and has to know, ask and say the right things.
LED_BY_PEOPLE: frozenset[PipelineKind] = frozenset({"qualification", "telemarketing", "sales"})
#: Messages and dates do the work; people step in when the client answers.
LED_BY_MESSAGES: frozenset[PipelineKind] = frozenset({"warming", "refusals", "repeat"})
#: The client has paid or complains: a deal may not be lost because he is silent.
OWED_TO_CLIENT: frozenset[PipelineKind] = frozenset({"production", "delivery", "claims"})


def is_queue(stage: Stage, pipeline: Pipeline, kind: PipelineKind) -> bool:
    """The base that telemarketing starts from: thousands of contacts that nobody has touched yet."""
    return kind == "telemarketing" and stage is pipeline.stages[0] and is_sump(stage.name)
