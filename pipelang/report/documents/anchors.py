"""Names of places inside our documents: the stage `pipeline.sales.stage.visit` is at `sales/visit`."""

from __future__ import annotations


def anchor(address: str) -> str:
    """`sales/visit`, `sales/won`, `sales/lost.junk`, `sales`; `field.deal.budget` and the like stay as they are.

    Addresses hold Latin ids and dots only, so an anchor needs no escaping anywhere.
    """
    head, _, rest = address.partition(".")
    if head != "pipeline":
        return address
    pipeline, _, place = rest.partition(".")
    return f"{pipeline}/{place.removeprefix('stage.')}" if place else pipeline
