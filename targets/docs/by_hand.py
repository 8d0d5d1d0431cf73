"""The chapter about what no API can set up: how much of it each CRM leaves to people, and where the steps are."""

from __future__ import annotations

from pipelang.deploy.beside import ByHand
from pipelang.report.documents.document import Facts, Paragraph, Section
from pipelang.report.documents.passages import Passages


def by_hand(told: Passages, left: tuple[ByHand, ...]) -> Section:
    """Counts by screen; the steps themselves stand in the checklists, where they are ticked."""
    t = told.words.t
    return Section(
        t("docs.by hand"), (Paragraph(t("docs.by hand.lead")), *(_crm(told, crm) for crm in left)), "the-by-hand"
    )


def _crm(told: Passages, crm: ByHand) -> Section:
    t, steps = told.words.t, told.words.count(crm.steps, "step")
    anchor = f"the-by-hand-{crm.checklist.partition('/')[0]}"
    if not crm.steps:
        return Section(crm.crm, (Paragraph(t("docs.by hand.none")),), anchor)
    screens = Facts(tuple((name, (str(count),)) for name, count in crm.screens))
    return Section(crm.crm, (Paragraph(t("docs.by hand.crm", steps=steps, file=crm.checklist)), screens), anchor)
