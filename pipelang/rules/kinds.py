"""What a pipeline is for: what its `kind` says, else what its name says."""

from __future__ import annotations

from pipelang.model import Pipeline
from pipelang.model.pipeline import PipelineKind
from pipelang.names.stems import Stems

#: Words of names, tried in turn: «Холодные продажи» are calls, «Повторные продажи» are repeat orders, and only then sales.
_WORDS: tuple[tuple[PipelineKind, str], ...] = (
    ("telemarketing", r"телемаркет\w*|обзвон\w*|прозвон\w*|холодн\w+|telemarketing|cold|outbound"),
    ("warming", r"утепл\w*|вызрев\w*|прогрев\w*|подогрев\w*|warming|nurtur\w*|ripening"),
    ("refusals", r"отказ\w*|реанимац\w*|refusals?|win-?back"),
    ("repeat", r"постоянн\w*|повторн\w*|продлен\w*|repeat|renewals?|retention"),
    ("claims", r"рекламац\w*|претензи\w*|жалоб\w*|claims?|complaints?"),
    ("delivery", r"доставк\w*|отгрузк\w*|логистик\w*|delivery|deliveries|shipping|logistics"),
    ("production", r"производств\w*|изготовлен\w*|монтаж\w*|production|manufacturing|fulfil+ment"),
    ("qualification", r"квалиф\w*|лид(?:ы|ов|а)?|qualif\w*|leads?"),
    ("sales", r"продаж\w*|sales|selling"),
)
_STEMS = tuple((kind, Stems(words)) for kind, words in _WORDS)


def kind_of(pipeline: Pipeline) -> PipelineKind:
    """The kind that rules take a pipeline for: a spec that leaves `kind` out calls its pipelines «Продажи» and «Утепление»."""
    if pipeline.kind != "custom":
        return pipeline.kind
    if pipeline.entity == "lead":
        return "qualification"
    return _named(pipeline.name) or _named(pipeline.id.replace("_", " ")) or "custom"


def _named(text: str) -> PipelineKind | None:
    return next((kind for kind, stems in _STEMS if stems.within(text)), None)
