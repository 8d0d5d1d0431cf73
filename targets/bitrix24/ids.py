"""Ids of Bitrix24 made from ids of a spec: always the same, within the server's lengths."""

from __future__ import annotations

from zlib import crc32

from .facts import STAGE_ID_LENGTH


def fitted(id: str, length: int) -> str:
    """The id in capitals; one that is too long keeps its head and ends in four digits of its checksum."""
    upper = id.upper()
    return upper if len(upper) <= length else apart(id, length)


def apart(id: str, length: int = STAGE_ID_LENGTH) -> str:
    """An id that differs from the plain capitals: head, `_` and four hexadecimal digits of the checksum."""
    return f"{id.upper()[: length - 5]}_{crc32(id.encode()) & 0xFFFF:04X}"


def stage_id(id: str, taken: frozenset[str]) -> str:
    """Own part of a STATUS_ID. `taken` are ids that mean something else in this place."""
    plain = fitted(id, STAGE_ID_LENGTH)
    return apart(id) if plain in taken else plain
