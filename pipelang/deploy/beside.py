"""What a document may tell beside the program: which edition of the spec it is, and what the CRMs built with it leave to people.

Targets read neither git nor each other; whoever builds finds these out and hands them over.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipelang.deploy.steps import Section
from pipelang.messages import Locale


@dataclass(frozen=True, slots=True)
class Edition:
    """The state of a spec in its repository: the commit that last changed its files (a short hash) and its date, `YYYY-MM-DD`.

    `dirty`: the files differ from what is committed.
    """

    commit: str
    date: str
    dirty: bool = False


@dataclass(frozen=True, slots=True)
class ByHand:
    """What one CRM leaves to people: its title, its checklist's path from the output folder, and (screen, number of steps)."""

    crm: str
    checklist: str
    screens: tuple[tuple[str, int], ...]

    @property
    def steps(self) -> int:
        return sum(steps for _, steps in self.screens)


@dataclass(frozen=True, slots=True)
class Beside:
    """`edition` is None where there is no repository; `by_hand` has only the CRMs that are built together with the document."""

    edition: Edition | None = None
    by_hand: tuple[ByHand, ...] = ()


def counted(sections: Sequence[Section], locale: Locale) -> tuple[tuple[str, int], ...]:
    """The screens of a checklist with their steps, named in the client's language."""
    return tuple(
        (section.screen.called(locale), sum(len(group.steps) for group in section.groups)) for section in sections
    )


#: Nothing beside the program: no repository, and no CRM built with it.
ALONE = Beside()
