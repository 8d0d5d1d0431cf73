"""Changes as a letter to the client: in the client's language, without ids, lines of files and names of classes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pipelang.compare.changes import Change
from pipelang.compare.review import Review
from pipelang.model import Pipeline, Place
from pipelang.report.changes.telling import Teller, Told
from pipelang.report.documents.markdown import escape
from pipelang.words import sentence

#: What concerns those who write specs, and nobody else.
_INTERNAL_KINDS = frozenset({"Param", "TargetOption", "Allow"})
_INTERNAL_ATTRIBUTES = frozenset({"id", "was", "extends", "style", "kind", "locale"})
#: The order of other things is seen by nobody.
_ORDERED = frozenset({"Stage", "Pipeline", "Field", "Option", "Reason"})


def render(reviews: Iterable[Review]) -> str:
    """The letter as Markdown: one part for each client, in that client's language."""
    return "\n".join("".join(_letter(review)) for review in reviews)


def _letter(review: Review) -> Iterator[str]:
    teller = Teller(review, review.program.crm.locale)
    told = [item for item in teller.told() if _concerns(item.change)]
    yield f"# {_line(teller.t('letter'))}: {_line(review.program.crm.name)}\n"
    if review.whole:
        yield f"\n{_line(sentence(teller.t(f'program.{review.whole}')))}\n"
    elif not told:
        yield f"\n{_line(teller.t('letter.nothing'))}\n"
    for name, items in _chapters(told, teller):
        yield f"\n## {_line(name)}\n\n"
        for item in items:
            yield from _item(item, teller)


def _concerns(change: Change) -> bool:
    if change.kind in _INTERNAL_KINDS or change.verb == "renamed":
        return False
    if change.verb == "moved" and change.kind not in _ORDERED:
        return False
    return change.attribute not in _INTERNAL_ATTRIBUTES or change.kind == "Task"


def _chapters(told: list[Told], teller: Teller) -> Iterator[tuple[str, list[Told]]]:
    """A chapter for each pipeline in the order of the board, then one for what belongs to none or to several."""
    found: dict[str, list[Told]] = {}
    for item in told:
        found.setdefault(_pipeline(item), []).append(item)
    for pipeline in (*teller.words.new.program.pipelines, *teller.words.old.program.pipelines):
        if pipeline.address in found:
            name = teller.t("letter.pipeline", name=teller.words.new.quote(pipeline.name))
            yield name, found.pop(pipeline.address)
    for items in found.values():
        yield teller.t("letter.rest"), items


def _pipeline(item: Told) -> str:
    """The address of the one pipeline that a change is in, else ""."""
    nodes = ((*change.above, change.node) for change in item.reviewed.changes)
    found = {next((node.address for node in chain if isinstance(node, Pipeline)), "") for chain in nodes}
    return found.pop() if len(found) == 1 else ""


def _item(item: Told, teller: Teller) -> Iterator[str]:
    yield f"- {_line(sentence(_sentence(item, teller)))}\n"
    if item.text:
        yield from (f"  > {_line(line)}\n" for line in teller.words.texts(item.change)[1].strip().split("\n"))
    for note in (*item.places, *item.reach):
        yield f"  - {_line(sentence(note))}\n"
    loss = _loss(item)
    if loss:
        yield f"  - {_line(teller.t('letter.loss', what=loss))}\n"


def _sentence(item: Told, teller: Teller) -> str:
    """The change with the name of its stage, without the pipeline's: the chapter is called so."""
    change, words = item.change, teller.words
    if change.kind == "Message" and change.attribute:
        channel = words.of(change).channel(change.node.channel)
        return words.title(change).replace(words.thing_of(change), teller.t("letter.message", channel=channel), 1)
    place = next((node for node in reversed(change.above) if isinstance(node, Place)), None)
    stage = words.of(change).quote(place.name) if place is not None and not item.places else ""
    return ": ".join(part for part in (stage, words.event(change), item.title) if part)


def _loss(item: Told) -> str:
    """What is lost for good, as the CRM does it; else as it is everywhere."""
    facts = zip(item.reviewed.facts, item.facts, strict=True)
    lost = [said for (_, fact), (_, said) in facts if fact.level == "destructive"]
    felt = zip(item.reviewed.felt, item.each, strict=True)
    lost += [said for one, said in felt if one.level == "destructive" and one.who == "data"]
    return lost[0] if lost else ""


def _line(text: str) -> str:
    return escape(" ".join(text.split()))
