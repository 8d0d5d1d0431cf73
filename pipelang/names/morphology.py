"""Russian words with what the dictionary knows of them. The only module that loads pymorphy3."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any

from pipelang.records import record

_VERB_ENDINGS = ("ить", "ать", "ять", "еть", "ировать", "овать")

#: Ending of an action noun -> endings of the verb behind it, tried in turn.
_DERIVATIONS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("изация", ("изировать", "изовать")),
    ("икация", ("ицировать", "иковать")),
    ("ация", ("ировать", "овать", "ать")),
    ("ция", ("цировать", "тировать")),
    ("ча", ("ть", "чить", "тить")),
    ("жа", ("ть",)),
    ("ка", _VERB_ENDINGS),
    ("ь", ("ировать", "ить", "ать")),
    ("", _VERB_ENDINGS),
)

#: Below this, chance verbs turn up behind things («точка» and «точить»).
_SHORTEST_STEM = 3


@record
class Form:
    """One way to read a word."""

    lemma: str
    tags: frozenset[str]


@record
class Word:
    """A word in lower case with its readings, the likeliest first."""

    text: str
    forms: tuple[Form, ...]
    known: bool

    def tagged(self, *tags: str) -> Form | None:
        """The likeliest reading that has all the tags."""
        return next((form for form in self.forms if form.tags.issuperset(tags)), None)

    def leads_as(self, *tags: str) -> Form | None:
        """The likeliest reading, if it has all the tags."""
        return self.forms[0] if self.forms and self.forms[0].tags.issuperset(tags) else None

    @property
    def lemma(self) -> str:
        return self.forms[0].lemma if self.forms else self.text


@lru_cache(maxsize=4096)
def word(text: str) -> Word:
    lower = text.lower()
    parses = _morph().parse(lower)
    forms = tuple(Form(parse.normal_form.replace("ё", "е"), frozenset(parse.tag.grammemes)) for parse in parses)
    return Word(lower, forms, _is_known(lower))


@cache
def is_action(noun: str) -> bool:
    """Whether a verb stands behind a noun: «отгрузка» and «отгрузить», «анализ» and «анализировать»."""
    if noun.endswith(("ние", "тие", "нье")):
        return True
    return any(
        _is_known(noun.removesuffix(ending) + verb)
        for ending, verbs in _DERIVATIONS
        if noun.endswith(ending) and len(noun) > len(ending) + _SHORTEST_STEM
        for verb in verbs
    )


def _is_known(text: str) -> bool:
    return bool(_morph().word_is_known(text))


@cache
def _morph() -> Any:
    import pymorphy3  # type: ignore[import-untyped]  # no types published; it takes 0.1 s, so not at the top

    return pymorphy3.MorphAnalyzer(lang="ru")
