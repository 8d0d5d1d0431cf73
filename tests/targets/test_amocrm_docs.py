"""The target's tables and its page say the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from amocrm_specs import AMOCRM
from pipelang.targets.amocrm.facts import STAGE_COLORS  # noqa: TID251
from pipelang.targets.amocrm.options import OPTIONS, Option  # noqa: TID251

from pipelang.deploy.target import Capability, CrmTarget

PAGE = (Path(__file__).parents[2] / "docs/targets/amocrm.md").read_text(encoding="utf-8")


def test_it_is_a_crm_target() -> None:
    assert isinstance(AMOCRM, CrmTarget)
    assert (AMOCRM.name, AMOCRM.title) == ("amocrm", "amoCRM")


@pytest.mark.parametrize("option", OPTIONS, ids=lambda option: option.key)
def test_page_tells_of_every_option(option: Option) -> None:
    assert f"| `{option.key}` |" in PAGE
    assert all(choice in PAGE for choice in option.choices)
    assert set(option.note) == {"en", "ru"}


def test_page_shows_the_palette_and_the_limits() -> None:
    assert [color for color in STAGE_COLORS if color not in PAGE] == []
    assert [limit.key for limit in AMOCRM.limits if f"| {limit.value} |" not in PAGE] == []


@pytest.mark.parametrize("capability", AMOCRM.capabilities, ids=lambda capability: capability.concept)
def test_capabilities_name_their_source_in_both_languages(capability: Capability) -> None:
    assert capability.source and set(capability.note) == {"en", "ru"} and all(capability.note.values())


def test_screens_have_names_and_ways_in_both_languages() -> None:
    for screen in AMOCRM.screens:
        assert set(screen.name) == set(screen.way) == {"en", "ru"}, screen.key
        assert set(screen.note) in (set(), {"en", "ru"}), screen.key
