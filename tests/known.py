"""Mistakes of the compiler that tests have found and nobody has mended yet: part of a test's id -> what is wrong.

Such a test must fail; when it passes, its line here must go (xfail, strict). An empty table is the normal state.
"""

from __future__ import annotations

KNOWN: dict[str, str] = {}
