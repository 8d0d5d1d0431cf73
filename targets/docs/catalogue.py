"""Chapters that are lists: what is sold, and of what kinds tasks are."""

from __future__ import annotations

from pipelang.report.documents.anchors import anchor
from pipelang.report.documents.document import Link, Section
from pipelang.report.documents.passages import Passages

from .cells import about_of, links_of, name_of


def products(told: Passages) -> Section:
    t = told.words.t
    rows = []
    for product in told.program.products:
        sold = [Link(p.name, anchor(p.address)) for p in told.program.pipelines if product.id in p.products]
        rows.append((name_of(told, product), links_of(sold), about_of(told, product)))
    return Section(
        t("docs.products"),
        (told.table((t("docs.head.name"), t("docs.head.sold"), t("docs.head.about")), tuple(rows)),),
        "the-products",
    )


def task_types(told: Passages) -> Section:
    t = told.words.t
    rows = tuple((name_of(told, item), about_of(told, item)) for item in told.program.task_types)
    return Section(
        t("docs.task types"), (told.table((t("docs.head.name"), t("docs.head.about")), rows),), "the-task-types"
    )
