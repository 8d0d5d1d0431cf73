"""Items of dictionaries as resources: channels are sources, products are types of deals."""

from __future__ import annotations

from collections.abc import Iterator

from pipelang.deploy.claims import facts
from pipelang.deploy.resources import Resource
from pipelang.model import Channel, Product

from .context import Context
from .facts import DICTIONARIES, FIRST_OWN_SORT, ITEM_ID_LENGTH
from .ids import fitted


def item_resources(context: Context) -> Iterator[Resource]:
    for place, channel in enumerate(context.program.channels):
        yield _item(context, "SOURCE", channel, place)
    for place, product in enumerate(context.program.products):
        yield _item(context, "DEAL_TYPE", product, place)


def item_id(context: Context, node: Channel | Product) -> str:
    return context.choices.text(node.address, "id") or fitted(node.id, ITEM_ID_LENGTH)


def _item(context: Context, dictionary: str, node: Channel | Product, place: int) -> Resource:
    """An item whose id the portal knows already is renamed where it stands."""
    own = item_id(context, node)
    sort = DICTIONARIES[dictionary].get(own, FIRST_OWN_SORT + place * 10)
    return Resource(
        "item",
        node.address,
        node.at,
        {"NAME": node.name, "SORT": sort},
        {"ENTITY_ID": dictionary, "STATUS_ID": own},
        carries=facts(node, "", "name", "was"),
    )
