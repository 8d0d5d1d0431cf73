"""What stands in the cells of several tables: the name of a thing, what is told about it, where it is used."""

from __future__ import annotations

from pipelang.model.program import Named
from pipelang.report.documents.document import Lines, Link, Strong
from pipelang.report.documents.passages import Passages
from pipelang.report.documents.prose import lines


def name_of(told: Passages, thing: Named) -> Lines:
    return ((Strong(thing.name), *told.at(thing)),)


def about_of(told: Passages, thing: Named) -> Lines:
    return lines(thing.about) if thing.about else ()


def links_of(links: list[Link]) -> Lines:
    return tuple((link,) for link in links)
