"""The last chapters, for those who set the CRM up: parameters, settings of one CRM, exceptions, renamings."""

from __future__ import annotations

from collections.abc import Iterator

from pipelang.model import Literal, Param
from pipelang.report.documents.document import Line, Lines, Paragraph, Part, Section, Strong
from pipelang.report.documents.passages import Passages

from .phrases import PHRASES


def params(told: Passages) -> Section:
    t = told.words.t
    rows = tuple(
        (((Strong(item.id), *told.at(item)),), (_type(told, item),), (_value(told, item),))
        for item in told.program.params
    )
    return Section(
        t("docs.params"),
        (told.table((t("docs.head.param"), t("docs.head.type"), t("docs.head.value")), rows),),
        "the-params",
    )


def _type(told: Passages, param: Param) -> str:
    key = f"docs.param.{param.type}"
    return told.words.t(key) if key in PHRASES else param.type


def _value(told: Passages, param: Param) -> str:
    value = param.value
    if isinstance(value, Literal):
        return str(value.value) if value.type == "text" else told.words.value(value)
    return value


def options(told: Passages) -> Section:
    t = told.words.t
    rows = []
    for item in told.program.options:
        values = item.value if isinstance(item.value, tuple) else (item.value,)
        said: tuple[Part, ...] = (item.key, *told.at(item))
        rows.append(
            ((item.target,), (told.thing(item.subject),), (said,), tuple(_plain(told, value) for value in values))
        )
    head = (t("docs.head.target"), t("docs.head.of"), t("docs.head.setting"), t("docs.head.value"))
    return Section(t("docs.options"), (told.table(head, tuple(rows)),), "the-options")


def _plain(told: Passages, value: str | int | float | bool) -> str:
    return told.words.t("yes" if value else "no") if isinstance(value, bool) else str(value)


def allows(told: Passages) -> Section:
    t = told.words.t
    rows = tuple(
        (((item.rule, *told.at(item)),), (told.thing(item.where),), (item.why,)) for item in told.program.allows
    )
    table = told.table((t("docs.head.rule"), t("docs.head.where"), t("docs.head.why")), rows)
    return Section(t("docs.allows"), (Paragraph(t("docs.allows.lead")), table), "the-allows")


def renamed(told: Passages) -> Section:
    t = told.words.t
    rows = tuple(_renamings(told))
    return Section(
        t("docs.renamed"),
        (told.table((t("docs.head.name"), t("docs.head.id"), t("docs.head.was")), rows),),
        "the-renamed",
    )


def _renamings(told: Passages) -> Iterator[tuple[Lines, ...]]:
    for node in told.nodes:
        was = getattr(node, "was", None)
        if was:
            name: Line = (told.thing(node.address), *told.at(node))
            yield (name,), (getattr(node, "id", ""),), (was,)
